"""Notices and their clauses: what each asks for, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ruralskills.catalogue.clause_coverage import ClauseCoverage, accounts
from ruralskills.catalogue.pages.page import Block, PageHeading, PageTable, Paragraph
from ruralskills.catalogue.pages.wording import BASES, SEVERITIES, number
from ruralskills.notices import Notice


def all_as_data(notices: Mapping[str, Notice]) -> list[dict[str, Any]]:
    """The list of notices, for programs."""
    return [
        {
            "id": notice.id,
            "title": notice.title,
            "document": notice.document,
            "places": list(notice.places),
            "years": list(notice.years) if notice.years else None,
            "extends": notice.extends or None,
            "clauses": len(notice.asks),
        }
        for notice in notices.values()
    ]


def all_as_page(notices: Mapping[str, Notice]) -> Iterator[Block]:
    """The list of notices, for people."""
    yield PageHeading("通知", 1)
    yield PageTable(
        ("编号", "通知", "文号", "适用地方", "适用年度", "条款"),
        tuple(
            (
                notice.id,
                notice.title,
                notice.document if notice.document != notice.title else "",
                "、".join(notice.places),
                _years(notice),
                f"{len(notice.asks)}条",
            )
            for notice in notices.values()
        ),
    )


def as_data(notice: Notice) -> list[dict[str, Any]]:
    """The clauses of a notice, for programs."""
    return [
        {
            "id": account.clause.id,
            "section": account.clause.section,
            "says": account.clause.says,
            "limit": account.limit,
            "unit": account.unit,
            "severity": account.ask.severity,
            "basis": account.clause.basis,
            "checked_by": list(account.checked_by),
            "counted_by": list(account.counted_by),
            "duty": account.duty or None,
            "by_hand": account.by_hand or None,
        }
        for account in accounts(notice)
    ]


def as_page(notice: Notice) -> Iterator[Block]:
    """The clauses of a notice, for people."""
    yield PageHeading(notice.title, 1)
    yield Paragraph("；".join(_about(notice)))
    if listed := accounts(notice):
        yield PageHeading("条款")
        yield PageTable(
            ("条款", "章节", "要求", "限额", "原文", "依据", "轻重", "怎样核查"),
            tuple(_row(account, notice) for account in listed),
        )
    if own := tuple(_adjusted(notice)):
        yield PageHeading("在此基础上的调整" if notice.extends else "本单位的规定")
        yield PageTable(("项目", "对象", "内容"), own)


def _adjusted(notice: Notice) -> Iterator[tuple[str, str, str]]:
    """What a notice of an office's own changes beside its clauses."""
    for limit in notice.limits.values():
        if limit.ask.clause.id not in notice.asks:
            yield "限额", limit.name, f"{number(limit)}（{limit.ask.clause.id}）"
    for code, severity in notice.severities.items():
        yield "轻重", code, SEVERITIES[severity]
    for code, where in notice.scopes.items():
        rows = "，".join(f"{name}为{'或'.join(words)}" for name, words in where.items())
        yield "只核查", code, rows
    for ledger, fields in notice.headers.items():
        for name, words in fields.items():
            yield "也认这些表头", f"{ledger}.{name}", "、".join(words)


def _about(notice: Notice) -> Iterator[str]:
    yield f"编号：{notice.id}"
    if notice.document != notice.title:
        yield f"文号：{notice.document}"
    if notice.places:
        yield f"适用地方：{'、'.join(notice.places)}"
    yield f"适用年度：{_years(notice)}"
    if notice.extends:
        yield f"未另作规定的，按{notice.extends}"


def _row(account: ClauseCoverage, notice: Notice) -> tuple[str, ...]:
    clause = account.clause
    document = clause.document if clause.document != notice.document else ""
    return (
        clause.id,
        f"{document}{clause.section}",
        clause.says,
        "；".join(map(number, account.limits)),
        f"“{clause.phrase}”" if clause.phrase else "",
        BASES.get(clause.basis, clause.basis),
        SEVERITIES.get(account.ask.severity, account.ask.severity),
        "；".join(_becomes(account, notice)),
    )


def _becomes(account: ClauseCoverage, notice: Notice) -> Iterator[str]:
    """What becomes of a clause, in words."""
    if account.checked_by:
        yield f"规则{'、'.join(account.checked_by)}"
    titles = [each.title for each in notice.indicators if each.id in account.counted_by]
    if titles:
        yield f"由台账计数：{'、'.join(titles)}"
    if account.duty:
        yield f"履职：{account.duty}"
    if account.by_hand:
        yield f"人工把握：{account.by_hand}"


def _years(notice: Notice) -> str:
    if notice.years is None:
        return "不限"
    first, last = notice.years
    return f"{first}年" if first == last else f"{first}—{last}年"

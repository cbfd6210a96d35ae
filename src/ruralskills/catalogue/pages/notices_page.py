"""Pages of the notices, their clauses and the coverage of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ruralskills.catalogue.clause_coverage import ClauseCoverage, coverages
from ruralskills.catalogue.pages.figure_wording import figure_rows
from ruralskills.catalogue.pages.page import Block, PageHeading, PageTable, Paragraph
from ruralskills.catalogue.pages.requirement_wording import requirement_row
from ruralskills.catalogue.pages.wording import BASES, SEVERITIES, limit_text, severity_text
from ruralskills.notices import Notice


def list_data(notices: Mapping[str, Notice]) -> list[dict[str, Any]]:
    """Return the list of notices, for programs."""
    return [
        {
            "id": notice.id,
            "title": notice.title,
            "document": notice.document,
            "places": list(notice.places),
            "years": [notice.years.first, notice.years.last] if notice.years else None,
            "extends": notice.extends or None,
            "clauses": len(notice.clauses),
        }
        for notice in notices.values()
    ]


def list_page(notices: Mapping[str, Notice]) -> Iterator[Block]:
    """Yield the list of notices, for people."""
    yield PageHeading("通知", 1)
    yield PageTable(
        ("编号", "通知", "文号", "适用地方", "适用年度", "条款"),
        tuple(
            (
                notice.id,
                notice.title,
                notice.document if notice.document != notice.title else "",
                "、".join(notice.places),
                _years_text(notice),
                f"{len(notice.clauses)}条",
            )
            for notice in notices.values()
        ),
    )


def notice_data(notice: Notice) -> list[dict[str, Any]]:
    """Return the clauses of a notice, for programs."""
    return [
        {
            "id": coverage.clause.id,
            "section": coverage.clause.section,
            "says": coverage.clause.says,
            "limit": coverage.limit,
            "unit": coverage.unit,
            "severity": coverage.clause.severity,
            "basis": coverage.clause.basis,
            "checked_by": list(coverage.checked_by),
            "counted_by": list(coverage.counted_by),
            "duty": coverage.duty or None,
            "by_hand": coverage.clause.by_hand or None,
        }
        for coverage in coverages(notice)
    ]


def notice_page(notice: Notice) -> Iterator[Block]:
    """Yield the clauses of a notice, for people."""
    yield PageHeading(notice.title, 1)
    yield Paragraph("；".join(_facts(notice)))
    if covered := coverages(notice):
        yield PageHeading("条款")
        yield PageTable(
            ("条款", "章节", "要求", "限额", "原文", "依据", "轻重", "怎样核查"),
            tuple(_row(coverage, notice) for coverage in covered),
        )
    if notice.requirements:
        yield PageHeading("自定要求")
        yield PageTable(
            ("编号", "问题", "台账", "哪些行", "要求"),
            tuple(requirement_row(each, notice) for each in notice.requirements),
        )
    if figures := tuple(figure_rows(notice)):
        yield PageHeading("统计指标")
        yield PageTable(("指标", "单位", "怎样数", "统计表中也叫"), figures)
    if adjustments := tuple(_adjustments(notice)):
        yield PageHeading("在此基础上的调整" if notice.extends else "本单位的规定")
        yield PageTable(("项目", "对象", "内容"), adjustments)


def _adjustments(notice: Notice) -> Iterator[tuple[str, str, str]]:
    """Yield the changes that an office's own notice makes beside its clauses."""
    for limit in notice.limits.values():
        if limit.clause.id not in notice.clauses:
            yield "限额", limit.name, f"{limit_text(limit)}（{limit.clause.id}）"
    for code, severity in notice.severities.items():
        yield "轻重", code, SEVERITIES[severity]
    for code, where in notice.scopes.items():
        rows = "，".join(f"{name}为{'或'.join(words)}" for name, words in where.items())
        yield "只核查", code, rows
    for code, reason in notice.off.items():
        yield "停用", code, reason
    for ledger, columns in notice.columns.items():
        for name, column in columns.items():
            yield "增加的列", f"{ledger}.{name}", "、".join(column.headers)
    for ledger, fields in notice.headers.items():
        for name, words in fields.items():
            yield "也认这些表头", f"{ledger}.{name}", "、".join(words)


def _facts(notice: Notice) -> Iterator[str]:
    yield f"编号：{notice.id}"
    if notice.document != notice.title:
        yield f"文号：{notice.document}"
    if notice.places:
        yield f"适用地方：{'、'.join(notice.places)}"
    yield f"适用年度：{_years_text(notice)}"
    if notice.extends:
        yield f"未另作规定的，按{notice.extends}"


def _row(coverage: ClauseCoverage, notice: Notice) -> tuple[str, ...]:
    clause = coverage.clause
    document = clause.document if clause.document != notice.document else ""
    return (
        clause.id,
        f"{document}{clause.section}",
        clause.says,
        "；".join(map(limit_text, coverage.limits)),
        f"“{clause.phrase}”" if clause.phrase else "",
        BASES.get(clause.basis, clause.basis),
        severity_text(coverage.clause),
        "；".join(_coverage_texts(coverage, notice)),
    )


def _coverage_texts(coverage: ClauseCoverage, notice: Notice) -> Iterator[str]:
    """Yield the parts of a clause's coverage, in words."""
    if coverage.checked_by:
        yield f"规则{'、'.join(coverage.checked_by)}"
    titles = [each.title for each in notice.figures if each.id in coverage.counted_by]
    if titles:
        yield f"由台账计数：{'、'.join(titles)}"
    if coverage.duty:
        yield f"履职：{coverage.duty}"
    if coverage.clause.by_hand:
        yield f"人工把握：{coverage.clause.by_hand}"


def _years_text(notice: Notice) -> str:
    if notice.years is None:
        return "不限"
    first, last = notice.years.first, notice.years.last
    return f"{first}年" if first == last else f"{first}—{last}年"

"""Pages of the rules: reason, clauses, remedy and examples of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ruralskills.catalogue.clause_coverage import ClauseCoverage
from ruralskills.catalogue.pages.page import Block, PageHeading, PageTable, Paragraph
from ruralskills.catalogue.pages.wording import limit_text, severity_text
from ruralskills.model.rule import Rule, Scope
from ruralskills.rules.docstring import Caption, RuleDocstring, parse

_LOOKS_AT: Mapping[Scope, str] = {
    "cell": "读取单元格时",
    "row": "逐行",
    "table": "一张表内",
    "book": "各表之间",
}
_SAMPLE_NOTICE = {"通知：样例": "通知：样例（为说明这条规则而设，不是真的）"}


def list_data(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Return the list of rules, for programs."""
    return [
        {
            "code": rule.code,
            "name": rule.name,
            "title": rule.title,
            "severity": rule.severity.value,
            "nature": rule.nature.value,
            "scope": rule.scope,
            "ledgers": [ledger.info.id for ledger in rule.ledgers],
            "limit": rule.limit or None,
            "remedy": rule.remedy,
        }
        for rule in rules
    ]


def list_page(
    rules: Iterable[Rule], retired: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Block]:
    """Yield the list of rules and of retired codes with their successors, for people."""
    yield PageHeading("规则", 1)
    yield PageTable(
        ("编号", "问题", "性质", "核查"),
        tuple((r.code, r.title, r.nature.label, _LOOKS_AT[r.scope]) for r in rules),
    )
    if retired:
        yield PageHeading("停用的编号")
        yield PageTable(("编号", "由它接替"), tuple(retired.items()))


def rule_data(rule: Rule, cited: Sequence[ClauseCoverage]) -> dict[str, Any]:
    """Return a rule, for programs."""
    [data] = list_data([rule])
    docstring = parse(rule)
    return data | {
        "why": docstring.reason,
        "clauses": [
            {
                "notice": coverage.clause.notice,
                "id": coverage.clause.id,
                "section": coverage.clause.section,
                "says": coverage.clause.says,
                "severity": coverage.clause.severity,
            }
            for coverage in cited
        ],
        "examples": [
            {"caption": block.text} if isinstance(block, Paragraph) else _rows(block)
            for block in _blocks(docstring)
        ],
    }


def _rows(grid: PageTable) -> list[dict[str, str]]:
    return [dict(zip(grid.header, row, strict=True)) for row in grid.rows]


def rule_page(rule: Rule, cited: Sequence[ClauseCoverage], level: int = 1) -> Iterator[Block]:
    """Yield a rule, for people."""
    yield PageHeading(f"{rule.code} {rule.title}", level)
    docstring = parse(rule)
    yield Paragraph(docstring.reason)
    yield PageTable(("项目", "内容"), tuple(_facts(rule)))
    if cited:
        yield PageHeading("依据", level + 1)
        yield PageTable(
            ("条款", "通知", "要求", "限额", "轻重"),
            tuple(
                (
                    coverage.clause.id,
                    f"{coverage.clause.document}{coverage.clause.section}",
                    coverage.clause.says,
                    "；".join(
                        limit_text(each) for each in coverage.limits if each.name == rule.limit
                    ),
                    severity_text(coverage.clause),
                )
                for coverage in cited
            ),
        )
    yield PageHeading("示例", level + 1)
    yield Paragraph("“应报”一列写明哪一格会被报出；空着的不报。")
    yield from _blocks(docstring)


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "怎样改", rule.remedy
    yield "性质", rule.nature.label
    yield "核查", _LOOKS_AT[rule.scope]
    if rule.ledgers:
        yield "台账", "、".join(ledger.info.title for ledger in rule.ledgers)
    if rule.limit:
        yield "限额名称", rule.limit
    yield "英文名", rule.name


def _blocks(docstring: RuleDocstring) -> Iterator[Paragraph | PageTable]:
    for example in docstring.examples:
        if isinstance(example, Caption):
            yield Paragraph(_SAMPLE_NOTICE.get(example.text, example.text))
        else:
            yield PageTable(example.header, example.rows)

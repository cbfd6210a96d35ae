"""Q6: quarterly tables - what is cumulative follows from the quarter before."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.reported_figures import ReportedFigure, figures_of, indicator_of
from ruralskills.ledgers import Figure
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number

_CORRECTED: Final = regex("更正|调整|核减|核增|修正|订正")
Key = tuple[int, int, str, str]
"""Year and quarter, unit and indicator."""


def _quarterly(tables: list[Table], notices: InForce) -> Iterator[tuple[Key, ReportedFigure]]:
    """The figures that belong to a certain quarter and are flows of a known indicator."""
    for table in tables:
        for stated in figures_of(table):
            period, indicator = stated.period, indicator_of(stated.name, notices)
            if period and period.quarter and indicator and indicator.kind == "flow":
                yield (period.year, period.quarter, stated.unit, indicator.id), stated


def _before(key: Key) -> Key:
    return key[0], key[1] - 1, *key[2:]


@rule(
    "Q604", "累计数与上期不衔接", Figure, carries_out="clauses", at="value", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=("unit", "indicator", "period", "value"), foldable=False,
    remedy="请核对上期累计和本期数；确有更正的，在备注或表下写明更正说明",
)  # fmt: skip
def cumulative_breaks_off(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """本年累计应等于上季累计加本季，第一季度的累计就是本季；按人去重的数只看不超过两数之和、不少于上季。

    写有更正说明的不查，存量不查，没有上季统计表的不比。

    通知：tongnan-2020

    任务与统计表

    标题：2020年第二季度就业扶贫情况统计表

    | 镇街     | 扶贫车间/本季 | 扶贫车间/累计 | 应报          |
    | -------- | ------------- | ------------- | ------------- |
    | 桂花街道 | {2}           | {5}           |               |
    | 双河镇   | {2}           | {9}           | 扶贫车间/累计 |

    上期：任务与统计表

    标题：2020年第一季度就业扶贫情况统计表

    | 镇街     | 扶贫车间/本季 | 扶贫车间/累计 | 应报 |
    | -------- | ------------- | ------------- | ---- |
    | 桂花街道 | {3}           | {3}           |      |
    | 双河镇   | {4}           | {4}           |      |
    """
    mine = list(_quarterly(book.of(Figure), notices))
    every = [*mine, *_quarterly(book.of(Figure, "previous"), notices)]
    so_far = {key: stated for key, stated in every if stated.span == "year"}
    this = {key: stated for key, stated in every if stated.span == "quarter"}
    for key, stated in mine:
        if stated.span != "year" or key not in this or _CORRECTED.search(stated.row.table.places):
            continue
        before = so_far.get(_before(key))
        if key[1] > 1 and before is None:
            continue
        start = before.value if before and key[1] > 1 else Decimal(0)
        distinct = bool((indicator := indicator_of(stated.name, notices)) and indicator.distinct)
        whole = start + this[key].value
        if not _follows(stated.value, start, whole, distinct=distinct and key[1] > 1):
            yield stated.place, _breaks(stated, start, this[key], before)


def _follows(value: Decimal, start: Decimal, whole: Decimal, *, distinct: bool) -> bool:
    """Whether a cumulative figure can be; persons who come again are not counted twice."""
    return max(start, whole - start) <= value <= whole if distinct else value == whole


def _breaks(
    stated: ReportedFigure, start: Decimal, this: ReportedFigure, before: ReportedFigure | None
) -> Says:
    whole = start + this.value
    gap = stated.value - whole
    message = (
        f"累计填{format_number(stated.value)}，上季累计{format_number(start)}加本季{format_number(this.value)}为{format_number(whole)}，"
        f"{'多' if gap > 0 else '少'}{format_number(abs(gap))}"
    )
    related = [this.place]
    if before is not None and before.row.table.file == stated.row.table.file:
        related.append(before.place)
    return Says(message, related=tuple(related))

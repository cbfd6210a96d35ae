"""Q6: cumulative figures of quarterly and monthly tables."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.reported_figures import (
    ReportedFigure,
    figures_of,
    indicator_of,
    is_corrected,
    is_of_period,
)
from ruralskills.ledgers import Figure
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period, period_before
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.text.numbers import format_gap, format_number

_CURRENT: Final = ("period", "quarter", "month")
Key = tuple[Period, str, str]
"""Period, unit and indicator."""


def _flows(tables: list[Table], notices: InForce) -> Iterator[tuple[Key, ReportedFigure]]:
    """Yield the figures of quarters and months that are flows of an indicator."""
    for table in tables:
        for figure in figures_of(table):
            period, indicator = figure.period, indicator_of(figure.name, notices)
            is_short = period and period.year and (period.quarter or period.month)
            if period and is_short and indicator and indicator.kind == "flow":
                yield (period, figure.unit, indicator.id), figure


@rule(
    "Q604", "累计数与上期不衔接", Figure, carries_out="clauses", at="value", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=("unit", "indicator", "period", "value"), foldable=False,
    remedy="请核对上期累计和本期数；确有更正的，在备注或表下写明更正说明",
)  # fmt: skip
def cumulative_breaks_off(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """本年累计应等于上季累计加本季，第一季度的累计就是本季；按人去重的数只看不超过两数之和、不少于上季。

    按月报的同样看上月累计加本月。写有更正说明的不查，存量不查，没有上季（上月）统计表的不比。

    通知：tongnan-2020

    任务与统计表

    标题：2020年第二季度就业扶贫情况统计表

    | 镇街     | 扶贫车间/本季 | 扶贫车间/累计 | 应报          |
    | -------- | ------------- | ------------- | ------------- |
    | 桂花街道 | {2}           | {5}           |               |
    | 双河镇   | {2}           | {9}           | 扶贫车间/累计 |
    | 柏梓镇   | {1}           | {4}           |               |

    上期：任务与统计表

    标题：2020年第一季度就业扶贫情况统计表

    | 镇街     | 扶贫车间/本季 | 扶贫车间/累计 | 应报 |
    | -------- | ------------- | ------------- | ---- |
    | 桂花街道 | {3}           | {3}           |      |
    | 双河镇   | {4}           | {4}           |      |
    | 柏梓镇   | {3}           | {3}           |      |
    """
    checked = list(_flows(book.of(Figure), notices))
    figures = [*checked, *_flows(book.of(Figure, "previous"), notices)]
    cumulative = {key: figure for key, figure in figures if figure.span == "year"}
    current = {key: figure for key, figure in figures if is_of_period(figure.span, key[0])}
    for key, figure in checked:
        if figure.span != "year" or key not in current:
            continue
        if is_corrected(figure.row.table):
            continue
        period, unit, indicator_id = key
        last = period_before(period)
        goes_on = last.year == period.year
        before = cumulative.get((last, unit, indicator_id)) if goes_on else None
        if goes_on and before is None:
            continue
        start = before.value if before else Decimal(0)
        indicator = indicator_of(figure.name, notices)
        is_distinct = goes_on and indicator is not None and indicator.by_person
        total = start + current[key].value
        if not _can_be_cumulative(figure.value, start, total, distinct=is_distinct):
            yield figure.place, _differs(figure, start, current[key], before)


def _can_be_cumulative(value: Decimal, start: Decimal, total: Decimal, *, distinct: bool) -> bool:
    """Return True if a cumulative figure can be right.

    With ``distinct``, persons of both periods are counted once.
    """
    return max(start, total - start) <= value <= total if distinct else value == total


def _differs(
    figure: ReportedFigure,
    start: Decimal,
    current: ReportedFigure,
    before: ReportedFigure | None,
) -> Says:
    total = start + current.value
    word = _word(current)
    sum_text = f"上{word}累计{format_number(start)}加本{word}{format_number(current.value)}"
    message = (
        f"累计填{format_number(figure.value)}，{sum_text}为{format_number(total)}，"
        f"{format_gap(figure.value - total)}"
    )
    related = [current.place]
    if before is not None and before.row.table.file == figure.row.table.file:
        related.append(before.place)
    return Says(message, related=tuple(related))


def _word(figure: ReportedFigure) -> str:
    is_monthly = figure.period is not None and figure.period.month > 0
    return "月" if figure.span == "month" or (is_monthly and figure.span != "quarter") else "季"


@rule(
    "Q607", "累计数小于本季数", Figure, at="value", foldable=False,
    reads=("unit", "indicator", "period", "value"),
    remedy="请核对两个数：本年累计包括本季，不会更小；更正、核减过的在表下写明",
)  # fmt: skip
def cumulative_below_the_quarter(table: Table) -> Iterator[Answer]:
    """本年累计包括本季、本月，同一行同一项的累计不能小于它；写有更正说明的、合计行不查。

    任务与统计表

    标题：2020年第二季度就业扶贫情况统计表

    | 镇街     | 扶贫车间本季 | 扶贫车间累计 | 转移就业本季 | 转移就业累计 | 应报         |
    | -------- | ------------ | ------------ | ------------ | ------------ | ------------ |
    | 桂花街道 | {2}          | {5}          | {10}         | {10}         |              |
    | 双河镇   | {9}          | {4}          | {10}         | {30}         | 扶贫车间累计 |
    | 柏梓镇   | {4}          | {4}          | {10}         | {12}         |              |
    """
    if table.ledger is not Figure or is_corrected(table):
        return
    current: dict[tuple[str, str, int], ReportedFigure] = {}
    so_far: list[tuple[tuple[str, str, int], ReportedFigure]] = []
    for figure in figures_of(table):
        key = figure.unit, figure.name, figure.row.sheet_row
        if figure.span in _CURRENT:
            current[key] = figure
        elif figure.span == "year":
            so_far.append((key, figure))
    for key, figure in so_far:
        own = current.get(key)
        if own is not None and 0 <= figure.value < own.value:
            message = (
                f"累计填{format_number(figure.value)}，"
                f"小于本{_word(own)}的{format_number(own.value)}"
            )
            yield figure.place, Says(message, related=(own.place,))

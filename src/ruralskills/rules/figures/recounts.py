"""Q6: figures of statistical tables, recounted from ledgers."""

from collections.abc import Iterator
from typing import Final

from ruralskills.facts.indicators import Recount, recount
from ruralskills.facts.reported_figures import ReportedFigure, figures_of, indicator_of
from ruralskills.facts.row_owners import Owners
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import Figure, by_id
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.notices import Indicator, InForce
from ruralskills.text.numbers import format_gap, format_number

_MOST_RELATED: Final = 20
_READS: Final = ("unit", "indicator", "period", "value", "township", "status", "held")


def _ledgers_for(figure: ReportedFigure, indicator: Indicator, book: LedgerSet) -> list[Table]:
    """Return the ledgers of a figure's period, for a flow else those of its year.

    A quarter's ledger may list that quarter alone, so it is no base for the year so far.
    """
    period = figure.period
    ledgers = book.of(by_id(indicator.ledger))
    if period is None:
        return []
    is_year_so_far = figure.span == "year" and period.quarter > 1 and indicator.kind == "flow"
    of_period = [t for t in ledgers if table_period(t) == period and not is_year_so_far]
    if of_period or indicator.kind == "stock" or not indicator.period:
        return of_period
    return [t for t in ledgers if table_period(t) == Period(period.year)]


def _rows_of(unit: str, tables: list[Table]) -> list[Ledger] | None:
    """Return the rows of a township, None where a row may be any township's."""
    rows: list[Ledger] = []
    for table in tables:
        for row in table.rows(table.ledger):
            if row.is_unknown("township"):
                return None
            if township_of(row) == unit:
                rows.append(row)
    return rows


def _recounted(figure: ReportedFigure, indicator: Indicator, book: LedgerSet) -> Recount | None:
    """Return the recount by a township's ledgers, None where it is not certain."""
    if not figure.unit or (indicator.kind == "flow" and figure.days is None):
        return None
    if not indicator.is_recounted:
        return None
    rows = _rows_of(figure.unit, _ledgers_for(figure, indicator, book))
    if not rows or (not indicator.by_person and len({row.table for row in rows}) > 1):
        return None
    counted = recount(indicator, rows, figure.days, _owners(figure, indicator, book))
    return counted if counted.value else None


def _owners(figure: ReportedFigure, indicator: Indicator, book: LedgerSet) -> Owners | None:
    """Return the owners of an indicator's rows in the figure's period."""
    if indicator.owner is None:
        return None
    tables = book.of(by_id(indicator.owner.ledger))
    of_period = [table for table in tables if table_period(table) == figure.period]
    return Owners.of(row for table in of_period for row in table.rows(table.ledger))


@rule(
    "Q603", "统计表与台账数出的不一致", Figure, carries_out="clauses", at="value", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=_READS, foldable=False,
    remedy="请核对：台账漏登或漏报的补齐，统计表填错的更正；口径不同的在表下注明",
)  # fmt: skip
def figure_other_than_its_ledger(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """统计表上每个镇街的数，应当能从它自己的台账数出来；口径为本工具所定，只列待核。

    同一人只计一次，时期按本季、累计各自计算；台账不在这次检查里的、时期不清楚的、有一行不能确定的不比。

    通知：tongnan-2020

    任务与统计表

    标题：2020年就业扶贫情况统计表

    | 镇街     | 送工送岗（人） | 公益性岗位新安置（人） | 应报           |
    | -------- | -------------- | ---------------------- | -------------- |
    | 桂花街道 | {3}            | {5}                    | 送工送岗（人） |
    | 双河镇   | {1}            | {6}                    |                |
    | 柏梓镇   | {4}            | {2}                    |                |

    送工送岗台账

    标题：2020年送工送岗台账

    | 镇街     | 姓名 | 身份证号           | 户类型 | 送岗时间   | 应报 |
    | -------- | ---- | ------------------ | ------ | ---------- | ---- |
    | 桂花街道 | 张三 | 500199198506150017 | 贫困户 | 2020-03-01 |      |
    | 桂花街道 | 李四 | 500199199003020039 | 贫困户 | 2020-05-01 |      |
    | 双河镇   | 王五 | 500199199208110046 | 贫困户 | 2020-05-01 |      |
    """
    for table in book.of(Figure):
        for figure in figures_of(table):
            indicator = indicator_of(figure.name, notices)
            counted = _recounted(figure, indicator, book) if indicator else None
            if indicator is None or counted is None or counted.value in (None, figure.value):
                continue
            yield figure.place, _differs(figure, indicator, counted)


def _differs(figure: ReportedFigure, indicator: Indicator, counted: Recount) -> Says:
    value = counted.value or figure.value
    unit, ledger = indicator.unit, by_id(indicator.ledger).info.title
    has_repeated = counted.entries != value and indicator.key
    entries = f"（登记{counted.entries}行）" if has_repeated else ""
    message = (
        f"“{indicator.title}”填{format_number(figure.value)}{unit}，"
        f"按{ledger}数为{format_number(value)}{unit}{entries}，"
        f"{format_gap(figure.value - value, unit)}"
    )
    return Says(message, related=counted.places[:_MOST_RELATED])

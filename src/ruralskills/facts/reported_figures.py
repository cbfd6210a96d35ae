"""Figures of statistical tables, with indicator, unit and days."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import sender_of, township_named
from ruralskills.ledgers import Figure
from ruralskills.model.period import Period
from ruralskills.model.table import Place, Table
from ruralskills.notices import Indicator, InForce
from ruralskills.text.addresses import column_letters
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

FigureSpan = Literal["", "period", "quarter", "month", "year"] | int
"""The days of a figure: not named, of its period, or the year up to its end.

A number is that of a month that is named.
"""

_THIS: Final[dict[FigureSpan, re.Pattern[str]]] = {
    "period": regex(r"[本当]期(完成)?(数|人数)?"),
    "quarter": regex(r"(本季度?|当季)(完成)?(数|人数)?"),
    "month": regex(r"(本月|当月)份?(完成)?(数|人数)?"),
}
_MONTH: Final = regex(r"(1[0-2]|0?[1-9])月份?(?:完成)?(?:数|人数)?")
_SO_FAR: Final = regex(r"(本年)?累计(完成)?(数|人数)?|年初至今|\d{0,2}-?\d{1,2}月累计|全年累计")
_BOTH: Final = regex(
    r"([\u4e00-\u9fff]{2,}?)(?<![按年月季])"
    r"((?:本季度?|当季|本期|当期|[本当]月份?|(?:1[0-2]|0?[1-9])月份?)(?:完成)?数?"
    r"|(?:本年|全年)?累计(?:完成)?数?)"
)
"""An indicator with its days in one cell."""
_OTHER: Final = regex("任务|计划|目标|上季|上期|上年|同期|去年|率|占比|比例|排名|标准|均")
_WHOLE: Final = regex(r"合计|总计|共计|小计|全[省市县区]")
_TASKS: Final = regex("任务|计划|分解|目标")


_CORRECTED: Final = regex("更正|调整|核减|核增|修正|订正")


def is_corrected(table: Table) -> bool:
    """Return True for a table beside which a correction of earlier figures is written."""
    return bool(_CORRECTED.search(table.places))


class ReportedFigure(Struct, frozen=True):
    """A figure of a statistical table."""

    row: Figure
    unit: str
    """The township or department, as compared, by default the one that reports."""
    name: str
    """The indicator, without the word for its days."""
    span: FigureSpan
    value: Decimal

    @property
    def place(self) -> Place:
        """The cell of the figure."""
        return self.row.at("value")

    @property
    def period(self) -> Period | None:
        """The period of the table."""
        return table_period(self.row.table)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last of its days, None where they are not clear."""
        period = self.period
        if period is None or not period.year or (period.month and self.span != "year"):
            return None
        if self.span == "year" or not (period.quarter or period.month or self.span):
            return date(period.year, 1, 1), period.last_day
        is_clear = period.quarter and is_of_period(self.span, period)
        return (period.first_day, period.last_day) if is_clear else None


def figures_of(table: Table) -> Iterator[ReportedFigure]:
    """Yield the figures of a reporting table, without sums, targets and rates."""
    if not _TASKS.search(table.layout.title):
        yield from filter(None, map(_figure, table.rows(Figure)))


def reported_figure(row: Figure) -> ReportedFigure | None:
    """Return the figure of a row, None for a sum, a target or a rate."""
    return None if _TASKS.search(row.table.layout.title) else _figure(row)


def _figure(row: Figure) -> ReportedFigure | None:
    unit, path, word = row.unit or "", row.indicator or "", row.period or ""
    if row.value is None or not path or is_whole(unit):
        return None
    if not is_count(path, word) or "人次" in _header(row):
        return None
    name, span = name_and_span(path, word)
    owner = township_named(row, unit) or sender_of(row.table)
    return ReportedFigure(row, owner, name, span, Decimal(row.value))


def is_whole(unit: str) -> bool:
    """Return True for the label of a sum of units."""
    return bool(_WHOLE.search(unit))


def is_count(path: str, word: str) -> bool:
    """Return True for the headers of a count, not of a target, rate or former figure."""
    return not (_OTHER.search(path) or _OTHER.search(word))


def _header(row: Figure) -> str:
    """Return the header over a figure, as written."""
    letter = column_letters(row.at("value").cell.column)
    return next((c.header for c in row.table.layout.columns if c.column == letter), "")


def name_and_span(path: str, word: str) -> tuple[str, FigureSpan]:
    """Return the indicator of a path of headers, and its days.

    >>> name_and_span("技能培训/累计完成", "累计完成"), name_and_span("技能培训", "2020")
    (('技能培训', 'year'), ('技能培训', ''))
    >>> name_and_span("扶贫车间本季", ""), name_and_span("扶贫车间累计", "")
    (('扶贫车间', 'quarter'), ('扶贫车间', 'year'))
    >>> name_and_span("送工送岗", "本期"), name_and_span("送工送岗本月", ""), name_and_span("送工送岗/8月", "")
    (('送工送岗', 'period'), ('送工送岗', 'month'), ('送工送岗', 8))
    """
    parts = [(part, _span(part)) for each in path.split("/") for part in _parted(each)]
    spans = [span for _, span in (*parts, (word, _span(word))) if span]
    words = [span for span in spans if isinstance(span, str)]
    # beside another word a month tells nothing: 7月/累计 may be of any table
    name = "/".join(part for part, span in parts if not span or (words and isinstance(span, int)))
    return name, next(iter(words or spans), "")


def _parted(header: str) -> tuple[str, ...]:
    """Return a header, or its indicator and its days where one cell holds both."""
    found = _BOTH.fullmatch(header)
    return (found[1], found[2]) if found else (header,)


def _span(word: str) -> FigureSpan:
    if _SO_FAR.fullmatch(word):
        return "year"
    if month := _MONTH.fullmatch(word):
        return int(month[1])
    return next((span for span, words in _THIS.items() if words.fullmatch(word)), "")


def is_of_period(span: FigureSpan, period: Period) -> bool:
    """Return True for a word for the days of a period: 本季 of a quarter.

    >>> is_of_period("quarter", Period(2020, 2)), is_of_period(8, Period(2020, month=8))
    (True, True)
    >>> is_of_period("month", Period(2020, 2)), is_of_period(7, Period(2020, month=8))
    (False, False)
    """
    if isinstance(span, int):
        return span == period.month
    return {"period": True, "quarter": period.quarter > 0, "month": period.month > 0}.get(
        span, False
    )


def indicator_of(name: str, notices: InForce) -> Indicator | None:
    """Return the indicator of a name, None where no or several indicators bear it."""
    word = normalised(name)
    named = [each for each in notices.indicators if word in map(normalised, each.names)]
    return named[0] if len(named) == 1 else None

"""Figures that units state themselves in their statistical tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from ruralskills.facts.reported_figures import (
    FigureSpan,
    is_count,
    is_of_period,
    is_whole,
    name_and_span,
)
from ruralskills.model.period import Period
from ruralskills.notices import Indicator
from ruralskills.rollups.entries import LeftOut
from ruralskills.rollups.sources import FigureCell
from ruralskills.rollups.submissions import SentTable, texts_beside
from ruralskills.rollups.targets import is_task_table
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.money_unit import MONEY, money_of, unit_ratio

StatedSpan = Literal["current", "cumulative"]

_TIMES: Final = "人次"
"""People who came, each as often as he came: a header, or the unit of one."""
_RATES: Final = regex("率|占比|比例|均")
"""Words of rates, which no other indicator has in its names."""
_MOST_HEADS: Final = 5
"""The heads of a table that a line names."""


class StatedFigure(Struct, frozen=True):
    """A figure that a unit states, with its cell."""

    unit: str
    indicator: str
    span: StatedSpan
    value: Decimal
    """In the unit of measure of the indicator."""
    sent: SentTable
    cell: str
    header: str
    slack: Decimal = Decimal(0)
    """The amount by which rounding may take it from the figure that it stands for."""
    has_measure: bool = True
    """False for an amount of money of which nothing tells if it is 元 or 万元."""

    @property
    def period(self) -> Period:
        """The period that its table speaks of, else that it was sent for."""
        return _period_of(self.sent)

    @property
    def place(self) -> str:
        """The cell with file and sheet."""
        return f"{self.sent.file}!{self.sent.table.sheet}!{self.cell}"


StatedFigures = dict[tuple[str, str, StatedSpan], StatedFigure]
"""By indicator, unit and span."""


def stated_cells(
    tables: Iterable[SentTable], indicators: Iterable[Indicator], tree: UnitTree
) -> list[StatedFigure]:
    """Return what units state, earlier tables before later ones."""
    by_name = _by_name(indicators)
    return [
        stated
        for sent in sorted(filter(_states_figures, tables), key=_order)
        for stated in _of_table(sent, by_name, tree)
    ]


def stated_figures(cells: Iterable[StatedFigure]) -> StatedFigures:
    """Return the figures that units state, of several tables that sent last.

    A unit's own table goes before that of the unit above it.
    """
    found: StatedFigures = {}
    for stated in cells:
        key = stated.indicator, stated.unit, stated.span
        known = found.get(key)
        if known is None or not _goes_before(known, stated):
            found[key] = stated
    return found


def figures_without_days(
    tables: Iterable[SentTable], indicators: Iterable[Indicator], tree: UnitTree
) -> Iterator[LeftOut]:
    """Yield a line for each column of flows that says neither 本季 or 本月 nor 累计.

    The heads of a table that are of no indicator are one line.
    """
    by_name = _by_name(indicators)
    for sent in filter(_states_figures, tables):
        yield from _other_heads(sent, by_name)
        columns: dict[tuple[str, str], list[FigureCell]] = defaultdict(list)
        for cell, indicator, span in _told(sent, by_name):
            is_open = not _is_of_other_month(span, sent) and not _spans(span, sent, indicator)
            if is_open and _unit_of(cell, sent, tree):
                columns[indicator.title, cell.header].append(cell)
        for (title, header), cells in columns.items():
            this = "本月" if _period_of(sent).month else "本季"
            why = f"没有写明是{this}还是累计，没有作报送数，也没有与台账比"
            yield _line(sent, header, cells, f"{why}：{title}")


def amounts_without_measure(
    cells: Iterable[StatedFigure], indicators: Iterable[Indicator]
) -> Iterator[LeftOut]:
    """Yield a line for each column of money that says neither 元 nor 万元."""
    known = {each.id: each for each in indicators}
    columns: dict[tuple[int, str, str], list[StatedFigure]] = defaultdict(list)
    for stated in cells:
        if not stated.has_measure:
            columns[stated.sent.number, stated.header, stated.indicator].append(stated)
    for (_, header, name), own in columns.items():
        indicator = known[name]
        why = f"没有写明单位，报送数按{indicator.unit}记，没有与台账比"
        yield _line(own[0].sent, header, own, f"{why}：{indicator.title}")


def _line(
    sent: SentTable, header: str, cells: Sequence[FigureCell | StatedFigure], why: str
) -> LeftOut:
    """Return the line of a column, at the first of its cells."""
    places = list(dict.fromkeys(each.cell for each in cells))
    many = f"等{len(places)}格" if len(places) > 1 else ""
    return LeftOut(f"{sent.file}!{sent.table.sheet}!{places[0]}", f"{many}“{header}”{why}")


def _other_heads(sent: SentTable, by_name: Mapping[str, Indicator | None]) -> Iterator[LeftOut]:
    told = {cell.indicator for cell, *_ in _told(sent, by_name)}
    heads = list(dict.fromkeys(cell.indicator for cell in sent.table.figures))
    others = [head for head in heads if head not in told]
    if others:
        many = f"等{len(others)}项" if len(others) > _MOST_HEADS else ""
        yield LeftOut(
            f"{sent.file}!{sent.table.sheet}",
            f"“{'”“'.join(others[:_MOST_HEADS])}”{many}没有对上指标，没有作报送数，也没有与台账比",
        )


def _states_figures(sent: SentTable) -> bool:
    return bool(sent.table.figures) and not is_task_table(sent)


def _order(sent: SentTable) -> tuple[int, int]:
    """Return the key by which later tables come behind earlier ones."""
    named = sent.table.period
    return sent.order[0], named.last_day.toordinal() if named and named.year else 0


def _goes_before(known: StatedFigure, other: StatedFigure) -> bool:
    is_own = known.sent.unit == known.unit and other.sent.unit != other.unit
    return is_own and known.sent.period == other.sent.period


def _by_name(indicators: Iterable[Indicator]) -> dict[str, Indicator | None]:
    """Return the indicators by name, None for a name of several."""
    named: dict[str, Indicator | None] = {}
    for indicator in indicators:
        for name in {normalised(each) for each in indicator.names}:
            named[name] = None if name in named else indicator
    return named


def _of_table(
    sent: SentTable, by_name: Mapping[str, Indicator | None], tree: UnitTree
) -> Iterator[StatedFigure]:
    for cell, indicator, days in _told(sent, by_name):
        if unit := _unit_of(cell, sent, tree):
            for span in _spans(days, sent, indicator):
                yield StatedFigure(
                    unit,
                    indicator.id,
                    span,
                    cell.amount(indicator.unit),
                    sent,
                    cell.cell,
                    cell.header,
                    _slack(cell, indicator.unit),
                    _has_measure(cell, indicator.unit),
                )


def _has_measure(cell: FigureCell, unit: str) -> bool:
    return money_of(unit) not in MONEY or money_of(cell.measure) in MONEY


def _slack(cell: FigureCell, unit: str) -> Decimal:
    """Return half a unit of the last digit of a figure in a greater unit, else 0."""
    ratio = unit_ratio(cell.measure, unit)
    exponent = Decimal(cell.value).normalize().as_tuple().exponent
    if ratio <= 1 or not isinstance(exponent, int):
        return Decimal(0)
    return ratio * Decimal(1).scaleb(min(exponent, 0)) / 2


def _told(
    sent: SentTable, by_name: Mapping[str, Indicator | None]
) -> Iterator[tuple[FigureCell, Indicator, FigureSpan]]:
    """Yield the cells of a table that are of an indicator, with their days.

    A head that holds a word for rates is that of a rate which bears this word in its own name.
    """
    subjects = _subjects(sent.table.title, by_name)
    for cell in sent.table.figures:
        name, span = name_and_span(cell.indicator, cell.word)
        own = _under(subjects, normalised(name), by_name)
        indicator = indicator_under(cell.header, own, by_name)
        if indicator is not None and is_count(_RATES.sub("", cell.indicator), cell.word):
            yield cell, indicator, span


def _subjects(title: str, by_name: Iterable[str]) -> tuple[str, ...]:
    """Return the words for the one subject of a title, none where it names several.

    Words for one subject overlap, as 致富带头人 and 致富带头人培训 do.
    """
    word = normalised(title)
    heads = {name.partition("/")[0] for name in by_name if "/" in name}
    found = sorted((word.find(head), head) for head in heads if head in word)
    end = 0
    for start, head in found:
        if end and start >= end:
            return ()
        end = max(end, start + len(head))
    return tuple(head for _, head in found)


def _under(subjects: Iterable[str], name: str, by_name: Mapping[str, Indicator | None]) -> str:
    """Return a name under the subject of its table, or alone where that is none."""
    known = {
        indicator.id: full
        for subject in subjects
        if (indicator := by_name.get(full := f"{subject}/{name}"))
    }
    return next(iter(known.values())) if len(known) == 1 else name


def indicator_under(
    header: str, name: str, by_name: Mapping[str, Indicator | None]
) -> Indicator | None:
    """Return the indicator of a column, under 人次 only one that counts 人次."""
    found = by_name.get(name)
    if _TIMES not in header or (found and found.unit == _TIMES):
        return found
    return by_name.get(f"{name}/{_TIMES}")


def _unit_of(cell: FigureCell, sent: SentTable, tree: UnitTree) -> str:
    return (
        sent.unit
        if not cell.unit or is_whole(cell.unit)
        else tree.find(cell.unit, texts_beside(sent))
    )


def _period_of(sent: SentTable) -> Period:
    """Return the period that a table speaks of, else that it was sent for."""
    named = sent.table.period
    return named if named and named.year and (named.quarter or named.month) else sent.period


def _is_of_other_month(span: FigureSpan, sent: SentTable) -> bool:
    """Return True for a month by its name that is not the table's own."""
    return isinstance(span, int) and not is_of_period(span, _period_of(sent))


def _spans(span: FigureSpan, sent: SentTable, indicator: Indicator) -> tuple[StatedSpan, ...]:
    """Return the days that a figure is of, none where that is not clear."""
    if _is_of_other_month(span, sent):
        return ()
    if indicator.kind == "stock":
        return ("current",)
    period = sent.table.period if sent.table.period and sent.table.period.year else sent.period
    if span == "year":
        return ("cumulative",)
    if span:
        return ("current",) if is_of_period(span, _period_of(sent)) else ()
    if period.quarter == 1 or period.month == 1:
        return ("current", "cumulative")
    return () if period.quarter or period.month else ("cumulative",)

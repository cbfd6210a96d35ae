"""Consistency: what units state against what their rows come to, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.period import Period, period_before
from ruralskills.notices import Indicator
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import Inconsistency
from ruralskills.rollups.figures import as_amount
from ruralskills.rollups.submissions import FIGURE
from ruralskills.rollups.unit_figures import StatedFigure, StatedSpan
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.numbers import format_gap, format_number

_WORDS: Final[dict[StatedSpan, str]] = {"current": "本期", "cumulative": "累计"}
_NOTHING: Final = Decimal(0)

Cells = Mapping[str, StatedFigure]
"""The cells of one table and indicator, by unit."""
Gap = Callable[[StatedFigure], tuple[Decimal, Inconsistency] | None]
"""Returns the gap of a cell with the line that says it, None without one."""


class Comparison(Struct, frozen=True):
    """The figures that are compared: stated ones, and those of the rows."""

    stated: Sequence[StatedFigure]
    counts: Mapping[CountKey, Count]
    tree: UnitTree
    period: Period

    def inconsistencies(self, indicators: Iterable[Indicator]) -> Iterator[Inconsistency]:
        """Yield the cells that fit neither the rows nor the period before."""
        by_indicator: dict[str, list[StatedFigure]] = defaultdict(list)
        for each in self.stated:
            by_indicator[each.indicator].append(each)
        for indicator in indicators:
            own = by_indicator.get(indicator.id)
            if indicator.ledger == FIGURE or not own:
                continue
            yield from _once(self._of_indicator(indicator, own))

    def _of_indicator(
        self, indicator: Indicator, own: Sequence[StatedFigure]
    ) -> Iterator[Inconsistency]:
        for span in _WORDS:
            for cells in self._tables(own, span).values():
                yield from self._of_table(cells, partial(self._off_the_rows, indicator))
        if indicator.kind == "flow":
            yield from self._broken_off(indicator, own)

    def _tables(self, stated: Iterable[StatedFigure], span: StatedSpan) -> dict[int, Cells]:
        """Return by table the cells of the period, or of the year up to its end."""
        tables: dict[int, dict[str, StatedFigure]] = defaultdict(dict)
        for each in stated:
            if each.span == span and self._is_comparable(each):
                tables[each.sent.number][each.unit] = each
        return dict(tables)

    def _of_table(
        self, cells: Cells, off: Gap, *, in_part: bool = False
    ) -> Iterator[Inconsistency]:
        """Yield the lines of a table, that of a sum only for what its rows do not explain.

        With ``in_part`` they explain less than they are off by as well.
        """
        gaps: dict[str, Decimal] = {}
        for unit in reversed(self.tree.units):
            below = self.tree.below.get(unit.name, ())
            known = sum((gaps.get(each.name, _NOTHING) for each in below), _NOTHING)
            found = off(cells[unit.name]) if unit.name in cells else None
            gaps[unit.name] = found[0] if found else known
            if found and found[0] != known and not (in_part and known and found[0] / known < 1):
                yield found[1]

    def _off_the_rows(
        self, indicator: Indicator, stated: StatedFigure
    ) -> tuple[Decimal, Inconsistency] | None:
        count = self.counts.get((indicator.id, stated.unit))
        if count is None or not count.has_reported:
            return None
        counted = count.current if stated.span == "current" else count.cumulative
        if counted is None or abs(stated.value - counted) <= stated.slack:
            return None
        words = "" if indicator.kind == "stock" else _WORDS[stated.span]
        says = (
            f"{stated.unit}“{indicator.title}”{words}报{format_number(stated.value)}{indicator.unit}，"
            f"台账数出{format_number(counted)}{indicator.unit}，"
            f"{format_gap(stated.value - counted, indicator.unit)}"
        )
        return stated.value - counted, _line(stated, counted, says)

    def _broken_off(
        self, indicator: Indicator, stated: Sequence[StatedFigure]
    ) -> Iterator[Inconsistency]:
        """Yield the cumulative cells that do not go on from those of the period before."""
        last = period_before(self.period)
        if last.year != self.period.year:
            return
        before = {each.unit: each for each in stated if _is_so_far(each, last)}
        currents = self._tables(stated, "current")
        for number, cells in self._tables(stated, "cumulative").items():
            current = currents.get(number, {})
            own = {
                unit: each
                for unit, each in cells.items()
                if unit in before and unit in current and self._may_be_compared(each)
            }
            off = partial(_off_the_period_before, indicator, before, current)
            yield from self._of_table(own, off, in_part=bool(indicator.key))

    def _may_be_compared(self, stated: StatedFigure) -> bool:
        """Return True for a unit that reported, in a table without a correction."""
        count = self.counts.get((stated.indicator, stated.unit))
        return bool(count and count.has_reported) and not stated.sent.table.is_corrected

    def _is_comparable(self, stated: StatedFigure) -> bool:
        """Return True for a figure of the period, or of the year up to its end."""
        if not stated.has_measure:
            return False
        if stated.span == "current":
            return stated.period == self.period
        return stated.period.last_day == self.period.last_day


def _once(lines: Iterable[Inconsistency]) -> Iterable[Inconsistency]:
    """Return one line for each cell, which says all that does not fit it."""
    found: dict[str, Inconsistency] = {}
    for line in lines:
        before = found.get(line.place)
        found[line.place] = replace(before, says=f"{before.says}；{line.says}") if before else line
    return found.values()


def _is_so_far(stated: StatedFigure, period: Period) -> bool:
    is_cumulative = stated.span == "cumulative" and stated.has_measure
    return is_cumulative and stated.period.last_day == period.last_day


def _off_the_period_before(
    indicator: Indicator, before: Cells, current: Cells, stated: StatedFigure
) -> tuple[Decimal, Inconsistency] | None:
    """Return the gap to both figures together that no repeated person explains."""
    addends = before[stated.unit], current[stated.unit]
    start, own = (each.value for each in addends)
    least = max(start, own) if indicator.key else start + own
    expected = min(max(stated.value, least), start + own)
    if abs(stated.value - expected) <= sum((each.slack for each in addends), stated.slack):
        return None
    says = (
        f"{stated.unit}“{indicator.title}”累计报{format_number(stated.value)}{indicator.unit}，"
        f"上期累计{format_number(start)}、本期{format_number(own)}，"
        f"{format_gap(stated.value - expected, indicator.unit)}"
    )
    return stated.value - expected, _line(stated, expected, says)


def _line(stated: StatedFigure, expected: Decimal, says: str) -> Inconsistency:
    return Inconsistency(
        stated.unit,
        stated.indicator,
        as_amount(stated.value),
        as_amount(expected),
        stated.place,
        says,
    )

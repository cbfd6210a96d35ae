"""Consistency: what units state against what their rows come to, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct

from ruralskills.model.period import Period
from ruralskills.notices import Indicator
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import Inconsistency
from ruralskills.rollups.figures import as_amount
from ruralskills.rollups.submissions import FIGURE
from ruralskills.rollups.unit_figures import StatedFigure, StatedFigures, StatedSpan
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.numbers import format_gap, format_number

_WORDS: Final[dict[StatedSpan, str]] = {"current": "本期", "cumulative": "累计"}


class Comparison(Struct, frozen=True):
    """The figures that are compared: stated ones, and those of the rows."""

    stated: StatedFigures
    counts: Mapping[CountKey, Count]
    tree: UnitTree
    period: Period

    def inconsistencies(self, indicators: Iterable[Indicator]) -> Iterator[Inconsistency]:
        """Yield the cells that state something else than the rows come to."""
        stated = {name for name, _, _ in self.stated}
        for indicator in indicators:
            if indicator.ledger == FIGURE or indicator.id not in stated:
                continue
            for span in _WORDS:
                yield from self._of_span(indicator, span)

    def _of_span(self, indicator: Indicator, span: StatedSpan) -> Iterator[Inconsistency]:
        gaps: dict[str, Decimal] = {}
        for unit in reversed(self.tree.units):
            stated = self.stated.get((indicator.id, unit.name, span))
            counted = self._counted(indicator, unit.name, span)
            below = [each.name for each in self.tree.below.get(unit.name, ())]
            known = sum((gaps.get(name, Decimal(0)) for name in below), Decimal(0))
            gap = Decimal(0)
            if stated is not None and counted is not None and self._is_comparable(stated):
                gap = stated.value - counted
            gaps[unit.name] = gap or known
            if stated is not None and counted is not None and gap and gap != known:
                yield _inconsistency(indicator, span, stated, counted)

    def _counted(self, indicator: Indicator, unit: str, span: StatedSpan) -> Decimal | None:
        count = self.counts.get((indicator.id, unit))
        if count is None or not count.has_reported:
            return None
        return count.current if span == "current" else count.cumulative

    def _is_comparable(self, stated: StatedFigure) -> bool:
        """Return True for a figure of the period, or of the year up to its end."""
        if stated.span == "current":
            return stated.period == self.period
        return stated.period.last_day == self.period.last_day


def _inconsistency(
    indicator: Indicator, span: StatedSpan, stated: StatedFigure, counted: Decimal
) -> Inconsistency:
    words = "" if indicator.kind == "stock" else _WORDS[span]
    says = (
        f"{stated.unit}“{indicator.title}”{words}报{format_number(stated.value)}{indicator.unit}，"
        f"台账数出{format_number(counted)}{indicator.unit}，"
        f"{format_gap(stated.value - counted, indicator.unit)}"
    )
    return Inconsistency(
        stated.unit,
        indicator.id,
        as_amount(stated.value),
        as_amount(counted),
        stated.place,
        says,
    )

"""Figures of the roll-up: counts with targets, rates and ranks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.period import Period
from ruralskills.notices import Indicator
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import Amount, LevelName, RollupFigure
from ruralskills.rollups.periods import difference, percent, scheduled_rate, scheduled_until
from ruralskills.rollups.spans import CountedSpan
from ruralskills.rollups.targets import TargetKey, Targets
from ruralskills.rollups.unit_figures import StatedFigures, StatedSpan
from ruralskills.rollups.unit_tree import UnitTree

_LEAST_TASK: Final = 5
"""Units with a task of so many or fewer have no rank."""


class FigureMaker(Struct, frozen=True, dict=True):
    """The making of figures of one span."""

    counted: CountedSpan
    period: Period
    tree: UnitTree
    targets: Targets
    stated: StatedFigures
    ranked: bool = True
    unread: Set[str] = frozenset()
    """Units of which a file could not be read."""
    deadlines: Mapping[TargetKey, date] = {}
    """The last days of targets whose notice names one. Others have the whole year."""
    ratios: Set[str] = frozenset()
    """The indicators that are rates and averages, never added up."""

    def figures(
        self, indicators: Sequence[Indicator], counts: Mapping[CountKey, Count]
    ) -> Iterator[RollupFigure]:
        """Yield the figures of all units, indicator by indicator, the highest unit first."""
        villages: dict[str, list[str]] = defaultdict(list)
        for indicator_id, unit in counts:
            if "/" in unit:
                villages[indicator_id].append(unit)
        for indicator in indicators:
            found = [
                self._figure(indicator, unit.name, unit.level, counts[indicator.id, unit.name])
                for unit in self.tree.units
                if (indicator.id, unit.name) in counts
            ]
            yield from self._ranked(found, counts)
            for village in sorted(villages[indicator.id]):
                yield self._figure(indicator, village, "village", counts[indicator.id, village])

    def _figure(
        self, indicator: Indicator, unit: str, level: LevelName, count: Count
    ) -> RollupFigure:
        target = self.targets.get((indicator.id, self.counted.span, unit))
        rate = scheduled = gap = None
        if target and count.cumulative is not None:
            rate = percent(count.cumulative, target)
        if target and indicator.kind == "flow":
            scheduled = self._scheduled(indicator, unit)
            gap = difference(rate, scheduled) if rate is not None else None
        cumulative = as_amount(count.cumulative)
        return RollupFigure(
            indicator.id,
            self.counted.span,
            level,
            unit,
            current=as_amount(count.current),
            cumulative=cumulative,
            entries=count.entries,
            target=as_amount(target),
            rate=rate,
            scheduled_rate=scheduled,
            gap=gap,
            previous=as_amount(count.previous),
            reported=as_amount(self._stated(indicator, unit)),
            confirmed=cumulative,
            pending=count.pending,
            repeats=None if count.repeats is None else int(count.repeats),
            lacking=count.lacking,
            source=count.source,
            places=count.entries or 0,
        )

    def _scheduled(self, indicator: Indicator, unit: str) -> float:
        deadline = self.deadlines.get((indicator.id, self.counted.span, unit))
        if deadline is not None:
            return scheduled_until(self.period, self.counted.first_year, deadline)
        return scheduled_rate(self.period, self.counted.first_year, self.counted.years)

    @cached_property
    def _stated_at_all(self) -> frozenset[str]:
        return frozenset(indicator for indicator, _, _ in self.stated)

    def _stated(self, indicator: Indicator, unit: str) -> Decimal | None:
        """Return what a unit states, else the sum of what those below it state."""
        if indicator.id not in self._stated_at_all or self.counted.span == "plan" or "/" in unit:
            return None
        span: StatedSpan = "current" if indicator.kind == "stock" else "cumulative"
        if own := self.stated.get((indicator.id, unit, span)):
            return own.value
        if indicator.id in self.ratios:
            return None
        below = [self._stated(indicator, each.name) for each in self.tree.below.get(unit, ())]
        known = [value for value in below if value is not None]
        return sum(known, Decimal(0)) if known else None

    def _ranked(
        self, figures: Sequence[RollupFigure], counts: Mapping[CountKey, Count]
    ) -> Iterator[RollupFigure]:
        """Yield the figures with ranks by printed rate, within the unit above."""
        groups: dict[tuple[str, str], list[float]] = defaultdict(list)
        for figure in figures:
            if figure.rate is not None and self._may_rank(figure, counts):
                groups[self._parent(figure.unit), figure.level].append(figure.rate)
        for figure in figures:
            rates = groups.get((self._parent(figure.unit), figure.level), [])
            if figure.rate is None or not self._may_rank(figure, counts):
                yield figure
            else:
                yield replace(figure, rank=1 + sum(rate > figure.rate for rate in rates))

    def _may_rank(self, figure: RollupFigure, counts: Mapping[CountKey, Count]) -> bool:
        has_task = figure.target is not None and figure.target > _LEAST_TASK
        has_reported = counts[figure.indicator, figure.unit].has_reported
        is_known = has_reported and figure.unit not in self.unread
        return self.ranked and has_task and is_known and bool(self._parent(figure.unit))

    def _parent(self, unit: str) -> str:
        return self.tree.by_name[unit].parent


def as_amount(value: Decimal | None) -> Amount | None:
    """Return a figure as a number, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)

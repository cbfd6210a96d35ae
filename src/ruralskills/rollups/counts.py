"""Counts of units: tallies of rows, sums of units below, what is carried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from ruralskills.model.period import Period
from ruralskills.notices import Indicator
from ruralskills.rollups.aggregates import Aggregates, Tallies, Tally
from ruralskills.rollups.coverage import Coverage
from ruralskills.rollups.periods import Window, lies_in
from ruralskills.rollups.spans import CountedSpan
from ruralskills.rollups.submissions import FIGURE
from ruralskills.rollups.table_records import variants
from ruralskills.rollups.unit_figures import StatedFigures
from ruralskills.rollups.unit_tree import UnitTree

_NOTHING = Tally(Decimal(0), 0, 0)


class Count(Struct):
    """The figures of one indicator and unit, before targets and rates."""

    current: Decimal | None = None
    cumulative: Decimal | None = None
    previous: Decimal | None = None
    entries: int | None = None
    pending: int | None = None
    repeats: Decimal | None = None
    lacking: int = 0
    source: str | None = None
    variant: str = ""
    """The name of the records that are counted."""
    has_reported: bool = False
    """True if the unit sent the ledger in the period itself."""


Source = tuple[str, Indicator]
"""One of the sources of an indicator, with the name of its records."""

CountKey = tuple[str, str]
"""Indicator and unit. A village is its township, a stroke, and its name."""


class Counting(Struct, dict=True):
    """The counting of all indicators over all units, for a year or a plan."""

    aggregates: Aggregates
    coverage: Coverage
    tree: UnitTree
    period: Period
    counted: CountedSpan
    stated: StatedFigures

    @cached_property
    def windows(self) -> Mapping[str, Window]:
        """The windows of ``current``, ``cumulative`` and perhaps ``previous``."""
        return self.counted.windows

    def counts(self) -> dict[CountKey, Count]:
        """Return the counts of all units, villages last."""
        windows = dict(
            reversed(list(self.windows.items()))
        )  # what follows looks at the cumulative one
        tallies = {name: self.aggregates.tallies(window) for name, window in windows.items()}
        once = self.aggregates.without_repeats(self.windows["cumulative"])
        found: dict[CountKey, Count] = {}
        for indicator in self.counted.indicators:
            units = self.tree.counties if indicator.level == "county" else self.tree.leaves
            own = self._of_units(indicator, [unit.name for unit in units], tallies)
            self._add_sums(indicator, own, once)
            found |= {(indicator.id, unit): count for unit, count in own.items()}
            found |= self._of_villages(indicator, own, tallies)
        return found

    def _of_units(
        self, indicator: Indicator, units: Iterable[str], tallies: Mapping[str, Tallies]
    ) -> dict[str, Count]:
        """Return the counts of units that send their own submissions."""
        if indicator.ledger == FIGURE:
            return {unit: self._as_stated(indicator, unit) for unit in units}
        choices = list(variants(indicator))
        found = {}
        for unit in units:
            sent = [each for each in choices if self._is_known(unit, each, "cumulative", tallies)]
            source = _source(indicator, unit, sent, tallies["cumulative"])
            if source:
                found[unit] = self._of_rows(indicator, unit, source, tallies)
            else:
                found[unit] = Count(source=choices[0][1].ledger, variant=choices[0][0])
        return found

    def _as_stated(self, indicator: Indicator, unit: str) -> Count:
        """Return a figure that only statistical tables state."""
        so_far = self.stated.get((indicator.id, unit, "cumulative"))
        current = self.stated.get((indicator.id, unit, "current"))
        latest = so_far or current
        if latest is None:
            return Count(source=FIGURE, variant=indicator.id)
        return Count(
            current=current.value if current else None,
            cumulative=latest.value,
            entries=1,
            pending=0,
            source=FIGURE,
            variant=indicator.id,
            has_reported=lies_in(latest.sent.period, self.period),
        )

    def _of_rows(
        self, indicator: Indicator, unit: str, source: Source, tallies: Mapping[str, Tallies]
    ) -> Count:
        """Return the count of a unit by the rows of a ledger that it sent."""
        name, chosen = source
        count = Count(source=chosen.ledger, variant=name)
        count.has_reported = self._reported(unit, chosen.ledger)
        tally = {
            window: found.get(name, {}).get((unit, ""), _NOTHING)
            for window, found in tallies.items()
        }
        so_far = tally["cumulative"]
        count.cumulative, count.entries, count.pending = (
            so_far.value,
            so_far.entries,
            so_far.pending,
        )
        if indicator.kind == "stock":
            count.current = so_far.value
        elif count.has_reported:
            count.current = tally["current"].value
        if "previous" in self.windows and self._is_known(unit, source, "previous", tallies):
            count.previous = tally["previous"].value
        if chosen.key and name == indicator.id:
            count.repeats = Decimal(0)
        return count

    def _is_known(
        self, unit: str, source: Source, name: str, tallies: Mapping[str, Tallies]
    ) -> bool:
        """Return True if what a unit sent tells its figure in a window.

        A stock is told by the last ledger of whatever year, a flow by one of the window's own time,
        or by a row of that time in another.
        """
        window, (records, indicator) = self.windows[name], source
        if indicator.kind == "stock":
            return self._sent(unit, indicator.ledger, date.min, window.cut)
        tally = tallies[name].get(records, {}).get((unit, ""), _NOTHING)
        has_rows = bool(tally.entries or tally.pending)
        return has_rows or self._sent(unit, indicator.ledger, window.first, window.cut)

    def _sent(self, unit: str, ledger: str, since: date, cut: date) -> bool:
        """Return True if a ledger of a unit, or of one below it, came in between two days."""
        known, key = self._known_sent, (unit, ledger, since, cut)
        if key not in known:
            units = self.tree.with_below(unit)
            known[key] = any(self.coverage.sent(each, ledger, cut, since) for each in units)
        return known[key]

    @cached_property
    def _known_sent(self) -> dict[tuple[str, str, date, date], bool]:
        return {}

    def _reported(self, unit: str, ledger: str) -> bool:
        known, key = self._known_reported, (unit, ledger)
        if key not in known:
            units = self.tree.with_below(unit)
            known[key] = any(self.coverage.reported(u, ledger, self.period) for u in units)
        return known[key]

    @cached_property
    def _known_reported(self) -> dict[tuple[str, str], bool]:
        return {}

    def _add_sums(
        self,
        indicator: Indicator,
        own: dict[str, Count],
        once: Mapping[tuple[str, str], Decimal],
    ) -> None:
        """Add the sums of the units above, from the lowest up."""
        for unit in reversed(self.tree.units):
            below = self.tree.below.get(unit.name)
            if below and unit.name not in own:
                parts = [own[each.name] for each in below if each.name in own]
                own[unit.name] = _sum(parts)
                if all(part.repeats is not None for part in _with_figure(parts)) and indicator.key:
                    total = own[unit.name].cumulative
                    if total is not None:
                        repeats = total - once.get((indicator.id, unit.name), Decimal(0))
                        own[unit.name].repeats = repeats

    def _of_villages(
        self,
        indicator: Indicator,
        own: Mapping[str, Count],
        tallies: Mapping[str, Tallies],
    ) -> dict[CountKey, Count]:
        found: dict[CountKey, Count] = {}
        for name, _ in variants(indicator):
            for (unit, village), so_far in tallies["cumulative"].get(name, {}).items():
                above = own.get(unit)
                if village and above is not None and name == above.variant and so_far.entries:
                    here = {
                        window: all_of.get(name, {}).get((unit, village), _NOTHING)
                        for window, all_of in tallies.items()
                    }
                    found[indicator.id, f"{unit}/{village}"] = _of_village(indicator, above, here)
        return found


def _source(
    indicator: Indicator, unit: str, sent: Sequence[Source], tallies: Tallies
) -> Source | None:
    """Return the source that a unit is counted by, the first of those that it sent.

    Where the second stands in for a ledger without such rows, one with rows goes before it.
    """
    if len(sent) > 1 and indicator.otherwise and indicator.otherwise.without_rows:
        first = tallies.get(sent[0][0], {}).get((unit, ""), _NOTHING)
        if not first.entries and (first.value is None or not first.pending):
            return sent[1]
    return sent[0] if sent else None


def _of_village(indicator: Indicator, above: Count, tallies: Mapping[str, Tally]) -> Count:
    """Return the count of a village, as far as that of its township is known."""
    so_far = tallies["cumulative"]
    current = so_far if indicator.kind == "stock" else tallies["current"]
    return Count(
        current=current.value if above.has_reported or indicator.kind == "stock" else None,
        cumulative=so_far.value,
        previous=None if above.previous is None else tallies["previous"].value,
        entries=so_far.entries,
        pending=so_far.pending,
        repeats=above.repeats,
        source=above.source,
        variant=above.variant,
        has_reported=above.has_reported,
    )


def _with_figure(parts: Iterable[Count]) -> list[Count]:
    return [part for part in parts if part.cumulative is not None]


def _sum(parts: list[Count]) -> Count:
    """Return the sum of the units below, which leaves out those without a figure."""
    known = _with_figure(parts)
    lacking = sum(part.lacking or int(part.cumulative is None) for part in parts)
    sources = {part.source for part in known}
    return Count(
        current=_added([part.current for part in parts]),
        cumulative=_added([part.cumulative for part in parts]),
        previous=_added([part.previous for part in parts]),
        entries=_whole(_added([part.entries for part in parts])),
        pending=_whole(_added([part.pending for part in parts])),
        lacking=lacking,
        source=sources.pop() if len(sources) == 1 else (parts[0].source if parts else None),
        variant=known[0].variant if known else "",
        has_reported=any(part.has_reported for part in parts),
    )


def _added(values: Iterable[Decimal | int | None]) -> Decimal | None:
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)

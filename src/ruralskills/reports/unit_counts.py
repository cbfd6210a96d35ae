"""The numbers of each unit: findings of each nature, and files."""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec import Struct

from ruralskills.model.findings import Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports.problem_list import unit_lists
from ruralskills.reports.units import unit_of_table


class UnitCount(Struct, frozen=True):
    """The numbers of one unit, as its list has them."""

    unit: str
    counts: Counter[Nature]
    files: int

    @property
    def numbers(self) -> list[int]:
        """The findings of each nature in their order."""
        return [self.counts[nature] for nature in Nature]


def unit_counts(outcome: Outcome) -> list[UnitCount]:
    """Return the numbers of each unit, those with most to do first."""
    files: dict[str, set[str]] = defaultdict(set)
    for table in outcome.tables:
        files[unit_of_table(table)].add(table.file)
    found = []
    for each in unit_lists(outcome):
        named = files[each.unit] | {line.file for line in each.lines}
        found.append(UnitCount(each.unit, each.counts, len(named)))
    return sorted(found, key=lambda one: [-number for number in one.numbers])


def total(outcome: Outcome) -> UnitCount:
    """Return the numbers of all units.  What two of them have counts once."""
    counts = Counter(finding.nature for finding in outcome.findings)
    files = {table.file for table in outcome.tables} | {f.file for f in outcome.findings}
    return UnitCount("合计", counts, len(files))

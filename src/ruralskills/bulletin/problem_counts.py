"""Problems of a period, counted by kind and by unit, never by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports.list_lines import other_townships, unit_of_party

ALL_FINDINGS: Final = "findings"
NATURES: Final = {f"{ALL_FINDINGS}_{nature.value}": nature for nature in Nature}
"""The natures by the indicators of their numbers."""
_NO_UNIT: Final = "未注明单位"


class ProblemKind(Struct, frozen=True):
    """The findings of one rule."""

    code: str
    title: str
    nature: Nature
    clause: str
    """The clause as it is cited, empty without one."""
    count: int
    units: tuple[str, ...]


class ProblemPlace(Struct, frozen=True):
    """A finding by its place, and a unit that it concerns."""

    nature: Nature
    title: str
    clause: str
    unit: str
    file: str
    sheet: str
    cell: str


class UnitProblems(Struct, frozen=True):
    """The findings of one unit, by their nature."""

    unit: str
    counts: Mapping[Nature, int]

    @property
    def total(self) -> int:
        """The number of findings of every nature."""
        return sum(self.counts.values())


class ProblemCounts(Struct, frozen=True):
    """The findings of a period, counted."""

    kinds: tuple[ProblemKind, ...] = ()
    """The kinds, by nature and then the most frequent first."""
    units: tuple[UnitProblems, ...] = ()
    places: tuple[ProblemPlace, ...] = ()
    """The findings kind by kind, then once more for each further unit."""

    def total(self, nature: Nature) -> int:
        """Return the number of findings of a nature."""
        return sum(each.count for each in self.kinds if each.nature is nature)


def counted_problems(outcome: Outcome, units: Sequence[str]) -> ProblemCounts:
    """Count the findings of a check, units in the order given."""
    groups: dict[tuple[str, Nature, str], list[Finding]] = {}
    for finding in outcome.findings:
        citation = str(finding.clause.citation) if finding.clause else ""
        groups.setdefault((finding.code, finding.nature, citation), []).append(finding)
    kinds = [
        ProblemKind(code, found[0].title, nature, citation, len(found), _units(found))
        for (code, nature, citation), found in groups.items()
    ]
    kinds.sort(key=lambda each: (each.nature.rank, -each.count, each.code, each.clause))
    ordered = [groups[each.code, each.nature, each.clause] for each in kinds]
    return ProblemCounts(
        tuple(kinds), tuple(_by_unit(outcome.findings, units)), tuple(_places(ordered))
    )


def _places(groups: Sequence[Sequence[Finding]]) -> Iterator[ProblemPlace]:
    further: list[ProblemPlace] = []
    for finding in (each for group in groups for each in group):
        own, *others = [_place(finding, unit) for unit in _concerned(finding)]
        yield own
        further += others
    yield from further


def _place(finding: Finding, unit: str) -> ProblemPlace:
    return ProblemPlace(
        finding.nature, finding.title, str(finding.clause.citation) if finding.clause else "",
        unit or _NO_UNIT, finding.file, finding.sheet or "",
        finding.cell.address if finding.cell else finding.header or "",
    )  # fmt: skip


def _units(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({unit for each in findings for unit in _concerned(each) if unit}))


def _concerned(finding: Finding) -> Iterator[str]:
    """Yield the unit of a finding, and the other townships in whose lists it stands."""
    yield finding.subject.unit
    yield from map(unit_of_party, other_townships(finding))


def _by_unit(findings: Iterable[Finding], units: Sequence[str]) -> Iterable[UnitProblems]:
    counts: dict[str, Counter[Nature]] = {}
    for finding in findings:
        for unit in _concerned(finding):
            counts.setdefault(unit or _NO_UNIT, Counter())[finding.nature] += 1
    known = [unit for unit in units if unit in counts]
    for unit in (*known, *sorted(set(counts) - set(known))):
        yield UnitProblems(unit, dict(counts[unit]))

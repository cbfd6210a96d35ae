"""The report as one html page that can be filtered and printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports import unchecked
from ruralskills.reports.grouping import finding_groups, unnamed_cells
from ruralskills.reports.list_lines import other_townships, says, unit_of_party
from ruralskills.reports.summary import summary
from ruralskills.reports.templates import content_policy, fill, source
from ruralskills.reports.unchecked import not_run
from ruralskills.reports.unit_counts import total, unit_counts
from ruralskills.reports.units import unit_of
from ruralskills.version import __version__

_CHUNK: Final = 40
_MOST_OPEN: Final = 5
"""More files than these are folded."""


class FilterOption(Struct, frozen=True):
    """One choice of a filter, with the number of findings it shows."""

    value: str
    label: str
    count: int


class FindingLine(Struct, frozen=True):
    """A finding as the page prints it."""

    finding: Finding
    unit: str
    also: tuple[str, ...]
    """The other townships that it concerns."""
    where: str
    value: str
    """The content of the cell, where the message does not say it."""
    unnamed_cells: tuple[str, ...]


class SheetSection(Struct, frozen=True):
    """The findings of a sheet: chunks of groups of lines.

    The browser lays out only the chunks in sight, so that a filter answers at once.
    """

    sheet: str
    chunks: tuple[tuple[tuple[FindingLine, ...], ...], ...]


class FileSection(Struct, frozen=True):
    """The findings of a file, and the number of each nature."""

    path: str
    count: int
    numbers: tuple[int, ...]
    sections: tuple[SheetSection, ...]


def page(outcome: Outcome) -> str:
    """Return the page, with everything that comes from a workbook escaped."""
    style, script = source("report.css"), source("report.js")
    counts = outcome.by_nature()
    rows = unit_counts(outcome) if outcome.findings else []
    return fill(
        "report.html.j2",
        outcome=outcome,
        rows=rows,
        sums=total(outcome) if len(rows) > 1 else None,
        most_open=_MOST_OPEN,
        version=__version__,
        not_run=not_run(outcome),
        summary=summary(outcome),
        read=sum(status.status == "read" for status in outcome.files),
        natures=[FilterOption(n.value, n.label, counts[n.value]) for n in Nature],
        units=_units(outcome),
        codes=_codes(outcome),
        files=sorted(_files(outcome), key=lambda file: [-number for number in file.numbers]),
        unread=[status for status in outcome.files if status.status != "read"],
        unchecked=unchecked.sections(outcome),
        unchecked_title=unchecked.TITLE,
        how_to_settle=unchecked.advice(outcome),
        style=style,
        script=script,
        policy=content_policy(style, script),
    )


def _units(outcome: Outcome) -> list[FilterOption]:
    lines = map(_line, outcome.findings)
    counts = Counter(unit for line in lines for unit in (line.unit, *line.also))
    return [FilterOption(unit, unit, count) for unit, count in counts.items()]


def _codes(outcome: Outcome) -> list[FilterOption]:
    titles = {finding.code: finding.title for finding in outcome.findings}
    counts = outcome.by_code()
    return [FilterOption(code, f"{code} {titles[code]}", count) for code, count in counts.items()]


def _files(outcome: Outcome) -> Iterator[FileSection]:
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:  # those of a file need not stand together
        by_file[finding.file].append(finding)
    for path, findings in by_file.items():
        counts = Counter(finding.nature for finding in findings)
        numbers = tuple(counts[nature] for nature in Nature)
        yield FileSection(path, len(findings), numbers, tuple(_sections(findings)))


def _sections(findings: Sequence[Finding]) -> Iterator[SheetSection]:
    by_sheet: dict[str, list[list[Finding]]] = defaultdict(list)
    for group in finding_groups(findings):
        by_sheet[group[0].sheet or ""].append(group)
    for sheet, found in by_sheet.items():
        # what has to be done comes first; a sort keeps the order of the rows
        groups = sorted(found, key=lambda group: group[0].nature.rank)
        lines = tuple(tuple(_line(finding) for finding in group) for group in groups)
        starts = range(0, len(lines), _CHUNK)
        yield SheetSection(sheet, tuple(lines[start : start + _CHUNK] for start in starts))


def _line(finding: Finding) -> FindingLine:
    return FindingLine(
        finding,
        unit_of(finding),
        tuple(unit_of_party(party) for party in other_townships(finding)),
        finding.cell.address if finding.cell else "全表",
        "" if not finding.value or says(finding.message, finding.value) else finding.value,
        tuple(unnamed_cells(finding)),
    )

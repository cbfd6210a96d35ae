"""The report as one html page that can be filtered and printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports import unchecked
from ruralskills.reports.grouping import finding_groups, unnamed_cells
from ruralskills.reports.summary import summary
from ruralskills.reports.templates import content_policy, fill, source
from ruralskills.reports.units import unit_of

_CHUNK: Final = 40


class FilterOption(Struct, frozen=True):
    """One choice of a filter, with the number of findings it shows."""

    value: str
    label: str
    count: int


class FindingLine(Struct, frozen=True):
    """A finding as the page prints it."""

    finding: Finding
    unit: str
    where: str
    unnamed_cells: tuple[str, ...]


class SheetSection(Struct, frozen=True):
    """The findings of a sheet: chunks of groups of lines.

    The browser lays out only the chunks in sight, so that a filter answers at once.
    """

    sheet: str
    chunks: tuple[tuple[tuple[FindingLine, ...], ...], ...]


class FileSection(Struct, frozen=True):
    """The findings of a file."""

    path: str
    count: int
    sections: tuple[SheetSection, ...]


def page(outcome: Outcome) -> str:
    """Return the page, with everything that comes from a workbook escaped."""
    style, script = source("report.css"), source("report.js")
    counts = outcome.by_nature()
    return fill(
        "report.html.j2",
        outcome=outcome,
        summary=summary(outcome),
        read=sum(status.status == "read" for status in outcome.files),
        natures=[FilterOption(n.value, n.label, counts[n.value]) for n in Nature],
        units=_units(outcome),
        codes=_codes(outcome),
        files=list(_files(outcome)),
        unread=[status for status in outcome.files if status.status != "read"],
        unchecked=unchecked.sections(outcome),
        unchecked_title=unchecked.TITLE,
        how_to_settle=unchecked.advice(outcome),
        style=style,
        script=script,
        policy=content_policy(style, script),
    )


def _units(outcome: Outcome) -> list[FilterOption]:
    counts = Counter(unit_of(finding) for finding in outcome.findings)
    return [FilterOption(unit, unit, count) for unit, count in counts.items()]


def _codes(outcome: Outcome) -> list[FilterOption]:
    titles = {finding.code: finding.title for finding in outcome.findings}
    counts = outcome.by_code()
    return [FilterOption(code, f"{code} {titles[code]}", count) for code, count in counts.items()]


def _files(outcome: Outcome) -> Iterator[FileSection]:
    for path, group in groupby(outcome.findings, key=lambda finding: finding.file):
        findings = list(group)
        yield FileSection(path, len(findings), tuple(_sections(findings)))


def _sections(findings: Sequence[Finding]) -> Iterator[SheetSection]:
    for sheet, groups in groupby(finding_groups(findings), key=lambda group: group[0].sheet or ""):
        lines = tuple(tuple(_line(finding) for finding in group) for group in groups)
        starts = range(0, len(lines), _CHUNK)
        yield SheetSection(sheet, tuple(lines[start : start + _CHUNK] for start in starts))


def _line(finding: Finding) -> FindingLine:
    return FindingLine(
        finding,
        unit_of(finding),
        finding.cell.address if finding.cell else "全表",
        tuple(unnamed_cells(finding)),
    )

"""The report as one page: opened by a double click, filtered, printed, passed on; it loads nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports.grouping import also, grouped
from ruralskills.reports.summary import summary
from ruralskills.reports.templates import fill, source
from ruralskills.reports.units import unit_of

_CHUNK: Final = 40


class FilterOption(Struct, frozen=True):
    """One choice of a filter, and how many findings it shows."""

    value: str
    label: str
    count: int


class FindingLine(Struct, frozen=True):
    """A finding as the page prints it."""

    finding: Finding
    unit: str
    where: str
    also: tuple[str, ...]


class Section(Struct, frozen=True):
    """What a sheet has to show: lines by themselves, and the same fault of many rows together.

    In chunks, of which the browser lays out those in sight: so a filter answers at once.
    """

    sheet: str
    chunks: tuple[tuple[tuple[FindingLine, ...], ...], ...]


class FilePart(Struct, frozen=True):
    """What a file has to show."""

    path: str
    count: int
    sections: tuple[Section, ...]


def page(outcome: Outcome) -> str:
    """Return the page.  Everything in it that came out of a workbook is escaped."""
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
        skipped=[s for s in outcome.sheets if s.status == "skipped" and s.reason != "空表"],
        style=style,
        script=script,
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    """The browser runs our script and nothing else, whatever a cell may hold."""
    allowed = {
        name: b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for name, text in (("style-src", style), ("script-src", script))
    }
    sources = "; ".join(f"{name} 'sha256-{digest}'" for name, digest in allowed.items())
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _units(outcome: Outcome) -> list[FilterOption]:
    counts = Counter(unit_of(finding) for finding in outcome.findings)
    return [FilterOption(unit, unit, count) for unit, count in counts.items()]


def _codes(outcome: Outcome) -> list[FilterOption]:
    titles = {finding.code: finding.title for finding in outcome.findings}
    counts = outcome.by_code()
    return [FilterOption(code, f"{code} {titles[code]}", count) for code, count in counts.items()]


def _files(outcome: Outcome) -> Iterator[FilePart]:
    for path, found in groupby(outcome.findings, key=lambda finding: finding.file):
        findings = list(found)
        yield FilePart(path, len(findings), tuple(_sections(findings)))


def _sections(findings: Sequence[Finding]) -> Iterator[Section]:
    for sheet, groups in groupby(grouped(findings), key=lambda group: group[0].sheet or ""):
        lines = tuple(tuple(_line(finding) for finding in group) for group in groups)
        starts = range(0, len(lines), _CHUNK)
        yield Section(sheet, tuple(lines[start : start + _CHUNK] for start in starts))


def _line(finding: Finding) -> FindingLine:
    return FindingLine(
        finding,
        unit_of(finding),
        finding.cell.address if finding.cell else "全表",
        tuple(also(finding)),
    )

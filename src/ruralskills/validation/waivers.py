"""Waivers applied to findings, which are listed separately and never dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Subject
from ruralskills.model.layout import SheetStatus
from ruralskills.model.rule import Says
from ruralskills.model.table import Table
from ruralskills.regions import UnitNames
from ruralskills.validation.code_selection import CodeSelection
from ruralskills.validation.context import CheckContext
from ruralskills.validation.fingerprints import number_findings
from ruralskills.validation.rule_findings import finding_at, finding_of_file
from ruralskills.validation.waiver_list import WaiverEntry, read_entries
from ruralskills.workspace.settings import FILE_NAME, Settings

UNUSED: Final = "O101"
EXPIRED: Final = "O102"


class CheckExtent(Struct, frozen=True):
    """The extent of a check: the rules that ran, the tables, the codes to report."""

    ran: Collection[str]
    tables: Sequence[Table]
    selection: CodeSelection = CodeSelection()

    def units(self) -> set[str]:
        """Return the units that the tables name."""
        units = {table.own_subject.unit for table in self.tables}
        for table in self.tables:
            if column := table.columns.get(table.ledger.info.unit):
                values = (column.values[code] for code in set(column.codes))
                units |= {table.unit_name(value) for value in values if isinstance(value, str)}
        return units


class Waivers(Struct):
    """The waivers of an office, and those in force by fingerprint or rule code."""

    entries: list[WaiverEntry]
    context: CheckContext
    unit: str = ""
    """The unit of the office."""
    in_force: dict[str, list[WaiverEntry]] = field(default_factory=lambda: defaultdict(list))

    used: set[str] = field(default_factory=set)
    """The places of those that a finding was waived by."""
    told: dict[tuple[Cell | None, str], str] = field(default_factory=dict)
    """The places of those that a finding is about, by its cell and message."""

    def __post_init__(self) -> None:
        for entry in self.entries:
            if not entry.is_expired(self.context.as_of):
                self.in_force[entry.waiver.fingerprint or entry.waiver.code].append(entry)

    def apply(
        self, findings: Iterable[Finding], sheets: Iterable[SheetStatus], extent: CheckExtent
    ) -> tuple[list[Finding], list[Finding]]:
        """Number findings, and return those to be reported and those that are waived.

        Findings about the waivers themselves are added to the first.
        """
        sheets, findings = list(sheets), list(findings)
        if not self.entries:
            return list(number_findings(findings, sheets)), []
        numbered = number_findings(findings, sheets)
        used = {entry for finding in numbered for entry in self._entries_for(finding)}
        self.used |= {entry.location for entry in used}
        folded = {f.code for f in findings if f.related and not f.subject.name}
        about_waivers = self._findings_about_waivers(used, folded, extent)
        reported: list[Finding] = []
        waived: list[Finding] = []
        for finding in number_findings([*findings, *about_waivers], sheets):
            if entries := self._entries_for(finding):
                waived.append(replace(finding, waiver=entries[0].waived))
            else:
                reported.append(finding)
        return reported, waived

    def _entries_for(self, finding: Finding) -> list[WaiverEntry]:
        """Return the waivers in force for a finding. Findings about waivers have none."""
        if finding.code in (UNUSED, EXPIRED):
            return []
        keys = (finding.fingerprint, finding.code)
        return [e for key in keys for e in self.in_force.get(key, ()) if e.is_about(finding)]

    def _findings_about_waivers(
        self, used: Collection[WaiverEntry], folded: Collection[str], extent: CheckExtent
    ) -> Iterator[Finding]:
        """Yield a finding for each waiver that has expired or is not used.

        It is not called unused if its rule did not run, if its unit was not checked, or if its rule
        is one of ``folded``, whose findings stand for many rows.
        """
        units = extent.units()
        for entry in self.entries:
            waiver = entry.waiver
            if entry.is_expired(self.context.as_of):
                if extent.selection.has(EXPIRED):
                    yield self._finding_about(entry, EXPIRED, f"{waiver.until}已到期，不再生效")
            elif entry not in used and waiver.code not in folded and extent.selection.has(UNUSED):
                is_unit_checked = not waiver.unit or entry.unit in units
                if is_unit_checked and (not waiver.code or waiver.code in extent.ran):
                    yield self._finding_about(entry, UNUSED, "本次没有与它相符的问题")

    def _finding_about(self, entry: WaiverEntry, code: str, problem: str) -> Finding:
        rule, subject = self.context.bound[code], Subject(self.unit)
        if entry.row is None:
            message = f"第{entry.number}条豁免（{entry.description}）{problem}"
            says = Says(message, subject=subject)
            found = finding_of_file(rule, self.context, FILE_NAME, says)
        else:
            says = Says(f"豁免（{entry.description}）{problem}", subject=subject)
            found = finding_at(rule, self.context, entry.row.at("code"), says)
        self.told[found.cell, found.message] = entry.location
        return found


def told_once(
    findings_by_period: Sequence[Sequence[Finding]], waivers: Sequence[Waivers]
) -> Iterator[tuple[Finding, ...]]:
    """Yield the findings of each period, those about waivers as of all periods.

    A waiver is unused if no period has used it, and is spoken of once.
    """
    used = {place for each in waivers for place in each.used}
    seen: set[tuple[str, str]] = set()
    for findings, own in zip(findings_by_period, waivers, strict=True):
        kept: list[Finding] = []
        for finding in findings:
            place = own.told.get((finding.cell, finding.message))
            if place is not None and finding.code in (UNUSED, EXPIRED):
                is_used = finding.code == UNUSED and place in used
                if is_used or (finding.code, place) in seen:
                    continue
                seen.add((finding.code, place))
            kept.append(finding)
        yield tuple(kept)


def read_waivers(
    settings: Settings,
    tables: Sequence[Table],
    context: CheckContext,
    names: UnitNames,
) -> Waivers:
    """Return the waivers of the settings and of the tables of a list.

    Raises ReferenceDataError for waivers without a reason or a subject, and for those of an unknown
    rule.
    """
    entries = read_entries(settings, tables, context.rules, names)
    return Waivers(entries, context, settings.unit)

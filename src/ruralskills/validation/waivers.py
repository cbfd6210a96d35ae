"""Waivers: somebody's word that a finding may stand, with its reason; it is set apart, never dropped."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.ledgers.waiver_line import WaiverLine
from ruralskills.model.findings import Finding, Subject, Waived
from ruralskills.model.layout import SheetStatus
from ruralskills.model.rule import Says
from ruralskills.model.table import Table
from ruralskills.regions import township_name, village_name
from ruralskills.text.normalise import normalised
from ruralskills.validation.context import CheckContext
from ruralskills.validation.fingerprints import numbered
from ruralskills.validation.rule_findings import finding_at, finding_of_file
from ruralskills.validation.supplied_regions import ReferenceDataError
from ruralskills.workspace.settings import FILE_NAME, Settings, Waiver

UNUSED: Final = "O101"
EXPIRED: Final = "O102"


class WaiverEntry(Struct, frozen=True, eq=False):
    """A waiver, and where it is written."""

    waiver: Waiver
    number: int
    row: WaiverLine | None = None
    """The row of the list; None in the settings file."""
    file: str = FILE_NAME

    @property
    def where(self) -> str:
        """Say where it is written."""
        if self.row is None:
            return f"{self.file}第{self.number}条豁免"
        table = self.row.table
        return f"“{table.file}”工作表“{table.sheet}”第{self.row.sheet_row}行"

    @property
    def what(self) -> str:
        """What it waives, in words."""
        told = self.waiver
        who = "·".join(part for part in (told.unit, told.village, told.name) if part)
        parts = (told.code, who, f"指纹{told.fingerprint}" if told.fingerprint else "")
        return "，".join(part for part in parts if part)

    def expired(self, as_of: date) -> bool:
        """Whether its day is past."""
        return self.waiver.until is not None and self.waiver.until < as_of

    def fits(self, finding: Finding) -> bool:
        """Whether it speaks of a finding: each part that it names is equal, as names compare."""
        told, who = self.waiver, finding.subject
        return (
            told.code in ("", finding.code)
            and told.fingerprint in ("", finding.fingerprint)
            and (not told.unit or township_name(told.unit) == township_name(who.unit))
            and (not told.village or village_name(told.village) == village_name(who.village))
            and (not told.name or normalised(told.name) == normalised(who.name))
        )


class Scope(Struct, frozen=True):
    """What a check has looked at: the rules that ran and were asked for, and the tables."""

    ran: Collection[str]
    tables: Sequence[Table]
    wanted: Callable[[str], bool] = bool
    """Whether findings of a code are asked for."""

    def units(self) -> set[str]:
        """The townships that the tables name."""
        units = {township_name(table.layout.unit) for table in self.tables}
        for table in self.tables:
            if column := table.columns.get(table.ledger.info.unit):
                named = (column.values[code] for code in set(column.codes))
                units |= {township_name(value) for value in named if isinstance(value, str)}
        return units


class Waivers(Struct):
    """The waivers in force and those whose day is past."""

    entries: list[WaiverEntry]
    context: CheckContext
    unit: str = ""
    """Whose list it is."""
    by_key: dict[str, list[WaiverEntry]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for entry in self.entries:
            if not entry.expired(self.context.as_of):
                self.by_key[entry.waiver.fingerprint or entry.waiver.code].append(entry)

    def of(self, finding: Finding) -> list[WaiverEntry]:
        """The waivers that speak of a finding."""
        if finding.code in (UNUSED, EXPIRED):
            return []
        keys = (finding.fingerprint, finding.code)
        return [e for key in keys for e in self.by_key.get(key, ()) if e.fits(finding)]

    def set_apart(
        self, findings: Iterable[Finding], sheets: Iterable[SheetStatus], scope: Scope
    ) -> tuple[list[Finding], list[Finding]]:
        """Number findings; return what is to be told, word on the waivers included, and what is not."""
        sheets, findings = list(sheets), list(findings)
        if not self.entries:
            return list(numbered(findings, sheets)), []
        used = {entry for finding in numbered(findings, sheets) for entry in self.of(finding)}
        hidden = {f.code for f in findings if f.related and not f.subject.name}
        word = self._word(used, hidden, scope)
        told: list[Finding] = []
        waived: list[Finding] = []
        for finding in numbered([*findings, *word], sheets):
            if entries := self.of(finding):
                waiver = entries[0].waiver
                why = Waived(waiver.reason, waiver.by, waiver.until)
                waived.append(replace(finding, waiver=why))
            else:
                told.append(finding)
        return told, waived

    def _word(
        self, used: Collection[WaiverEntry], hidden: Collection[str], scope: Scope
    ) -> Iterator[Finding]:
        """What is to be said of the waivers themselves.

        One is not called unused whose rule did not run, whose unit was not checked, or whose rule
        has findings that stand for many rows at once.
        """
        units = scope.units()
        for entry in self.entries:
            waiver = entry.waiver
            if entry.expired(self.context.as_of):
                if scope.wanted(EXPIRED):
                    yield self._about(entry, EXPIRED, f"{waiver.until}已到期，不再生效")
            elif entry not in used and waiver.code not in hidden and scope.wanted(UNUSED):
                checked = not waiver.unit or township_name(waiver.unit) in units
                if checked and (not waiver.code or waiver.code in scope.ran):
                    yield self._about(entry, UNUSED, "本次没有与它相符的问题")

    def _about(self, entry: WaiverEntry, code: str, what: str) -> Finding:
        rule = self.context.bound[code]
        if entry.row is None:
            says = Says(f"第{entry.number}条豁免（{entry.what}）{what}", subject=Subject(self.unit))
            return finding_of_file(rule, self.context, FILE_NAME, says)
        says = Says(f"豁免（{entry.what}）{what}", subject=Subject(self.unit))
        return finding_at(rule, self.context, entry.row.at("code"), says)


def waivers(settings: Settings, tables: Sequence[Table], context: CheckContext) -> Waivers:
    """Read the waivers of the settings and of the list handed in.

    Raises ReferenceDataError for one without a reason, without a subject, or of a rule that is none.
    """
    own = () if isinstance(settings.waivers, str) else settings.waivers
    file = str(settings.folder / FILE_NAME) if settings.folder else FILE_NAME
    entries = [WaiverEntry(_tidy(one), number, file=file) for number, one in enumerate(own, 1)]
    for table in tables:
        entries += _listed(table)
    problems = [f"{e.where}：{p}" for e in entries if (p := _problem(e.waiver, context))]
    if problems:
        raise ReferenceDataError("\n".join(problems))
    return Waivers(entries, context, settings.unit)


def _tidy(waiver: Waiver) -> Waiver:
    return dataclasses.replace(
        waiver,
        code=normalised(waiver.code).upper(),
        fingerprint=normalised(waiver.fingerprint).lower(),
        reason=waiver.reason.strip(),
    )


def _listed(table: Table) -> Iterator[WaiverEntry]:
    names = ("code", "fingerprint", "unit", "village", "name", "reason", "by")
    for row in table.rows(WaiverLine):
        if row.is_unknown("until"):
            entry = WaiverEntry(Waiver(), 0, row)
            until = table.columns["until"][row.index]
            raise ReferenceDataError(f"{entry.where}：有效期{until.message}，请改正")
        values = {name: str(getattr(row, name) or "") for name in names}
        waiver = Waiver(**values, until=row.until.latest if row.until else None)
        yield WaiverEntry(_tidy(waiver), row.index + 1, row)


def _problem(waiver: Waiver, context: CheckContext) -> str:
    """What is wrong with a waiver in itself."""
    if waiver.code and waiver.code not in context.rules:
        return f"没有编号为“{waiver.code}”的规则，请对照报告改正"
    if not waiver.reason:
        return "没有写理由（reason），请补上"
    if not waiver.code and not waiver.fingerprint:
        return "没有写豁免哪条规则（code），请补上"
    if not any((waiver.fingerprint, waiver.unit, waiver.village, waiver.name)):
        return "没有写豁免谁：请写单位、村、姓名中的至少一项，或写问题指纹"
    return ""


__all__ = ["Scope", "WaiverEntry", "Waivers", "waivers"]

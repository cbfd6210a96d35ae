"""The waivers that an office gives, in its settings or in a list."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from msgspec import Struct

from ruralskills.ledgers import WaiverLine
from ruralskills.model.findings import Finding, Waived
from ruralskills.model.table import Table
from ruralskills.regions import UnitNames, village_name
from ruralskills.text.normalise import normalised
from ruralskills.validation.supplied_regions import ReferenceDataError
from ruralskills.workspace.settings import FILE_NAME, Settings, Waiver


class WaiverEntry(Struct, frozen=True, eq=False):
    """A waiver with the place where it is written."""

    waiver: Waiver
    number: int
    """The number in the settings or the list, from 1."""
    row: WaiverLine | None = None
    """The row of the list. None in the settings file."""
    file: str = FILE_NAME
    names: UnitNames = UnitNames()

    @property
    def unit(self) -> str:
        """The unit that it is about, as compared, or nothing."""
        return self.names.name(self.waiver.unit) or self.waiver.unit

    @property
    def location(self) -> str:
        """The place where it is written, in Chinese."""
        if self.row is None:
            return f"{self.file}第{self.number}条豁免"
        table = self.row.table
        return f"“{table.file}”工作表“{table.sheet}”第{self.row.sheet_row}行"

    @property
    def description(self) -> str:
        """The findings that it waives, in Chinese."""
        waiver = self.waiver
        subject = "·".join(filter(None, (waiver.unit, waiver.village, waiver.name)))
        fingerprint = f"指纹{waiver.fingerprint}" if waiver.fingerprint else ""
        return "，".join(filter(None, (waiver.code, subject, fingerprint)))

    @property
    def waived(self) -> Waived:
        """The waiver as a finding carries it."""
        return Waived(self.waiver.reason, self.waiver.by, self.waiver.until)

    def is_expired(self, as_of: date) -> bool:
        """Return True if its last day is past."""
        return self.waiver.until is not None and self.waiver.until < as_of

    def is_about(self, finding: Finding) -> bool:
        """Return True if each part that it names is that of the finding, as names compare."""
        waiver, subject = self.waiver, finding.subject
        return (
            waiver.code in ("", finding.code)
            and waiver.fingerprint in ("", finding.fingerprint)
            and (not waiver.unit or self.unit == self.names.name(subject.unit))
            and (
                not waiver.village or village_name(waiver.village) == village_name(subject.village)
            )
            and (not waiver.name or normalised(waiver.name) == normalised(subject.name))
        )


def read_entries(
    settings: Settings, tables: Sequence[Table], codes: Collection[str], names: UnitNames
) -> list[WaiverEntry]:
    """Return the waivers of the settings and of the tables of a list.

    ``codes`` are those of all rules, ``names`` tell which units are one.  Raises ReferenceDataError for waivers without a reason or a
    subject, and for those of an unknown rule.
    """
    written = () if isinstance(settings.waivers, str) else settings.waivers
    file = str(settings.folder / FILE_NAME) if settings.folder else FILE_NAME
    entries = [
        WaiverEntry(_normalised(waiver), number, file=file, names=names)
        for number, waiver in enumerate(written, 1)
    ]
    for table in tables:
        entries += _entries_of(table, names)
    problems = [
        f"{entry.location}：{problem}"
        for entry in entries
        if (problem := _problem(entry.waiver, codes))
    ]
    if problems:
        raise ReferenceDataError("\n".join(problems))
    return entries


def _normalised(waiver: Waiver) -> Waiver:
    return dataclasses.replace(
        waiver,
        code=normalised(waiver.code).upper(),
        fingerprint=normalised(waiver.fingerprint).lower(),
        reason=waiver.reason.strip(),
    )


def _entries_of(table: Table, names: UnitNames) -> Iterator[WaiverEntry]:
    for number, row in enumerate(table.rows(WaiverLine), 1):
        waiver = Waiver(
            code=row.code or "",
            fingerprint=row.fingerprint or "",
            unit=row.unit or "",
            village=row.village or "",
            name=row.name or "",
            reason=row.reason or "",
            until=row.until.latest if row.until else None,
            by=row.by or "",
        )
        entry = WaiverEntry(_normalised(waiver), number, row, names=names)
        if row.is_unknown("until"):
            problem = table.columns["until"][row.index].message
            raise ReferenceDataError(f"{entry.location}：有效期{problem}，请改正")
        yield entry


def _problem(waiver: Waiver, codes: Collection[str]) -> str:
    """Return what is wrong with a waiver in itself, in Chinese, or nothing."""
    if waiver.code and waiver.code not in codes:
        return f"没有编号为“{waiver.code}”的规则，请对照报告改正"
    if not waiver.reason:
        return "没有写理由（reason），请补上"
    if not waiver.code and not waiver.fingerprint:
        return "没有写豁免哪条规则（code），请补上"
    if not any((waiver.fingerprint, waiver.unit, waiver.village, waiver.name)):
        return "没有写豁免谁：请写单位、村、姓名中的至少一项，或写问题指纹"
    return ""

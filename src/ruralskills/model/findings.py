"""Findings: what a rule reports about a cell, a sheet or a file."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.clause import Clause
from ruralskills.model.masking import mask_name, mask_text, mask_value


class Severity(StrEnum):
    """The weight of a finding for the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """The order by weight, 0 for the gravest."""
        return _SEVERITIES.index(self)


_SEVERITIES = tuple(Severity)


class Nature(StrEnum):
    """The kind of action that a finding calls for, in the order of printing."""

    DATA = "data"
    SHORTFALL = "shortfall"
    DOUBT = "doubt"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """The order of printing, from 0."""
        return _NATURES.index(self)

    @property
    def label(self) -> str:
        """The label in reports, in Chinese."""
        return _NATURE_LABELS[self]


_NATURES = tuple(Nature)
_NATURE_LABELS = {
    Nature.DATA: "填错",
    Nature.SHORTFALL: "未达标",
    Nature.DOUBT: "待核",
    Nature.HINT: "提示",
}


FixKind = Literal["text", "number", "day"]
"""The kind of cell that a value is written as."""


class Fix(Struct, frozen=True):
    """A value proposed for the cell. A ``safe`` one differs only in form."""

    value: str
    safety: Literal["safe", "review"]
    reason: str
    kind: FixKind = "text"
    """The kind of cell that it is written as."""

    def masked(self, kind: str) -> Fix:
        """Return the fix with personal numbers hidden by the kind of its field."""
        return replace(self, value=mask_value(self.value, kind), reason=mask_text(self.reason))


class Subject(Struct, frozen=True):
    """The person, household or class that a finding is about."""

    unit: str = ""
    village: str = ""
    name: str = ""
    id_tail: str = ""
    """The last four characters of the identity number, to tell namesakes apart."""
    is_unit_of_file: bool = False
    """True if only the file's name or place, or the settings, name the unit."""

    def __str__(self) -> str:
        return "·".join(part for part in (self.unit, self.village, self.name) if part)

    def masked(self) -> Subject:
        """Return the subject with personal numbers written into its names hidden."""
        return replace(
            self,
            unit=mask_name(self.unit),
            village=mask_name(self.village),
            name=mask_text(self.name),
        )


class Party(Struct, frozen=True):
    """A row of another unit that a finding is about too."""

    cell: Cell
    subject: Subject

    def masked(self) -> Party:
        """Return the row with personal numbers hidden."""
        return Party(self.cell.masked(), self.subject.masked())


class Waived(Struct, frozen=True):
    """The waiver of a finding: its reason, its author and its last day."""

    reason: str
    by: str = ""
    until: date | None = None

    def __str__(self) -> str:
        until = f"有效期至{self.until.isoformat()}" if self.until else ""
        return "，".join(part for part in (self.reason, self.by, until) if part)

    def masked(self) -> Waived:
        """Return the waiver with personal numbers hidden."""
        return replace(self, reason=mask_text(self.reason), by=mask_text(self.by))


_KINDS: Final = {
    "C2": "identity", "C3": "phone", "C701": "account", "C702": "account", "C703": "account",
}  # fmt: skip
"""The kinds of personal numbers, by the starts of codes of defects in them."""


class Finding(Struct, frozen=True):
    """One defect, shortfall or doubt: its place, its message and its remedy."""

    code: str
    name: str
    title: str
    severity: Severity
    nature: Nature
    message: str
    remedy: str
    file: str
    sheet: str | None = None
    cell: Cell | None = None
    header: str | None = None
    field: str | None = None
    value: str | None = None
    subject: Subject = Subject()
    clause: Clause | None = None
    fix: Fix | None = None
    related: tuple[Cell, ...] = ()
    parties: tuple[Party, ...] = ()
    """The related rows that another unit answers for."""
    number: int = 0
    fingerprint: str = ""
    waiver: Waived | None = None
    """The office's waiver. None too for a finding known from a baseline."""

    @property
    def place(self) -> str:
        """The place as reports print it: ``file!sheet!B12``, or the part that is known.

        On a form it is the file and the label: ``张三.docx!身份证号``.
        """
        if self.cell is not None:
            return str(self.cell)
        if self.sheet is None and self.header:
            return f"{self.file}!{self.header}"
        return f"{self.file}!{self.sheet}" if self.sheet else self.file

    @property
    def reading_order(self) -> tuple[Any, ...]:
        """The sort key by file, sheet, row and column, then by nature and rule."""
        at = (self.cell.row, self.cell.column) if self.cell else (0, 0)
        return (self.file, self.sheet or "", *at, self.nature.rank, self.code, self.message)

    def masked(self, kind: str) -> Finding:
        """Return the finding with personal numbers hidden.

        ``kind`` is the kind of personal number that its field holds, as ``mask_value`` takes it.
        A column without a field, or of plain text, has the kind that its defect names.
        """
        kind = kind or next((k for start, k in _KINDS.items() if self.code.startswith(start)), "")
        return replace(
            self,
            message=mask_text(self.message),
            value=None if self.value is None else mask_value(self.value, kind),
            remedy=mask_name(self.remedy),
            fix=None if self.fix is None else self.fix.masked(kind),
            file=mask_name(self.file),
            sheet=None if self.sheet is None else mask_name(self.sheet),
            cell=None if self.cell is None else self.cell.masked(),
            header=None if self.header is None else mask_name(self.header),
            subject=self.subject.masked(),
            related=tuple(cell.masked() for cell in self.related),
            parties=tuple(party.masked() for party in self.parties),
            waiver=None if self.waiver is None else self.waiver.masked(),
        )

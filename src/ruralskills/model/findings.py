"""What is said about a ledger and where it points: the vocabulary of every report.

Nothing here knows a spreadsheet, a rule or a screen; everything above speaks in these words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.model.clause import Clause
from ruralskills.model.layout import ColumnLayout, FileStatus, SheetStatus, TableLayout
from ruralskills.model.masking import mask_name, mask_text, mask_value

if TYPE_CHECKING:
    import pandas as pd


class Severity(StrEnum):
    """How much a finding weighs for the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _SEVERITIES.index(self)


_SEVERITIES = tuple(Severity)


class Nature(StrEnum):
    """What kind of act a finding asks of the office, printed in this order."""

    DATA = "data"
    SHORTFALL = "shortfall"
    DOUBT = "doubt"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 is printed first."""
        return _NATURES.index(self)

    @property
    def label(self) -> str:
        """The word an office reads."""
        return _NATURE_LABELS[self]


_NATURES = tuple(Nature)
_NATURE_LABELS = {
    Nature.DATA: "填错",
    Nature.SHORTFALL: "未达标",
    Nature.DOUBT: "待核",
    Nature.HINT: "提示",
}


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Cell(Struct, frozen=True, order=True):
    """A place in a workbook; rows count from 1 and columns from 0, as the sheet shows them.

    >>> str(Cell("台账.xlsx", "带头人", 12, 1))
    '台账.xlsx!带头人!B12'
    """

    file: str
    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell's name inside its sheet, such as B12."""
        return f"{column_letter(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self.address}"

    def seen_from(self, other: Cell) -> str:
        """The place as one says it when standing at another: no more than is needed.

        >>> Cell("a.xlsx", "表1", 3, 0).seen_from(Cell("a.xlsx", "表1", 9, 0))
        'A3'
        >>> Cell("a.xlsx", "表2", 3, 0).seen_from(Cell("a.xlsx", "表1", 9, 0))
        '表2!A3'
        """
        if self.file != other.file:
            return str(self)
        return self.address if self.sheet == other.sheet else f"{self.sheet}!{self.address}"


class Fix(Struct, frozen=True):
    """A value that could stand in the cell, and how sure we are of it."""

    value: str
    safety: Literal["safe", "review"]
    reason: str


class Subject(Struct, frozen=True):
    """Whom a finding is about."""

    unit: str = ""
    village: str = ""
    name: str = ""
    id_tail: str = ""
    """The last four of the person's identity number, by which a township tells namesakes apart."""

    def __str__(self) -> str:
        return "·".join(part for part in (self.unit, self.village, self.name) if part)


class Waived(Struct, frozen=True):
    """Why a finding need not be mended, who said so, and until when."""

    reason: str
    by: str = ""
    until: date | None = None

    def __str__(self) -> str:
        until = f"有效期至{self.until.isoformat()}" if self.until else ""
        return "，".join(part for part in (self.reason, self.by, until) if part)


class Finding(Struct, frozen=True):
    """One thing wrong, wanting or doubtful, its place, and what to do about it."""

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
    number: int = 0
    fingerprint: str = ""
    waiver: Waived | None = None
    """Somebody's word that it may stand; None too for what a baseline has told before."""

    @property
    def place(self) -> str:
        """Where it is, as a report prints it."""
        if self.cell is not None:
            return str(self.cell)
        return f"{self.file}!{self.sheet}" if self.sheet else self.file

    @property
    def reading_order(self) -> tuple[Any, ...]:
        """The order in which a clerk goes down the sheets."""
        at = (self.cell.row, self.cell.column) if self.cell else (0, 0)
        return (self.file, self.sheet or "", *at, self.nature.rank, self.code, self.message)


def _masked_cell(cell: Cell) -> Cell:
    file, sheet = mask_name(cell.file), mask_name(cell.sheet)
    same = file == cell.file and sheet == cell.sheet
    return cell if same else replace(cell, file=file, sheet=sheet)


def _masked_layout(table: TableLayout) -> TableLayout:
    return replace(
        table,
        file=mask_name(table.file),
        sheet=mask_name(table.sheet),
        title=mask_name(table.title),
        unit=mask_name(table.unit),
        columns=tuple(replace(c, header=mask_name(c.header)) for c in table.columns),
        remarks=tuple(map(mask_text, table.remarks)),
    )


class NoticeInForce(Struct, frozen=True):
    """A notice that bound this check, and what chose it."""

    id: str
    title: str
    chosen_by: str


class RuleStatus(Struct, frozen=True):
    """A rule that did not run, or that broke, and why."""

    code: str
    reason: str
    wanting: bool = False
    """Whether its ledger is there and only a column is not, so that the office can mend it."""


class Tidy(Struct, frozen=True):
    """A cell that can be written properly without a change of what it says."""

    cell: Cell
    header: str
    field: str
    old: str
    new: str | int | Decimal | date
    reason: str
    subject: Subject = Subject()


class Outcome(Struct, frozen=True):
    """Everything one check found, did and could not do."""

    findings: tuple[Finding, ...] = ()
    files: tuple[FileStatus, ...] = ()
    sheets: tuple[SheetStatus, ...] = ()
    tables: tuple[TableLayout, ...] = ()
    notices: tuple[NoticeInForce, ...] = ()
    remarks: tuple[str, ...] = ()
    waived: tuple[Finding, ...] = ()
    """What is not told again: waived by somebody's word, or known from a baseline."""
    rules_ran: tuple[str, ...] = ()
    rules_skipped: tuple[RuleStatus, ...] = ()
    rules_broken: tuple[RuleStatus, ...] = ()
    as_of: date = date.min
    seconds: float = 0.0
    tidy: tuple[Tidy, ...] = ()
    """Cells that could be written properly, where somebody asked for them."""
    private: Mapping[str, str] = field(default_factory=dict)
    """Which fields hold personal numbers, and of what kind."""

    @property
    def rows(self) -> int:
        """Rows of data in all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def rows_with_errors(self) -> int:
        """Rows with at least one error."""
        return len(
            {
                (cell.file, cell.sheet, cell.row)
                for finding in self.findings
                if finding.severity is Severity.ERROR
                for cell in ((finding.cell,) if finding.cell else ())
            }
        )

    @property
    def waived_by_word(self) -> tuple[Finding, ...]:
        """Those that somebody has waived; the others among the waived a baseline has told before."""
        return tuple(finding for finding in self.waived if finding.waiver is not None)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def by_nature(self) -> dict[str, int]:
        """How many findings of each nature, all four named."""
        counts = Counter(finding.nature for finding in self.findings)
        return {nature.value: counts[nature] for nature in Nature}

    def by_code(self) -> dict[str, int]:
        """How many findings of each rule, by code."""
        return dict(sorted(Counter(finding.code for finding in self.findings).items()))

    def masked(self) -> Outcome:
        """The same outcome with personal numbers hidden, for every report that leaves the desk.

        People name files after persons and write telephones into titles, so names are masked too.
        """
        return replace(
            self,
            findings=tuple(self._masked(f) for f in self.findings),
            waived=tuple(self._masked(f) for f in self.waived),
            files=tuple(
                replace(f, path=mask_name(f.path), reason=mask_text(f.reason)) for f in self.files
            ),
            sheets=tuple(
                replace(s, file=mask_name(s.file), sheet=mask_name(s.sheet)) for s in self.sheets
            ),
            tables=tuple(_masked_layout(table) for table in self.tables),
            remarks=tuple(map(mask_text, self.remarks)),
            rules_skipped=tuple(replace(s, reason=mask_text(s.reason)) for s in self.rules_skipped),
        )

    def _masked(self, finding: Finding) -> Finding:
        kind = self.private.get(finding.field or "", "")
        fix, who = finding.fix, finding.subject
        return replace(
            finding,
            message=mask_text(finding.message),
            value=None if finding.value is None else mask_value(finding.value, kind),
            fix=None if fix is None else replace(fix, value=mask_value(fix.value, kind)),
            file=mask_name(finding.file),
            sheet=None if finding.sheet is None else mask_name(finding.sheet),
            cell=None if finding.cell is None else _masked_cell(finding.cell),
            header=None if finding.header is None else mask_name(finding.header),
            subject=Subject(
                mask_name(who.unit), mask_name(who.village), mask_text(who.name), who.id_tail
            ),
            related=tuple(map(_masked_cell, finding.related)),
            waiver=None
            if finding.waiver is None
            else replace(
                finding.waiver,
                reason=mask_text(finding.waiver.reason),
                by=mask_text(finding.waiver.by),
            ),
        )

    def to_pandas(self) -> pd.DataFrame:
        """Return the findings, one a row, as a data frame (numbers unmasked, as they were read)."""
        import pandas as pd

        rows = [
            {
                "number": f.number,
                "code": f.code,
                "name": f.name,
                "title": f.title,
                "severity": f.severity.value,
                "nature": f.nature.value,
                "file": f.file,
                "sheet": f.sheet,
                "cell": f.cell.address if f.cell else None,
                "row": f.cell.row if f.cell else None,
                "header": f.header,
                "field": f.field,
                "value": f.value,
                "message": f.message,
                "remedy": f.remedy,
                "unit": f.subject.unit,
                "village": f.subject.village,
                "person": f.subject.name,
                "clause": f.clause.id if f.clause else None,
            }
            for f in self.findings
        ]
        return pd.DataFrame(rows)


__all__ = [
    "Cell", "Clause", "ColumnLayout", "FileStatus", "Finding", "Fix", "Nature", "NoticeInForce",
    "Outcome", "RuleStatus", "Severity", "SheetStatus", "Subject", "TableLayout", "Tidy", "Waived",
    "column_letter",
]  # fmt: skip

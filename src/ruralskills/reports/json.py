"""The report of a check for programs: one JSON object, and its schema."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal

from msgspec import Struct, convert
from msgspec.structs import asdict

from ruralskills.model.findings import Finding, Fix, Nature, Severity
from ruralskills.model.layout import TableLayout, UnitSource
from ruralskills.model.outcome import ColumnGap, NoticeInForce, Outcome
from ruralskills.reports import json_document
from ruralskills.reports.json_document import TOOL, ToolRecord
from ruralskills.text.addresses import column_letters

SCHEMA_VERSION: Final = 1


class FileRecord(Struct, frozen=True):
    """A file that was named or found."""

    path: str
    sha256: str
    status: Literal["read", "unreadable", "skipped"]
    reason: str


class SheetRecord(Struct, frozen=True):
    """A sheet with its status: read or skipped, and the reason."""

    file: str
    sheet: str
    status: Literal["read", "skipped"]
    reason: str


class ColumnRecord(Struct, frozen=True):
    """A recognised column."""

    column: str
    header: str
    field: str
    chosen_by: Literal["exact", "likeness", "content", "told"]
    """The evidence for its field."""


class UnknownColumnRecord(Struct, frozen=True):
    """A column that was not recognised, with the field it may have meant."""

    column: str
    header: str
    did_you_mean: str | None


class TableRecord(Struct, frozen=True):
    """A table as it was recognised.  Rows count from 1, as the sheet shows them."""

    file: str
    sheet: str
    ledger: str
    title: str
    unit: str
    unit_name: str
    unit_source: UnitSource | None
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    rows: int
    total_rows: tuple[int, ...]
    footer_rows: tuple[int, ...]
    columns: tuple[ColumnRecord, ...]
    unknown_columns: tuple[UnknownColumnRecord, ...]


class SubjectRecord(Struct, frozen=True):
    """The person or household a finding is about."""

    unit: str
    village: str
    name: str


class ClauseRecord(Struct, frozen=True):
    """The clause that a finding rests on."""

    id: str
    notice: str
    document: str
    section: str
    phrase: str
    says: str
    basis: str


class FindingRecord(Struct, frozen=True):
    """One finding."""

    number: int
    fingerprint: str
    code: str
    name: str
    title: str
    severity: Severity
    nature: Nature
    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    header: str | None
    field: str | None
    value: str | None
    message: str
    remedy: str
    subject: SubjectRecord
    clause: ClauseRecord | None
    fix: Fix | None
    related: tuple[str, ...]


class WaiverRecord(Struct, frozen=True):
    """The reason why a finding may stand, who gave it, and until when."""

    reason: str
    by: str
    until: date | None


class WaivedFindingRecord(FindingRecord, frozen=True):
    """A finding not reported again: waived, or without a waiver known from a baseline."""

    waiver: WaiverRecord | None


class RuleRecord(Struct, frozen=True):
    """A rule that did not run or that failed, with the reason."""

    code: str
    reason: str


class RulesRecord(Struct, frozen=True):
    """The rules that ran, those that did not, and those that failed."""

    ran: tuple[str, ...]
    skipped: tuple[RuleRecord, ...]
    broken: tuple[RuleRecord, ...]
    column_gaps: tuple[ColumnGap, ...]
    """Rules that did not run on some tables, by the columns that these lack."""


class SummaryRecord(Struct, frozen=True):
    """The numbers of findings and rows."""

    errors: int
    warnings: int
    infos: int
    by_nature: dict[str, int]
    rows: int
    rows_with_errors: int
    by_code: dict[str, int]


class OutcomeRecord(Struct, frozen=True):
    """The report that ``rs validate --format json`` prints."""

    schema_version: int
    tool: ToolRecord
    as_of: date
    notices: tuple[NoticeInForce, ...]
    files: tuple[FileRecord, ...]
    sheets: tuple[SheetRecord, ...]
    tables: tuple[TableRecord, ...]
    findings: tuple[FindingRecord, ...]
    waived: tuple[WaivedFindingRecord, ...]
    rules: RulesRecord
    summary: SummaryRecord


def record(outcome: Outcome) -> OutcomeRecord:
    """Return the outcome as one record.  Fields of the same name are copied."""
    return convert(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": TOOL,
            **asdict(outcome),
            "tables": [_table(table) for table in outcome.tables],
            "findings": [_finding(finding) for finding in outcome.findings],
            "waived": [_finding(finding) for finding in outcome.waived],
            "rules": {
                "ran": outcome.rules_ran,
                "skipped": outcome.rules_skipped,
                "broken": outcome.rules_broken,
                "column_gaps": outcome.column_gaps,
            },
            "summary": {
                "errors": outcome.count(Severity.ERROR),
                "warnings": outcome.count(Severity.WARNING),
                "infos": outcome.count(Severity.INFO),
                "by_nature": outcome.by_nature(),
                "rows": outcome.rows,
                "rows_with_errors": outcome.rows_with_errors,
                "by_code": outcome.by_code(),
            },
        },
        OutcomeRecord,
        from_attributes=True,
    )


def _table(table: TableLayout) -> dict[str, Any]:
    return asdict(table) | {
        "columns": [column for column in table.columns if column.field],
        "unknown_columns": [
            UnknownColumnRecord(column.column, column.header, column.suggestion or None)
            for column in table.columns
            if not column.field
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    cell = finding.cell
    return asdict(finding) | {
        "cell": cell.address if cell else None,
        "row": cell.row if cell else None,
        "column": column_letters(cell.column) if cell else None,
        "related": list(map(str, finding.related)),
    }


def text(outcome: Outcome) -> str:
    """Return the report as JSON text."""
    return json_document.document(record(outcome))


def schema() -> dict[str, Any]:
    """Return the JSON schema of the report."""
    return json_document.schema(OutcomeRecord)

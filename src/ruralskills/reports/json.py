"""The machine-readable report, and its schema."""

from __future__ import annotations

import json
from typing import Any, Literal, TypedDict

from ruralskills.model.clause import Clause
from ruralskills.model.findings import Finding, Fix, Severity
from ruralskills.model.layout import TableLayout
from ruralskills.model.outcome import Outcome
from ruralskills.version import __version__

SCHEMA_VERSION = 1


class Tool(TypedDict):
    """Who wrote the report."""

    name: str
    version: str


class NoticeReport(TypedDict):
    """A notice in force."""

    id: str
    title: str
    chosen_by: str


class FileReport(TypedDict):
    """What became of a file."""

    path: str
    sha256: str
    status: Literal["read", "unreadable", "skipped"]
    reason: str


class SheetReport(TypedDict):
    """What became of a sheet."""

    file: str
    sheet: str
    status: Literal["read", "skipped"]
    reason: str


class ColumnReport(TypedDict):
    """A recognised column."""

    column: str
    header: str
    field: str


class UnknownColumnReport(TypedDict):
    """A column that is no field, and what it may have meant."""

    column: str
    header: str
    did_you_mean: str | None


class TableReport(TypedDict):
    """A table as it was found."""

    file: str
    sheet: str
    ledger: str
    title: str
    unit: str
    header_rows: list[int]
    first_row: int
    last_row: int
    rows: int
    total_rows: list[int]
    footer_rows: list[int]
    columns: list[ColumnReport]
    unknown_columns: list[UnknownColumnReport]


class SubjectReport(TypedDict):
    """Whom a finding is about."""

    unit: str
    village: str
    name: str


class ClauseReport(TypedDict):
    """The clause that asks for it."""

    id: str
    notice: str
    document: str
    section: str
    phrase: str
    says: str
    basis: str


class FixReport(TypedDict):
    """A value that could stand there."""

    value: str
    safety: Literal["safe", "review"]
    reason: str


class FindingReport(TypedDict):
    """One finding."""

    number: int
    fingerprint: str
    code: str
    name: str
    title: str
    severity: Literal["error", "warning", "info"]
    nature: Literal["data", "shortfall", "doubt", "hint"]
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
    subject: SubjectReport
    clause: ClauseReport | None
    fix: FixReport | None
    related: list[str]


class WaiverReport(TypedDict):
    """Why a finding may stand, who said so, and until when."""

    reason: str
    by: str
    until: str | None


class WaivedReport(FindingReport):
    """A finding that is not told again: waived, or (without a waiver) known from a baseline."""

    waiver: WaiverReport | None


class RuleReport(TypedDict):
    """A rule that did not run, or broke."""

    code: str
    reason: str


class RulesReport(TypedDict):
    """Which rules ran, which could not, which broke."""

    ran: list[str]
    skipped: list[RuleReport]
    broken: list[RuleReport]


class SummaryReport(TypedDict):
    """Counts."""

    errors: int
    warnings: int
    infos: int
    by_nature: dict[str, int]
    rows: int
    rows_with_errors: int
    by_code: dict[str, int]


class OutcomeRecord(TypedDict):
    """What ``rs validate --format json`` prints."""

    schema_version: int
    tool: Tool
    as_of: str
    notices: list[NoticeReport]
    files: list[FileReport]
    sheets: list[SheetReport]
    tables: list[TableReport]
    findings: list[FindingReport]
    waived: list[WaivedReport]
    rules: RulesReport
    summary: SummaryReport


def schema() -> dict[str, Any]:
    """The JSON schema of the report."""
    from pydantic import TypeAdapter

    return TypeAdapter(OutcomeRecord).json_schema()


def _clause(clause: Clause | None) -> ClauseReport | None:
    if clause is None:
        return None
    return {
        "id": clause.id,
        "notice": clause.notice,
        "document": clause.document,
        "section": clause.section,
        "phrase": clause.phrase,
        "says": clause.says,
        "basis": clause.basis,
    }


def _fix(fix: Fix | None) -> FixReport | None:
    if fix is None:
        return None
    return {"value": fix.value, "safety": fix.safety, "reason": fix.reason}


def _finding(finding: Finding) -> FindingReport:
    cell = finding.cell
    return {
        "number": finding.number,
        "fingerprint": finding.fingerprint,
        "code": finding.code,
        "name": finding.name,
        "title": finding.title,
        "severity": finding.severity.value,
        "nature": finding.nature.value,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": cell.address if cell else None,
        "row": cell.row if cell else None,
        "column": cell.address.rstrip("0123456789") if cell else None,
        "header": finding.header,
        "field": finding.field,
        "value": finding.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "subject": {
            "unit": finding.subject.unit,
            "village": finding.subject.village,
            "name": finding.subject.name,
        },
        "clause": _clause(finding.clause),
        "fix": _fix(finding.fix),
        "related": [str(cell) for cell in finding.related],
    }


def _waived(finding: Finding) -> WaivedReport:
    why = finding.waiver
    until = why.until.isoformat() if why and why.until else None
    waiver: WaiverReport | None = (
        {"reason": why.reason, "by": why.by, "until": until} if why else None
    )
    return {**_finding(finding), "waiver": waiver}


def _table(table: TableLayout) -> TableReport:
    return {
        "file": table.file,
        "sheet": table.sheet,
        "ledger": table.ledger,
        "title": table.title,
        "unit": table.unit,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "rows": table.rows,
        "total_rows": list(table.total_rows),
        "footer_rows": list(table.footer_rows),
        "columns": [
            {"column": c.column, "header": c.header, "field": c.field}
            for c in table.columns
            if c.field
        ],
        "unknown_columns": [
            {"column": c.column, "header": c.header, "did_you_mean": c.suggestion or None}
            for c in table.columns
            if not c.field
        ],
    }


def report(outcome: Outcome) -> OutcomeRecord:
    """The outcome as plain data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ruralskills", "version": __version__},
        "as_of": outcome.as_of.isoformat(),
        "notices": [
            {"id": n.id, "title": n.title, "chosen_by": n.chosen_by} for n in outcome.notices
        ],
        "files": [
            {"path": f.path, "sha256": f.sha256, "status": f.status, "reason": f.reason}
            for f in outcome.files
        ],
        "sheets": [
            {"file": s.file, "sheet": s.sheet, "status": s.status, "reason": s.reason}
            for s in outcome.sheets
        ],
        "tables": [_table(table) for table in outcome.tables],
        "findings": [_finding(finding) for finding in outcome.findings],
        "waived": [_waived(finding) for finding in outcome.waived],
        "rules": {
            "ran": list(outcome.rules_ran),
            "skipped": [{"code": s.code, "reason": s.reason} for s in outcome.rules_skipped],
            "broken": [{"code": s.code, "reason": s.reason} for s in outcome.rules_broken],
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
    }


def text(outcome: Outcome) -> str:
    """The report as JSON text."""
    return json.dumps(report(outcome), ensure_ascii=False, indent=2) + "\n"

"""The findings as SARIF 2.1.0, for programs that show results beside files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Severity
from ruralskills.model.outcome import Outcome
from ruralskills.reports.repository_paths import RepositoryPaths
from ruralskills.text.terminal import escaped_json
from ruralskills.version import __version__

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def text(outcome: Outcome) -> str:
    """Return the report."""
    return escaped_json(json.dumps(document(outcome), ensure_ascii=False, indent=1)) + "\n"


def document(outcome: Outcome) -> dict[str, Any]:
    """Return the report as JSON values, one run with a result for each finding."""
    paths = RepositoryPaths(outcome)
    findings = (*outcome.findings, *outcome.waived_by_office)
    rules = {finding.code: _rule(finding) for finding in findings}
    index = {code: number for number, code in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ruralskills",
                        "semanticVersion": __version__,
                        "rules": list(rules.values()),
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": list(_artifacts(outcome, paths)),
                "invocations": [_invocation(outcome)],
                "results": [_result(each, index[each.code], paths) for each in findings],
            }
        ],
    }


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": {"text": finding.title},
        "help": {"text": f"{finding.remedy or finding.title}。说明：rs rule {finding.code}"},
    }


def _result(finding: Finding, rule: int, paths: RepositoryPaths) -> dict[str, Any]:
    clause = f"（{finding.clause.document}{finding.clause.section}）" if finding.clause else ""
    message = f"{finding.nature.label}：{finding.message}{clause}。{finding.remedy}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(finding.file, finding.cell, finding.place, paths)],
        "partialFingerprints": {"ruralskills/v1": finding.fingerprint},
        "properties": {"nature": finding.nature.value, "number": finding.number},
    }
    if finding.related:
        result["relatedLocations"] = [
            _location(cell.file, cell, str(cell), paths) for cell in finding.related
        ]
    if finding.waiver is not None:
        result["suppressions"] = [{"kind": "external", "justification": str(finding.waiver)}]
    return result


def _location(file: str, cell: Cell | None, place: str, paths: RepositoryPaths) -> dict[str, Any]:
    """Return a place: the row of a sheet counts as a line, its column as a column."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(paths[file])}}
    if cell is not None:
        physical["region"] = {"startLine": cell.row, "startColumn": cell.column + 1}
    return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": place}]}


def _artifacts(outcome: Outcome, paths: RepositoryPaths) -> Iterator[dict[str, Any]]:
    for status in outcome.files:
        artifact: dict[str, Any] = {"location": {"uri": quote(paths[status.path])}}
        if status.sha256:
            artifact["hashes"] = {"sha-256": status.sha256}
        yield artifact


def _invocation(outcome: Outcome) -> dict[str, Any]:
    """Return what was not read and what failed, beside which no finding means nothing."""
    unread = [each for each in outcome.files if each.status == "unreadable"]
    told = [
        *((f"{each.path}：{each.reason}", "error") for each in unread),
        *((f"{each.code}：{each.reason}", "error") for each in outcome.rules_broken),
        *((remark, "note") for remark in outcome.remarks),
    ]
    return {
        "executionSuccessful": not unread and not outcome.rules_broken,
        "toolExecutionNotifications": [
            {"level": level, "message": {"text": message}} for message, level in told
        ],
    }

"""A recheck as an office reads it, and as programs do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypedDict

from ruralskills.corrections.answers import DONE, RIGHT
from ruralskills.corrections.recheck import Answered, ChangedCell, MovedRow, Recheck
from ruralskills.model.findings import Finding, Severity
from ruralskills.model.masking import mask_text, mask_value
from ruralskills.version import __version__

SCHEMA_VERSION: Final = 1


class ChangeRecord(TypedDict):
    """A cell that says something else now."""

    before: str
    after: str
    header: str
    field: str
    old: str
    new: str
    name: str
    asked: bool


class Row(TypedDict):
    """A row that only one of the two has."""

    cell: str
    name: str


class Said(TypedDict):
    """A finding of the check."""

    fingerprint: str
    code: str
    severity: str
    nature: str
    place: str
    message: str


class AnswerReport(TypedDict):
    """What was answered to a finding."""

    fingerprint: str
    said: str
    reason: str
    code: str | None
    confirmed: bool
    waiver: dict[str, str] | None
    """The waiver that the county may confirm; null where none is proposed."""


class RecheckRecord(TypedDict):
    """One recheck."""

    schema_version: int
    tool: dict[str, str]
    changed: list[ChangeRecord]
    added: list[Row]
    removed: list[Row]
    gone: list[Said]
    new: list[Said]
    left: list[Said]
    answers: list[AnswerReport]


def schema() -> dict[str, Any]:
    """The JSON schema of the report."""
    from pydantic import TypeAdapter

    return TypeAdapter(RecheckRecord).json_schema()


def report(done: Recheck, *, unmask: bool = False) -> RecheckRecord:
    """The recheck as one object, personal numbers masked."""
    private = done.before.private

    def value(change: ChangedCell, text: str) -> str:
        return text if unmask else mask_value(text, private.get(change.field, ""))

    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "ruralskills", "version": __version__},
        "changed": [
            {
                "before": str(c.before), "after": str(c.after), "header": c.header,
                "field": c.field, "old": value(c, c.old), "new": value(c, c.new),
                "name": str(c.subject), "asked": c.asked,
            }
            for c in done.changed
        ],
        "added": [_row(r) for r in done.added],
        "removed": [_row(r) for r in done.removed],
        "gone": [_said(f) for f in done.gone],
        "new": [_said(f) for f in done.new],
        "left": [_said(f) for f in done.left],
        "answers": [_answer(a) for a in done.answers],
    }  # fmt: skip


def _row(row: MovedRow) -> Row:
    return {"cell": str(row.cell), "name": str(row.subject)}


def _said(finding: Finding) -> Said:
    return {
        "fingerprint": finding.fingerprint,
        "code": finding.code,
        "severity": finding.severity.value,
        "nature": finding.nature.value,
        "place": finding.place,
        "message": mask_text(finding.message),
    }


def _answer(answered: Answered) -> AnswerReport:
    answer, finding = answered.answer, answered.finding
    return {
        "fingerprint": answer.fingerprint,
        "said": answer.said,
        "reason": answer.reason,
        "code": finding.code if finding else None,
        "confirmed": answered.gone,
        "waiver": proposed(answered),
    }


def proposed(answered: Answered) -> dict[str, str] | None:
    """The waiver that an answer asks for: what it says is true, it says why, and it is still found."""
    answer, finding = answered.answer, answered.finding
    if answer.said != RIGHT or not answer.reason or finding is None or answered.gone:
        return None
    who = finding.subject
    told = {
        "code": finding.code, "fingerprint": finding.fingerprint, "unit": who.unit,
        "village": who.village, "name": who.name, "reason": answer.reason,
    }  # fmt: skip
    return {name: text for name, text in told.items() if text}


def text(done: Recheck, *, unmask: bool = False) -> str:
    """The report as JSON text."""
    return json.dumps(report(done, unmask=unmask), ensure_ascii=False, indent=2) + "\n"


def lines(done: Recheck, *, unmask: bool = False) -> Iterator[str]:
    """What a clerk reads: cells, rows, findings, answers, and whether it can be taken."""
    private = done.before.private
    asked = [c for c in done.changed if c.asked]
    others = [c for c in done.changed if not c.asked]
    for title, changes in (("按要求改动", asked), ("另外改动（没有要求改，请核对）", others)):
        if changes:
            yield f"{title}{len(changes)}处："
        for change in changes:
            old, new = (
                text if unmask else mask_value(text, private.get(change.field, ""))
                for text in (change.old, change.new)
            )
            where = f"{change.after.sheet}!{change.after.address}｜{change.subject}"
            yield f"  {where}　“{change.header}”由“{old}”改为“{new}”"
    yield from _rows("新增", done.added)
    yield from _rows("删去", done.removed)
    yield from _findings("已解决", done.gone)
    yield from _findings("新出现", done.new)
    yield from _findings("仍存在", done.left)
    yield from _answers(done.answers)
    yield (
        f"改动{len(done.changed)}处（其中没有要求的{len(others)}处），已解决{len(done.gone)}条，"
        f"新出现{len(done.new)}条，仍存在{len(done.left)}条：{_whether_taken(done)}。"
    )


def _whether_taken(done: Recheck) -> str:
    """Whether it can be taken; where rows are gone, a person must say."""
    errors = sum(f.severity is Severity.ERROR for f in done.after.findings)
    gone = done.before.rows - done.kept
    if gone and not done.kept:
        return "两个文件没有一行是同一人、同一件事，请核对是不是拿错了文件"
    if errors:
        return f"还有{errors}条必须改正，请退回再改"
    if gone:
        return f"少了{gone}行，请核对确该删去后再采用"
    return "可以采用"


def _rows(title: str, rows: Sequence[MovedRow]) -> Iterator[str]:
    if rows:
        yield f"{title}{len(rows)}行："
    for row in rows:
        yield f"  {row.cell.sheet}第{row.cell.row}行｜{row.subject}"


def _findings(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f"{title}{len(findings)}条："
    for finding in findings:
        place = f"{finding.sheet}!{finding.cell.address}" if finding.cell else finding.sheet or ""
        yield f"  〔{finding.nature.label}〕{place}｜{finding.subject}　{mask_text(finding.message)}"


def _answers(answers: Sequence[Answered]) -> Iterator[str]:
    if answers:
        yield f"问题清单填回{len(answers)}条："
    for one in answers:
        yield f"  {one.answer.number}号填“{one.answer.said}”：{_verdict(one)}"


def _verdict(one: Answered) -> str:
    """What the check says of an answer."""
    if one.finding is None:
        return "核对码与原清单对不上，请核对是否改动过这一列"
    if one.gone:
        return "核对无误"
    if one.answer.said == DONE:
        return f"问题仍在（{one.finding.title}），请再核对"
    if one.answer.said == RIGHT:
        return (
            f"理由“{one.answer.reason}”，可由县里确认后列入豁免"
            if one.answer.reason
            else "没有写明原因，请补充情况说明"
        )
    return "等待核实"

"""A recheck for people and for programs; what it is given is masked already, or meant not to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from ruralskills.corrections.answers import DONE, RIGHT
from ruralskills.corrections.recheck import Answered, ChangedCell, MovedRow, Recheck
from ruralskills.model.findings import Finding, Severity
from ruralskills.reports import json_document
from ruralskills.reports.json_document import TOOL, ToolRecord

SCHEMA_VERSION: Final = 1


class ChangeRecord(Struct, frozen=True):
    """A cell whose content has changed; places are written ``file!sheet!B12``."""

    before: str
    after: str
    header: str
    field: str
    old: str
    new: str
    name: str
    asked: bool


class RowRecord(Struct, frozen=True):
    """A row that only one of the two workbooks has."""

    cell: str
    name: str


class CheckedRecord(Struct, frozen=True):
    """A finding of one of the two checks."""

    fingerprint: str
    code: str
    severity: str
    nature: str
    place: str
    message: str


class AnswerRecord(Struct, frozen=True):
    """A township's answer to a finding; ``waiver`` is what the county may confirm, or null."""

    fingerprint: str
    said: str
    reason: str
    code: str | None
    confirmed: bool
    waiver: dict[str, str] | None


class RecheckRecord(Struct, frozen=True):
    """The difference between a workbook and what came back."""

    schema_version: int
    tool: ToolRecord
    changed: tuple[ChangeRecord, ...]
    added: tuple[RowRecord, ...]
    removed: tuple[RowRecord, ...]
    gone: tuple[CheckedRecord, ...]
    new: tuple[CheckedRecord, ...]
    left: tuple[CheckedRecord, ...]
    answers: tuple[AnswerRecord, ...]


def schema() -> dict[str, Any]:
    """Return the JSON schema of the report."""
    return json_document.schema(RecheckRecord)


def text(recheck: Recheck) -> str:
    """Return the recheck as JSON text."""
    return json_document.document(
        RecheckRecord(
            SCHEMA_VERSION,
            TOOL,
            tuple(map(_change, recheck.changed)),
            tuple(map(_row, recheck.added)),
            tuple(map(_row, recheck.removed)),
            tuple(map(_finding, recheck.gone)),
            tuple(map(_finding, recheck.new)),
            tuple(map(_finding, recheck.left)),
            tuple(map(_answer, recheck.answers)),
        )
    )


def _change(change: ChangedCell) -> ChangeRecord:
    return ChangeRecord(
        str(change.before), str(change.after), change.header, change.field, change.old,
        change.new, str(change.subject), change.asked,
    )  # fmt: skip


def _row(row: MovedRow) -> RowRecord:
    return RowRecord(str(row.cell), str(row.subject))


def _finding(finding: Finding) -> CheckedRecord:
    return CheckedRecord(
        finding.fingerprint, finding.code, finding.severity.value, finding.nature.value,
        finding.place, finding.message,
    )  # fmt: skip


def _answer(answered: Answered) -> AnswerRecord:
    answer, finding = answered.answer, answered.finding
    return AnswerRecord(
        answer.fingerprint, answer.said, answer.reason, finding.code if finding else None,
        answered.gone, proposed_waiver(answered),
    )  # fmt: skip


def proposed_waiver(answered: Answered) -> dict[str, str] | None:
    """Return the waiver that an answer asks for, or None.

    The answer must give a reason, be RIGHT by what it says, and its finding still be found.
    """
    answer, finding = answered.answer, answered.finding
    if answer.said != RIGHT or not answer.reason or finding is None or answered.gone:
        return None
    who = finding.subject
    waiver = {
        "code": finding.code, "fingerprint": finding.fingerprint, "unit": who.unit,
        "village": who.village, "name": who.name, "reason": answer.reason,
    }  # fmt: skip
    return {name: text for name, text in waiver.items() if text}


def lines(done: Recheck) -> Iterator[str]:
    """Yield what a clerk reads: cells, rows, findings, answers, and whether it can be taken."""
    asked = [c for c in done.changed if c.asked]
    others = [c for c in done.changed if not c.asked]
    for title, changes in (("按要求改动", asked), ("另外改动（没有要求改，请核对）", others)):
        if changes:
            yield f"{title}{len(changes)}处："
        for change in changes:
            where = f"{change.after.sheet}!{change.after.address}｜{change.subject}"
            yield f"  {where}　“{change.header}”由“{change.old}”改为“{change.new}”"
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
        nature = f"〔{finding.nature.label}〕"
        yield f"  {nature}{place}｜{finding.subject}　{finding.message} [{finding.code}]"


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

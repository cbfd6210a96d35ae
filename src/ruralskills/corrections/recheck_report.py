"""The report of a recheck, as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from ruralskills.corrections.answers import DONE, RIGHT
from ruralskills.corrections.differences import ChangedCell, UnmatchedRow
from ruralskills.corrections.listed_problems import ListedProblem
from ruralskills.corrections.recheck import CheckedAnswer, Recheck
from ruralskills.corrections.recheck_folder import ReturnedFile
from ruralskills.corrections.sheet_changes import ChangeKind, SheetChange
from ruralskills.corrections.verdict import verdict_of
from ruralskills.model.findings import Finding, Nature
from ruralskills.reports import json_document, unchecked
from ruralskills.reports.json_document import TOOL, ToolRecord
from ruralskills.reports.screen_lines import label, styled
from ruralskills.text.wrapping import Line

SCHEMA_VERSION: Final = 1


class ChangeRecord(Struct, frozen=True):
    """A cell with another content than before, places as ``file!sheet!B12``."""

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
    """A township's answer to a finding, with a waiver that the county may confirm."""

    fingerprint: str
    said: str
    reason: str
    code: str | None
    confirmed: bool
    instead: tuple[CheckedRecord, ...]
    """New findings in the cell whose problem is gone."""
    waiver: dict[str, str] | None


class ListedRecord(Struct, frozen=True):
    """A problem of the list that only the other ledgers show."""

    number: str
    fingerprint: str
    code: str
    place: str
    says: str


class SheetChangeRecord(Struct, frozen=True):
    """A change of sheets, columns, sums or the unit, which nobody asked for."""

    kind: ChangeKind
    sheet: str
    says: str


class VerdictRecord(Struct, frozen=True):
    """The verdict on the returned workbook."""

    adoptable: bool
    says: str


class RecheckRecord(Struct, frozen=True):
    """The difference between a workbook and what came back."""

    schema_version: int
    tool: ToolRecord
    verdict: VerdictRecord
    changed: tuple[ChangeRecord, ...]
    added: tuple[RowRecord, ...]
    removed: tuple[RowRecord, ...]
    gone: tuple[CheckedRecord, ...]
    new: tuple[CheckedRecord, ...]
    left: tuple[CheckedRecord, ...]
    answers: tuple[AnswerRecord, ...]
    needs_others: tuple[ListedRecord, ...]
    sheets: tuple[SheetChangeRecord, ...]


def schema() -> dict[str, Any]:
    """Return the JSON schema of the report."""
    return json_document.schema(RecheckRecord)


def text(recheck: Recheck) -> str:
    """Return the recheck as JSON text."""
    return json_document.document(record(recheck))


def record(recheck: Recheck) -> RecheckRecord:
    """Return the recheck as the record that JSON shows."""
    verdict = verdict_of(recheck)
    return RecheckRecord(
        schema_version=SCHEMA_VERSION,
        tool=TOOL,
        verdict=VerdictRecord(verdict.is_adoptable, verdict.says),
        changed=tuple(map(_change, recheck.changed)),
        added=tuple(map(_row, recheck.added)),
        removed=tuple(map(_row, recheck.removed)),
        gone=tuple(map(_finding, recheck.resolved)),
        new=tuple(map(_finding, recheck.new)),
        left=tuple(map(_finding, recheck.remaining)),
        answers=tuple(map(_answer, recheck.answers)),
        needs_others=tuple(map(_listed, recheck.elsewhere)),
        sheets=tuple(SheetChangeRecord(c.kind, c.sheet, c.says) for c in recheck.sheets),
    )


class ReturnedRecord(Struct, frozen=True):
    """A workbook of two folders, compared, or with the reason why not."""

    file: str
    unit: str
    reason: str
    recheck: RecheckRecord | None


class FoldersRecord(Struct, frozen=True):
    """The comparison of two folders."""

    schema_version: int
    tool: ToolRecord
    workbooks: tuple[ReturnedRecord, ...]


def folder_text(files: Sequence[ReturnedFile]) -> str:
    """Return the comparison of two folders as JSON text."""
    workbooks = tuple(
        ReturnedRecord(f.name, f.unit, f.reason, record(f.recheck) if f.recheck else None)
        for f in files
    )
    return json_document.document(FoldersRecord(SCHEMA_VERSION, TOOL, workbooks))


def _listed(problem: ListedProblem) -> ListedRecord:
    place = f"{problem.sheet}!{problem.address}"
    return ListedRecord(problem.number, problem.fingerprint, problem.code, place, problem.says)


def _change(change: ChangedCell) -> ChangeRecord:
    return ChangeRecord(
        str(change.before), str(change.after), change.header, change.field, change.old,
        change.new, str(change.subject), change.is_requested,
    )  # fmt: skip


def _row(row: UnmatchedRow) -> RowRecord:
    return RowRecord(str(row.cell), str(row.subject))


def _finding(finding: Finding) -> CheckedRecord:
    return CheckedRecord(
        finding.fingerprint, finding.code, finding.severity.value, finding.nature.value,
        finding.place, finding.message,
    )  # fmt: skip


def _answer(answered: CheckedAnswer) -> AnswerRecord:
    answer, finding = answered.answer, answered.finding
    return AnswerRecord(
        answer.fingerprint, answer.choice, answer.reason, finding.code if finding else None,
        answered.is_resolved, tuple(map(_finding, answered.instead)), proposed_waiver(answered),
    )  # fmt: skip


def proposed_waiver(answered: CheckedAnswer) -> dict[str, str] | None:
    """Return the waiver that an answer asks for, or None.

    The answer must be 情况属实 with a reason, and the finding must remain.
    """
    answer, finding = answered.answer, answered.finding
    if answer.choice != RIGHT or not answer.reason or finding is None or answered.is_resolved:
        return None
    subject = finding.subject
    waiver = {
        "code": finding.code, "fingerprint": finding.fingerprint, "unit": subject.unit,
        "village": subject.village, "name": subject.name, "reason": answer.reason,
    }  # fmt: skip
    return {name: text for name, text in waiver.items() if text}


def lines(recheck: Recheck) -> Iterator[str]:
    """Yield the lines for a clerk, the verdict first."""
    requested = [change for change in recheck.changed if change.is_requested]
    others = recheck.unrequested
    yield f"结论：{verdict_of(recheck).says}。"
    yield (
        f"改动{len(recheck.changed)}处（其中没有要求的{len(others)}处），已解决{len(recheck.resolved)}条，"
        f"新出现{len(recheck.new)}条，仍存在{len(recheck.remaining)}条。"
    )
    for title, changes in (("按要求改动", requested), ("另外改动（没有要求改，请核对）", others)):
        if changes:
            yield f"{title}{len(changes)}处："
        for change in changes:
            where = f"{change.after.sheet}!{change.after.address}｜{change.subject}"
            yield f"  {where}　“{change.header}”由“{change.old}”改为“{change.new}”"
    yield from _sheet_changes(recheck.sheets)
    yield from _rows("新增", recheck.added)
    yield from _rows("删去", recheck.removed)
    yield from _findings("已解决", recheck.resolved)
    yield from _findings("新出现", recheck.new)
    yield from _findings("仍存在", recheck.remaining)
    if recheck.elsewhere:
        yield f"须与其他台账一起核对{len(recheck.elsewhere)}条（rs recheck 退回的 报回的 --with 文件夹）："
    for problem in recheck.elsewhere:
        yield f"  {problem.sheet}!{problem.address}｜{problem.name}　{problem.says} [{problem.code}]"
    yield from _answers(recheck.answers)
    if unchecked.calls_for_a_look(recheck.after):
        yield from unchecked.headed(recheck.after)


def _sheet_changes(changes: Sequence[SheetChange]) -> Iterator[str]:
    """Yield what is to be looked at, then what is only told."""
    is_open = [change for change in changes if change.is_open]
    told = [change for change in changes if not change.is_open]
    titles = (
        (is_open, "工作表、列、合计等改动{}处（没有要求改，请核对）："),
        (told, "告知{}处（不影响采用）："),
    )
    for listed, title in titles:
        if listed:
            yield title.format(len(listed))
        for change in listed:
            yield f"  {change.sheet}｜{change.says}"


def screen_lines(recheck: Recheck) -> Iterator[Line]:
    """Yield the lines with their colours: the verdict, headings, labels of natures."""
    verdict = "bold green" if verdict_of(recheck).is_adoptable else "bold red"
    for number, line in enumerate(lines(recheck)):
        yield from _in_colour(line, verdict if number == 0 else "")


def _in_colour(line: str, style: str) -> Iterator[Line]:
    for nature in Nature:
        name, colour = label(nature)
        if name in line:
            before, _, after = line.partition(name)
            yield ((before, ""), (name, colour), (after, ""))
            return
    is_heading = line.endswith("：") and not line.startswith(" ")
    yield styled(line, style or ("bold" if is_heading else ""))


def _rows(title: str, rows: Sequence[UnmatchedRow]) -> Iterator[str]:
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


def _answers(answers: Sequence[CheckedAnswer]) -> Iterator[str]:
    if answers:
        yield f"问题清单填回{len(answers)}条："
    for answered in answers:
        answer = answered.answer
        yield f"  {answer.number}号填“{answer.choice}”：{_result(answered)}"


def _result(answered: CheckedAnswer) -> str:
    """Return the result of holding an answer against the new check."""
    answer, finding = answered.answer, answered.finding
    if not answered.is_listed:
        return "核对码与原清单对不上，请核对是否改动过这一列"
    if finding is None:
        return "须与其他台账一起核对"
    if answered.is_resolved and answered.instead:
        return f"原问题已消除，但又出现：{'；'.join(new.message for new in answered.instead)}"
    if answered.is_resolved:
        return "核对无误"
    if answer.choice == DONE:
        return f"问题仍在（{finding.title}），请再核对"
    if answer.choice == RIGHT:
        return (
            f"理由“{answer.reason}”，可由县里确认后列入豁免"
            if answer.reason
            else "没有写明原因，请补充情况说明"
        )
    return "等待核实"

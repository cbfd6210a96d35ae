"""The two sheets appended to a corrected workbook: changes made, problems left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ruralskills.corrections.plan import FilePlan, Step
from ruralskills.corrections.previous_run import PreviousRun, Row
from ruralskills.model.appended_sheets import CHANGES, PROBLEMS, SIGNATURE
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding
from ruralskills.patching.new_sheets import NewSheet, StyledText
from ruralskills.reports import unchecked
from ruralskills.reports.problem_list import REQUESTS
from ruralskills.text.width import lines

_LINE: Final = 13.5
"""Height of a line of text, in points."""
_REASONS: Final = {
    "formula": "是公式，没有改动",
    "threaded": "有会话批注，没有改动",
    "merged": "在合并单元格中，没有改动",
    "repeated": "在文件里写了两遍，没有改动，请另存后再校正",
    "rich": "格内文字有几种字体、颜色或注有拼音，没有改动，请手工改",
}
ANSWERS: Final = ("已改", "情况属实", "正在核实")
"""The answers that a township may choose."""
PROBLEM_HEADERS: Final = (
    "编号", "单位", "村（社区）", "姓名", "身份证号（后四位）", "表名", "位置", "性质", "存在问题", "现填",
    "建议", "依据", "整改情况", "情况说明", "核对码", "代码",
)  # fmt: skip
ANSWER, REASON, FINGERPRINT = 12, 13, 14
"""The columns of the answer, its reason, and the finding's fingerprint."""
_PROBLEM_WIDTHS: Final = (6, 12, 12, 10, 10, 14, 8, 14, 44, 16, 34, 30, 11, 18, 18, 8)
_CHANGE_HEADERS: Final = ("序号", "日期", "表名", "位置", "列", "原填", "现填", "编号", "说明")
_CHANGE_WIDTHS: Final = (6, 12, 16, 8, 18, 26, 26, 8, 40)


def _link(sheet: str, address: str) -> str:
    """Return a link to a cell of the same workbook."""
    return "'{}'!{}".format(sheet.replace("'", "''"), address)


def _sheet(
    name: str,
    note: str,
    headers: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[StyledText]],
    choices: tuple[int, tuple[str, ...]] | None = None,
    closing: Sequence[str] = (),
) -> NewSheet:
    """Return a sheet: title, explanation and header, the rows, closing lines."""
    body = [[StyledText(header, "head") for header in headers], *rows]
    heights = [22.0, _LINE * (1 + len(note) // 90) + 6]
    heights += [_height(row, widths) for row in body]
    top = [[StyledText(f"{SIGNATURE}{name}", "title")], [StyledText(note, "note")]]
    below = [StyledText(line, "note") for line in closing]
    heights += [_LINE * lines(line, sum(widths)) + 3 for line in closing]
    return NewSheet(name, widths, [*top, *body], 3, heights, choices, below)


def _height(row: Sequence[StyledText], widths: Sequence[float]) -> float:
    """Return the height of a row in points, at most the 409 that a sheet allows."""
    most = max(lines(cell.text, width - 1) for cell, width in zip(row, widths, strict=True))
    return min(409.0, most * _LINE + 3)


def change_record(
    steps: Sequence[Step], left_alone: Mapping[Cell, str], today: date, previous: Sequence[Row] = ()
) -> NewSheet | None:
    """Return the record of changes and of cells left alone, or None if empty.

    Rows of a previous run stay, with their date, and are not repeated.
    """
    recorded = {row[2:] for row in previous}
    rows = [list(row[1:]) for row in previous]
    for change in _changes(steps, left_alone):
        if tuple(change) not in recorded:
            rows.append([today.isoformat(), *change])
    if not rows:
        return None
    note = "只改写法，不改内容；“编号”一列写有编号的，是按核查建议的值改的。报来的原文件没有改动。"
    lines = [_change_row(number, row) for number, row in enumerate(rows, 1)]
    return _sheet(CHANGES, note, _CHANGE_HEADERS, _CHANGE_WIDTHS, lines)


def _changes(steps: Sequence[Step], left_alone: Mapping[Cell, str]) -> Iterator[list[str]]:
    for step in steps:
        refusal = _REASONS.get(left_alone.get(step.cell, ""), "")
        new = step.old if refusal else str(step.new)
        place = [step.cell.sheet, step.cell.address]
        yield [*place, step.header, step.old, new, step.code, refusal or step.reason]
    planned = {step.cell for step in steps}
    for cell, reason in left_alone.items():
        if cell not in planned:
            yield [cell.sheet, cell.address, "", "", "", "", f"{_REASONS[reason]}，也没有标注"]


def _change_row(number: int, row: Sequence[str]) -> list[StyledText]:
    day, sheet, address, *rest = row
    link = _link(sheet, address)
    return [
        StyledText(str(number)),
        StyledText(day),
        StyledText(sheet),
        StyledText(address, link=link),
        *map(StyledText, rest),
    ]


def problem_list(plan: FilePlan, today: date, previous: PreviousRun) -> NewSheet:
    """Return the list of problems, with links to their cells and room for answers.

    Answers given already stay.  A list in which nothing is new keeps its date.
    """
    answers = {
        row[FINGERPRINT]: row[ANSWER : REASON + 1]
        for row in previous.problems
        if len(row) > FINGERPRINT
    }
    rows = [
        _problem_row(finding, answers.get(finding.fingerprint, ("", "")))
        for finding in plan.findings
    ]
    is_same = [tuple(cell.text for cell in row) for row in rows] == list(previous.problems)
    day = previous.checked if is_same and previous.checked else today.isoformat()
    note = (
        f"{day}检查。改好的，在“整改情况”选“已改”；核对后情况属实、不需要改的，选“情况属实”"
        "并在“情况说明”写明原因。请不要改动“核对码”一列。"
    )
    choices = ANSWER, ANSWERS
    below = [f"{unchecked.TITLE}：", *plan.unchecked] if plan.unchecked else []
    return _sheet(PROBLEMS, note, PROBLEM_HEADERS, _PROBLEM_WIDTHS, rows, choices, below)


def _problem_row(finding: Finding, answer: Sequence[str]) -> list[StyledText]:
    choice, reason = answer
    subject, cell = finding.subject, finding.cell
    return [
        StyledText(str(finding.number)),
        StyledText(subject.unit),
        StyledText(subject.village),
        StyledText(subject.name),
        StyledText(subject.id_tail),
        StyledText(finding.sheet or ""),
        StyledText(cell.address, link=_link(cell.sheet, cell.address))
        if cell
        else StyledText("全表"),
        StyledText(REQUESTS[finding.nature]),
        StyledText(f"{finding.title}：{finding.message}"),
        StyledText(finding.value or ""),
        StyledText(finding.remedy),
        StyledText(finding.clause.citation if finding.clause else ""),
        StyledText(choice),
        StyledText(reason),
        StyledText(finding.fingerprint),
        StyledText(finding.code),
    ]

"""The two sheets that go with a corrected workbook: what was changed, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ruralskills.corrections.plan import FilePlan, Step
from ruralskills.corrections.previous_run import Earlier, Row
from ruralskills.model.appended_sheets import CHANGES, PROBLEMS, SIGNATURE
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding
from ruralskills.patching.new_sheets import NewSheet, StyledText
from ruralskills.reports.problem_list import REQUESTS
from ruralskills.text.width import lines

_LINE: Final = 13.5
"""Points of height that a line of text takes."""
_WHY: Final = {
    "formula": "是公式，没有改动",
    "threaded": "有会话批注，没有改动",
    "merged": "在合并单元格中，没有改动",
}
ANSWERS: Final = ("已改", "情况属实", "正在核实")
"""What a township may say of a problem."""
PROBLEM_HEADS: Final = (
    "编号", "单位", "村（社区）", "姓名", "身份证号（后四位）", "表名", "位置", "性质", "存在问题", "现填",
    "建议", "依据", "整改情况", "情况说明", "核对码", "代码",
)  # fmt: skip
ANSWER, REASON, CODE = 12, 13, 14
"""Where the list has the township's answer, its reason, and what the finding is known by."""
_PROBLEM_WIDTHS: Final = (6, 12, 12, 10, 10, 14, 8, 14, 44, 16, 34, 30, 11, 18, 18, 8)
_CHANGE_HEADS: Final = ("序号", "日期", "表名", "位置", "列", "原填", "现填", "编号", "说明")
_CHANGE_WIDTHS: Final = (6, 12, 16, 8, 18, 26, 26, 8, 40)


def _link(sheet: str, address: str) -> str:
    """A place as a link inside the workbook has it."""
    return "'{}'!{}".format(sheet.replace("'", "''"), address)


def _sheet(
    name: str,
    note: str,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[StyledText]],
    choices: tuple[int, tuple[str, ...]] | None = None,
) -> NewSheet:
    """A sheet with its title, a line of explanation and its header above the rows."""
    body = [[StyledText(head, "head") for head in heads], *rows]
    heights = [22.0, _LINE * (1 + len(note) // 90) + 6]
    heights += [_height(row, widths) for row in body]
    top = [[StyledText(f"{SIGNATURE}{name}", "title")], [StyledText(note, "note")]]
    return NewSheet(name, widths, [*top, *body], 3, heights, choices)


def _height(row: Sequence[StyledText], widths: Sequence[float]) -> float:
    """How high a row must be for its fullest cell; no sheet has a row higher than 409 points."""
    most = max(lines(cell.text, width - 1) for cell, width in zip(row, widths, strict=True))
    return min(409.0, most * _LINE + 3)


def changes(
    steps: Sequence[Step], left_alone: Mapping[Cell, str], today: date, earlier: Sequence[Row] = ()
) -> NewSheet | None:
    """The record of what was changed, and of the cells that were left alone with the reason.

    What an earlier run has recorded stays, with its day; what it has said is not said again.
    """
    told = {row[2:] for row in earlier}
    rows = [list(row[1:]) for row in earlier]
    for new in _told(steps, left_alone):
        if tuple(new) not in told:
            rows.append([today.isoformat(), *new])
    if not rows:
        return None
    note = "只改写法，不改内容；“编号”一列写有编号的，是按核查建议的值改的。报来的原文件没有改动。"
    recorded = [_change(number, row) for number, row in enumerate(rows, 1)]
    return _sheet(CHANGES, note, _CHANGE_HEADS, _CHANGE_WIDTHS, recorded)


def _told(steps: Sequence[Step], left_alone: Mapping[Cell, str]) -> Iterator[list[str]]:
    for step in steps:
        why = _WHY.get(left_alone.get(step.cell, ""), "")
        new = step.old if why else str(step.new)
        where = [step.cell.sheet, step.cell.address]
        yield [*where, step.header, step.old, new, step.code, why or step.reason]
    spoken = {step.cell for step in steps}
    for cell, why in left_alone.items():
        if cell not in spoken:
            yield [cell.sheet, cell.address, "", "", "", "", f"{_WHY[why]}，也没有标注"]


def _change(number: int, row: Sequence[str]) -> list[StyledText]:
    day, sheet, address, *rest = row
    link = _link(sheet, address)
    return [
        StyledText(str(number)),
        StyledText(day),
        StyledText(sheet),
        StyledText(address, link=link),
        *map(StyledText, rest),
    ]


def problems(plan: FilePlan, today: date, earlier: Earlier) -> NewSheet:
    """The list of what the township has to look at, each linked to its cell and to be answered.

    What it has answered already stays; a list in which nothing is new keeps its day.
    """
    answers = {row[CODE]: row[ANSWER : REASON + 1] for row in earlier.problems if len(row) > CODE}
    rows = [
        _problem(finding, answers.get(finding.fingerprint, ("", ""))) for finding in plan.findings
    ]
    same = [tuple(cell.text for cell in row) for row in rows] == list(earlier.problems)
    day = earlier.checked if same and earlier.checked else today.isoformat()
    note = (
        f"{day}检查。改好的，在“整改情况”选“已改”；核对后情况属实、不需要改的，选“情况属实”"
        "并在“情况说明”写明原因。请不要改动“核对码”一列。"
    )
    choices = ANSWER, ANSWERS
    return _sheet(PROBLEMS, note, PROBLEM_HEADS, _PROBLEM_WIDTHS, rows, choices)


def _problem(finding: Finding, answer: Sequence[str]) -> list[StyledText]:
    said, reason = answer
    who, cell = finding.subject, finding.cell
    return [
        StyledText(str(finding.number)),
        StyledText(who.unit),
        StyledText(who.village),
        StyledText(who.name),
        StyledText(who.id_tail),
        StyledText(finding.sheet or ""),
        StyledText(cell.address, link=_link(cell.sheet, cell.address))
        if cell
        else StyledText("全表"),
        StyledText(REQUESTS[finding.nature]),
        StyledText(f"{finding.title}：{finding.message}"),
        StyledText(finding.value or ""),
        StyledText(finding.remedy),
        StyledText(finding.clause.citation if finding.clause else ""),
        StyledText(said),
        StyledText(reason),
        StyledText(finding.fingerprint),
        StyledText(finding.code),
    ]

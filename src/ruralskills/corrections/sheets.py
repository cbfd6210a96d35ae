"""The two sheets appended to a corrected workbook: changes made, problems left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from ruralskills.corrections.plan import FilePlan, Step
from ruralskills.corrections.previous_run import PreviousRun, Row
from ruralskills.model.appended_sheets import CHANGES, PROBLEMS, SIGNATURE
from ruralskills.model.cell import Cell
from ruralskills.model.masking import mask_name, mask_text
from ruralskills.patching.new_sheets import Kind, NewSheet, StyledText
from ruralskills.reports import unchecked
from ruralskills.reports.list_page import (
    ANSWER,
    CHOICES,
    POINTS,
    SHOWN,
    WIDTHS,
    ListCell,
    ListPage,
    ListRow,
    list_page,
)
from ruralskills.reports.problem_list import CHANGED, COLOURS, ProblemList
from ruralskills.text.width import lines

_LINE: Final = 13.5
"""Height of a line of text, in points."""
_PIXELS: Final = 7
"""Pixels of a digit of the usual size."""
_REASONS: Final = {
    "formula": "是公式，没有改动",
    "threaded": "有会话批注，没有改动",
    "merged": "在合并单元格中，没有改动",
    "repeated": "在文件里写了两遍，没有改动，请另存后再校正",
    "rich": "格内文字有几种字体、颜色或注有拼音，没有改动，请手工改",
}
_KINDS: Final[Mapping[str, Kind]] = {
    "head": "head", "title": "title", "line": "note", "text": "text",
    "centre": "centre", "number": "number", "changed": "centre", **dict.fromkeys(map(str, COLOURS), "centre"),
}  # fmt: skip
_FILLS: Final[Mapping[str, str]] = {
    **{str(nature): colour for nature, colour in COLOURS.items()},
    "changed": CHANGED,
}
_KEPT: Final = frozenset(range(ANSWER, len(WIDTHS)))
"""Columns of a list with answers and codes."""
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
) -> NewSheet:
    """Return a sheet: title, explanation and header, and the rows."""
    body = [[StyledText(header, "head") for header in headers], *rows]
    heights = [22.0, _LINE * (1 + len(note) // 90) + 6]
    heights += [_height(row, widths) for row in body]
    top = [[StyledText(f"{SIGNATURE}{name}", "title")], [StyledText(note, "note")]]
    pixels = [width * _PIXELS for width in widths]
    return NewSheet(name, pixels, [*top, *body], 3, heights)


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


def problem_list(
    plan: FilePlan, problems: ProblemList, today: date, previous: PreviousRun
) -> NewSheet:
    """Return the list of problems, with links to their cells and room for answers.

    Answers given already stay.  A list in which nothing is new keeps its date.  It is printed and
    passed on without the ledger, so personal numbers are hidden in it.
    """
    problems = replace(problems, unit=mask_name(problems.unit))
    answers = {
        line.fingerprint: ("：".join(filter(None, (line.answer, line.reason))), line.settled)
        for line in previous.problems
    }
    below = [f"{unchecked.TITLE}：", *map(mask_text, plan.unchecked)] if plan.unchecked else []

    def page(day: str) -> ListPage:
        whole = list_page(
            problems, day, plan.reply_terms, title=_title(problems), answers=answers, below=below,
            has_links=True, has_changes=bool(plan.steps or previous.changes),
        )  # fmt: skip
        return replace(whole, body=tuple(map(_masked, whole.body)))

    made = page(today.isoformat())
    lines = [tuple(cell.text for cell in row.cells) for row in made.body]
    if previous.checked and lines == [line.texts[: len(WIDTHS)] for line in previous.problems]:
        made = page(previous.checked)
    return _list_sheet(made)


def _masked(row: ListRow) -> ListRow:
    """Return a line with personal numbers hidden, but for the unit's answer."""
    cells = (
        cell if at in _KEPT else replace(cell, text=mask_text(cell.text))
        for at, cell in enumerate(row.cells)
    )
    return replace(row, cells=tuple(cells))


def _title(problems: ProblemList) -> str:
    """Return the title, which begins as all sheets that are appended."""
    what = "".join((problems.unit, problems.period))
    return f"{SIGNATURE}{PROBLEMS}" + (f"（{what}）" if what else "")


def _list_sheet(page: ListPage) -> NewSheet:
    """Return a list as a sheet."""
    rows = [[_styled(cell, row) for cell in row.cells] for row in (*page.head, *page.body)]
    return NewSheet(
        PROBLEMS,
        WIDTHS,
        rows,
        header=len(page.head),
        heights=[row.height for row in page.rows],
        choices=(ANSWER, CHOICES),
        closing=[[_styled(cell, row) for cell in row.cells] for row in page.below],
        hidden=len(WIDTHS) - SHOWN,
        points=POINTS,
    )


def _styled(cell: ListCell, row: ListRow) -> StyledText:
    place = row.line.cell if row.line and cell.look == "number" else None
    link = _link(place.sheet, place.address) if place else ""
    return StyledText(cell.text, _KINDS.get(cell.look, "text"), link, _FILLS.get(cell.look, ""))

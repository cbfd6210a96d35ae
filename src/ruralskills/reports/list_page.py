"""A list of problems as cells, the same in each workbook that holds one.

Widths are in pixels: the body is of 9 points, and all columns fit across a page of A4 as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from ruralskills.model.findings import Nature
from ruralskills.model.outcome import ReplyTerms
from ruralskills.model.own_reports import PROBLEM_LIST
from ruralskills.reports.list_lines import ProblemLine, short_file_names, sources
from ruralskills.reports.problem_list import REQUESTS, ProblemList
from ruralskills.text.width import lines

POINTS: Final = 9
"""The size of the body's type."""
WIDTHS: Final = (30, 82, 36, 96, 46, 304, 170, 140, 72, 42, 36, 60)
"""Of the columns, in pixels.  The last one is hidden."""
_CENTRED: Final = frozenset({0, 1, 2, 3, 4, 10})
NUMBER, PLACE, NATURE, ANSWER = 0, 3, 4, 8
"""Columns, from 0."""
SHOWN: Final = 11
"""The number of columns that a person sees."""
CHOICES: Final = ("已改", "情况属实", "正在核实")
"""The answers that a township may choose."""
_HOW_TO: Final = "填写说明：改好的，在“整改情况”选“已改”；核对后情况属实、不需要改的，选“情况属实”，在同一格写明原因。"
_SIGNATURES: Final = (
    "填表人：　　　　　　　　审核人：　　　　　　　　单位负责人：　　　　　　　　（盖章）　　　　　　"
    "年　　月　　日"
)
_LINE: Final = 12.0
"""Points of a line of the body."""
_HALF: Final = 6.0
"""Pixels of half a Chinese character of the body."""
_MOST_HEIGHT: Final = 409.0
"""The greatest height of a row in Excel."""

Look = Literal[
    "text",
    "centre",
    "number",
    "head",
    "title",
    "line",
    "data",
    "shortfall",
    "doubt",
    "hint",
    "changed",
]
"""The looks of cells.  A nature is a colour, and a number opens the line's place."""


class ListCell(Struct, frozen=True):
    """A cell of the page."""

    text: str
    look: Look = "text"


class ListRow(Struct, frozen=True):
    """A row of the page, a single cell over all columns or a cell for each of them."""

    cells: tuple[ListCell, ...]
    height: float
    line: ProblemLine | None = None

    @property
    def is_whole(self) -> bool:
        """True for one text over all columns."""
        return len(self.cells) == 1


class ListPage(Struct, frozen=True):
    """The rows of a list: head, header, a row for each line, what stands below."""

    head: tuple[ListRow, ...]
    """The last of them is the header."""
    body: tuple[ListRow, ...]
    below: tuple[ListRow, ...]

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """All rows, from the top."""
        return (*self.head, *self.body, *self.below)


def list_page(
    problems: ProblemList,
    day: str,
    terms: ReplyTerms,
    *,
    title: str = "",
    answers: Mapping[str, tuple[str, str]] | None = None,
    below: Sequence[str] = (),
    has_links: bool = False,
    has_changes: bool = False,
) -> ListPage:
    """Return the page of a list.

    ``day`` is that of the check, ``answers`` what stood in the columns to be filled in, by
    fingerprint, ``below`` are lines under the list.  Its legend has the colour of changed cells if
    there are any.
    """
    deadline = terms.deadline or "　　　年　　月　　日"
    about = (
        f"填报单位：{problems.unit}　　　　检查日期：{day}　　　　整改期限：{deadline}"
        f"　　　　联系人及电话：{terms.contact}"
    )
    head = (
        ListRow((ListCell(title or problems.title, "title"),), 28.0),
        _whole(about),
        _whole(problems.sums),
        _row([ListCell(text, "head") for text in PROBLEM_LIST]),
    )
    legend = sources(problems.lines).legend
    how = f"{_HOW_TO}点“编号”可打开该单元格。" if has_links else _HOW_TO
    closing = [how, *([legend] if legend else []), *below]
    end = (
        _colours(has_changes=has_changes),
        *map(_whole, closing),
        ListRow((ListCell(_SIGNATURES, "line"),), 24.0),
    )
    return ListPage(head, tuple(_body(problems, answers or {})), end)


def _body(problems: ProblemList, answers: Mapping[str, tuple[str, str]]) -> Iterator[ListRow]:
    """Yield a row for each line of a list."""
    cited = sources(problems.lines)
    files = short_file_names(problems.lines)
    has_several_units = problems.has_several_units
    for line in problems.lines:
        finding = line.finding
        who = "·".join(filter(None, (line.unit, line.who))) if has_several_units else ""
        answer, settled = answers.get(finding.fingerprint, ("", ""))
        texts = (
            str(line.number),
            who or line.who,
            line.subject.id_tail,
            f"{files[line.file]}{line.place}",
            finding.nature.label,
            line.problem,
            finding.remedy,
            cited.basis(finding.clause),
            answer,
            settled,
            finding.code,
            finding.fingerprint,
        )
        cells = [
            ListCell(text, "centre" if column in _CENTRED else "text")
            for column, text in enumerate(texts)
        ]
        cells[NUMBER] = ListCell(str(line.number), "number")
        cells[NATURE] = ListCell(finding.nature.label, finding.nature.value)
        yield _row(cells, line)


def _colours(*, has_changes: bool) -> ListRow:
    """Return the legend of the colours."""
    cells = [ListCell("", "line")] * SHOWN
    cells[1] = ListCell("底色说明", "line")
    for column, nature in zip((3, 5, 6, 7), Nature, strict=True):
        request = REQUESTS[nature]
        cells[column] = ListCell(
            request.replace("（", "\n（") if column == PLACE else request, nature.value
        )
    if has_changes:
        cells[8] = ListCell("已改写的单元格", "changed")
    return _row(cells)


def _whole(text: str) -> ListRow:
    room = sum(WIDTHS[:SHOWN]) / _HALF - 2
    return ListRow((ListCell(text, "line"),), min(_MOST_HEIGHT, lines(text, room) * _LINE + 5))


def _row(cells: Sequence[ListCell], line: ProblemLine | None = None) -> ListRow:
    """Return a row as high as its longest text needs."""
    most = max(
        lines(cell.text, (size - 6) // _HALF)
        for cell, size in zip(cells[:SHOWN], WIDTHS, strict=False)
    )
    return ListRow(tuple(cells), min(_MOST_HEIGHT, most * _LINE + 3), line)

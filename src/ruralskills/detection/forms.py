"""Turn forms and tables that lie on their side into tables with a header on top.

In a form each label stands left of its value; in a table on its side the fields run down the first
column and the records across.  Both become a small grid with one row a record, and a map back to
the cells of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection import header, rows, table_blocks, title
from ruralskills.detection import vocabulary as words
from ruralskills.detection.detected_table import DetectedTable, Place
from ruralskills.detection.header import Block
from ruralskills.detection.header_rows import is_header_word
from ruralskills.detection.sheet_view import Sheet
from ruralskills.readers.grid import Grid, GridColumn, Merge
from ruralskills.text.normalise import normalised

_MOST_ROWS: Final = 300
_MOST_COLUMNS: Final = 300
_FEWEST_ROWS: Final = 3
_FEWEST_LABELS: Final = 5
_EXPLAINS: Final = ("填写要求", "填写说明", "填报要求", "填报说明", "填表说明", "示例", "样例", "是否必填", "字段说明", "指标解释", "口径", "解释", "含义", "备注说明")  # fmt: skip


class Turned(Struct, frozen=True):
    """A grid made of the sheet's cells, and the table on it."""

    grid: Grid
    region: DetectedTable


class Label(Struct, frozen=True):
    """A label and the column where its value begins."""

    row: int
    column: int
    value_column: int
    word: str
    text: str


def labels_of(sheet: Sheet, vocabulary: frozenset[str]) -> list[Label]:
    """The labels of the form at the top of a sheet, row by row; none when it begins with a table.

    The words of a header stand side by side; the labels of a form are parted by their values.
    """
    if sheet.height > _MOST_ROWS or sheet.grid.width > _MOST_COLUMNS:
        return []
    labels: list[Label] = []
    rows_needed = _FEWEST_ROWS
    for row in range(sheet.height):
        cells = sheet.own(row)
        line = [
            _label(sheet, row, column, value)
            for column, value in cells
            if isinstance(value, str)
            and len(value) <= 40
            and is_header_word(value, vocabulary)
            and not words.is_year_head(words.header_word(value)[0])
        ]
        if _is_header(line, len(cells)):
            rows_needed -= 1  # the header of the table below, which the form describes
            break
        labels += line
    enough = len({label.word for label in labels}) >= _FEWEST_LABELS
    return labels if enough and len({label.row for label in labels}) >= rows_needed else []


def _is_header(line: Sequence[Label], cells: int) -> bool:
    """Whether the labels of a row stand side by side."""
    beside = sum(one.value_column == other.column for one, other in pairwise(line))
    return len(line) > 2 and len(line) * 2 > cells and beside * 2 >= len(line) - 1


def on_its_side(sheet: Sheet, labels: Sequence[Label]) -> bool:
    """Whether the labels lead their rows: the fields run down, and the records across."""
    leading = 0
    for number, row in groupby(labels, key=lambda label: label.row):
        columns = {label.column for label in row}
        for column, _ in sheet.own(number):
            if column not in columns:
                break
            leading += 1
    return leading * 5 >= len(labels) * 4


def _label(sheet: Sheet, row: int, column: int, text: str) -> Label:
    merge = sheet.cover.get((row, column))
    right = merge[3] if merge is not None else column
    return Label(row, column, right + 1, words.header_word(text)[0], text)


def read(sheet: Sheet, labels: Sequence[Label]) -> Turned | None:
    """The table that a form or a table on its side makes; None when it only explains."""
    first = min(label.row for label in labels)
    block = Block(first, max(label.row for label in labels), sheet.left, sheet.right)
    if any(
        normalised(value) in _EXPLAINS
        for row in range(max(0, first - 1), block.bottom + 1)
        for _, value in sheet.own(row)
        if isinstance(value, str) and len(value) < 12
    ):
        return None
    over = title.over(sheet, block, 0)
    turned = _sideways(sheet, labels) if on_its_side(sheet, labels) else _form(sheet, labels)
    turned.region.title, turned.region.unit_line = over.title, over.unit_line
    return turned


def _form(sheet: Sheet, labels: Sequence[Label]) -> Turned:
    """A row for each form; a form begins where its first label stands again."""
    heads = {label.word: label.text for label in labels}
    forms: list[dict[str, Label]] = []
    for label in labels:
        if not forms or label.word == labels[0].word:
            forms.append({})
        forms[-1].setdefault(label.word, label)
    taken = {(label.row, label.column) for label in labels}
    places: list[list[Place | None]] = [
        [(label.row, label.column) for label in (_first(labels, word) for word in heads)]
    ]
    for form in forms:
        places.append(
            [
                (form[word].row, form[word].value_column)
                if word in form and (form[word].row, form[word].value_column) not in taken
                else None
                for word in heads
            ]
        )
    return _laid_out(sheet, places, 1, ())


def _first(labels: Iterable[Label], word: str) -> Label:
    return next(label for label in labels if label.word == word)


def _sideways(sheet: Sheet, labels: Sequence[Label]) -> Turned:
    """Rows become columns: the labels' columns a header, each column of values a record."""
    top, bottom = labels[0].row, labels[-1].row
    first_value = max(label.value_column for label in labels)
    left = min(column for row in range(top, bottom + 1) for column, _ in sheet.own(row))
    places: list[list[Place | None]] = [
        [(row, column) for row in range(top, bottom + 1)] for column in range(left, sheet.right + 1)
    ]
    merges = [
        (m[1] - left, m[0] - top, m[3] - left, m[2] - top)
        for m in sheet.grid.merges
        if m[0] >= top and m[2] <= bottom and m[1] >= left
    ]
    return _laid_out(sheet, places, first_value - left, merges)


def _laid_out(
    sheet: Sheet, places: Sequence[Sequence[Place | None]], depth: int, merges: Iterable[Merge]
) -> Turned:
    """The grid of the cells at these places, and the table under its first rows."""
    grid = sheet.grid
    columns = [GridColumn([""], [0] * len(places)) for _ in places[0]]
    origin: dict[Place, Place] = {}
    for row, line in enumerate(places):
        for column, place in enumerate(line):
            if place is not None:
                origin[row, column] = place
                if (value := grid.at(*place)) != "":
                    columns[column].put(row, value)
    turned = Sheet(Grid(grid.name, columns, len(places), list(merges)))
    block = Block(0, depth - 1, 0, len(columns) - 1)
    region = DetectedTable("", "", tuple(range(depth)), header.columns_of(turned, block))
    rows.classify(turned, region, depth, len(places))
    table_blocks.finish(turned, region)
    region.origin = origin
    return Turned(turned.grid, region)

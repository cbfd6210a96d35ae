"""Forms and sideways tables, laid out as tables with a header on top.

On a form each label stands left of its value. In a sideways table the fields run down the first
column and the records across. Both become a small grid with one row a record, which keeps the
position of each cell on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection import rows, table_blocks, vocabulary
from ruralskills.detection.detected_table import CellPosition, DetectedTable
from ruralskills.detection.header_block import HeaderBlock
from ruralskills.detection.header_columns import columns_under
from ruralskills.detection.header_rows import is_header_word, is_row_of_headers
from ruralskills.detection.sheet_view import SheetView
from ruralskills.detection.title import title_block
from ruralskills.readers.grid import Grid, GridColumn, Merge
from ruralskills.text.normalise import normalised

_MOST_ROWS: Final = 300
_MOST_COLUMNS: Final = 300
_FEWEST_ROWS: Final = 3
_FEWEST_LABELS: Final = 5
_LONGEST_LABEL: Final = 40
_EXPLANATIONS: Final = ("填写要求", "填写说明", "填报要求", "填报说明", "填表说明", "示例", "样例", "是否必填", "字段说明", "指标解释", "口径", "解释", "含义", "备注说明")  # fmt: skip
"""Headers of a sheet that explains the fields of a form and is none."""


class Label(Struct, frozen=True):
    """A label of a form and the column in which its value begins."""

    row: int
    column: int
    value_column: int
    word: str
    """The label in the form that is compared."""
    text: str


def labels_of(view: SheetView, field_words: frozenset[str]) -> list[Label]:
    """Return the labels of the form at the top of a sheet, none above a table.

    Words of a header are adjacent, labels of a form are separated by their values.
    """
    if view.height > _MOST_ROWS or view.grid.width > _MOST_COLUMNS:
        return []
    labels: list[Label] = []
    rows_needed = _FEWEST_ROWS
    for row in range(view.height):
        cells = view.cells(row)
        line = [
            _label(view, row, column, value)
            for column, value in cells
            if isinstance(value, str)
            and len(value) <= _LONGEST_LABEL
            and is_header_word(value, field_words)
            and not vocabulary.is_year_header(vocabulary.header_word(value)[0])
        ]
        if _is_header(line, len(cells)) or is_row_of_headers(cells, field_words):
            rows_needed -= 1  # the header of the table below, which the form describes
            break
        labels += line
    enough = len({label.word for label in labels}) >= _FEWEST_LABELS
    return labels if enough and len({label.row for label in labels}) >= rows_needed else []


def _is_header(line: Sequence[Label], cells: int) -> bool:
    """Return True if most cells of a row are adjacent labels."""
    adjacent = sum(one.value_column == other.column for one, other in pairwise(line))
    return len(line) > 2 and len(line) * 2 > cells and adjacent * 2 >= len(line) - 1


def _label(view: SheetView, row: int, column: int, text: str) -> Label:
    merge = view.merges.get((row, column))
    right = merge[3] if merge is not None else column
    return Label(row, column, right + 1, vocabulary.header_word(text)[0], text)


def is_sideways(view: SheetView, labels: Sequence[Label]) -> bool:
    """Return True if nearly all labels are the first cells of their rows."""
    leading = 0
    for row, in_row in groupby(labels, key=lambda label: label.row):
        columns = {label.column for label in in_row}
        for column, _ in view.cells(row):
            if column not in columns:
                break
            leading += 1
    return leading * 5 >= len(labels) * 4


def read(view: SheetView, labels: Sequence[Label]) -> DetectedTable | None:
    """Return the table that a form makes, None if the sheet only explains the form."""
    first = min(label.row for label in labels)
    block = HeaderBlock(first, max(label.row for label in labels), view.left, view.right)
    if any(
        normalised(value) in _EXPLANATIONS
        for row in range(max(0, first - 1), block.bottom + 1)
        for _, value in view.cells(row)
        if isinstance(value, str) and len(value) < 12
    ):
        return None
    title = title_block(view, block, 0)
    detected = _sideways(view, labels) if is_sideways(view, labels) else _form(view, labels)
    detected.title, detected.unit_line = title.title, title.unit_line
    return detected


def _form(view: SheetView, labels: Sequence[Label]) -> DetectedTable:
    """Return a table with a row for each form.

    A form begins where its first label recurs.
    """
    first_of_word: dict[str, Label] = {}
    forms: list[dict[str, Label]] = []
    for label in labels:
        first_of_word.setdefault(label.word, label)
        if not forms or label.word == labels[0].word:
            forms.append({})
        forms[-1].setdefault(label.word, label)
    label_cells = {(label.row, label.column) for label in labels}
    positions: list[list[CellPosition | None]] = [
        [(label.row, label.column) for label in first_of_word.values()]
    ]
    for form in forms:
        values = [
            (form[word].row, form[word].value_column) if word in form else None
            for word in first_of_word
        ]
        positions.append([None if value in label_cells else value for value in values])
    return _laid_out(view, positions, 1, ())


def _sideways(view: SheetView, labels: Sequence[Label]) -> DetectedTable:
    """Return a table whose columns are the rows of the sheet."""
    top, bottom = labels[0].row, labels[-1].row
    first_value = max(label.value_column for label in labels)
    left = min(column for row in range(top, bottom + 1) for column, _ in view.cells(row))
    positions: list[list[CellPosition | None]] = [
        [(row, column) for row in range(top, bottom + 1)] for column in range(left, view.right + 1)
    ]
    merges = [
        (m[1] - left, m[0] - top, m[3] - left, m[2] - top)
        for m in view.grid.merges
        if m[0] >= top and m[2] <= bottom and m[1] >= left
    ]
    return _laid_out(view, positions, first_value - left, merges)


def _laid_out(
    view: SheetView,
    positions: Sequence[Sequence[CellPosition | None]],
    header_rows: int,
    merges: Iterable[Merge],
) -> DetectedTable:
    """Return a table of the cells at some positions, under its first rows as header."""
    columns = [GridColumn([""], [0] * len(positions)) for _ in positions[0]]
    origin: dict[CellPosition, CellPosition] = {}
    for row, line in enumerate(positions):
        for column, position in enumerate(line):
            if position is not None:
                origin[row, column] = position
                if (value := view.grid.at(*position)) != "":
                    columns[column].put(row, value)
    grid = Grid(view.grid.name, columns, len(positions), list(merges))
    form_view = SheetView(grid)
    block = HeaderBlock(0, header_rows - 1, 0, len(columns) - 1)
    detected = DetectedTable(
        grid, "", "", tuple(range(header_rows)), columns_under(form_view, block)
    )
    rows.classify(form_view, detected, header_rows, len(positions))
    table_blocks.finish(form_view.grid, detected, table_blocks.upright_merges(form_view.grid))
    detected.origin = origin
    return detected

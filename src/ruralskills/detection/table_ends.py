"""The end of a table above another one whose header has no word that is known.

Below a gap stands a row of short texts, no figure among them, over columns that held figures, days
and numbers of persons so far.  It is the header of another table, and no row of this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ruralskills.detection.cell_kinds import ContentKind
from ruralskills.detection.column_profile import ColumnProfile
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.sheet_view import RowCells, SheetView
from ruralskills.detection.vocabulary import header_word
from ruralskills.values.field_type import CellError, Raw, absent

_SAMPLED: Final = 200
"""Rows above that are looked at."""
_MOST: Final = 0.8
"""The share of cells with figures that makes a column one of figures."""
_FEWEST_ROWS: Final = 2
_FEWEST_HEADERS: Final = 3
_FEWEST_TOLD: Final = 2
"""The columns of figures that hold a word instead."""
_LONGEST: Final = 12
"""The longest header, in characters."""


def cut_at_unknown_header(view: SheetView, detected: DetectedTable) -> DetectedTable | None:
    """Take the rows of another table away from a table, and return that table."""
    rows = detected.rows
    for at in range(_FEWEST_ROWS, len(rows) - 1):
        if rows[at] != rows[at - 1] + 1 and _is_header(view, detected, at):
            break
    else:
        return None
    header, below = rows[at], rows[at + 1 :]
    columns = [
        HeaderColumn(column, (header_word(str(text))[0],), "", (str(text),))
        for column, text in view.cells(header)
    ]
    title = _title(view, header)
    other = DetectedTable(detected.grid, title, "", (header,), columns, below)
    other.first_row, other.last_row = below[0], detected.last_row
    other.total_rows = [total for total in detected.total_rows if total.row > header]
    detected.rows = rows[:at]
    detected.total_rows = [total for total in detected.total_rows if total.row < header]
    detected.last_row = max([rows[at - 1], *(total.row for total in detected.total_rows)])
    return other


def _is_header(view: SheetView, detected: DetectedTable, at: int) -> bool:
    """Return True for a row of words where the rows above it have figures."""
    cells = view.cells(detected.rows[at])
    if len(cells) < _FEWEST_HEADERS or not all(map(_is_word, (value for _, value in cells))):
        return False
    if len({value for _, value in cells}) < len(cells):
        return False
    above = detected.rows[max(0, at - _SAMPLED) : at]
    below = detected.rows[at + 1 : at + 1 + _SAMPLED]
    told = [
        column
        for column, _ in cells
        if _has_figures(detected.grid.at(row, column) for row in above)
    ]
    return len(told) >= _FEWEST_TOLD and any(
        _kind(detected, column, above) != _kind(detected, column, below) for column in told
    )


def _kind(detected: DetectedTable, column: int, rows: Sequence[int]) -> ContentKind:
    return ColumnProfile([detected.grid.at(row, column) for row in rows]).kind


def _is_word(value: Raw | CellError) -> bool:
    return isinstance(value, str) and 1 < len(value) <= _LONGEST and not _has_figure(value)


def _has_figure(value: Raw | CellError) -> bool:
    return not isinstance(value, str) or any(character.isdigit() for character in value)


def _has_figures(values: Iterable[Raw | CellError]) -> bool:
    """Return True for cells nearly all of which are figures, days or numbers."""
    filled = [one for one in values if isinstance(one, CellError) or absent(one) is None]
    return len(filled) >= _FEWEST_ROWS and sum(map(_has_figure, filled)) >= _MOST * len(filled)


def _title(view: SheetView, header: int) -> str:
    """Return the only text of the row over a header, empty without one."""
    cells: RowCells = view.cells(header - 1)
    return str(cells[0][1]) if len(cells) == 1 else ""

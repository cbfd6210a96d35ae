"""The view of a sheet for detection: cells, merges and a window of columns."""

from __future__ import annotations

from datetime import date
from typing import Final

from ruralskills.readers.grid import Grid, Merge
from ruralskills.text.invisible import visible
from ruralskills.values.field_type import CellError, Raw, display_text

_LARGE_MERGE: Final = 20_000
_LARGE_ROWS: Final = 300
_LARGE_COLUMNS: Final = 256

RowCells = list[tuple[int, Raw | CellError]]
"""The cells of a row that are not blank, each with its column."""


class SheetView:
    """A grid with a look-up of its merges, limited to a window of columns.

    The window lets tables that stand side by side be read one by one.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.left = 0
        self.right = grid.width - 1
        self.merges: dict[tuple[int, int], Merge] = {}
        """By row and column, the merge that covers a cell."""
        for merge in grid.merges:
            top, left, bottom, right = merge
            if (bottom - top + 1) * (right - left + 1) > _LARGE_MERGE:
                # merged to the end of the sheet: no header has a million rows
                bottom = min(bottom, top + _LARGE_ROWS)
                right = min(right, left + _LARGE_COLUMNS)
            for row in range(top, min(bottom, grid.height - 1) + 1):
                for column in range(left, min(right, grid.width - 1) + 1):
                    self.merges[row, column] = merge

    def window(self, left: int, right: int) -> SheetView:
        """Return the view of the columns from ``left`` to ``right``."""
        if (left, right) == (self.left, self.right):
            return self
        view = SheetView.__new__(SheetView)
        view.grid, view.merges, view.left, view.right = self.grid, self.merges, left, right
        return view

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.grid.height

    @property
    def columns(self) -> range:
        """The columns of the window."""
        return range(self.left, self.right + 1)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, or of the merged range that covers it."""
        merge = self.merges.get((row, column))
        return cell_text(self.grid.at(*merge[:2]) if merge else self.grid.at(row, column))

    def cells(self, row: int) -> RowCells:
        """Return the cells of a row that are not blank, texts without what nobody sees."""
        columns = self.grid.columns
        found: RowCells = []
        for index in self.columns:
            value = columns[index].values[columns[index].codes[row]]
            if value == "":
                continue
            if isinstance(value, str) and not (value := visible(value)).strip():
                continue
            found.append((index, value))
        return found


def cell_text(value: Raw | CellError) -> str:
    """Return a cell's content as displayed, stripped, empty for an error."""
    if isinstance(value, str):
        return visible(value).strip()
    return "" if value is None or isinstance(value, CellError) else display_text(value)


def is_figure(value: object) -> bool:
    """Return True if a cell holds a number or a date."""
    return isinstance(value, int | float | date) and not isinstance(value, bool)


def is_year(value: object) -> bool:
    """Return True for a number that is a year, which may be a header."""
    return is_figure(value) and not isinstance(value, date) and value in range(1990, 2060)

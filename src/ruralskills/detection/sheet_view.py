"""A sheet as its tables are looked for on it: the cells, what is merged over them, a span of columns."""

from __future__ import annotations

from datetime import date
from typing import Final

from ruralskills.readers.grid import Grid, Merge
from ruralskills.values.field_type import CellError, Raw, display_text

_LARGE_MERGE: Final = 20_000
_LARGE_ROWS: Final = 300
_LARGE_COLUMNS: Final = 256

Cells = list[tuple[int, Raw | CellError]]
"""Cells of a row that hold something, each with its column."""


class Sheet:
    """A grid with its merges laid out for looking up, or a part of its columns."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.left = 0
        self.right = grid.width - 1
        self.cover: dict[tuple[int, int], Merge] = {}
        for merge in grid.merges:
            top, left, bottom, right = merge
            if (bottom - top + 1) * (right - left + 1) > _LARGE_MERGE:
                # merged to the end of the sheet: nobody heads a million rows
                bottom = min(bottom, top + _LARGE_ROWS)
                right = min(right, left + _LARGE_COLUMNS)
            for row in range(top, min(bottom, grid.height - 1) + 1):
                for column in range(left, min(right, grid.width - 1) + 1):
                    self.cover[row, column] = merge

    def part(self, left: int, right: int) -> Sheet:
        """The same sheet, seen from one column to another."""
        if (left, right) == (self.left, self.right):
            return self
        seen = Sheet.__new__(Sheet)
        seen.grid, seen.cover, seen.left, seen.right = self.grid, self.cover, left, right
        return seen

    @property
    def height(self) -> int:
        """How many rows."""
        return self.grid.height

    @property
    def span(self) -> range:
        """The columns that are seen."""
        return range(self.left, self.right + 1)

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged range that covers it."""
        merge = self.cover.get((row, column))
        return plain(self.grid.at(*merge[:2]) if merge else self.grid.at(row, column))

    def own(self, row: int) -> Cells:
        """The cells of a row that hold something."""
        columns = self.grid.columns
        return [
            (index, value)
            for index in self.span
            if (value := columns[index].values[columns[index].codes[row]]) != ""
            and not (isinstance(value, str) and value.isspace())
        ]


def plain(value: Raw | CellError) -> str:
    """What a cell shows, without blanks around it; nothing for an error."""
    if isinstance(value, str):
        return value.strip()
    return "" if value is None or isinstance(value, CellError) else display_text(value)


def is_figure(value: object) -> bool:
    """Whether a cell holds a number or a day."""
    return isinstance(value, int | float | date) and not isinstance(value, bool)


def is_year(value: object) -> bool:
    """Whether a number is a year, which may head a column."""
    return is_figure(value) and not isinstance(value, date) and value in range(1990, 2060)

"""Scan of a sheet: cells that the reader shows wrongly, and the values' extent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NoReturn

from msgspec import Struct, field

from ruralskills.errors import CannotRead
from ruralskills.readers.grid import Grid, GridColumn, sound_ranges
from ruralskills.text.addresses import parse_range
from ruralskills.values.field_type import CellError

LARGEST_AREA: Final = 15_000_000
"""Cells of the rectangle around the values. The reader takes 32 bytes for each."""


class Scan(Struct):
    """Cells of a sheet that the reader does not show as they are, counted from 0."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    """Row, column and text of each error value."""
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    """Formulas without a value: no program has computed them yet."""
    text_formulas: list[tuple[int, int]] = field(default_factory=list)
    """Formulas whose result is a text."""
    arrays: list[bytes] = field(default_factory=list)
    """Ranges that one formula of those fills."""
    truths: list[tuple[int, int, bool]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    """Rows with a filled cell whose font is struck through."""
    last_row: int = 0
    """Row below which no value stands."""
    last_column: int = 0

    @property
    def area(self) -> int:
        """Cells of the rectangle that may hold values."""
        return (self.last_row + 1) * (self.last_column + 1)

    def overlay(self, grid: Grid) -> None:
        """Put into a grid what the reader did not show."""
        cells: list[tuple[int, int, Any]] = [
            *((row, column, CellError(text)) for row, column, text in self.errors),
            *((row, column, CellError("")) for row, column in self.uncomputed),
            *self.truths,
        ]
        placed: dict[tuple[int, Any], int] = {}
        for row, column, value in cells:
            if row >= grid.height:
                continue
            while column >= grid.width:
                grid.columns.append(GridColumn([""], [0] * grid.height))
            codes = grid.columns[column].codes
            if (column, value) in placed:
                codes[row] = placed[column, value]
            else:
                grid.columns[column].put(row, value)
                placed[column, value] = codes[row]
        grid.text_formulas = frozenset((*self.text_formulas, *self._filled(grid)))
        grid.hidden_rows = frozenset(row for row in self.hidden_rows if row < grid.height)
        grid.struck_rows = frozenset(row for row in self.struck_rows if row < grid.height)

    def _filled(self, grid: Grid) -> Iterator[tuple[int, int]]:
        """Yield the cells of a grid that a formula in another cell fills."""
        found = filter(None, map(parse_range, self.arrays))
        ranges = ((top - 1, left, bottom - 1, right) for top, left, bottom, right in found)
        for top, left, bottom, right in sound_ranges(ranges, grid.height, grid.width):
            rows = range(top, min(bottom + 1, grid.height))
            yield from ((row, c) for row in rows for c in range(left, min(right + 1, grid.width)))


def refuse_area(name: str, rows: int, columns: int) -> NoReturn:
    """Raise CannotRead: the values of a sheet lie too far apart to be read."""
    raise CannotRead(
        f"工作表“{name}”的内容散布到第{rows}行、第{columns}列，"
        "范围过大读不了，多半是很远的地方有零星内容。"
        "请按Ctrl+End找到并删去，或把有数据的部分复制到新表再检查"
    )

"""A table of markup laid out in rows and columns, as a browser shows it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.grid import Grid, Merge, build_grid
from ruralskills.text.addresses import LAST_COLUMN
from ruralskills.values.field_type import Raw

MOST_BYTES_OF_MARKUP: Final = 150 * 1024 * 1024
_MOST_SPAN: Final = 2000
_MOST_CELLS: Final = 5_000_000
_MOST_ROWS: Final = 300_000


class LaidOutTable(Struct):
    """Rows of cells, the value of a merged range in its first cell."""

    rows: list[list[Raw]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    width: int = 0

    def put(self, row: int, column: int, height: int, width: int, value: Raw) -> None:
        """Set a cell that covers ``height`` rows and ``width`` columns.

        Raises CannotRead when it lies too far away.
        """
        self.width = max(self.width, column + width)
        if row >= _MOST_ROWS or self.width > LAST_COLUMN + 1 or row * self.width > _MOST_CELLS:
            raise CannotRead(
                f"表格范围过大，可能在很远的行列上有零星内容，也可能行数太多。{SAVE_AS}"
            )
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = value
        if height > 1 or width > 1:
            self.merges.append((row, column, row + height - 1, column + width - 1))

    def filled(self, row: int) -> int:
        """Return how many cells of a row are not blank."""
        return sum(value != "" for value in self.rows[row])

    def append(self, below: LaidOutTable) -> None:
        """Set another table directly below this one."""
        top = len(self.rows)
        self.merges = self._merges_inside()
        self.merges += [(t + top, left, b + top, right) for t, left, b, right in below.merges]
        self.rows += below.rows
        self.width = max(self.width, below.width)

    def _merges_inside(self) -> list[Merge]:
        """Return the merged ranges without what they cover below the last row."""
        last = len(self.rows) - 1
        return [(top, left, min(bottom, last), right) for top, left, bottom, right in self.merges]

    def grid(self, name: str) -> Grid:
        """Return the sheet, with no merged range below its last row."""
        rows = ([*cells, *[""] * (self.width - len(cells))] for cells in self.rows)
        return build_grid(name, rows, self._merges_inside())


def span(attribute: str | None) -> int:
    """Return how many rows or columns a cell covers by its attribute."""
    if attribute is None:
        return 1
    digits = attribute.strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 7
    return min(max(int(digits), 1), _MOST_SPAN) if is_number else 1

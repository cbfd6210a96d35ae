"""A sheet as columns of distinct values: what every later step works on.

A ledger of 100,000 rows repeats itself; each column is kept as its distinct values and one code a
row, so that text is folded, matched and parsed once for each distinct value.  A column in which
hardly anything comes again, such as one of identity numbers, keeps its values as they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.values import CellError, Raw

_CHUNK: Final = 4096
_ERRORS: Final[dict[Any, CellError]] = {
    text: CellError(text)
    for text in ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!")
}
"""Where a format keeps no cell types, an error stands as its text."""


_SELDOM: Final = 0.95
"""A column whose first chunk has more distinct values than that keeps every value."""


class GridColumn(Struct):
    """One column: its values (the first is the blank cell) and a code for each row."""

    values: list[Raw | CellError]
    codes: list[int]

    def put(self, row: int, value: Raw | CellError) -> None:
        """Set a cell, without disturbing others that share its value."""
        self.values.append(value)
        self.codes[row] = len(self.values) - 1


Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0 and included."""


class Grid(Struct):
    """A sheet; rows and columns count from 0."""

    name: str
    columns: list[GridColumn]
    height: int
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    merges_known: bool = True
    """Whether the format can say which cells are merged (text cannot)."""

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.columns)

    def at(self, row: int, column: int) -> Raw | CellError:
        """What stands in a cell."""
        if column >= len(self.columns) or row >= self.height:
            return ""
        grid_column = self.columns[column]
        return grid_column.values[grid_column.codes[row]]

    def row(self, row: int) -> Iterator[Raw | CellError]:
        """Yield the cells of a row."""
        for column in self.columns:
            yield column.values[column.codes[row]]


class _Column:
    """A column as its rows arrive; TRUE and 1 are one value, so a truth reads as 1."""

    def __init__(self, blanks: int) -> None:
        self._index: defaultdict[Any, int] | None = defaultdict(count(1).__next__, {"": 0})
        """What gives each new value the next code, and keeps the values in that order."""
        self._values: list[Any] = []
        self._codes = [0] * blanks

    def extend(self, cells: Sequence[Raw]) -> None:
        """Add the cells of some rows."""
        if self._index is None:
            first = len(self._values)
            self._values += cells
            if "" in cells:
                codes = enumerate(cells, start=first)
                self._codes += [0 if cell == "" else code for code, cell in codes]
            else:
                self._codes += range(first, len(self._values))
            return
        self._codes.extend(map(self._index.__getitem__, cells))
        if len(self._codes) == _CHUNK and len(self._index) > _SELDOM * _CHUNK:
            self._values, self._index = list(self._index), None

    def built(self) -> GridColumn:
        """The column, errors and truths as such."""
        values = list(self._index) if self._index is not None else self._values
        if not _ERRORS.keys().isdisjoint(values):
            values = [_ERRORS.get(value, value) for value in values]
        if bool in set(map(type, values)):
            values = [float(value) if type(value) is bool else value for value in values]
        return GridColumn(values, self._codes)


def build(
    name: str,
    rows: Iterable[Sequence[Raw]],
    merges: Iterable[Merge] = (),
    first_column: int = 0,
) -> Grid:
    """Return the grid of rows that arrive one by one; ``first_column`` is where they begin.

    TRUE reads as 1 here; a reader that knows the truths puts them in their cells.
    """
    columns = [_Column(0) for _ in range(first_column)]
    height = 0
    stream = iter(rows)
    while chunk := list(islice(stream, _CHUNK)):
        missing = first_column + len(chunk[0]) - len(columns)
        columns += [_Column(height) for _ in range(missing)]
        for column, cells in zip(columns[first_column:], zip(*chunk, strict=True), strict=True):
            column.extend(cells)
        height += len(chunk)
    for column in columns[:first_column]:
        column.extend([""] * height)
    return Grid(name, [column.built() for column in columns], height, list(merges))

"""A sheet as columns of distinct values, on which every later step works.

A ledger of 100,000 rows repeats itself; each column is kept as its distinct values and one code a
row, so that text is normalised, matched and parsed once for each distinct value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import Any, Final, NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.values.field_type import CellError, Raw, display_text

_CHUNK: Final = 4096
LONGEST_TEXT: Final = 32_767
"""Characters in a cell, as spreadsheet programs have it."""
_ALWAYS: Final = 3_000_000
"""Characters that any file may have, as in four long novels."""
_FOR_A_BYTE: Final = 4
"""Characters for each byte of a file, eight times what ledgers have."""
_REPEATED: Final = 200_000_000
"""Bytes of long texts in all cells, as in 200,000 cells of 300 characters."""
_BYTES_OF_CHARACTER: Final = 3
_ERRORS: Final[dict[Any, CellError]] = {
    text: CellError(text)
    for text in ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!")
}
"""Errors by their text: in a format without cell types that is all there is."""


def _codes() -> defaultdict[Any, int]:
    """Return a mapping that gives each new value the next code, and the blank 0."""
    return defaultdict(count(1).__next__, {"": 0})


class GridColumn(Struct):
    """One column: distinct values, first of all the blank cell, and a code a row."""

    values: list[Raw | CellError]
    codes: list[int]

    def put(self, row: int, value: Raw | CellError) -> None:
        """Set a cell and leave the others that share its value."""
        self.values.append(value)
        self.codes[row] = len(self.values) - 1


Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0 and included."""


class Grid(Struct):
    """Cells of a sheet, with rows and columns that count from 0."""

    name: str
    columns: list[GridColumn]
    height: int
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    text_formulas: frozenset[tuple[int, int]] = frozenset()
    """Cells with the result of a formula, or without runs that are struck out."""
    merges_known: bool = True
    """True unless the format cannot say which cells are merged, as text cannot."""
    remarks: list[str] = field(default_factory=list)
    """Sentences about what the file did not hold as it should, for the office."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.columns)

    def at(self, row: int, column: int) -> Raw | CellError:
        """Return the value of a cell, blank outside the grid."""
        if column >= len(self.columns) or row >= self.height:
            return ""
        grid_column = self.columns[column]
        return grid_column.values[grid_column.codes[row]]

    def text(self, row: int, column: int) -> str:
        """Return the content of a cell as a spreadsheet displays it."""
        value = self.at(row, column)
        return value.text if isinstance(value, CellError) else display_text(value)

    def words(self, row: int, column: int) -> str:
        """Return what a sentence calls the content of a cell."""
        value = self.at(row, column)
        return value.shown if isinstance(value, CellError) else display_text(value)

    def merge_origins(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return the first cell of the merge that covers each merged cell of the grid."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merges
            for row in range(top, min(bottom, self.height - 1) + 1)
            for column in range(left, min(right, self.width - 1) + 1)
        }

    def copy(self) -> Grid:
        """Return the same cells, which may be changed without changing these."""
        columns = [GridColumn(column.values[:], column.codes[:]) for column in self.columns]
        return replace(self, columns=columns, merges=self.merges[:], remarks=self.remarks[:])

    def row(self, row: int) -> Iterator[Raw | CellError]:
        """Yield the values of a row."""
        for column in self.columns:
            yield column.values[column.codes[row]]


def _values(index: Mapping[Any, int]) -> list[Raw | CellError]:
    """Return the distinct values in the order of their codes, errors as CellError.

    TRUE and 1 are one key, so a truth is 1 here.
    """
    values: list[Raw | CellError] = list(index)
    for text in _ERRORS.keys() & index.keys():
        values[index[text]] = _ERRORS[text]
    for truth in (True, False):
        if truth in index and isinstance(values[index[truth]], bool):
            values[index[truth]] = float(truth)
    return values


def build_grid(
    name: str,
    rows: Iterable[Sequence[Raw | CellError]],
    merges: Iterable[Merge] = (),
    first_column: int = 0,
) -> Grid:
    """Return the grid of rows of equal length that start in ``first_column``.

    TRUE becomes 1; a reader that knows the truths puts them into their cells.
    """
    indexes: list[Mapping[Any, int]] = []
    columns: list[list[int]] = []
    height = 0
    stream = iter(rows)
    while chunk := list(islice(stream, _CHUNK)):
        for position, cells in enumerate(zip(*chunk, strict=True)):
            if position == len(columns):
                indexes.append(_codes())
                columns.append([0] * height)
            columns[position].extend(map(indexes[position].__getitem__, cells))
        height += len(chunk)
    left = [GridColumn([""], [0] * height) for _ in range(first_column)]
    body = [
        GridColumn(_values(index), codes) for index, codes in zip(indexes, columns, strict=True)
    ]
    width = len(left) + len(body)
    return Grid(name, left + body, height, sound_ranges(merges, height, width))


def sound_ranges(ranges: Iterable[Merge], height: int, width: int) -> list[Merge]:
    """Return merges or other ranges till they cover as many cells as the grid has.

    No program writes ranges that lie over one another, and to look at all their cells takes hours.
    """
    found: list[Merge] = []
    free = height * width
    for one in ranges:
        top, left, bottom, right = one
        rows, columns = min(bottom, height - 1) - top + 1, min(right, width - 1) - left + 1
        free -= max(rows, 0) * max(columns, 0)
        if free < 0:
            break
        found.append(one)
    return found


class TextBudget:
    """The characters that the texts of a file may have.

    Each is looked at some hundred times, and comes back in every finding about its row.  What people
    type packs to a third at best, so a small file of many texts holds one that is repeated.
    """

    def __init__(self, size: int) -> None:
        self._most = max(_ALWAYS, _FOR_A_BYTE * size)
        self._sizes: dict[str, int] = {}
        """By sheet, the characters of the distinct texts of its columns."""
        self._repeated: dict[str, int] = {}
        """By sheet, the bytes of the long texts of all cells."""

    def take(self, read: Grid) -> None:
        """Raise CannotRead for a text that no cell can hold, or for too many."""
        size = 0
        for column in read.columns:
            sizes = [len(value) for value in column.values if type(value) is str]
            size += sum(sizes)
            if max(sizes, default=0) > LONGEST_TEXT:
                raise CannotRead(
                    f"工作表“{read.name}”有单元格超过{LONGEST_TEXT}个字，表格软件存不下，"
                    f"文件多半已损坏。{SAVE_AS}"
                )
        self._sizes[read.name] = size
        total = sum(self._sizes.values())
        if total > self._most:
            _refuse_texts(total)

    def expect(self, sheet: str, size: int) -> None:
        """Raise CannotRead if long texts would be repeated in too many cells.

        ``size`` is the bytes of those on a sheet that is to be read.
        """
        self._repeated[sheet] = size
        total = sum(self._repeated.values())
        if total > _REPEATED:
            _refuse_texts(total // _BYTES_OF_CHARACTER)


def _refuse_texts(total: int) -> NoReturn:
    """Raise CannotRead: a file has too many characters."""
    raise CannotRead(
        f"单元格里的文字合计{total // 10_000}万字，与文件的大小不相称，不像台账，为免拖垮电脑没有读取。"
        "请只留台账，或分成几个文件再检查"
    )

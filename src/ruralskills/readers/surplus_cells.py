"""Rows of a text file with more cells than their header: marks that nobody quoted.

A system writes ``富民种植,养殖合作社`` without quotation marks, and every cell behind it moves one
column to the right. The other rows show what each column holds; where the cells of a row fit them in
one way only, they are joined in that way. Where several ways fit, or none, the cells that differ
between them are :class:`Unplaced`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct, field

from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Unplaced

Placed = list[str | Unplaced]
"""The cells of a row, each in its column."""

_FEWEST_HEADERS: Final = 3
_FEWEST_ROWS: Final = 3
"""Rows as long as the header that are needed to know its columns."""
_MOST_ROWS: Final = 2000
"""Rows that the columns are known by."""
_MOST_SURPLUS: Final = 3
_MOST_COLUMNS: Final = 200
_BLOCK: Final = 8
"""Rows that end in marks alone. Some programs write them in blocks of 16."""
_MOST_WAYS: Final = 20
_LONGEST_WORD: Final = 8
_ROWS_TO_KNOW_WORDS: Final = 6
_REPEATS: Final = 3
"""The times that the words of a closed list occur on average."""

_KINDS: Final = (
    ("number", regex(r"-?\d{1,8}(?:\.\d+)?%?")),
    ("identity", regex(r"\d{17}[\dXx]|\d{15}")),
    ("phone", regex(r"1\d{10}|0\d{2,3}-?\d{7,8}")),
    ("digits", regex(r"\d{9,}")),
    ("code", regex(r"(?=[A-Z]*\d)[0-9A-Z]{8,}")),
    ("sex", regex("男|女")),
    ("truth", regex("是|否|有")),
    ("day", regex(r"\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{0,2}\s*日?)?(?:[ T].*)?")),
)
_NOTHING: Final = frozenset({"", "无", "/", "-", "—"})
_THOUSANDS: Final = regex(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLACE: Final = regex(r".*(?:镇|乡|街道|村|社区|居委会|县|区|市)")


def kind_of(text: str) -> str:
    """Return the kind of a cell, empty for a blank one or one that says there is none.

    >>> [kind_of(text) for text in ("3", "500199198506150017", "13800138000", "2020-5-1", "张三", " ")]
    ['number', 'identity', 'phone', 'day', 'text', '']
    """
    word = text.strip()
    if word in _NOTHING:
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(word)), "text")


class _ColumnKinds(Struct):
    """The cells that a column holds in the rows as long as the header."""

    kinds: frozenset[str]
    words: frozenset[str] | None
    """The words of a closed list. None for other columns."""
    is_place: bool
    """True if every text is a township, a village or the like."""

    def admits(self, text: str) -> bool:
        """Return True if a cell fits the column."""
        word, kind = text.strip(), kind_of(text)
        if kind not in self.kinds:
            return False
        if kind != "text":
            return True
        return (self.words is None or word in self.words) and (
            not self.is_place or bool(_PLACE.fullmatch(word))
        )

    def admits_joined(self, text: str) -> bool:
        """Return True if a cell with marks inside fits the column."""
        if _THOUSANDS.fullmatch(text.strip()):
            return "number" in self.kinds
        return "text" in self.kinds and self.words is None and not self.is_place


def _column_kinds(cells: Sequence[str]) -> _ColumnKinds:
    kinds = frozenset(map(kind_of, cells))
    texts = [cell.strip() for cell in cells if kind_of(cell) == "text"]
    words = frozenset(texts)
    is_closed = (
        len(texts) >= max(_ROWS_TO_KNOW_WORDS, _REPEATS * len(words))
        and max(map(len, words)) <= _LONGEST_WORD
    )
    is_place = len(texts) >= _FEWEST_ROWS and all(map(_PLACE.fullmatch, texts))
    return _ColumnKinds(kinds, words if is_closed else None, is_place)


class _Section(Struct):
    """A header and the rows under it."""

    width: int
    has_trailing_marks: bool
    """True if the header ends in marks, as the rows then may too."""
    usual: list[list[str]] = field(default_factory=list)
    """Rows no longer than the header, those that its columns are known by."""
    count: int = 0
    """All rows no longer than the header."""
    surplus: dict[int, list[str]] = field(default_factory=dict)
    """By their index, the rows that are longer."""

    def add(self, index: int, row: list[str], filled: int) -> None:
        """Add a row whose last filled cell is the one before ``filled``."""
        length = filled
        if not self.has_trailing_marks and len(row) <= self.width + _MOST_SURPLUS:
            length = len(row)
        cells = sum(map(bool, row))
        if length > self.width:
            if cells * 2 >= self.width:  # fewer are a footer or a note
                self.surplus[index] = row[:length]
        elif cells > 1:
            self.count += 1
            if len(self.usual) < _MOST_ROWS:
                self.usual.append((row + [""] * (self.width - len(row)))[: self.width])

    def columns(self) -> list[_ColumnKinds]:
        """Return what each column holds."""
        return [_column_kinds(cells) for cells in zip(*self.usual, strict=True)]

    def can_place(self) -> bool:
        """Return True if there are longer rows, and enough others to place their cells.

        Where half of the rows are longer, columns lack their header and no cell is out of place.
        """
        return (
            bool(self.surplus)
            and self.width <= _MOST_COLUMNS
            and self.count >= max(_FEWEST_ROWS, len(self.surplus))
        )


class SurplusCells(Struct):
    """The rows that are longer than their header, by index, as they are to be read."""

    joined: dict[int, Placed] = field(default_factory=dict)
    """Rows that can be read in one way only."""
    unplaced: dict[int, Placed] = field(default_factory=dict)
    """Rows that can be read in several ways, or in none."""

    def row(self, index: int, row: list[str]) -> Sequence[str | Unplaced]:
        """Return a row as it is to be read."""
        return self.joined.get(index) or self.unplaced.get(index) or row


def find_surplus(rows: Iterable[list[str]], mark: str) -> SurplusCells:
    """Place the cells of the rows that are longer than their header."""
    found = SurplusCells()
    for section in _sections(rows):
        if section.can_place():
            _place(section, mark, found)
    return found


def _place(section: _Section, mark: str, found: SurplusCells) -> None:
    columns = section.columns()
    trailing: dict[int, Placed] = {}
    for index, row in section.surplus.items():
        ways = list(islice(_ways(row, columns, mark), _MOST_WAYS))
        if len(ways) == 1:
            if ways != [row]:
                found.joined[index] = [*ways[0]]
        elif row in ways and not any(row[section.width :]):
            trailing[index] = _certain_cells(row, ways)
        else:
            found.unplaced[index] = _certain_cells(row, ways)
    if len(trailing) < _BLOCK:
        found.unplaced.update(trailing)


def _sections(rows: Iterable[list[str]]) -> Iterator[_Section]:
    section: _Section | None = None
    for index, row in enumerate(rows):
        filled = len(row)
        while filled and not row[filled - 1].strip():
            filled -= 1
        if (section is None or filled > section.width) and _is_header(row):
            if section is not None:
                yield section
            section = _Section(filled, filled < len(row))
        elif section is not None:
            section.add(index, row, filled)
    if section is not None:
        yield section


def _is_header(row: Sequence[str]) -> bool:
    kinds = [kind for cell in row if (kind := kind_of(cell))]
    return len(kinds) >= _FEWEST_HEADERS and set(kinds) == {"text"}


def _ways(row: list[str], columns: Sequence[_ColumnKinds], mark: str) -> Iterator[list[str]]:
    """Yield each way to read a row: as it is, or with neighbouring cells joined."""
    if all(column.admits(cell) for column, cell in zip(columns, row, strict=False)):
        yield row
    surplus = len(row) - len(columns)
    if surplus <= _MOST_SURPLUS:
        yield from _joined_ways(row, columns, mark, 0, surplus, set())


def _joined_ways(
    row: Sequence[str],
    columns: Sequence[_ColumnKinds],
    mark: str,
    column: int,
    surplus: int,
    hopeless: set[tuple[int, int]],
) -> Iterator[list[str]]:
    """Yield the ways to read the cells from a column on, with so many of them to join.

    ``hopeless`` keeps the columns and numbers of cells from which no way leads on.
    """
    if column == len(columns):
        if surplus == 0:
            yield []
        return
    if (column, surplus) in hopeless:
        return
    start = column + len(row) - len(columns) - surplus
    is_hopeless = True
    for more in range(surplus + 1):
        text = mark.join(row[start : start + more + 1])
        if columns[column].admits_joined(text) if more else columns[column].admits(text):
            for rest in _joined_ways(row, columns, mark, column + 1, surplus - more, hopeless):
                is_hopeless = False
                yield [text, *rest]
    if is_hopeless:
        hopeless.add((column, surplus))


def _certain_cells(row: Sequence[str], ways: Sequence[Sequence[str]]) -> Placed:
    """Return a row with the cells in which all ways agree, the others unplaced."""
    if not ways or len(ways) == _MOST_WAYS:
        return [Unplaced(cell.strip()) for cell in row]
    width = min(map(len, ways))
    return [
        cell
        if column < width and all(way[column] == cell for way in ways)
        else Unplaced(cell.strip())
        for column, cell in enumerate(ways[0])
    ]

"""The tables of a web page in the order of the page, with the texts over them.

The parser tells of each element as it comes, so that no tree of the page is held. A table that holds
others is either a table of data with small tables in its cells, which are text there, or the layout
of a page, whose cells are so many pieces one below another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree
from msgspec import Struct, field

from ruralskills.readers.csv_text import cell_value
from ruralskills.readers.laid_out_table import LaidOutTable, span
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Raw

_CHUNK: Final = 1 << 16
_BLANKS: Final = regex(r"[ \t\r\n\f\xa0]+")
_BLANKS_BETWEEN: Final = regex(" {2,}")
_WORD: Final = regex(r"\w")
_LINE_ENDS: Final = regex(r" ?\n[ \n]*")
_BLOCKS: Final = frozenset(
    {"p", "div", "center", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "hr", "br",
     "form", "section", "header", "legend", "fieldset", "pre", "blockquote", "dt", "dd"}
)  # fmt: skip
"""Elements that begin and end a line."""
_UNSEEN: Final = frozenset({"script", "style", "title", "option", "noscript", "template"})
_CELLS: Final = frozenset({"td", "th"})
_MOST_TEXTS: Final = 3
"""Texts over a table that may be its title and unit line. Others are the page's."""
_LONGEST_TITLE: Final = 200
_LONGEST_INNER_TEXT: Final = 2000
_SHEET_ANCHOR: Final = regex(r"table\d+")
"""The anchor in which LibreOffice names the sheet that a table was."""
_FEWEST_CELLS: Final = 3
"""Filled cells that make a table in a cell more than its text."""


class Piece(Struct):
    """A table of a page in whose cells no other lies, or a part of one."""

    table: LaidOutTable
    texts: list[str] = field(default_factory=list)
    """The texts over it, from top to bottom."""
    has_header_cells: bool = False
    is_layout: bool = False
    """True for what stands in the layout of a page outside of its tables."""
    name: str = ""
    """The name of the sheet that it was, where the page tells."""
    size: int = 0
    """The filled cells of a table, once it is closed."""


def read_pieces(text: str) -> list[Piece]:
    """Return the tables of a page.  Raises LxmlError for what is no page, CannotRead."""
    page = _Page()
    parser = etree.HTMLParser(
        target=page,  # type: ignore[arg-type]  # the stubs say bytes too, which it never gives
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
    )
    content = text.encode("utf-8", "replace")
    for start in range(0, len(content), _CHUNK):
        parser.feed(content[start : start + _CHUNK])
    parser.close()
    return page.pieces


class _Cell(Struct):
    """A cell that is being read."""

    column: int
    height: int
    width: int
    before: list[str] = field(default_factory=list)
    """Its own texts before the first table in it."""
    after: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Its texts that are links, which in a layout lead to other pages."""
    tables: list[str] = field(default_factory=list)
    """The texts of the tables in it."""
    has_pieces: bool = False

    def add(self, text: str, *, is_link: bool) -> None:
        """Add a text of its own."""
        if is_link:
            self.links.append(text)
        (self.after if self.tables else self.before).append(text)

    def around(self) -> tuple[str, str]:
        """Return its own texts before and behind the tables, without links."""
        links = set(self.links)
        before = [text for text in self.before if text not in links]
        after = [text for text in self.after if text not in links]
        return _shown(before), _shown(after)


class _OpenTable(Struct):
    """A table that is being read."""

    piece: Piece
    row: int = -1
    column: int = 0
    cell: _Cell | None = None
    occupied: dict[int, int] = field(default_factory=dict)
    """By column, the row from which it is free of cells above."""
    inner: dict[int, list[Piece]] = field(default_factory=dict)
    """By row, the tables in its cells."""
    around: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """By row and column of a cell with tables or links, its own texts around them."""
    with_tables: int = 0
    """The cells with tables."""

    def open_row(self) -> None:
        """Begin the next row."""
        self.close_cell()
        self.row, self.column = self.row + 1, 0

    def open_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a cell in the first column that no cell above covers."""
        self.close_cell()
        self.row = max(self.row, 0)
        while self.occupied.get(self.column, 0) > self.row:
            self.column += 1
        height, width = span(attributes.get("rowspan")), span(attributes.get("colspan"))
        self.cell = _Cell(self.column, height, width)
        self.piece.has_header_cells |= tag == "th"

    def close_cell(self) -> None:
        """Lay out the cell that is being read, if there is one."""
        if (cell := self.cell) is None:
            return
        text = _shown(cell.before)
        if cell.tables:
            text = "\n".join(filter(None, (text, *cell.tables, _shown(cell.after))))
        value = cell_value(text)
        self.piece.table.put(self.row, cell.column, cell.height, cell.width, value)
        if cell.has_pieces or cell.links:
            self.around[self.row, cell.column] = cell.around()
            self.with_tables += cell.has_pieces
        if cell.height > 1:
            columns = range(cell.column, cell.column + cell.width)
            self.occupied.update(dict.fromkeys(columns, self.row + cell.height))
        self.column += cell.width
        self.cell = None

    def pieces(self) -> list[Piece]:
        """Return the table, or what stands in it if it is the layout of a page."""
        self.piece.size = _size(self.piece.table)
        if not self.inner:
            return [self.piece] if self.piece.table.rows else []
        largest = max((one.size for pieces in self.inner.values() for one in pieces), default=0)
        return [self.piece] if self.piece.size - self.with_tables > largest else self._laid_out()

    def _laid_out(self) -> list[Piece]:
        """Return the rows of a layout and the tables in it, in the order of the page."""
        found: list[Piece] = []
        rows: list[list[Raw]] = []
        for row, values in enumerate(self.piece.table.rows):
            around = [self.around.get((row, column)) for column in range(len(values))]
            cells = [own[0] if own else value for value, own in zip(values, around, strict=True)]
            filled = [value for value in cells if value != ""]
            rows += [filled] if len(filled) >= _FEWEST_CELLS else [[value] for value in filled]
            if row in self.inner:
                found += [self._part(rows), *self.inner[row]]
                rows = [[own[1]] for own in around if own and own[1]]
        found.append(self._part(rows))
        for row in self.inner.keys() - range(len(self.piece.table.rows)):
            found += self.inner[row]  # outside of any cell
        found = [piece for piece in found if piece.table.rows]
        if found:
            found[0].texts = [*self.piece.texts, *found[0].texts]
        return found

    def _part(self, rows: Sequence[list[Raw]]) -> Piece:
        table = LaidOutTable()
        if all(len(cells) == 1 for cells in rows):
            rows = rows[-_MOST_TEXTS:]
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                table.put(row, column, 1, 1, value)
        return Piece(table, has_header_cells=self.piece.has_header_cells, is_layout=True)


class _Page:
    """The page as the parser tells of it, element by element."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._tables: list[_OpenTable] = []
        self._texts: list[str] = []
        self._line: list[str] = []
        self._unseen: list[bool] = []
        self._links = 0
        self._name: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note the beginning of an element."""
        table = self._tables[-1] if self._tables else None
        if tag in _UNSEEN:
            self._unseen.append("selected" not in attributes)
        elif tag == "table":
            self._open_table()
        elif tag in _BLOCKS:
            self._end_line()
        elif table is not None and tag == "tr":
            table.open_row()
        elif table is not None and tag in _CELLS:
            table.open_cell(tag, attributes)
        elif tag == "a":
            self._links += 1
            if _SHEET_ANCHOR.fullmatch(attributes.get("name", "")):
                self._texts, self._name = [], []

    def end(self, tag: str) -> None:
        """Note the end of an element."""
        if tag in _UNSEEN and self._unseen:
            self._unseen.pop()
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag in _BLOCKS:
            self._end_line()
        elif self._tables and (tag == "tr" or tag in _CELLS):
            self._tables[-1].close_cell()
        elif tag == "a":
            self._links -= 1

    def data(self, text: str) -> None:
        """Add a text to the cell or the line in which it stands."""
        if self._unseen and any(self._unseen):
            return
        text = _BLANKS.sub(" ", text)
        if self._tables and (cell := self._tables[-1].cell):
            cell.add(text, is_link=self._links > 0)
        elif self._links <= 0:
            self._line.append(text)
        elif self._name is not None:
            self._name.append(text)

    def close(self) -> None:
        """Do nothing more: the parser has ended all elements."""

    def _end_line(self) -> None:
        """End a line of a cell, or of the page."""
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell:
            table.cell.add("\n", is_link=False)
            return
        line = _shown(self._line)
        self._line = []
        if len(line) <= _LONGEST_TITLE and _WORD.search(line):
            (table.piece.texts if table else self._texts).append(line)

    def _open_table(self) -> None:
        piece = Piece(LaidOutTable())
        if not self._tables:
            self._end_line()
            piece.texts = self._texts[-_MOST_TEXTS:]
            piece.name = "".join(self._name or ()).rpartition(":")[2].strip()
            self._texts, self._name = [], None
        self._tables.append(_OpenTable(piece))

    def _close_table(self) -> None:
        closed = self._tables.pop()
        closed.close_cell()
        pieces = closed.pieces()
        if not self._tables:
            self.pieces += pieces
            return
        outer, table = self._tables[-1], closed.piece.table
        is_more_than_text = closed.inner or (_size(table) >= _FEWEST_CELLS and table.width > 1)
        if is_more_than_text:
            outer.inner.setdefault(max(outer.row, 0), []).extend(pieces)
        if cell := outer.cell:
            cell.tables.append(_text(table))
            cell.has_pieces |= bool(is_more_than_text)


def _size(table: LaidOutTable) -> int:
    """Return how many cells of a table are not blank."""
    return sum(map(table.filled, range(len(table.rows))))


def _text(table: LaidOutTable) -> str:
    """Return the text of a small table in a cell."""
    lines, length = [], 0
    for cells in table.rows:
        line = " ".join(_written(value) for value in cells if value != "")
        length += len(line) + 1
        lines.append(line)
        if length > _LONGEST_INNER_TEXT:
            break
    return "\n".join(filter(None, lines))[:_LONGEST_INNER_TEXT]


def _written(value: Raw) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _shown(texts: Sequence[str]) -> str:
    """Return text as a browser shows it: single blanks, and only the page's own lines."""
    text = "".join(texts).strip()
    if "\n" in text or "  " in text:
        return _LINE_ENDS.sub("\n", _BLANKS_BETWEEN.sub(" ", text))
    return text

"""Reader of web pages and web archives, which systems export as .xls.

Each table of a page is a sheet, below the texts that stand over it, as a spreadsheet program opens
it. A table that holds nothing but a title, or nothing but headers, belongs to the one below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from lxml import etree

from ruralskills.errors import CUT_SHORT, SAVE_AS, CannotRead
from ruralskills.readers.damaged_texts import remarks_on_damage
from ruralskills.readers.grid import Grid
from ruralskills.readers.html_tables import Piece, read_pieces
from ruralskills.readers.laid_out_table import MOST_BYTES_OF_MARKUP, LaidOutTable
from ruralskills.readers.surplus_cells import kind_of
from ruralskills.readers.text_encoding import decoded, encoding_of
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Raw

_TAIL: Final = 1 << 16
_MOST_HEAD_ROWS: Final = 5
_CHARSET: Final = regex(rb"""charset=["']?\s*([A-Za-z0-9_-]+)""")
_DECLARATION: Final = regex(r"^\s*<\?xml[^>]*\?>")
_LABEL: Final = regex("[:：]")


def read_web_page(content: bytes) -> list[Grid]:
    """Return the tables of a page.  Raises CannotRead when there is none."""
    if len(content) > MOST_BYTES_OF_MARKUP:
        raise CannotRead(f"文件有{len(content) >> 20}MB，过大，为免拖垮电脑没有读取。{SAVE_AS}")
    return sheets_of([("", page_text(content))])


def sheets_of(pages: Iterable[tuple[str, str]]) -> list[Grid]:
    """Return the tables of pages, each page with the name of the sheet that it was.

    Raises CannotRead when there is none.
    """
    grids: list[Grid] = []
    for sheet, text in pages:
        is_cut = _is_cut(text)
        for piece in _joined(_pieces(text)):
            name = piece.name or sheet or f"表{len(grids) + 1}"
            grids.append(grid := _with_texts(piece).grid(name))
            grid.remarks += [*remarks_on_damage(grid), *([CUT_SHORT] if is_cut else [])]
    if not grids:
        raise CannotRead(f"网页或XML格式的文件里没有认得出的表格。{SAVE_AS}")
    return grids


def page_text(content: bytes, charset: str = "") -> str:
    """Return a page as text, in the encoding that is declared if that is true."""
    declared = [found[1].decode("ascii")] if (found := _CHARSET.search(content[:4096])) else []
    for encoding in (*declared, charset):
        with suppress(LookupError, UnicodeDecodeError):
            return content.decode(encoding or "ascii")
    return decoded(content, encoding_of(content))


def _pieces(text: str) -> list[Piece]:
    try:
        return read_pieces(_DECLARATION.sub("", text))
    except CannotRead:
        raise
    except (etree.LxmlError, ValueError):
        raise CannotRead(f"网页格式的文件里没有表格。{SAVE_AS}") from None


def _is_cut(text: str) -> bool:
    """Return True for a page that ends within a table."""
    tail = text[-_TAIL:].lower()
    return "</html" not in tail and tail.rfind("</table") < tail.rfind("<tr")


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the tables, each below titles or headers in tables of their own."""
    head: Piece | None = None
    for piece in pieces:
        if head is not None and _is_head(head, piece):
            piece = _above(head, piece)
        elif head is not None and not _is_beside_tables(head):
            yield head
        head = piece
    if head is not None and not _is_beside_tables(head):
        yield head


def _is_beside_tables(piece: Piece) -> bool:
    """Return True for a text of the page's layout that is no table."""
    table = piece.table
    return piece.is_layout and all(table.filled(row) < 3 for row in range(len(table.rows)))


def _is_head(piece: Piece, below: Piece) -> bool:
    """Return True if a piece is the title or the header of the piece below it."""
    table = piece.table
    if len(table.rows) > _MOST_HEAD_ROWS or not all(map(_has_texts_only, table.rows)):
        return False
    if all(map(_is_title, table.rows)):
        return True
    return (
        not (below.texts or below.has_header_cells)
        and below.table.width in (table.width, _covered_width(table))
        and not _has_texts_only(below.table.rows[0])
    )


def _has_texts_only(cells: Iterable[Raw]) -> bool:
    return all(isinstance(value, str) and kind_of(value) in ("", "text") for value in cells)


def _is_title(cells: Iterable[Raw]) -> bool:
    """Return True for a row with a title, or with labels of a unit line."""
    filled = [str(value) for value in cells if value != ""]
    return len(filled) < 2 or all(map(_LABEL.search, filled))


def _covered_width(table: LaidOutTable) -> int:
    """Return the width without blank columns, such as that over a scroll bar."""
    filled = [column for cells in table.rows for column, value in enumerate(cells) if value != ""]
    merged = [
        right
        for top, left, _, right in table.merges
        if table.rows[top][left:][:1] not in ([], [""])
    ]
    return max((*filled, *merged), default=-1) + 1


def _above(head: Piece, piece: Piece) -> Piece:
    """Return a piece with its head directly above it."""
    whole = LaidOutTable()
    whole.append(head.table)
    whole.append(_with_texts(piece))
    has_header_cells = head.has_header_cells or piece.has_header_cells
    return Piece(whole, head.texts, has_header_cells, name=head.name or piece.name)


def _with_texts(piece: Piece) -> LaidOutTable:
    """Return a table with the texts over it as its first rows."""
    if not piece.texts:
        return piece.table
    whole = LaidOutTable()
    for row, text in enumerate(piece.texts):
        whole.put(row, 0, 1, max(1, piece.table.width), text)
    whole.append(piece.table)
    return whole

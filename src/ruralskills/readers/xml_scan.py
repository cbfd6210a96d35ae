"""What the reader hides and the sheet's XML tells: extents, errors, formulas, truths, struck rows.

The reader gives a blank both for an empty cell and for ``#N/A``, cannot tell TRUE from 1, and
takes 32 bytes for every cell of the rectangle that holds values, so that one value in the last
corner ends the process.  One pass over the bytes of the sheet, before it is read, finds all that.
Sheets written in an unusual way (prefixed names, cells without addresses) are passed over by a
real XML parser instead, more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.package import Package
from ruralskills.readers.scan_result import LARGEST_AREA, Scan
from ruralskills.text.addresses import column_index
from ruralskills.text.lazy_regex import regex

_NEAR: Final = 99_998
_MOST_ROW: Final = 64 << 20
"""Bytes of XML for one row: a sheet that never ends a row is no sheet."""
_LONGEST_TAG: Final = 400
"""Bytes between the start of a cell and its type or formula."""
_SAMPLE, _SELDOM = 1 << 14, 1 << 7
"""A byte that stands fewer than so many times in the sample is sought by itself."""
_CELL: Final = rb'<c r="([A-Z]{1,3})(\d+)"'
_FORMULA: Final = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"
_ERROR: Final = regex(_CELL + rb'[^>]*?\st="e"[^>]*>' + _FORMULA + rb"?<v>([^<]*)</v>")
_TRUTH: Final = regex(_CELL + rb'[^>]*?\st="b"[^>]*>' + _FORMULA + rb"?<v>([01])</v>")
_UNCOMPUTED: Final = regex(
    _CELL + rb'(?![^>]*\st="str")[^>]*>' + _FORMULA + rb"(?:<v\s*/>|<v></v>)?</c>"
)
_HIDDEN: Final = regex(rb'<row r="(\d+)"[^>]*?\shidden="(?:1|true)"')
_STYLED: Final = regex(rb'<c r="[A-Z]{1,3}(\d+)"[^>]*?\ss="(\d+)"[^>/]*>')
_FAR_COLUMN: Final = regex(rb'<c r="([A-Z]{2,3})\d+"[^>/]*>')
_NOT_NARROW: Final = regex(rb'<c[\s/>](?!r="[A-Z][1-9]\d{0,4}")')
_NOT_NEAR: Final = regex(rb'<c[\s/>](?!r="[A-Z]{1,3}[1-9]\d{0,4}")')
_UNUSUAL: Final = regex(rb'<c[\s/>](?!r="[A-Z]{1,3}[1-9]\d{0,6}")')
_PREFIX_DECLARED: Final = regex(
    rb"""xmlns:[^\s=]+\s*=\s*["'](?:http://schemas\.openxmlformats\.org/spreadsheetml/2006/main|http://purl\.oclc\.org/ooxml/spreadsheetml/main)["']"""
)
"""Cells may then bear a prefix, here or further down."""
_VALUED: Final = regex(rb'<c r="([A-Z]{1,3})(\d+)"[^>/]*>')


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the sheet's bytes in pieces that end where a row ends."""
    rest = b""
    for piece in pieces:
        piece = rest + piece if rest else piece
        cut = piece.rfind(b"</row>")
        if cut < 0:
            rest = piece
            if len(rest) > _MOST_ROW:
                raise ValueError("a row without end")
            continue
        cut += len(b"</row>")
        yield piece[:cut]
        rest = piece[cut:]
    yield rest


def _is_usual(block: bytes, near: bool) -> bool:
    """Whether the block is written the way that spreadsheet programs write."""
    if _holds(block, b"<!", 1):  # what stands in comments is not there, what stands in CDATA is
        return False
    return (near or not _UNUSUAL.search(block)) and not any(
        _PREFIX_DECLARED.match(block, at) for at in _sought(block, b"xmlns:", 0)
    )


def _sought(block: bytes, mark: bytes, telling: int) -> Iterator[int]:
    """Yield where a mark stands, found by its telling byte, which few tags hold.

    A byte is found thirty times as quickly as several, unless it stands everywhere.
    """
    byte = mark[telling : telling + 1]
    if block.count(byte, 0, _SAMPLE) >= _SELDOM:
        byte, telling = mark, 0
    at = block.find(byte)
    while at >= 0:
        start = at - telling
        if start >= 0 and block.startswith(mark, start):
            yield start
        at = block.find(byte, at + 1)


def _holds(block: bytes, mark: bytes, telling: int) -> bool:
    return next(_sought(block, mark, telling), -1) >= 0


def scan_usual(pieces: Iterable[bytes], struck: frozenset[bytes]) -> Scan | None:
    """Scan a sheet written in the usual way; None when it is not, and needs the parser."""
    found = Scan()
    for block in _blocks(pieces):
        narrow = not _NOT_NARROW.search(block)
        near = narrow or not _NOT_NEAR.search(block)
        if not _is_usual(block, near):
            return None
        _extents(found, block, narrow=narrow, near=near)
        found.errors += [
            (int(row) - 1, column_index(letters), text.decode("utf-8", "replace"))
            for letters, row, text in _cells(block, b't="e"', 3, _ERROR)
        ]
        found.truths += [
            (int(row) - 1, column_index(letters), value == b"1")
            for letters, row, value in _cells(block, b't="b"', 3, _TRUTH)
        ]
        found.uncomputed += [
            (int(row) - 1, column_index(letters))
            for letters, row in _cells(block, b"<f", 1, _UNCOMPUTED)
        ]
        if _holds(block, b'hidden="', 2):
            found.hidden_rows.update(int(row) - 1 for row in _HIDDEN.findall(block))
        if struck:
            found.struck_rows.update(
                int(row) - 1 for row, style in _STYLED.findall(block) if style in struck
            )
    return found


def _cells(
    block: bytes, mark: bytes, telling: int, pattern: re.Pattern[bytes]
) -> Iterator[tuple[bytes, ...]]:
    """Yield what a pattern tells of each cell that holds a mark; only such cells are looked at."""
    for at in _sought(block, mark, telling):
        start = block.rfind(b"<c ", max(0, at - _LONGEST_TAG), at)
        if start >= 0 and (cell := pattern.match(block, start)):
            yield cell.groups()


def _extents(found: Scan, block: bytes, *, narrow: bool, near: bool) -> None:
    """Note how far the values of a block may reach; only cells closed apart hold a value.

    A bound is enough, and cheap to have: no cell that is ``near`` stands below row 99,999, and none
    that is ``narrow`` beyond column Z either.
    """
    if b"</c>" not in block:
        return
    if near:
        found.last_row = max(found.last_row, _NEAR)
    else:
        rows = {int(row) for _, row in _VALUED.findall(block)}
        found.last_row = max(found.last_row, max(rows, default=1) - 1)
    far = set() if narrow else {column_index(c) for c in set(_FAR_COLUMN.findall(block))}
    found.last_column = max(found.last_column, 25, *far)


def _measured(found: Scan, pieces: Iterable[bytes]) -> None:
    """Replace the bounds by the very last row and column with a value."""
    places: set[tuple[bytes, bytes]] = set()
    last_row = last_column = 0
    for block in _blocks(pieces):
        places = set(_VALUED.findall(block))
        last_row = max(last_row, *(int(row) - 1 for _, row in places), 0)
        letters = {letters for letters, _ in places}
        last_column = max(last_column, *map(column_index, letters), 0)
    found.last_row, found.last_column = last_row, last_column


def scan(package: Package, part: str, struck: frozenset[bytes] = frozenset()) -> Scan:
    """Scan one sheet of a workbook.  Raises CannotRead when it is damaged."""
    package.refuse_entities(part)
    try:
        found = scan_usual(package.chunks(part), struck)
        if found is None:
            from ruralskills.readers.xml_parse import scan_parsed  # few sheets need a parser

            return scan_parsed(package.chunks(part), struck)
        if found.area > LARGEST_AREA:
            _measured(found, package.chunks(part))
        return found
    except CannotRead:
        raise
    except (SyntaxError, ValueError, OverflowError):  # the parser's error is a SyntaxError
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}") from None

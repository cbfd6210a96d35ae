"""Scan of a sheet's XML by patterns: errors, truths, formulas, rows, extent.

The reader gives a blank for an empty cell and for ``#N/A`` alike, cannot tell TRUE from 1, and takes
32 bytes for every cell of the rectangle around the values, so that one value in the last corner ends
the process.  One pass over the bytes finds all that.  It knows the XML that spreadsheet programs
write; a sheet written in another way (prefixed names, cells without addresses) goes to the XML
parser of ``xml_parse``, which is slower.
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

_LONGEST_ROW: Final = 64 << 20
"""Bytes of XML: a sheet that never ends a row is no sheet."""
_LONGEST_TAG: Final = 400
"""Bytes between the start of a cell and its type or formula."""
_SAMPLE, _RARE = 1 << 14, 1 << 7
"""Bytes looked at of a block, and how often a rare byte occurs in them at most."""
_CELL: Final = rb'<c r="([A-Z]{1,3})(\d+)"'
_FORMULA: Final = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"
_ERROR: Final = regex(_CELL + rb'[^>]*?\st="e"[^>]*>' + _FORMULA + rb"?<v>([^<]*)</v>")
_TRUTH: Final = regex(_CELL + rb'[^>]*?\st="b"[^>]*>' + _FORMULA + rb"?<v>([01])</v>")
_UNCOMPUTED: Final = regex(
    _CELL + rb'(?![^>]*\st="str")[^>]*>' + _FORMULA + rb"(?:<v\s*/>|<v></v>)?</c>"
)
_TEXT_FORMULA: Final = regex(_CELL + rb'[^>]*?\st="str"[^>]*>\s*<f')
_ARRAY: Final = regex(
    rb'<f(?=[^>]*\bt="(?:array|dataTable)")[^>]*\bref="([A-Z]+\d+(?::[A-Z]+\d+)?)"'
)
_HIDDEN_ROW: Final = regex(rb'<row r="(\d+)"[^<>]*?\shidden="(?:1|true)"')
_UNNUMBERED_ROW: Final = regex(rb'<row(?=[\s/>])(?! r="\d+")')
_STYLED_CELL: Final = regex(rb'<c r="[A-Z]{1,3}(\d+)"[^>]*?\ss="(\d+)"[^>/]*>(?!</c>)')
_OPEN_CELL: Final = regex(rb'<c r="([A-Z]{1,3})(\d+)"[^>/]*>')
_OPEN_CELL_BEYOND_Z: Final = regex(rb'<c r="([A-Z]{2,3})\d+"[^>/]*>')
_NEAR_ROWS: Final = 99_999
_NOT_NARROW: Final = regex(rb'<c[\s/>](?!r="[A-Z][1-9]\d{0,4}")')
"""A cell beyond column Z or row 99,999."""
_NOT_NEAR: Final = regex(rb'<c[\s/>](?!r="[A-Z]{1,3}[1-9]\d{0,4}")')
"""A cell beyond row 99,999."""
_UNUSUAL: Final = regex(rb'<c[\s/>](?!r="[A-Z]{1,3}[1-9]\d{0,6}")')
_PREFIX_DECLARED: Final = regex(
    rb"""xmlns:[^\s=]+\s*=\s*["'](?:http://schemas\.openxmlformats\.org/spreadsheetml/2006/main|http://purl\.oclc\.org/ooxml/spreadsheetml/main)["']"""
)
"""A prefix that cells may bear, here or further down."""


def scan_sheet(package: Package, part: str, struck: frozenset[bytes] = frozenset()) -> Scan:
    """Scan one sheet of a workbook.

    ``struck`` are the styles whose font is struck through.

    Raises CannotRead when it is damaged.
    """
    package.refuse_entities(part)
    try:
        scan = pattern_scan(package.utf8_chunks(part), struck)
        if scan is None:
            from ruralskills.readers.xml_parse import parse_scan  # few sheets need a parser

            return parse_scan(package.chunks(part), struck)
        if scan.area > LARGEST_AREA:
            scan.last_row, scan.last_column = exact_extent(package.utf8_chunks(part))
        return scan
    except CannotRead:
        raise
    except (SyntaxError, ValueError, OverflowError):  # the parser's error is a SyntaxError
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}") from None


def pattern_scan(pieces: Iterable[bytes], struck: frozenset[bytes]) -> Scan | None:
    """Scan a sheet as ``xml_parse.parse_scan`` does, several times faster.

    The extent is an upper bound.  Returns None for a sheet that is not written in the usual way.
    """
    scan = Scan()
    for block in _blocks(pieces):
        narrow = not _NOT_NARROW.search(block)
        near = narrow or not _NOT_NEAR.search(block)
        if not _is_usual(block, near):
            return None
        _extend(scan, block, narrow=narrow, near=near)
        scan.errors += [
            (int(row) - 1, column_index(letters), text.decode("utf-8", "replace"))
            for letters, row, text in _marked_cells(block, b't="e"', 3, _ERROR)
        ]
        scan.truths += [
            (int(row) - 1, column_index(letters), value == b"1")
            for letters, row, value in _marked_cells(block, b't="b"', 3, _TRUTH)
        ]
        _add_formulas(scan, block)
        if _contains(block, b'hidden="', 2):
            if _UNNUMBERED_ROW.search(block):
                return None
            scan.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(block))
        if struck:
            scan.struck_rows.update(
                int(row) - 1 for row, style in _STYLED_CELL.findall(block) if style in struck
            )
    return scan


def exact_extent(pieces: Iterable[bytes]) -> tuple[int, int]:
    """Return the last row and column with a value, in a sheet of the usual kind."""
    last_row = last_column = 0
    for block in _blocks(pieces):
        cells = set(_OPEN_CELL.findall(block))
        last_row = max(last_row, *(int(row) - 1 for _, row in cells), 0)
        last_column = max(last_column, *map(column_index, {letters for letters, _ in cells}), 0)
    return last_row, last_column


def positions(block: bytes, mark: bytes, rare: int) -> Iterator[int]:
    """Yield the positions of a mark as ``re.finditer`` does, by its byte at ``rare``.

    A single byte is found thirty times as fast as several, unless it occurs everywhere.
    """
    byte = mark[rare : rare + 1]
    if block.count(byte, 0, _SAMPLE) >= _RARE:
        byte, rare = mark, 0
    at = block.find(byte)
    while at >= 0:
        start = at - rare
        if start >= 0 and block.startswith(mark, start):
            yield start
        at = block.find(byte, at + 1)


def _contains(block: bytes, mark: bytes, rare: int) -> bool:
    return next(positions(block, mark, rare), -1) >= 0


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a sheet in blocks that end where a row ends."""
    rest = b""
    for piece in pieces:
        piece = rest + piece if rest else piece
        cut = piece.rfind(b"</row>")
        if cut < 0:
            rest = piece
            if len(rest) > _LONGEST_ROW:
                raise ValueError("a row without end")
            continue
        cut += len(b"</row>")
        yield piece[:cut]
        rest = piece[cut:]
    yield rest


def _is_usual(block: bytes, near: bool) -> bool:
    """Return True if the block is written the way that spreadsheet programs write."""
    if _contains(block, b"<!", 1):  # cells in a comment do not count, text in CDATA does
        return False
    return (near or not _UNUSUAL.search(block)) and not any(
        _PREFIX_DECLARED.match(block, at) for at in positions(block, b"xmlns:", 0)
    )


def _marked_cells(
    block: bytes, mark: bytes, rare: int, pattern: re.Pattern[bytes]
) -> Iterator[tuple[bytes, ...]]:
    """Yield the groups of a pattern for each cell that holds a mark and matches it."""
    for at in positions(block, mark, rare):
        start = block.rfind(b"<c ", max(0, at - _LONGEST_TAG), at)
        if start >= 0 and (cell := pattern.match(block, start)):
            yield cell.groups()


def _add_formulas(scan: Scan, block: bytes) -> None:
    """Add the formulas of a block that have no result, or a text for one."""
    for at in positions(block, b"<f", 1):
        start = block.rfind(b"<c ", max(0, at - _LONGEST_TAG), at)
        if start < 0:
            continue
        if cell := _UNCOMPUTED.match(block, start):
            scan.uncomputed.append((int(cell[2]) - 1, column_index(cell[1])))
        elif cell := _TEXT_FORMULA.match(block, start):
            scan.text_formulas.append((int(cell[2]) - 1, column_index(cell[1])))
        if array := _ARRAY.match(block, at):
            scan.arrays.append(array[1])


def _extend(scan: Scan, block: bytes, *, narrow: bool, near: bool) -> None:
    """Extend the extent by an upper bound of a block's, which is cheap to have.

    Only a cell that is not self-closing can hold a value.  No ``near`` cell stands below row 99,999,
    and no ``narrow`` one beyond column Z either.
    """
    if b"</c>" not in block:
        return
    if near:
        scan.last_row = max(scan.last_row, _NEAR_ROWS - 1)
    else:
        rows = {int(row) for _, row in _OPEN_CELL.findall(block)}
        scan.last_row = max(scan.last_row, max(rows, default=1) - 1)
    far = set() if narrow else {column_index(c) for c in set(_OPEN_CELL_BEYOND_Z.findall(block))}
    scan.last_column = max(scan.last_column, 25, *far)

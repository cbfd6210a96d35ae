"""Records of an xls or et, and a scan of BIFF8 for error values and hidden rows.

Records as in [MS-XLS]: BoundSheet8 2.4.28, BoolErr 2.4.24, Formula 2.4.127, Row 2.4.221.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import olefile  # type: ignore[import-untyped]  # the library has no types

from ruralskills.readers.scan_result import Scan

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOUND_SHEET, BOOL_ERR, FORMULA, ROW, END = 0x0085, 0x0205, 0x0006, 0x0208, 0x000A
_BEGINNING: Final = b"\x09\x08"
_VERSION_8: Final = b"\x00\x06"
_FILE_PASS: Final = 0x002F
ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
HIDDEN: Final = 0x20


def workbook_stream(content: bytes) -> bytes:
    """Return the records of a workbook, empty if they cannot be had as a whole.

    Some exports are the bare records, without a container around them.
    """
    if not content.startswith(_OLE):
        return content
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            name = next((n for n in ("Workbook", "Book") if container.exists(n)), "")
            if not name:
                return b""
            stream = bytes(container.openstream(name).read())
            is_whole = len(stream) == container.get_size(name)
            return stream if is_whole or not is_before_97(stream) else b""
    except Exception:  # whatever the library raises, the reader will report the file
        return b""


def scan_sheets(stream: bytes) -> list[Scan]:
    """Return error values and hidden rows of each sheet, in the workbook's order.

    An empty list if the records cannot be followed: then the sheets are taken as they are read.
    """
    try:
        return [_scan_sheet(stream, offset) for offset in _sheet_offsets(stream)]
    except (struct.error, IndexError):
        return []


def formula_cells(stream: bytes) -> dict[str, set[tuple[int, int]]]:
    """Return by sheet the cells that hold formulas, rows and columns from 0.

    An empty mapping for records that cannot be followed, or of before BIFF8.
    """
    if not stream or is_before_97(stream):
        return {}
    try:
        return {
            sheet_name(data): {
                struct.unpack_from("<HH", own)
                for kind, own in records(stream, struct.unpack_from("<I", data)[0])
                if kind == FORMULA
            }
            for kind, data in records(stream, 0)
            if kind == BOUND_SHEET
        }
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def sheet_name(data: bytes) -> str:
    """Return the name in a BoundSheet8, of which a flag says how wide its letters are."""
    length, is_wide = data[6], data[7] & 1
    return (
        data[8 : 8 + 2 * length].decode("utf-16-le")
        if is_wide
        else data[8 : 8 + length].decode("latin-1")
    )


def has_password(stream: bytes) -> bool:
    """Return True if a password is needed to open the workbook (FilePass, 2.4.117)."""
    return any(kind == _FILE_PASS for kind, _ in records(stream, 0))


def is_before_97(stream: bytes) -> bool:
    """Return True for the records of Excel 5 and 95, also where they name no version."""
    return stream.startswith(_BEGINNING) and stream[4:6] != _VERSION_8


def records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield type and data of the records of one substream."""
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + size]
        if kind == END:
            return
        start += 4 + size


def _sheet_offsets(stream: bytes) -> list[int]:
    return [
        struct.unpack_from("<I", data)[0]
        for kind, data in records(stream, 0)
        if kind == BOUND_SHEET
    ]


def _scan_sheet(stream: bytes, offset: int) -> Scan:
    scan = Scan()
    for kind, data in records(stream, offset):
        if kind == BOOL_ERR and len(data) >= 8 and data[7]:
            row, column = struct.unpack_from("<HH", data)
            scan.errors.append((row, column, ERRORS.get(data[6], "#N/A")))
        elif kind == FORMULA and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
            row, column = struct.unpack_from("<HH", data)
            scan.errors.append((row, column, ERRORS.get(data[8], "#N/A")))
        elif kind == ROW and len(data) >= 16 and data[12] & HIDDEN:
            scan.hidden_rows.add(struct.unpack_from("<H", data)[0])
    return scan

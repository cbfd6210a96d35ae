"""Scan of an xls or et: error values and hidden rows, from the BIFF8 records.

Records as in [MS-XLS]: BoundSheet8 2.4.28, BoolErr 2.4.24, Formula 2.4.127, Row 2.4.221.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import olefile  # type: ignore[import-untyped]  # the library has no types

from ruralskills.readers.scan_result import Scan

_FILE_PASS: Final = 0x002F
_BOUND_SHEET, _BOOL_ERR, _FORMULA, _ROW, _END = 0x0085, 0x0205, 0x0006, 0x0208, 0x000A
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_HIDDEN: Final = 0x20


def scan_sheets(content: bytes) -> list[Scan]:
    """Return error values and hidden rows of each sheet, in the workbook's order.

    An empty list if the records cannot be followed: then the sheets are taken as they are read.
    """
    try:
        stream = _stream(content)
        return [_scan_sheet(stream, offset) for offset in _sheet_offsets(stream)]
    except (OSError, ValueError, struct.error, IndexError):
        return []


def has_password(content: bytes) -> bool:
    """Return True if a password is needed to open the workbook (FilePass, 2.4.117)."""
    try:
        return any(kind == _FILE_PASS for kind, _ in _records(_stream(content), 0))
    except (OSError, ValueError, struct.error, IndexError):
        return False


def _stream(content: bytes) -> bytes:
    """Return the records of the workbook, empty if the container holds no workbook."""
    with olefile.OleFileIO(BytesIO(content)) as container:
        name = next((n for n in ("Workbook", "Book") if container.exists(n)), "")
        return bytes(container.openstream(name).read()) if name else b""


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield type and data of the records of one substream."""
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + size]
        if kind == _END:
            return
        start += 4 + size


def _sheet_offsets(stream: bytes) -> list[int]:
    return [
        struct.unpack_from("<I", data)[0]
        for kind, data in _records(stream, 0)
        if kind == _BOUND_SHEET
    ]


def _scan_sheet(stream: bytes, offset: int) -> Scan:
    scan = Scan()
    for kind, data in _records(stream, offset):
        if kind == _BOOL_ERR and len(data) >= 8 and data[7]:
            row, column = struct.unpack_from("<HH", data)
            scan.errors.append((row, column, _ERRORS.get(data[6], "#N/A")))
        elif kind == _FORMULA and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
            row, column = struct.unpack_from("<HH", data)
            scan.errors.append((row, column, _ERRORS.get(data[8], "#N/A")))
        elif kind == _ROW and len(data) >= 16 and data[12] & _HIDDEN:
            scan.hidden_rows.add(struct.unpack_from("<H", data)[0])
    return scan

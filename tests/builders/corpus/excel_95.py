"""Workbooks of Excel 5 and 95, drawn record by record.

No program at hand writes them any more.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date
from typing import Final

Value = str | float | date | bool | None

BOOK: Final = 0x05
SHEET: Final = 0x10
DAY_STYLE: Final = 16
"""The first style behind those that every workbook has shows days."""
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, *parts: bytes) -> bytes:
    """Return a record of its kind, size and data."""
    data = b"".join(parts)
    return struct.pack("<HH", kind, len(data)) + data


def begin(kind: int, version: int = 0x500) -> bytes:
    """Return the record that begins a stream."""
    return record(0x809, struct.pack("<HHHH", version, kind, 0x0DBB, 0x07CC))


def cells(rows: Sequence[Sequence[Value]], encoding: str) -> bytes:
    """Return the records of cells: texts as bytes, small whole numbers packed."""
    drawn = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            at = struct.pack("<HHH", row, column, DAY_STYLE if isinstance(value, date) else 15)
            if isinstance(value, bool):
                drawn += record(0x205, at, bytes([value, 0]))
            elif isinstance(value, date):
                drawn += record(0x203, at, struct.pack("<d", (value - date(1899, 12, 30)).days))
            elif isinstance(value, float) and value.is_integer() and abs(value) < 1 << 20:
                drawn += record(0x27E, at, struct.pack("<i", int(value) << 2 | 2))
            elif isinstance(value, float):
                drawn += record(0x203, at, struct.pack("<d", value))
            elif value:
                text = value.encode(encoding)
                drawn += record(0x204, at, struct.pack("<H", len(text)), text)
    return drawn


def text_formula(row: int, column: int, text: bytes) -> bytes:
    """Return a formula that gives a text, which follows in its own record."""
    result = b"\x00" * 6 + b"\xff\xff"
    formula = record(0x06, struct.pack("<HHH", row, column, 15), result, bytes(6))
    return formula + record(0x207, struct.pack("<H", len(text)), text)


def error_cell(row: int, column: int, code: int = 0x2A) -> bytes:
    """Return a cell with an error value."""
    return record(0x205, struct.pack("<HHH", row, column, 15), bytes([code, 1]))


def stream(
    sheets: Sequence[tuple[str, bytes]],
    encoding: str = "gbk",
    code_page: int | None = 936,
    day_format: bytes = b'yyyy"\xc4\xea"m"\xd4\xc2"d"\xc8\xd5"',
    options: Sequence[int] = (),
) -> bytes:
    """Return the records of a workbook whose sheets have a name and records of cells."""
    bodies = [begin(SHEET) + drawn + record(0x0A) for _, drawn in sheets]
    starts = [0] * len(sheets)
    for _ in range(2):  # the size of the first part does not hang on the offsets in it
        head = begin(BOOK)
        head += record(0x42, struct.pack("<H", code_page)) if code_page is not None else b""
        head += record(0x22, b"\0\0") + record(
            0x41E, struct.pack("<HB", 164, len(day_format)), day_format
        )
        for style in range(DAY_STYLE + 1):
            shape = struct.pack("<HH", 0, 164 if style == DAY_STYLE else 0)
            head += record(0xE0, shape, struct.pack("<H", 0xFFF5 if style < 15 else 1), bytes(10))
        for number, (name, _) in enumerate(sheets):
            text = name.encode(encoding)
            option = options[number] if options else 0
            head += record(0x85, struct.pack("<IHB", starts[number], option, len(text)), text)
        head += record(0x0A)
        starts = [len(head) + sum(map(len, bodies[:n])) for n in range(len(sheets))]
    return head + b"".join(bodies)


def container(stream: bytes, name: str = "Book") -> bytes:
    """Return a compound file that holds one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = 1
    while (sectors + 1 + tables) * 4 > tables * 512:
        tables += 1
    first = tables + 1
    chain = [*([_FAT] * tables), _END, *range(first + 1, first + sectors), _END]
    chain += [_FREE] * (tables * 128 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, first, len(stream))
    entries += _entry("", 0, _FREE, 0, 0) * 2
    return head + struct.pack(f"<{len(chain)}I", *chain) + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2 if text else 0, kind, 1)
    return (
        head
        + struct.pack("<III", _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def workbook(
    rows: Sequence[Sequence[Value]], encoding: str = "gbk", code_page: int | None = 936
) -> bytes:
    """Return a workbook with one sheet."""
    return container(stream([("台账", cells(rows, encoding))], encoding, code_page))


def bare(rows: Sequence[Sequence[Value]], encoding: str = "gbk") -> bytes:
    """Return a sheet without workbook or container, as web servers export it."""
    head = record(0x809, struct.pack("<HHHH", 0, SHEET, 0, 0))
    return head + cells(rows, encoding) + record(0x0A)

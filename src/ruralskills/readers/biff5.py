"""Reader of workbooks of Excel 5 and 95, whose texts are bytes of a code page.

calamine reads these records too, but loses every text in a code page of two bytes such as 936. The
records are as OpenOffice's documentation of the Excel file format has them: BOUNDSHEET 5.95, CODEPAGE
5.17, FORMAT 5.49, XF 5.115, LABEL 5.63, RSTRING 5.87, RK 5.83, MULRK 5.74, FORMULA 5.50, STRING 5.102.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.errors import CUT_SHORT, SAVE_AS, CannotRead
from ruralskills.readers import biff
from ruralskills.readers.grid import Grid, build_grid
from ruralskills.readers.scan_result import refuse_area
from ruralskills.readers.text_encoding import decoded, encoding_of
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import CellError, Raw

_MOST_BYTES: Final = 32 * 1024 * 1024
"""Twice what the 16,384 rows of such a sheet can hold in practice."""
_MOST_CELLS: Final = 5_000_000
_CODE_PAGE, _DATE_MODE, _FORMAT, _XF = 0x42, 0x22, 0x41E, 0xE0
_LABEL, _R_STRING, _STRING, _NUMBER, _RK, _MUL_RK = 0x204, 0xD6, 0x207, 0x203, 0x27E, 0xBD
_CELLS: Final = (_NUMBER, _RK, biff.BOOL_ERR, biff.FORMULA)
_SHEET_OF_ITS_OWN: Final = b"\x10\x00"
_ENCODINGS: Final = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}
_DAYS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The formats of days and times that every workbook has, Chinese ones too."""
_LITERALS: Final = regex(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|General')
_ORIGIN: Final = datetime(1899, 12, 30)
_DAYS_TO_1904: Final = 1462
_LAST_DAY: Final = 2_958_466


class _Sheet(Struct):
    """A sheet, and its cells as they are found."""

    name: bytes
    start: int
    options: int = 0
    end: int = 0
    is_whole: bool = False
    rows: dict[int, dict[int, Any]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)

    @property
    def is_worksheet(self) -> bool:
        """False for charts and macros."""
        return self.options < 0x100

    @property
    def is_hidden(self) -> bool:
        """True if a person does not see the sheet."""
        return bool(self.options & 3)

    def put(self, row: int, column: int, value: Any) -> None:
        """Set a cell: bytes for a text that is not yet decoded."""
        self.rows.setdefault(row, {})[column] = value


class _Globals(Struct):
    """The formats and sheets of a workbook, and how its texts and days are written."""

    encoding: str = ""
    """Empty if the workbook does not name a code page of Chinese."""
    is_1904: bool = False
    formats: dict[int, bytes] = field(default_factory=dict)
    cell_formats: list[int] = field(default_factory=list)
    """By the index of a cell's style, its format."""
    sheets: list[_Sheet] = field(default_factory=list)

    def is_day(self, style: int) -> bool:
        """Return True if cells of a style show days or times."""
        if style >= len(self.cell_formats):
            return False
        number = self.cell_formats[style]
        text = self.formats.get(number)
        if text is None:
            return number in _DAYS
        shown = _LITERALS.sub("", text.decode("ascii", "ignore"))
        return bool(re.search("[ymdhs]", shown, re.IGNORECASE))


def read_biff5(stream: bytes) -> tuple[list[Grid], list[str], frozenset[str]]:
    """Return the sheets, and the names of those without cells and of the hidden ones.

    Raises CannotRead when the records cannot be followed.
    """
    if len(stream) > _MOST_BYTES:
        raise CannotRead(f"文件有{len(stream) >> 20}MB，过大，为免拖垮电脑没有读取。{SAVE_AS}")
    try:
        return _sheets(stream)
    except (struct.error, IndexError):
        raise CannotRead(f"文件已损坏，读不出工作表。{SAVE_AS}") from None


def _sheets(stream: bytes) -> tuple[list[Grid], list[str], frozenset[str]]:
    book = _read_globals(stream)
    found = [_read_cells(stream, sheet, book) for sheet in book.sheets]
    spans = sorted((sheet.start, sheet.end) for sheet in found)
    if not found or any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise CannotRead(f"文件已损坏，读不出工作表。{SAVE_AS}")
    decode = _decoder(book, found)
    grids = [_grid(sheet, decode) for sheet in found if sheet.is_worksheet]
    non_worksheets = [decode(sheet.name) for sheet in found if not sheet.is_worksheet]
    hidden = frozenset(decode(sheet.name) for sheet in found if sheet.is_hidden)
    return grids, non_worksheets, hidden


def _read_globals(stream: bytes) -> _Globals:
    book = _Globals()
    if stream[6:8] == _SHEET_OF_ITS_OWN:
        book.sheets.append(_Sheet(b"Sheet1", 0))
        return book
    for kind, data in biff.records(stream, 0):
        if kind == _CODE_PAGE:
            book.encoding = _ENCODINGS.get(struct.unpack_from("<H", data)[0], "")
        elif kind == _DATE_MODE:
            book.is_1904 = data[:1] == b"\x01"
        elif kind == _FORMAT:
            book.formats[struct.unpack_from("<H", data)[0]] = data[3 : 3 + data[2]]
        elif kind == _XF:
            book.cell_formats.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == biff.BOUND_SHEET:
            start, options = struct.unpack_from("<IH", data)
            book.sheets.append(_Sheet(data[7 : 7 + data[6]], start, options))
    return book


def _read_cells(stream: bytes, sheet: _Sheet, book: _Globals) -> _Sheet:
    """Read the cells of a sheet.

    Raises struct.error or IndexError where a record is damaged.
    """
    sheet.end = sheet.start
    awaited: tuple[int, int] | None = None
    for kind, data in biff.records(stream, sheet.start):
        sheet.end += 4 + len(data)
        if kind in (_LABEL, _R_STRING):
            row, column, _, size = struct.unpack_from("<4H", data)
            sheet.put(row, column, data[8 : 8 + size])
        elif kind == _STRING and awaited is not None:
            sheet.put(*awaited, data[2 : 2 + struct.unpack_from("<H", data)[0]])
        elif kind == _MUL_RK:
            row, first = struct.unpack_from("<2H", data)
            for at in range((len(data) - 6) // 6):
                style, packed = struct.unpack_from("<HI", data, 4 + 6 * at)
                sheet.put(row, first + at, _number(_unpacked(packed), style, book))
        elif kind in _CELLS:
            row, column, style = struct.unpack_from("<3H", data)
            sheet.put(row, column, _value(kind, data, style, book))
            awaited = row, column
        elif kind == biff.END:
            sheet.is_whole = True
        elif kind == biff.ROW and len(data) >= 16 and data[12] & biff.HIDDEN:
            sheet.hidden_rows.add(struct.unpack_from("<H", data)[0])
    return sheet


def _value(kind: int, data: bytes, style: int, book: _Globals) -> Any:
    """Return the value of a cell that holds one number, truth, error or formula.

    A text of a formula follows in a record of its own.
    """
    if kind == biff.BOOL_ERR:
        return _truth_or_error(data[6], is_error=bool(data[7]))
    if kind == _RK:
        return _number(_unpacked(struct.unpack_from("<I", data, 6)[0]), style, book)
    if kind == biff.FORMULA and data[12:14] == b"\xff\xff":
        return _truth_or_error(data[8], is_error=data[6] == 2) if data[6] in (1, 2) else b""
    return _number(struct.unpack_from("<d", data, 6)[0], style, book)


def _unpacked(packed: int) -> float:
    """Return the number of an RK value: 30 bits of a whole number or of a double."""
    number: float
    if packed & 2:
        number = (packed >> 2) - (1 << 30 if packed & 0x8000_0000 else 0)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFF_FFFC) << 32))[0]
    return number / 100 if packed & 1 else number


def _truth_or_error(value: int, *, is_error: bool) -> Any:
    if is_error:
        return CellError(biff.ERRORS.get(value, "#N/A"))
    return b"TRUE" if value else b"FALSE"


def _number(number: float, style: int, book: _Globals) -> Raw:
    """Return a number, or the day or time that its style shows."""
    if not book.is_day(style) or not 0 <= number < _LAST_DAY:
        return number if number == number and abs(number) != float("inf") else ""
    if number < 1:
        seconds = round(number * 86_400) % 86_400
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    days = number + (_DAYS_TO_1904 if book.is_1904 else 1 if number < 60 else 0)
    moment = _ORIGIN + timedelta(seconds=round(days * 86_400))
    return moment if days % 1 else date(moment.year, moment.month, moment.day)


def _decoder(book: _Globals, found: list[_Sheet]) -> Callable[[bytes], str]:
    """Return the function that makes text of bytes.

    Exports often name no code page, or one of Western Europe.
    """
    encoding = book.encoding or encoding_of(b"\n".join(_texts(found)))
    return lambda text: decoded(text, encoding)


def _texts(found: list[_Sheet]) -> Iterator[bytes]:
    for sheet in found:
        yield sheet.name
        for row in sheet.rows.values():
            yield from (value for value in row.values() if isinstance(value, bytes))


def _grid(sheet: _Sheet, decode: Callable[[bytes], str]) -> Grid:
    name, height = decode(sheet.name), max(sheet.rows, default=-1) + 1
    width = max((max(row) for row in sheet.rows.values()), default=-1) + 1
    if height * width > _MOST_CELLS:
        refuse_area(name, height, width)
    blank: list[Any] = [""] * width
    rows = (_row(sheet.rows.get(row), blank, decode) for row in range(height))
    grid = build_grid(name, rows)
    grid.merges_known = False
    if not sheet.is_whole:
        grid.remarks.append(CUT_SHORT)
    grid.hidden_rows = frozenset(row for row in sheet.hidden_rows if row < height)
    return grid


def _row(
    cells: dict[int, Any] | None, blank: list[Any], decode: Callable[[bytes], str]
) -> list[Any]:
    """Return a row as wide as the blank one."""
    if cells is None:
        return blank
    row = blank.copy()
    for column, value in cells.items():
        row[column] = decode(value) if isinstance(value, bytes) else value
    return row

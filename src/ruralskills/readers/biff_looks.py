"""The looks of an xls: type, borders, fills, number formats, sizes.

Records as in [MS-XLS]: Font 2.4.122, Format 2.4.126, XF 2.4.353, Palette 2.4.188, ColInfo 2.4.53,
Row 2.4.221, MulBlank 2.4.174, MulRk 2.4.175, Setup 2.4.257, WsBool 2.4.351, Pane 2.4.189.
"""

from __future__ import annotations

import struct
from typing import Final

from msgspec import Struct, field

from ruralskills.readers.biff import (
    BOUND_SHEET,
    FORMULA,
    ROW,
    is_before_97,
    records,
    sheet_name,
    workbook_stream,
)
from ruralskills.text.addresses import Address

_FONT, _FORMAT, _XF, _PALETTE = 0x31, 0x41E, 0xE0, 0x92
_COLUMN, _SETUP, _SHEET_FLAGS, _PANE, _WINDOW = 0x7D, 0xA1, 0x81, 0x41, 0x23E
_MUL_RK, _MUL_BLANK = 0xBD, 0xBE
_USUAL_DIGITS, _USUAL_WIDTH = 0x55, 0x99
_CELLS: Final = frozenset({FORMULA, 0xFD, 0x204, 0x203, 0x27E, 0x201, 0x205, 0xD6})
"""Records of one cell, which begin with row, column and style."""
_PADDING: Final = 0.71
"""Digits that a column is wider than the digits it shows."""
_LOST: Final = {
    FORMULA: "公式（只留结果）", 0x1C: "批注", 0xEC: "图片和图形", 0x1BE: "下拉选项", 0x1B0: "条件格式",
    0x1B8: "链接",
}  # fmt: skip
"""Records of what a copy of the values and looks does not have."""


class Type(Struct, frozen=True):
    """The type of a cell's text."""

    name: str
    points: float
    is_bold: bool
    is_italic: bool
    is_underlined: bool
    colour: int
    """The number of a colour in the palette."""


class CellLook(Struct, frozen=True):
    """The look of a cell, numbers as the records have them."""

    type: int
    format: int
    horizontal: int
    vertical: int
    wraps: bool
    sides: tuple[tuple[int, int], ...]
    """Kind and colour of the lines at the left, right, top and bottom."""
    pattern: int
    fill: int


class SheetLook(Struct):
    """The looks of a sheet, rows and columns from 0."""

    cells: dict[Address, int] = field(default_factory=dict)
    """The number of the look by row and column."""
    widths: dict[int, float] = field(default_factory=dict)
    """Of columns, in digits of the usual type, 0 for a hidden one."""
    usual_width: float = 0.0
    """Of the columns that have none of their own, 0 if the sheet does not say."""
    heights: dict[int, float] = field(default_factory=dict)
    """Of rows, in points."""
    is_landscape: bool = False
    paper: int = 0
    fits: tuple[int, int] | None = None
    """Pages across and down, 0 for as many as it takes."""
    frozen: Address | None = None
    """The first row and column that move."""


class BookLook(Struct):
    """The looks of a workbook."""

    types: list[Type] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    looks: list[CellLook] = field(default_factory=list)
    palette: dict[int, str] = field(default_factory=dict)
    """RRGGBB of the colours that the workbook has changed."""
    sheets: dict[str, SheetLook] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    """The parts of the workbook that are no looks, in Chinese."""

    def type_of(self, look: CellLook) -> Type | None:
        """Return the type of a look.  No type has the number 4."""
        number = look.type - (look.type > 4)
        return self.types[number] if number < len(self.types) else None


def book_look(content: bytes) -> BookLook | None:
    """Return the looks of an xls, None where its records cannot be followed."""
    stream = workbook_stream(content)
    if not stream or content.startswith(b"PK") or is_before_97(stream):
        return None
    try:
        found = _book_look(stream)
        return found if found.looks else None
    except (struct.error, IndexError, UnicodeDecodeError):
        return None


def _book_look(stream: bytes) -> BookLook:
    found = BookLook()
    kinds: set[int] = set()
    for kind, data in records(stream, 0):
        kinds.add(kind)
        if kind == _FONT:
            found.types.append(_type(data))
        elif kind == _FORMAT:
            found.formats[struct.unpack_from("<H", data)[0]] = _text(data[2:], wide_count=True)
        elif kind == _XF:
            found.looks.append(_cell_look(data))
        elif kind == _PALETTE:
            colours = range(struct.unpack_from("<H", data)[0])
            found.palette = {8 + n: data[2 + 4 * n : 5 + 4 * n].hex().upper() for n in colours}
        elif kind == BOUND_SHEET:
            offset = struct.unpack_from("<I", data)[0]
            found.sheets[sheet_name(data)] = _sheet_look(stream, offset, kinds)
    found.lost = [words for kind, words in _LOST.items() if kind in kinds]
    return found


def _text(data: bytes, *, wide_count: bool) -> str:
    """Return a text behind its length and the flag of how wide its letters are."""
    count = struct.unpack_from("<H", data)[0] if wide_count else data[0]
    start = 2 if wide_count else 1
    is_wide = data[start] & 1
    letters = data[start + 1 : start + 1 + count * (1 + is_wide)]
    return letters.decode("utf-16-le" if is_wide else "latin-1")


def _type(data: bytes) -> Type:
    height, flags, colour, weight = struct.unpack_from("<4H", data)
    return Type(
        _text(data[14:], wide_count=False), height / 20, weight >= 700, bool(flags & 2),
        bool(data[10]), colour,
    )  # fmt: skip


def _cell_look(data: bytes) -> CellLook:
    font, number_format = struct.unpack_from("<2H", data)
    kinds, fills, colours = struct.unpack_from("<IIH", data, 10)
    sides = (
        (kinds & 15, kinds >> 16 & 127),
        (kinds >> 4 & 15, kinds >> 23 & 127),
        (kinds >> 8 & 15, fills & 127),
        (kinds >> 12 & 15, fills >> 7 & 127),
    )
    return CellLook(
        font, number_format, data[6] & 7, data[6] >> 4 & 7, bool(data[6] & 8), sides, fills >> 26,
        colours & 127,
    )  # fmt: skip


def _sheet_look(stream: bytes, offset: int, kinds: set[int]) -> SheetLook:
    look = SheetLook()
    fit = (1, 1)
    is_fitted = is_frozen = False
    pane: Address | None = None
    for kind, data in records(stream, offset):
        kinds.add(kind)
        if kind in _CELLS:
            row, column, number = struct.unpack_from("<3H", data)
            look.cells[row, column] = number
        elif kind in (_MUL_BLANK, _MUL_RK):
            _add_run(look, data, 2 if kind == _MUL_BLANK else 6)
        elif kind == _COLUMN:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            sizes = range(first, min(last, 255) + 1)
            look.widths |= dict.fromkeys(sizes, 0.0 if flags & 1 else width / 256)
        elif kind == _USUAL_DIGITS and not look.usual_width:
            look.usual_width = struct.unpack_from("<H", data)[0] + _PADDING
        elif kind == _USUAL_WIDTH:
            look.usual_width = struct.unpack_from("<H", data)[0] / 256
        elif kind == ROW and data[12] & 0x40:
            row, height = struct.unpack_from("<H4xH", data)
            look.heights[row] = (height & 0x7FFF) / 20
        elif kind == _SETUP:
            paper, _, _, across, down, flags = struct.unpack_from("<6H", data)
            fit = across, down
            if not flags & 4:
                look.paper, look.is_landscape = paper, not flags & 2
        elif kind == _SHEET_FLAGS:
            is_fitted = bool(struct.unpack_from("<H", data)[0] & 0x100)
        elif kind == _WINDOW:
            is_frozen = bool(struct.unpack_from("<H", data)[0] & 8)
        elif kind == _PANE:
            columns, rows = struct.unpack_from("<2H", data)
            pane = rows, columns
    look.fits = fit if is_fitted else None
    look.frozen = pane if is_frozen else None
    return look


def _add_run(look: SheetLook, data: bytes, step: int) -> None:
    """Add the cells of a record of several in a row."""
    row, column = struct.unpack_from("<2H", data)
    for at in range(4, len(data) - 2, step):
        look.cells[row, column] = struct.unpack_from("<H", data, at)[0]
        column += 1

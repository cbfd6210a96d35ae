"""The looks of an xls, carried over to the copy of its values."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS

from ruralskills.readers.biff_looks import BookLook, CellLook, SheetLook, Type
from ruralskills.text.addresses import column_letters

_ACROSS: Final = (
    None, "left", "center", "right", "fill", "justify", "centerContinuous", "distributed",
)  # fmt: skip
_DOWN: Final = ("top", "center", "bottom", "justify", "distributed")
_LINES: Final = (
    None, "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot",
    "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_SOLID: Final = 1
_FIRST_OF_SYSTEM: Final = 64
"""Numbers of colours from here on are those of the system."""
_GENERAL: Final = "General"
_TEXT: Final = "@"
_USUAL_DATE: Final = "yyyy-mm-dd"


class CarriedLooks:
    """The looks of a workbook, made for openpyxl as its cells need them."""

    def __init__(self, book: BookLook) -> None:
        self._book = book
        self._made: dict[int, dict[str, Any]] = {}

    def put_on(self, sheet: Any, name: str) -> None:
        """Give a sheet the looks of the source's sheet of that name."""
        look = self._book.sheets.get(name)
        if look is None:
            return
        for (row, column), number in look.cells.items():
            if number < len(self._book.looks):
                self._dress(sheet.cell(row + 1, column + 1), number)
        for column in range(max((column for _, column in look.cells), default=-1) + 1):
            width = look.widths.get(column, look.usual_width or None)
            if width is None:
                continue
            size = sheet.column_dimensions[column_letters(column)]
            size.hidden = not width
            if width:
                size.width = width
        for row, height in look.heights.items():
            sheet.row_dimensions[row + 1].height = height
        _set_up(sheet, look)

    def _dress(self, cell: Any, number: int) -> None:
        parts = self._made.get(number)
        if parts is None:
            parts = self._made[number] = self._parts(self._book.looks[number])
        usual = _TEXT if cell.data_type == "s" else _USUAL_DATE if cell.is_date else _GENERAL
        for name, value in parts.items():
            setattr(cell, name, value)
        if cell.number_format == _GENERAL and usual != _GENERAL:
            cell.number_format = usual

    def _parts(self, look: CellLook) -> dict[str, Any]:
        kind = self._book.type_of(look)
        left, right, top, bottom = (self._side(*side) for side in look.sides)
        parts: dict[str, Any] = {
            "alignment": Alignment(
                horizontal=_ACROSS[look.horizontal],
                vertical=_DOWN[look.vertical] if look.vertical < len(_DOWN) else None,
                wrap_text=look.wraps or None,
            ),
            "border": Border(left=left, right=right, top=top, bottom=bottom),
            "number_format": self._format(look.format),
        }
        if kind:
            parts["font"] = self._font(kind)
        if look.pattern == _SOLID and (colour := self._colour(look.fill)):
            parts["fill"] = PatternFill("solid", fgColor=colour)
        return parts

    def _font(self, kind: Type) -> Font:
        return Font(
            name=kind.name,
            size=kind.points,
            bold=kind.is_bold,
            italic=kind.is_italic,
            underline="single" if kind.is_underlined else None,
            color=self._colour(kind.colour),
        )

    def _side(self, kind: int, colour: int) -> Side:
        if not 0 < kind < len(_LINES):
            return Side()
        return Side(style=_LINES[kind], color=self._colour(colour))

    def _colour(self, number: int) -> str | None:
        """Return RRGGBB of a colour of the palette, None for one of the system."""
        if number >= _FIRST_OF_SYSTEM:
            return None
        return self._book.palette.get(number, COLOR_INDEX[number][2:])

    def _format(self, number: int) -> str:
        return self._book.formats.get(number) or BUILTIN_FORMATS.get(number, _GENERAL)


def _set_up(sheet: Any, look: SheetLook) -> None:
    """Give a sheet its page and the rows that stay in sight."""
    if look.paper:
        sheet.page_setup.paperSize = look.paper
        sheet.page_setup.orientation = "landscape" if look.is_landscape else "portrait"
    if look.fits:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = look.fits
    if look.frozen:
        row, column = look.frozen
        sheet.freeze_panes = sheet.cell(row + 1, column + 1)

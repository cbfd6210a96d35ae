"""Sizes of rows and columns in pixels, so that the box of a comment fits its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from ruralskills.patching.xml import attributes, prefix_of
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW
from ruralskills.text.lazy_regex import regex

_POINT: Final = 96 / 72
"""Pixels to a point."""
_DEFAULT_HEIGHT, _DEFAULT_WIDTH = 18, 64
_NUMBER: Final = regex(rb"""\sr=["'](\d+)""")
_HEIGHT: Final = regex(rb"""\sht=["']([\d.]+)""")
_HIDDEN: Final = regex(rb"""\shidden=["'](?:1|true)["']""")
_TRUE: Final = (b"1", b"true")


@dataclass(slots=True)
class CellGeometry:
    """Heights and widths of a sheet's rows and columns, from 0, in pixels."""

    sheet: bytes
    _heights: dict[int, int] = field(init=False, default_factory=dict)
    _widths: list[tuple[int, int, int]] = field(init=False, default_factory=list)
    """First column, last column, width."""
    _default_height: int = field(init=False, default=_DEFAULT_HEIGHT)
    _default_width: int = field(init=False, default=_DEFAULT_WIDTH)

    def __post_init__(self) -> None:
        rows = self.sheet.find(b"sheetData")
        defaults = re.search(rb"<(?:[\w.-]+:)?sheetFormatPr\s[^>]*>", self.sheet[:rows])
        values = attributes(defaults[0]) if defaults else {}
        if b"defaultRowHeight" in values:
            self._default_height = round(float(values[b"defaultRowHeight"]) * _POINT)
        if b"defaultColWidth" in values:
            self._default_width = _pixels(values[b"defaultColWidth"])
        for tag in re.findall(rb"<(?:[\w.-]+:)?col\s[^>]*>", self.sheet[:rows]):
            values = attributes(tag)
            width = 0 if values.get(b"hidden") in _TRUE else _pixels(values.get(b"width", b"9"))
            self._widths.append(
                (int(values.get(b"min", b"1")) - 1, int(values.get(b"max", b"1")) - 1, width)
            )
        self._read_rows(rows)

    def _read_rows(self, at: int) -> None:
        if b" ht=" not in self.sheet and b"hidden=" not in self.sheet:
            return
        prefix = prefix_of(self.sheet, b"worksheet")
        start, number = b"<" + prefix + b"row", -1
        while (at := self.sheet.find(start, at)) >= 0:  # several times faster than a pattern
            tag = self.sheet[at : self.sheet.index(b">", at) + 1]
            at += len(tag)
            if tag[len(start)] not in b" />\t\r\n":  # rowBreaks
                continue
            numbered = _NUMBER.search(tag)
            number = int(numbered[1]) - 1 if numbered else number + 1
            if _HIDDEN.search(tag):
                self._heights[number] = 0
            elif height := _HEIGHT.search(tag):
                self._heights[number] = round(float(height[1]) * _POINT)

    def height(self, row: int) -> int:
        """Return the height of a row in pixels."""
        return self._heights.get(row, self._default_height)

    def width(self, column: int) -> int:
        """Return the width of a column in pixels."""
        for first, last, width in self._widths:
            if first <= column <= last:
                return width
        return self._default_width

    def row_below(self, row: int, offset: int, pixels: int) -> tuple[int, int]:
        """Return the row, and pixels within it, so many pixels below (above if negative)."""
        return _move(row, offset + pixels, self.height, LAST_ROW - 1)

    def column_right_of(self, column: int, offset: int, pixels: int) -> tuple[int, int]:
        """Return the column, and pixels within it, so many pixels to the right."""
        return _move(column, offset + pixels, self.width, LAST_COLUMN)


def _pixels(width: bytes) -> int:
    """Return a column's width in pixels, given in characters as a sheet has it."""
    return int(float(width) * 7 + 5)


def _move(at: int, offset: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """Return the row or column, and the offset in it, for an offset of any size."""
    while offset < 0 and at > 0:
        at -= 1
        offset += size(at)
    while at < last and offset >= size(at):
        offset -= size(at)
        at += 1
    return at, max(offset, 0)

"""How much room rows and columns of a sheet take, so that a note is as large as what it says."""

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
_HIGH: Final = 18
"""Pixels of a row of which nothing is said."""
_WIDE: Final = 64
_NUMBER: Final = regex(rb"""\sr=["'](\d+)""")
_HEIGHT: Final = regex(rb"""\sht=["']([\d.]+)""")
_HIDDEN: Final = regex(rb"""\shidden=["'](?:1|true)["']""")
_TRUE: Final = (b"1", b"true")


@dataclass(slots=True)
class Room:
    """The rows and columns of a sheet in pixels; they count from 0."""

    sheet: bytes
    _heights: dict[int, int] = field(init=False, default_factory=dict)
    _widths: list[tuple[int, int, int]] = field(init=False, default_factory=list)
    _high: int = field(init=False, default=_HIGH)
    _wide: int = field(init=False, default=_WIDE)

    def __post_init__(self) -> None:
        rows = self.sheet.find(b"sheetData")
        usual = re.search(rb"<(?:[\w.-]+:)?sheetFormatPr\s[^>]*>", self.sheet[:rows])
        said = attributes(usual[0]) if usual else {}
        if b"defaultRowHeight" in said:
            self._high = round(float(said[b"defaultRowHeight"]) * _POINT)
        if b"defaultColWidth" in said:
            self._wide = _pixels(said[b"defaultColWidth"])
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
            named = _NUMBER.search(tag)
            number = int(named[1]) - 1 if named else number + 1
            if (found := _HIDDEN.search(tag)) is not None:
                self._heights[number] = 0
            elif (found := _HEIGHT.search(tag)) is not None:
                self._heights[number] = round(float(found[1]) * _POINT)

    def height(self, row: int) -> int:
        """Pixels of a row."""
        return self._heights.get(row, self._high)

    def width(self, column: int) -> int:
        """Pixels of a column."""
        for first, last, width in self._widths:
            if first <= column <= last:
                return width
        return self._wide

    def down(self, row: int, offset: int, pixels: int) -> tuple[int, int]:
        """The place so many pixels below another, or above it: row, and pixels within."""
        return _walked(row, offset + pixels, self.height, LAST_ROW - 1)

    def right(self, column: int, offset: int, pixels: int) -> tuple[int, int]:
        """The place so many pixels to the right of another."""
        return _walked(column, offset + pixels, self.width, LAST_COLUMN)


def _pixels(width: bytes) -> int:
    """A column's width as a sheet has it, in characters."""
    return int(float(width) * 7 + 5)


def _walked(at: int, offset: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    while offset < 0 and at > 0:
        at -= 1
        offset += size(at)
    while at < last and offset >= size(at):
        offset -= size(at)
        at += 1
    return at, max(offset, 0)

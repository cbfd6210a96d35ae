"""Formats and pages of the official workbook."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has types and no py.typed
from xlsxwriter.format import Format as Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet as Worksheet  # type: ignore[import-untyped]

from ruralskills.rollups.long_sheet import LongSheet
from ruralskills.text.width import lines

SIGNATURES: Final = (
    "填表人：　　　　　　　　审核人：　　　　　　　　单位负责人：　　　　　　　　（盖章）　　　　　　"
    "年　　月　　日"
)
_A4: Final = 9
_LINK: Final = "#1F4E9C"
"""A blue that is printed as black."""
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
_LONGEST_NAME: Final = 31


_LINE_HEIGHT, _PADDING = 13, 5
"""Points of a line of a text, and of what stands above and below it."""
_TALLEST: Final = 400
"""Points of a row. Excel takes 409."""


def height_of(texts: Sequence[str], columns: Sequence[float]) -> int:
    """Return the height of a row whose texts are wrapped in columns of some widths.

    A program that does not fit the height itself would cut them.

    >>> height_of(["短", "一二三四五六七八九十"], [10, 10]), height_of(["短"], [10])
    (44, 18)
    """
    needed = max(lines(text, size - 2) for text, size in zip(texts, columns, strict=True))
    return min(_TALLEST, needed * _LINE_HEIGHT + _PADDING)


class BookFormats:
    """The workbook that is being written, its formats and the names of its sheets."""

    def __init__(self) -> None:
        self._content = BytesIO()
        self.book = Workbook(self._content, {"in_memory": True, "strings_to_formulas": False})
        self.book.set_properties({"author": "ruralskills"})
        self._taken: set[str] = set()

    def _made(self, **properties: Any) -> Format:
        usual = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
        return self.book.add_format(usual | properties)

    @cached_property
    def title(self) -> Format:
        """The format of a title."""
        return self._made(font_name="黑体", font_size=16, align="center")

    @cached_property
    def line(self) -> Format:
        """The format of a line over all columns."""
        return self._made(align="left")

    @cached_property
    def head(self) -> Format:
        """The format of a header."""
        return self._made(font_name="黑体", align="center", border=1, bg_color="#E7E6E6")

    @cached_property
    def text(self) -> Format:
        """The format of a text in a table."""
        return self._made(border=1, align="left")

    @cached_property
    def fitted(self) -> Format:
        """The format of a text that is shrunk to fit, in rows of one line."""
        return self._made(border=1, align="left", text_wrap=False, shrink=True)

    @cached_property
    def number(self) -> Format:
        """The format of a number in a table."""
        return self._made(border=1, align="center")

    @cached_property
    def total(self) -> Format:
        """The format of a number that is a sum."""
        return self._made(border=1, align="center", bold=True)

    @cached_property
    def linked(self) -> Format:
        """The format of a number that leads to its sources."""
        return self._made(border=1, align="center", font_color=_LINK)

    @cached_property
    def linked_total(self) -> Format:
        """The format of a sum that leads to its sources."""
        return self._made(border=1, align="center", font_color=_LINK, bold=True)

    @cached_property
    def rate(self) -> Format:
        """The format of a rate in percent."""
        return self._made(border=1, align="center", num_format="0.00")

    @cached_property
    def total_rate(self) -> Format:
        """The format of a rate in a row of sums."""
        return self._made(border=1, align="center", num_format="0.00", bold=True)

    @cached_property
    def gap(self) -> Format:
        """The format of a difference: what is behind is red."""
        return self._made(border=1, align="center", num_format="+0.00;[Red]-0.00;0.00")

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet under a valid name that is not taken."""
        return self.book.add_worksheet(self._free(name))

    def long_sheet(self, name: str) -> LongSheet:
        """Add a sheet for very many rows of texts."""
        sheet: LongSheet = self.book.add_worksheet(self._free(name), worksheet_class=LongSheet)
        return sheet

    def _free(self, name: str) -> str:
        """Return a valid name for a sheet that is not taken, and take it."""
        base = name.translate(_NOT_IN_NAMES).strip()[: _LONGEST_NAME - 4] or "表"
        free, number = base, 1
        while free.lower() in self._taken:
            number += 1
            free = f"{base}({number})"
        self._taken.add(free.lower())
        return free

    def finished(self) -> bytes:
        """Return the workbook, to which nothing more can be added."""
        self.book.close()
        return self._content.getvalue()

    def write_title(self, sheet: Worksheet, title: str, line: str, columns: int) -> None:
        """Write title and line of the unit over all columns."""
        for row, text, form in ((0, title, self.title), (1, line, self.line)):
            self.write_line(sheet, row, text, columns, form)
        sheet.set_row(0, 32)
        sheet.set_row(1, 20)

    def write_line(
        self, sheet: Worksheet, row: int, text: str, columns: int, form: Format | None = None
    ) -> None:
        """Write a line over all columns."""
        form = form or self.line
        if columns > 1:
            sheet.merge_range(row, 0, row, columns - 1, "", form)
        sheet.write_string(row, 0, text, form)

    @staticmethod
    def set_up_pages(sheet: Worksheet, last_head_row: int) -> None:
        """Print on A4 across, one page wide, with the heads on every page."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, last_head_row)
        sheet.center_horizontally()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C第&P页 共&N页", {"margin": 0.3})
        sheet.freeze_panes(last_head_row + 1, 1)

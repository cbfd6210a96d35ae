"""Sheets laid out as offices do: merged title, reporting line, header, sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builders.header_rows import Path, header_cells, letter, merged_blocks

_THIN: Final = Side(style="thin")
_BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
_TITLE: Final = Font(name="方正小标宋简体", size=18)
_HEAD: Final = Font(name="黑体", size=10)
_BODY: Final = Font(name="宋体", size=10)

_PLAIN: Final = Side(style="thin", color="808080")
BOX: Final = Border(left=_PLAIN, right=_PLAIN, top=_PLAIN, bottom=_PLAIN)
"""The border of a plain sheet."""

TEXT: Final = "@"
DATE: Final = "yyyy/m/d"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its saved result: a figure, or an error such as #REF!."""

    text: str
    result: int | str


class OfficeSheet:
    """A sheet being filled from the top, with ``row`` as the next free row."""

    def __init__(
        self,
        sheet: Worksheet,
        paths: Sequence[Path],
        *,
        widths: Sequence[float] = (),
        text: Iterable[str] = (),
    ) -> None:
        """Begin a sheet with a column for each path.

        ``text`` are the letters of the columns that the office formatted as text.
        """
        self.sheet = sheet
        self.paths = paths
        self.width = len(paths)
        self.row = 1
        self.results: dict[str, int | str] = {}
        self._text = frozenset(text)
        self._styles: dict[tuple[str, bool], StyleArray] = {}
        for index, width in enumerate(widths, 1):
            sheet.column_dimensions[letter(index)].width = width
        self._set_up(sheet)

    def _set_up(self, sheet: Worksheet) -> None:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center is not None
        sheet.oddFooter.center.text = "第&P页 共&N页"

    def title(self, text: str) -> None:
        """Write the title, merged over all columns."""
        self._across(text, _TITLE, _MIDDLE, 33)

    def unit_row(self, unit: str, filled: date, measures: str) -> None:
        """Write who reports, when, and in which units, in one merged cell."""
        day = f"{filled.year}年{filled.month}月{filled.day}日"
        self._across(
            f"填报单位（盖章）：{unit}          填报时间：{day}          单位：{measures}",
            _BODY,
            _LEFT,
            20,
        )

    def header(self, height: float = 21, *, typed: bool = False) -> None:
        """Write the header of the columns' paths, with its merges.

        It is frozen and printed on each page, unless the office typed it there itself.
        """
        top = self.row
        grid = header_cells(self.paths)
        for offset, heads in enumerate(grid):
            for column, head in enumerate(heads, 1):
                cell = self.sheet.cell(top + offset, column, head)
                cell.font, cell.alignment, cell.border = _HEAD, _MIDDLE, _BORDER
            self.sheet.row_dimensions[top + offset].height = height
        for first, left, last, right in merged_blocks(self.paths):
            self.merge(top + first - 1, left, top + last - 1, right)
        self.row = top + len(grid)
        frozen = self.sheet.freeze_panes
        self.sheet.freeze_panes = f"A{self.row}"
        if typed:
            self.sheet.freeze_panes = frozen  # thawing leaves a trace, which the examples have
        else:
            self.sheet.print_title_rows = f"1:{self.row - 1}"

    def data(self, values: Sequence[Any], height: float = 18) -> int:
        """Write a row of texts, numbers and dates, and return its number."""
        number = self.row
        for column, value in enumerate(values, 1):
            self._put(number, column, value)
        self.sheet.row_dimensions[number].height = height
        self.row += 1
        return number

    def sums(self, label: str, figures: Mapping[int, Any], *, label_columns: int) -> int:
        """Write a 小计 or 合计 row: a label merged over the first columns, sums by column."""
        number = self.row
        values = {1: label, **figures}
        for column in range(1, self.width + 1):
            self._put(number, column, values.get(column), bold=True)
        self.merge(number, 1, number, label_columns)
        self.sheet.row_dimensions[number].height = 18
        self.row += 1
        return number

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a block, unless it is one cell."""
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )

    def merge_down(self, column: int, first: int, last: int) -> None:
        """Merge a column over the rows that share its value."""
        for row in range(first + 1, last + 1):
            self.sheet.cell(row, column).value = None
        self.merge(first, column, last, column)

    def footer(self, filled: date, *, phone: str = "") -> None:
        """Write the line of names under the table."""
        parts = ["填表人：周某某", "审核人：吴某某", "单位负责人：郑某某"]
        if phone:
            parts.append(f"联系电话：{phone}")
        parts.append(f"填报日期：{filled.year}年{filled.month}月{filled.day}日")
        self._across("          ".join(parts), _BODY, _LEFT, 22)

    def notes(self, *notes: str) -> None:
        """Write the notes under the table, a line each."""
        for number, note in enumerate(notes, 1):
            lead = "填表说明：" if number == 1 else ""
            self._across(f"{lead}{number}.{note}", _BODY, _LEFT, 18)

    def _across(self, text: str, font: Font, alignment: Alignment, height: float) -> None:
        cell = self.sheet.cell(self.row, 1, text)
        cell.font, cell.alignment = font, alignment
        self.merge(self.row, 1, self.row, self.width)
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def _put(self, row: int, column: int, value: Any, *, bold: bool = False) -> None:
        cell = self.sheet.cell(row, column, self._stored(row, column, value))
        number_format = "General"
        if letter(column) in self._text and not isinstance(value, int | float):
            number_format = TEXT
        elif isinstance(value, date):
            number_format = DATE
        style = self._styles.get((number_format, bold))
        if style is None:
            cell.font = _HEAD if bold else _BODY
            cell.alignment, cell.border = _MIDDLE, _BORDER
            cell.number_format = number_format
            self._styles[number_format, bold] = copy(cell._style)
        else:
            cell._style = copy(style)

    def _stored(self, row: int, column: int, value: Any) -> Any:
        """Return a value as openpyxl takes it, and keep the result of a formula."""
        if not isinstance(value, Formula):
            return value
        self.results[f"{letter(column)}{row}"] = value.result
        return f"={value.text}"


class PlainSheet(OfficeSheet):
    """A sheet as a program exports it: a title, a line of heads, rows, no merges."""

    def _set_up(self, sheet: Worksheet) -> None:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        assert sheet.sheet_properties.pageSetUpPr is not None
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def title(self, text: str) -> None:
        """Write the title into the first cell."""
        self.sheet.cell(self.row, 1, text).font = Font(name="等线", size=14, bold=True)
        self.row += 1

    def header(self, height: float = 21, *, typed: bool = False) -> None:
        """Write the heads."""
        for column, (head,) in enumerate(self.paths, 1):
            cell = self.sheet.cell(self.row, column, head)
            cell.font, cell.border = Font(name="等线", size=11, bold=True), BOX
        self.row += 1

    def data(self, values: Sequence[Any], height: float = 18) -> int:
        """Write a row of cells as they come and return its number."""
        for column, value in enumerate(values, 1):
            cell = self.sheet.cell(self.row, column, self._stored(self.row, column, value))
            cell.font, cell.border = Font(name="等线", size=11), BOX
            if isinstance(value, date | str):
                cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else TEXT
        self.row += 1
        return self.row - 1

    def sums(self, label: str, figures: Mapping[int, Any], *, label_columns: int) -> int:
        """Write a row of sums behind their label."""
        return self.data([label, *(figures.get(c) for c in range(2, self.width + 1))])

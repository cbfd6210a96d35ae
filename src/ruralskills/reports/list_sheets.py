"""Sheets of a printed list: styles, cells, heights of rows, pages."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ruralskills.outputs.scratch import scratch_for_libraries
from ruralskills.reports import list_page
from ruralskills.reports.list_page import ListPage
from ruralskills.reports.problem_list import COLOURS
from ruralskills.text.width import lines
from ruralskills.text.xml_text import xml_text

TEXT: Final = "清单文字"
CENTRE: Final = "清单居中"
LINK: Final = "清单链接"
_HEADER: Final = "清单表头"
_TITLE: Final = "清单标题"
_WIDE: Final = "清单整行"
_PIXELS: Final = 7
"""Pixels of a digit of the workbook's usual font, in which widths are counted."""
_LINE_HEIGHT: Final = 14.5
_ONE_PAGE: Final = 680.0
"""Points of height that fit on one page without becoming hard to read."""
_MOST_HEIGHT: Final = 409.0
"""The greatest height of a row in Excel."""
_MOST_CHARACTERS: Final = 32_000
"""Excel takes 32,767 characters in a cell."""


def styles() -> Iterator[NamedStyle]:
    """Yield the styles, named ones because others are hashed for every cell."""
    thin = Side(style="thin", color="808080")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    body, head = Font(name="宋体", size=10), Font(name="黑体", size=10)
    link = Font(name="宋体", size=10, color="0563C1", underline="single")
    left = Alignment(wrap_text=True, vertical="center")
    centre = Alignment(wrap_text=True, vertical="center", horizontal="center")
    grey = PatternFill("solid", fgColor="E7E6E6")
    yield NamedStyle(TEXT, font=body, border=box, alignment=left)
    yield NamedStyle(CENTRE, font=body, border=box, alignment=centre)
    yield NamedStyle(_HEADER, font=head, border=box, alignment=centre, fill=grey)
    yield NamedStyle(LINK, font=link, border=box, alignment=centre)
    yield NamedStyle(_TITLE, font=Font(name="黑体", size=16), alignment=centre)
    yield NamedStyle(_WIDE, font=body, alignment=left)
    yield from _list_styles()


def _list_styles() -> Iterator[NamedStyle]:
    """Yield the styles of a list of problems."""
    size = list_page.POINTS
    thin = Side(style="thin", color="808080")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    body = Font(name="宋体", size=size)
    left = Alignment(wrap_text=True, vertical="center")
    centre = Alignment(wrap_text=True, vertical="center", horizontal="center")
    yield NamedStyle(look_style("text"), font=body, border=box, alignment=left)
    yield NamedStyle(look_style("centre"), font=body, border=box, alignment=centre)
    yield NamedStyle(look_style("line"), font=body, alignment=left)
    yield NamedStyle(look_style("title"), font=Font(name="黑体", size=16), alignment=centre)
    link = Font(name="宋体", size=size, color="0563C1", underline="single")
    yield NamedStyle(look_style("link"), font=link, border=box, alignment=centre)
    grey = PatternFill("solid", fgColor="E7E6E6")
    head = Font(name="黑体", size=size)
    yield NamedStyle(look_style("head"), font=head, border=box, alignment=centre, fill=grey)
    for nature, colour in COLOURS.items():
        fill = PatternFill("solid", fgColor=colour)
        style = look_style(nature.value)
        yield NamedStyle(style, font=body, border=box, alignment=centre, fill=fill)


def look_style(look: str) -> str:
    """Return the name of the style of a cell of a list of problems."""
    return f"问题清单{look}"


def write_cell(
    sheet: Worksheet, row: int, column: int, value: str | int, style: str = TEXT
) -> None:
    """Write one cell.  A text that begins like a formula stays a text."""
    text = xml_text(value)[:_MOST_CHARACTERS] if isinstance(value, str) else value
    cell = sheet.cell(row, column, text)
    if isinstance(text, str):
        cell.data_type = "s"
    cell.style = style


def write_row(
    sheet: Worksheet,
    row: int,
    values: Sequence[str | int],
    widths: Sequence[int],
    centred: Collection[int] = (),
) -> None:
    """Write a row as high as its longest text needs.  Columns count from 1."""
    for column, value in enumerate(values, start=1):
        write_cell(sheet, row, column, value, CENTRE if column in centred else TEXT)
    sheet.row_dimensions[row].height = row_height(values, widths)


def write_header(sheet: Worksheet, row: int, headers: Sequence[str], widths: Sequence[int]) -> None:
    """Write the header row of a table."""
    for column, header in enumerate(headers, start=1):
        write_cell(sheet, row, column, header, _HEADER)
    sheet.row_dimensions[row].height = row_height(headers, widths) + 4


def merge_row(sheet: Worksheet, row: int, columns: int) -> None:
    """Merge the first cells of a row without borders, of which one is written.

    ``Worksheet.merge_cells`` would work out the borders of each, at a hundred times the cost.
    """
    sheet.merged_cells.add(f"A{row}:{get_column_letter(columns)}{row}")


def write_title(sheet: Worksheet, text: str, widths: Sequence[int]) -> None:
    """Write the title over all columns, and set their widths."""
    for column, size in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size
    merge_row(sheet, 1, len(widths))
    write_cell(sheet, 1, 1, text, _TITLE)
    sheet.row_dimensions[1].height = 32


def write_line(sheet: Worksheet, row: int, text: str, widths: Sequence[int]) -> None:
    """Write one line over all columns."""
    merge_row(sheet, row, len(widths))
    write_cell(sheet, row, 1, text, _WIDE)
    sheet.row_dimensions[row].height = row_height([text], [sum(widths)]) + 3


def row_height(texts: Sequence[str | int], widths: Sequence[int]) -> float:
    """Return the height in points at which the longest text shows all its lines."""
    count = max(lines(str(text), size - 1) for text, size in zip(texts, widths, strict=False))
    return min(_MOST_HEIGHT, count * _LINE_HEIGHT + 4)


def set_up_pages(sheet: Worksheet, title_rows: str, *, is_full_size: bool = False) -> None:
    """Print on A4 across, one page wide, title rows and a number on every page.

    A short sheet is made to fit on one page, unless it has to keep its size.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    heights = (sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1))
    sheet.page_setup.fitToHeight = int(not is_full_size and sum(heights) < _ONE_PAGE)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = title_rows
    sheet.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.center.text = "第&P页 共&N页"
    sheet.HeaderFooter.oddFooter = footer
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3


def write_list(sheet: Worksheet, page: ListPage) -> None:
    """Write a list of problems: its widths, rows, filter, choices and pages."""
    for column, size in enumerate(list_page.WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = size / _PIXELS
    last = get_column_letter(len(list_page.WIDTHS))
    sheet.column_dimensions[last].hidden = True
    for number, row in enumerate(page.rows, start=1):
        sheet.row_dimensions[number].height = row.height
        for column, cell in enumerate(row.cells, start=1):
            is_number = cell.look == "number"
            value = int(cell.text) if is_number else cell.text
            style = look_style("centre" if is_number else cell.look)
            write_cell(sheet, number, column, value, style)
        if row.is_whole:
            merge_row(sheet, number, list_page.SHOWN)
    head, end = len(page.head), len(page.head) + len(page.body)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{last}{end}"
    answers = get_column_letter(list_page.ANSWER + 1)
    choices = DataValidation("list", formula1=f'"{",".join(list_page.CHOICES)}"')
    choices.showErrorMessage = False  # a reason is written behind the choice
    choices.add(f"{answers}{head + 1}:{answers}{end}")
    sheet.add_data_validation(choices)
    set_up_pages(sheet, f"{head}:{head}", is_full_size=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.3
    margins.top, margins.bottom = 0.4, 0.5


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook.  Raises OSError when the disk is full."""
    content = BytesIO()
    try:
        with scratch_for_libraries():
            book.save(content)
    except Exception as error:
        # sheets go through temporary files, and lxml tells of a full disk by a word such as IO_ENOSPC
        number = getattr(errno, str(error).removeprefix("IO_"), None)
        if number is None:
            raise
        raise OSError(number, os.strerror(number)) from error
    return content.getvalue()

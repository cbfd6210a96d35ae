"""A plain layout for a copy whose source had one that cannot be carried over."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, Side

from ruralskills.text.addresses import column_letters
from ruralskills.text.width import width

_THIN: Final = Side(style="thin")
_LEAST, _MOST = 8, 40
"""Widths of columns."""
_A4: Final = 9
_TITLE: Final = 30
"""Points of the row of a title."""
_WORD: Final = 16
"""Columns that the word of a sum takes at most."""


def lay_out(sheet: Any) -> None:
    """Give a sheet borders, widths and a page, as a table that is signed has."""
    blocks = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    rows = [row for row in range(1, sheet.max_row + 1) if _is_of_the_table(sheet, row, blocks)]
    table = range(min(rows), max(rows) + 1) if rows else range(0)
    for row in table:
        for column in range(1, sheet.max_column + 1):
            cell = sheet.cell(row, column)
            cell.border = Border(_THIN, _THIN, _THIN, _THIN)
            cell.alignment = Alignment("center", "center", wrap_text=True)
    for column in range(1, sheet.max_column + 1):
        cells = (sheet.cell(row, column) for row in table if not _is_wide(blocks, row, column))
        needed = max(
            (width(str(cell.value)) for cell in cells if cell.value is not None), default=0
        )
        sheet.column_dimensions[column_letters(column - 1)].width = min(
            _MOST, max(_LEAST, needed + 2)
        )
    if rows and (1, 1) in blocks and 1 not in table:
        title = sheet.cell(1, 1)
        title.font, title.alignment = Font(bold=True, size=16), Alignment("center", "center")
        sheet.row_dimensions[1].height = _TITLE
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _is_of_the_table(sheet: Any, row: int, blocks: Any) -> bool:
    """Return True for a row with several cells, or the short word of a sum.

    A title and a line of signatures are one text over all columns.
    """
    filled = [column for column in range(1, sheet.max_column + 1) if sheet.cell(row, column).value]
    if len(filled) != 1:
        return bool(filled)
    [column] = filled
    area = blocks.get((row, column))
    is_whole = area is not None and area.max_col - area.min_col + 1 >= sheet.max_column
    return not is_whole and width(str(sheet.cell(row, column).value)) <= _WORD


def _is_wide(blocks: Any, row: int, column: int) -> bool:
    area = blocks.get((row, column))
    return area is not None and area.max_col > area.min_col

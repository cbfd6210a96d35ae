"""Copy as xlsx of a workbook whose own format cannot be changed in place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from io import BytesIO
from itertools import product
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

from ruralskills.patching.carried_looks import CarriedLooks
from ruralskills.patching.plain_layout import lay_out
from ruralskills.readers.biff_looks import BookLook
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.text.xml_text import xml_text
from ruralskills.values.field_type import CellError, Unplaced

_MOST_BEYOND: Final = 100_000
"""The cells behind the last row and column that merges may take up together."""
Blank = Mapping[str, Collection[tuple[int, int]]]


def plain_copy(
    content: bytes,
    name: str,
    *,
    blank: Blank | None = None,
    is_printed: bool = False,
    looks: BookLook | None = None,
) -> bytes:
    """Return a package with the sheets, values and merges of a workbook.

    ``blank`` are cells by sheet, rows and columns from 0, that are left out.  One that is printed
    gets a plain layout, one with ``looks`` its own.  Raises CannotRead.
    """
    source = open_content(content, name)
    carried = CarriedLooks(looks) if looks else None
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title in source.names:
        grid = source.read(title)
        sheet = workbook.create_sheet(title)
        _fill(sheet, grid, (blank or {}).get(title, ()))
        if carried:
            carried.put_on(sheet, title)
        _merge(sheet, grid)
        for row in grid.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        if is_printed:
            lay_out(sheet)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def _fill(sheet: Any, grid: Grid, blank: Collection[tuple[int, int]]) -> None:
    for column, grid_column in enumerate(grid.columns, 1):
        for row, code in enumerate(grid_column.codes, 1):
            value = grid_column.values[code]
            if value == "" or value is None or (row - 1, column - 1) in blank:
                continue
            cell = sheet.cell(row, column)
            if isinstance(value, Unplaced):
                value = value.text
            if isinstance(value, CellError):
                cell.value, cell.data_type = value.text or None, "e" if value.text else "n"
            elif isinstance(value, str):
                cell.value, cell.data_type = xml_text(value), "s"
                cell.number_format = "@"
            else:
                cell.value = value
                if isinstance(value, date) and not isinstance(value, datetime):
                    cell.number_format = "yyyy-mm-dd"


class _RangesApart(MultiCellRange):
    """Ranges known to lie apart, of which none is sought among the others."""

    def add(self, coord: CellRange) -> None:
        """Add a range without a look at all before it."""
        self.ranges.add(coord)


def _merge(sheet: Any, grid: Grid) -> None:
    """Merge the cells that are merged in the source.

    No program writes merges that lie over one another or take up a whole sheet: they are left out.
    """
    sheet.merged_cells = _RangesApart()
    free = grid.height * grid.width + _MOST_BEYOND
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in grid.merges:
        size = (bottom - top + 1) * (right - left + 1)
        if size > free:
            continue
        cells = set(product(range(top, bottom + 1), range(left, right + 1)))
        if not covered.isdisjoint(cells):
            continue
        covered |= cells
        free -= size
        sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )

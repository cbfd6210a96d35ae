"""Copy as xlsx of a workbook whose own format cannot be changed in place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from ruralskills.patching.carried_looks import CarriedLooks
from ruralskills.patching.plain_layout import lay_out
from ruralskills.readers.biff_looks import BookLook
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.text.xml_text import xml_text
from ruralskills.values.field_type import CellError, Unplaced

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
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
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

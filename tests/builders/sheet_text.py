"""The one language for sheets in tests: a table in text.

A line is a row and ``|`` parts its cells, with bars around it or without.  ``{12}`` is a number, ``{2020-05-06}`` a date,
``{12%}`` a number shown as a percentage, ``{#N/A}`` an error, ``{=}`` a formula without a result and ``{?张三}`` a
cell of no certain column; other text is text, and ``'12`` is the text 12.  ``<`` joins a cell to the one on its left and ``^`` to the one above, as a merge
does, and ``<^`` inside a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from builders.header_rows import header_cells
from ruralskills.detection.hints import Hint
from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.detection.tables import find_tables, to_tables
from ruralskills.model.table import Table
from ruralskills.notices import Notice, notices_in_force, shipped_notices
from ruralskills.readers.grid import Grid, build_grid
from ruralskills.rules.figures import totals
from ruralskills.values.field_type import CellError, Unplaced

_NOTICES: Mapping[str, Notice] = shipped_notices()

Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, from 0."""


class Percentage(float):
    """A number in a cell that shows it as a percentage."""


@dataclass
class Sheet:
    """A sheet: a title, perhaps a line with the unit, and a table in text.

    Figures need no braces; a bare table has no bars around it, and its figures need them.
    """

    title: str
    table: str
    name: str = "Sheet1"
    unit: str = ""
    bare: bool = False
    rows: list[list[Any]] = field(init=False)
    """The rows of the table: texts as they are written, or values."""

    def __post_init__(self) -> None:
        lines = [
            line.strip() for line in self.table.strip("\n" if self.bare else None).splitlines()
        ]
        if not self.bare:
            lines = [line.strip("|") for line in lines]
        self.rows = [[cell.strip() for cell in line.split("|")] for line in lines]

    def texts(self) -> list[list[Any]]:
        """Return title, unit and the rows of the table, each of the same length."""
        width = max(map(len, self.rows))
        unit = self.unit and f"填报单位（盖章）：{self.unit}          填报时间：2020年6月30日"
        tops = [[text, *["<"] * (width - 1)] for text in (self.title, unit) if text]
        return [*tops, *(row + [""] * (width - len(row)) for row in self.rows)]

    def cells(self) -> list[list[Any]]:
        """Return the values of the cells."""
        return [[self._value(cell) for cell in row] for row in self.texts()]

    def _value(self, cell: Any) -> Any:
        if not isinstance(cell, str):
            return cell
        if cell in ("<", "^", "<^"):
            return ""
        if cell.startswith("{?"):
            return Unplaced(cell[2:-1])
        if cell == "{=}" or cell.startswith("{#"):
            return CellError(cell[1:-1].removeprefix("="))
        if cell.startswith("'"):
            return cell[1:]
        if match := re.fullmatch(r"\{(-?[\d.]+)\}", cell):
            return float(match[1])
        if match := re.fullmatch(r"\{(-?[\d.]+)%\}", cell):
            return Percentage(Decimal(match[1]) / 100)
        if match := re.fullmatch(r"\{(\d{4})-(\d\d)-(\d\d)\}", cell):
            return date(*map(int, match.groups()))
        if not self.bare and re.fullmatch(r"-?\d{1,9}(\.\d+)?", cell):
            return float(cell) if "." in cell else int(cell)
        return cell.replace("\\n", "\n") if cell or self.bare else None

    def merges(self) -> Iterator[Merge]:
        """Yield the blocks that are one cell."""
        rows = self.texts()
        for top, row in enumerate(rows):
            for left, cell in enumerate(row):
                if cell in ("<", "^", "<^"):
                    continue
                right, bottom = left, top
                while right + 1 < len(row) and row[right + 1] == "<":
                    right += 1
                while bottom + 1 < len(rows) and rows[bottom + 1][left] == "^":
                    bottom += 1
                if (right, bottom) != (left, top):
                    yield top, left, bottom, right

    def grid(self) -> Grid:
        """Return the sheet as a reader gives it."""
        return build_grid(self.name, self.cells(), list(self.merges()))


def write(path: Path, *sheets: Sheet) -> Path:
    """Write sheets to a workbook."""
    workbook(*sheets).save(path)
    return path


def workbook(*sheets: Sheet) -> Workbook:
    """Return a workbook of sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.cells():
            page.append([None if value == "" else value for value in row])
            for column, value in enumerate(row, 1):
                if isinstance(value, Percentage):
                    page.cell(page.max_row, column).number_format = "0.00%"
        for top, left, bottom, right in sheet.merges():
            page.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    return book


def header_lines(heads: Sequence[str]) -> list[str]:
    """Return headers such as 基本信息/姓名 as the lines of a header."""
    paths = [tuple(head.split("/")) for head in heads]
    rows = header_cells(paths)
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell is None:
                row[left] = "<" if len(paths[left]) > top + 1 else "^"
    return ["|".join(map(str, row)) for row in rows]


def drawn(text: str, name: str = "Sheet1") -> Grid:
    """Return the grid of a sheet without a title of its own."""
    return Sheet("", text, name, bare=True).grid()


def found(text: str, name: str = "Sheet1", hint: Hint | None = None) -> list[RecognisedTable]:
    """Return what is found on a sheet."""
    return find_tables(drawn(text, name), "台账.xlsx", hint)


def tables(text: str, name: str = "Sheet1", notices: tuple[str, ...] = ()) -> list[Table]:
    """Return the typed tables of a sheet."""
    bound = notices_in_force([_NOTICES[n] for n in notices], _NOTICES)
    return to_tables(found(text, name), bound)


def table(text: str, name: str = "Sheet1") -> Table:
    """Return the one table of a sheet."""
    [one] = tables(text, name)
    return one


def column(of: Table, name: str) -> list[Any]:
    """Return the values of a field, row by row."""
    return [of.value(position, name) for position in range(len(of))]


def figures(of: Table) -> dict[tuple[str, str], int]:
    """Return the figures of a table read across, by unit and indicator."""
    return {
        (of.value(i, "unit") or "", of.value(i, "indicator") or ""): of.value(i, "value")
        for i in range(len(of))
    }


def wrong_sums(of: Table) -> list[str]:
    """Return the cells that the rules of arithmetic object to."""
    rules = (
        totals.total_does_not_add_up, totals.subtotal_does_not_add_up,
        totals.parts_across_do_not_add_up, totals.formula_in_the_header_does_not_hold,
        totals.part_over_its_whole, totals.completion_rate_does_not_follow,
    )  # fmt: skip
    return [place.cell.address for each in rules for place, _ in each.check(of)]

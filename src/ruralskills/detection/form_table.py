"""The table of a form, in which the cells of a record do not share a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import field

from ruralskills.detection.detected_table import CellPosition
from ruralskills.model.cell import Cell
from ruralskills.model.table import Table


class FormTable(Table, eq=False):
    """A table that knows the position of each of its cells on a form."""

    cells: dict[tuple[int, str], CellPosition] = field(default_factory=dict)
    """By index of the record, and field."""
    header_cells: Mapping[str, CellPosition] = field(default_factory=dict)
    """The label of each field."""

    def cell(self, index: int, name: str) -> Cell:
        """Return the place of a field in a record, else of the record's first cell."""
        row, column = self.cells.get(
            (index, name), (self.row_numbers[index] - 1, self.first_column)
        )
        return Cell(self.file, self.sheet, row + 1, column)

    def take(self, indexes: Sequence[int]) -> FormTable:
        """Return the same form with only these of its records."""
        kept = Table.take(self, indexes)
        assert isinstance(kept, FormTable)  # replace keeps the class
        new = {index: number for number, index in enumerate(indexes)}
        kept.cells = {(new[p], name): at for (p, name), at in self.cells.items() if p in new}
        return kept

    def header_cell(self, name: str) -> Cell:
        """Return the place of a field's label."""
        row, column = self.header_cells.get(
            name, (self.layout.header_rows[0] - 1, self.first_column)
        )
        return Cell(self.file, self.sheet, row + 1, column)

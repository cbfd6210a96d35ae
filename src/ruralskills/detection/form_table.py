"""The table of a form: its records' cells do not share a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import field

from ruralskills.detection.detected_table import Place
from ruralskills.model.cell import Cell
from ruralskills.model.table import Table


class FormTable(Table, eq=False):
    """A table whose cells stand where a form or a table on its side has them."""

    cells: dict[tuple[int, str], Place] = field(default_factory=dict)
    heads: Mapping[str, Place] = field(default_factory=dict)

    def cell(self, position: int, name: str) -> Cell:
        """The place of a field in a record; of the record's first cell when it has none."""
        row, column = self.cells.get(
            (position, name), (self.row_numbers[position] - 1, self.first_column)
        )
        return Cell(self.file, self.sheet, row + 1, column)

    def only(self, positions: Sequence[int]) -> FormTable:
        """The same form with only these of its records."""
        kept = Table.only(self, positions)
        assert isinstance(kept, FormTable)  # replace keeps the class
        new = {position: number for number, position in enumerate(positions)}
        kept.cells = {(new[p], name): at for (p, name), at in self.cells.items() if p in new}
        return kept

    def header_cell(self, name: str) -> Cell:
        """The place of a field's label."""
        row, column = self.heads.get(name, (self.layout.header_rows[0] - 1, self.first_column))
        return Cell(self.file, self.sheet, row + 1, column)

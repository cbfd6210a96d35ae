"""The place of a cell in a workbook."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.masking import mask_name
from ruralskills.text.addresses import cell_address


class Cell(Struct, frozen=True, order=True):
    """A place in a workbook. Rows count from 1, as in Excel, and columns from 0.

    >>> str(Cell("台账.xlsx", "带头人", 12, 1))
    '台账.xlsx!带头人!B12'
    """

    file: str
    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The address inside its sheet, such as B12."""
        return cell_address(self.row, self.column)

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self.address}"

    def relative_to(self, other: Cell) -> str:
        """Return the place without the file and sheet that it shares with ``other``.

        >>> Cell("a.xlsx", "表1", 3, 0).relative_to(Cell("a.xlsx", "表1", 9, 0))
        'A3'
        >>> Cell("a.xlsx", "表2", 3, 0).relative_to(Cell("a.xlsx", "表1", 9, 0))
        '表2!A3'
        """
        if self.file != other.file:
            return str(self)
        return self.address if self.sheet == other.sheet else f"{self.sheet}!{self.address}"

    def masked(self) -> Cell:
        """Return the place with personal numbers in the names of file and sheet hidden."""
        file, sheet = mask_name(self.file), mask_name(self.sheet)
        is_unchanged = file == self.file and sheet == self.sheet
        return self if is_unchanged else replace(self, file=file, sheet=sheet)

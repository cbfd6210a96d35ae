"""A table detected on a sheet, before its ledger is known."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from ruralskills.readers.grid import Grid

CellPosition = tuple[int, int]
"""Row and column, from 0."""


class HeaderColumn(Struct, frozen=True):
    """A column of a table under its header path, such as 带动贫困户/户数."""

    index: int
    """Column of the grid, from 0."""
    path: tuple[str, ...]
    """The words from the group down to the leaf, normalised."""
    unit: str
    """The unit in the header, such as 户, empty without one."""
    texts: tuple[str, ...]
    """The path as it is written, for people."""

    @property
    def header(self) -> str:
        """The path as reports print it."""
        return "/".join(self.texts)


class TotalRow(Struct):
    """A 合计 or 小计 row and the rows it sums."""

    row: int
    label: str
    kind: str
    """合计, 小计, or 累计 for a sum of other rows than the table's."""
    members: list[int] = field(default_factory=list)


class DetectedTable(Struct):
    """A table on a grid, with rows and columns counted from 0."""

    grid: Grid
    """The sheet, or the grid that was made of a form."""
    title: str
    unit_line: str
    """The line of reporting unit, date and unit of measure over the header."""
    header_rows: tuple[int, ...]
    columns: list[HeaderColumn]
    rows: list[int] = field(default_factory=list)
    """Rows of data."""
    total_rows: list[TotalRow] = field(default_factory=list)
    part_rows: list[int] = field(default_factory=list)
    """Rows of 其中, which a total does not count again."""
    repeated_headers: list[int] = field(default_factory=list)
    """Rows in which the header is repeated after a page break."""
    footer_rows: list[int] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    zero_report: str = ""
    """The words of a row that says that there is nothing to report."""
    places_without_data: list[str] = field(default_factory=list)
    """The texts beside such words, mostly townships."""
    column_numbers: dict[int, str] = field(default_factory=dict)
    """By column, its cell in a row of column numbers, such as ①=②+③."""
    filled: dict[int, set[int]] = field(default_factory=dict)
    """By column, the rows that a merged cell above covers."""
    first_row: int = 0
    last_row: int = 0
    origin: Mapping[CellPosition, CellPosition] | None = None
    """For a form, the position on the sheet of each cell of the grid."""

    @property
    def heading(self) -> str:
        """Title and unit line."""
        return f"{self.title} {self.unit_line}"

    def sheet_position(self, row: int, column: int) -> CellPosition:
        """Return the position on the sheet of a cell of the grid."""
        return (row, column) if self.origin is None else self.origin.get((row, column), (0, 0))

"""A table as it lies on a sheet, before anybody knows which ledger it is."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

Place = tuple[int, int]
"""Row and column, from 0."""


class HeaderColumn(Struct, frozen=True):
    """A column of a table under its header path, such as 带动贫困户/户数."""

    index: int
    path: tuple[str, ...]
    unit: str
    words: tuple[str, ...]
    """The path as it is written, for people."""

    @property
    def header(self) -> str:
        """The path as reports print it."""
        return "/".join(self.words)


class SumRow(Struct):
    """A 合计 or 小计 row and the rows it sums."""

    row: int
    label: str
    kind: str
    members: list[int] = field(default_factory=list)


class DetectedTable(Struct):
    """A table as it lies on the sheet; rows and columns count from 0."""

    title: str
    unit_line: str
    header_rows: tuple[int, ...]
    columns: list[HeaderColumn]
    rows: list[int] = field(default_factory=list)
    sums: list[SumRow] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    """Rows of 其中, which a sum does not count again."""
    breaks: list[int] = field(default_factory=list)
    """Where the header is written again after a page break."""
    footer_rows: list[int] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)
    """What a row of column numbers says of each column, such as ①=②+③."""
    filled: dict[int, set[int]] = field(default_factory=dict)
    """By column, the rows that a merged cell above covers."""
    first_row: int = 0
    last_row: int = 0
    origin: Mapping[Place, Place] | None = None
    """Where the cells stand on the sheet, when the grid was made by turning a form round."""

    def place(self, row: int, column: int) -> Place:
        """Where a cell of the grid stands on the sheet."""
        return (row, column) if self.origin is None else self.origin.get((row, column), (0, 0))

"""What a generator wrote wrongly on purpose, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault: its row as Excel counts, the column it is in, and what kind it is.

    Where a fault lies between several cells (sex against identity number), ``columns`` names all
    of them, the likeliest first.  ``related`` are the other rows of the same sheet that a finding
    may name (the first entry of a person entered twice).
    """

    sheet: str
    row: int
    columns: tuple[str, ...]
    kind: str
    related: tuple[int, ...] = ()

    @property
    def column(self) -> str:
        """The column that a finding most likely names."""
        return self.columns[0]

    @property
    def cells(self) -> frozenset[str]:
        """Every cell of its row that a finding may rightly name, such as F12."""
        return frozenset(f"{column}{self.row}" for column in self.columns)

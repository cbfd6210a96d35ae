"""A column of a table, read: distinct values, and for each row a code into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import compress
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.fields import FieldSpec
from ruralskills.values.field_type import Absent, CellError, Raw


class Unknown(Struct, frozen=True):
    """The value of a cell that could not be read: it never convicts.

    ``code`` is the reader's finding about it, reported once; empty where nothing is to be reported.
    """

    code: str
    message: str
    candidate: str = ""


NO_VALUES: Final = (Absent, Unknown)
_FEW: Final = 3
"""So few codes are sought one by one."""


class Column(Struct):
    """A column of a table: distinct values, and a code for each row."""

    spec: FieldSpec
    header: str
    index: int
    """The sheet's column, from 0; -1 when the value comes from the title and not from a cell."""
    raws: list[Raw | CellError]
    values: list[Any]
    codes: Sequence[int]
    filled: frozenset[int] = frozenset()
    """Positions that take their value from a merged range that begins above them."""
    at: Sequence[int] | None = None
    """The sheet's column of each position, where they differ (a table read across)."""

    def __getitem__(self, position: int) -> Any:
        return self.values[self.codes[position]]

    def only(self, positions: Sequence[int]) -> Column:
        """The same column with only these of its rows."""
        return replace(
            self,
            codes=[self.codes[position] for position in positions],
            filled=frozenset(n for n, position in enumerate(positions) if position in self.filled),
            at=self.at and [self.at[position] for position in positions],
        )

    def positions(self, wanted: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield position and code of the rows whose code is wanted and that are not filled down."""
        used = set(wanted)
        if len(used) <= _FEW:
            used = {code for code in used if code in self.codes}
        if used:
            found = compress(enumerate(self.codes), map(used.__contains__, self.codes))
            yield from found if not self.filled else (f for f in found if f[0] not in self.filled)

    def repeated(self, more_than: int = 1) -> set[Any]:
        """The values that stand in more rows than that, without regard to how they are written."""
        counts = Counter(map(self.values.__getitem__, self.codes))
        often = {value for value, times in counts.items() if times > more_than}
        return {value for value in often if not isinstance(value, NO_VALUES)}


class StatedTotal(Struct, frozen=True):
    """A figure that a sheet states, beside the figures on the sheet from which it follows.

    ``total`` and ``subtotal`` are sums down a column, ``across`` and ``formula`` sums along a row,
    ``part`` is a figure that its whole must not fall short of, ``rate`` a percentage of two.
    """

    kind: Literal["total", "subtotal", "across", "formula", "part", "rate"]
    cell: Cell
    label: str
    header: str
    unit: str
    stated: Any
    parts: Sequence[Any]
    times: Sequence[int] | None = None
    """How often each part counts; None when each counts once."""
    field: str = ""
    terms: str = ""
    """In words, what the parts are."""

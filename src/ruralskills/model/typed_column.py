"""A typed column of a table, and the totals that a sheet states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from itertools import compress
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.fields import FieldSpec
from ruralskills.values.field_type import Absent, CellError, Raw, display_text


class Unknown(Struct, frozen=True):
    """The value of a cell that could not be read. It yields no further finding.

    ``code`` is the reader's finding about it, reported once; empty where nothing is to be reported.
    """

    code: str
    message: str
    candidate: str = ""
    """The value that may have been meant."""


NO_VALUES: Final = (Absent, Unknown)
"""Types of values that rows show as None."""
_FEW: Final = 3
"""So few codes are searched for one by one, faster than in a pass over all rows."""


class Column(Struct):
    """A column of a table: its distinct values, and for each row a code into them."""

    spec: FieldSpec
    header: str
    index: int
    """The sheet's column, from 0. It is -1 if the value comes from the title."""
    raws: list[Raw | CellError]
    """The cells as stored, by code."""
    values: list[Any]
    """The typed values, by code: ``Absent`` or ``Unknown`` where there is none."""
    codes: Sequence[int]
    """The code of each row."""
    filled: frozenset[int] = frozenset()
    """Indexes of the rows that take their value from a merged range begun above them."""
    cell_columns: Sequence[int] | None = None
    """The sheet's column of each row, where they differ (a table read across)."""
    leaf: str = ""
    """The lowest of the cells that make up the header, empty where it is one cell."""
    stated_unit: str = ""
    """The unit that its header or the line above states for its cells."""

    @property
    def heading(self) -> str:
        """The words by which a sentence names the column."""
        return self.leaf or self.header or self.spec.header

    def __getitem__(self, index: int) -> Any:
        return self.values[self.codes[index]]

    def text(self, index: int) -> str:
        """Return the text that the sheet shows in a row."""
        raw = self.raws[self.codes[index]]
        return raw.text if isinstance(raw, CellError) else display_text(raw)

    def raw_kinds(self) -> Counter[type]:
        """Return the number of filled cells of each type."""
        kinds = Counter[type]()
        for code, times in Counter(self.codes).items():
            raw = self.raws[code]
            kinds[type(raw)] += times if raw != "" else 0
        return kinds

    def keeps_numbers(self) -> bool:
        """Return True if more cells hold a number than a text."""
        kinds = self.raw_kinds()
        return kinds[float] + kinds[int] > kinds[str]

    def keeps_days(self) -> bool:
        """Return True if more cells hold a date than a text."""
        kinds = self.raw_kinds()
        return kinds[date] + kinds[datetime] > kinds[str]

    def take(self, indexes: Sequence[int]) -> Column:
        """Return the column of the rows at some indexes, in that order."""
        return replace(
            self,
            codes=[self.codes[index] for index in indexes],
            filled=frozenset(new for new, index in enumerate(indexes) if index in self.filled),
            cell_columns=self.cell_columns and [self.cell_columns[index] for index in indexes],
        )

    def rows_with(self, codes: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield index and code of the rows that have one of some codes, unless filled."""
        used = set(codes)
        if len(used) <= _FEW:
            used = {code for code in used if code in self.codes}
        if used:
            found = compress(enumerate(self.codes), map(used.__contains__, self.codes))
            yield from found if not self.filled else (f for f in found if f[0] not in self.filled)

    def repeated(self, more_than: int = 1) -> set[Any]:
        """Return the values in more rows than that, however they are written."""
        taken = map(self.values.__getitem__, self.codes)
        if len(set(taken)) == len(self.codes):
            return set()  # as in most columns of numbers
        counts = Counter(map(self.values.__getitem__, self.codes))
        frequent = {value for value, count in counts.items() if count > more_than}
        return {value for value in frequent if not isinstance(value, NO_VALUES)}


class StatedTotal(Struct, frozen=True):
    """A figure that a sheet states, with the figures from which it follows.

    ``total`` and ``subtotal`` are sums down a column, ``across`` and ``formula`` sums along a row.
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
    """The factor of each part. None if each counts once."""
    field: str = ""
    """The field of its column, where it has one."""
    is_presumed: bool = False
    """True if its column adds up only by the look of this figure, as one of standards."""
    terms: str = ""
    """The parts in Chinese words, for the message."""

"""Records: the rows of ledgers as indicators read them, without any number.

A row of a ledger makes a record of its own (without an indicator), and one for each indicator that
it counts for or may count for.  Texts are codes of a list that the source keeps beside its records:
strings would take longer to write and to join than all the rest.  What an indicator reads is worked out once for each distinct value
of a column, never row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from msgspec import Struct, field

from ruralskills.model.masking import mask_name

COUNTS: Final = 0
PENDING: Final = 1
IN_ERROR: Final = 2
NOT_OWNER: Final = 3
"""The state of a row whose dependants do not count, as of another kind of village."""
LEFT: Final = 4
"""The same of a leader who has left."""
NO_COLUMN: Final = "没有“"
"""The beginning of the reason why a row is pending that lacks a column."""
OWNER: Final = "@owner:"
"""In the name of the records of the ledger of owners."""
NO_HASH: Final = 0
NO_DAY: Final = -(2**31)
MICRO: Final = 10**6
"""Amounts are whole millionths, so that sums are exact."""

_NUMBERS: Final[dict[str, Any]] = {
    "tab": np.int16,
    "row": np.int32,
    "state": np.int8,
    "person": np.uint64,
    "key": np.uint64,
    "entry": np.uint64,
    "owner": np.uint64,
    "owner_name": np.uint64,
    "amount": np.int64,
    "first": np.int32,
    "last": np.int32,
}
TEXTS: Final = ("unit", "village", "indicator", "letter", "reason")
"""The columns of few distinct texts, which records hold the codes of."""
DAYS: Final = ("first", "last")
HASHES: Final = ("person", "key", "entry", "owner", "owner_name")
KINDS: Final[dict[str, Any]] = _NUMBERS | dict.fromkeys(TEXTS, np.int32)
"""By name, the kind of number that each column holds."""
_EMPTY: Final = dict.fromkeys(KINDS, 0) | dict.fromkeys(DAYS, NO_DAY)
"""By name, the number that says that a column holds nothing."""

Numbers = np.ndarray[Any, Any]


class Texts(Struct):
    """Distinct texts, each with its code. The first is empty."""

    codes: dict[str, int] = field(default_factory=lambda: {"": 0})

    def code(self, text: str) -> int:
        """Return the code of a text, in which personal numbers are hidden."""
        return self.codes.setdefault(mask_name(text), len(self.codes))


class SourceRecords(Struct):
    """The records of one source, gathered table by table."""

    counts: list[int] = field(default_factory=list)
    """The number of records in each chunk."""
    chunks: dict[str, list[Numbers | int]] = field(default_factory=dict)
    """The columns of each chunk. A number stands for all records of it."""
    texts: Texts = field(default_factory=Texts)
    """The texts that columns of texts have codes of."""

    def add(self, count: int, columns: Mapping[str, Numbers | int]) -> None:
        """Add records. A column not given is empty, a number stands for all rows."""
        self.counts.append(count)
        for name in KINDS:
            self.chunks.setdefault(name, []).append(columns.get(name, _EMPTY[name]))

    def numbers(self) -> dict[str, Numbers]:
        """Return the columns as arrays of numbers, texts by their codes."""
        return {name: self._column(name, kind) for name, kind in KINDS.items()}

    def _column(self, name: str, kind: Any) -> Numbers:
        numbers, at = np.empty(sum(self.counts), dtype=kind), 0
        for count, chunk in zip(self.counts, self.chunks.get(name, ()), strict=True):
            numbers[at : at + count] = chunk
            at += count
        return numbers

"""Records: the rows of ledgers as indicators read them, without any number.

A row of a ledger makes a record of its own (without an indicator), and one for each indicator that
it counts for or may count for.  What an indicator reads is worked out once for each distinct value
of a column, never row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from msgspec import Struct, field

COUNTS: Final = 0
PENDING: Final = 1
IN_ERROR: Final = 2
NOT_OWNER: Final = 3
"""The state of a row whose dependants do not count, as of a leader who has left."""
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
_TEXTS: Final = ("unit", "village", "indicator", "letter", "reason")
"""The columns of few distinct texts."""
_DAYS: Final = ("first", "last")
_HASHES: Final = ("person", "key", "entry", "owner", "owner_name")

Numbers = np.ndarray[Any, Any]


class Texts(Struct):
    """The distinct texts of a column, each with its code. The first is empty."""

    codes: dict[str, int] = field(default_factory=lambda: {"": 0})

    def code(self, text: str) -> int:
        """Return the code of a text."""
        return self.codes.setdefault(text, len(self.codes))


class SourceRecords(Struct):
    """The records of one source, gathered table by table."""

    chunks: dict[str, list[Numbers]] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=lambda: {name: Texts() for name in _TEXTS})

    def add(self, count: int, columns: Mapping[str, Numbers | int]) -> None:
        """Add records. A column not given is empty, a number stands for all rows."""
        kinds = _NUMBERS | dict.fromkeys(_TEXTS, np.int32)
        for name, kind in kinds.items():
            value = columns.get(name, NO_DAY if name in _DAYS else 0)
            if isinstance(value, int):
                value = np.full(count, value, dtype=kind)
            self.chunks.setdefault(name, []).append(value.astype(kind, copy=False))

    def numbers(self) -> dict[str, Numbers]:
        """Return the columns as arrays of numbers, texts by their codes."""
        kinds = _NUMBERS | dict.fromkeys(_TEXTS, np.int32)
        return {name: self._column(name, kind) for name, kind in kinds.items()}

    def words(self) -> dict[str, list[str]]:
        """Return the texts of each column of texts, by code."""
        return {name: list(texts.codes) for name, texts in self.texts.items()}

    def _column(self, name: str, kind: Any) -> Numbers:
        chunks = self.chunks.get(name)
        return np.concatenate(chunks) if chunks else np.empty(0, dtype=kind)


def _expression(name: str) -> str:
    """Return the SQL of a column as it is stored, from the numbers of records."""
    if name in _TEXTS:
        return f"${name}[{name} + 1] AS {name}"
    if name in _HASHES:
        return f"nullif({name}, {NO_HASH}) AS {name}"
    if name in _DAYS:
        return f"DATE '1970-01-01' + nullif({name}, {NO_DAY}) AS {name}"
    return name


SELECTION: Final = ", ".join(_expression(name) for name in (*_NUMBERS, *_TEXTS))
"""The columns of records as they are stored."""

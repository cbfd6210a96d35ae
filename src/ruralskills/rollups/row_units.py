"""The unit that each row of a table names, with its county if it may matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from ruralskills.model.table import Table
from ruralskills.regions import UnitNames
from ruralskills.rollups.records import Numbers

_TOWNSHIP, _COUNTY = "township", "county"
_NONE: Final = ("",)


class RowUnits(Struct, frozen=True):
    """The distinct units that rows name, and the number of each row's."""

    names: Sequence[str] = _NONE
    codes: Numbers | None = None
    """None where no row names one."""
    field: str = ""
    """The field that names them."""

    def counted(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return by unit the number of its rows, and its first row, in their order."""
        assert self.codes is not None
        counts: Counter[str] = Counter()
        firsts: dict[str, int] = {}
        found = np.unique(self.codes, return_index=True, return_counts=True)
        rows = zip(*(each.tolist() for each in found), strict=True)
        for code, row, size in sorted(rows, key=lambda each: each[1]):
            counts[self.names[code]] += size
            firsts.setdefault(self.names[code], row)
        return dict(counts), firsts


def row_units(table: Table, names: UnitNames) -> RowUnits:
    """Return the units of the rows of a table, empty names where there is none."""
    columns = table.columns
    field = next((n for n in (_TOWNSHIP, _COUNTY) if n in columns), table.ledger.info.unit)
    column = columns.get(field)
    if column is None:
        return RowUnits()
    texts = [value if isinstance(value, str) else "" for value in column.values]
    codes = np.asarray(column.codes, dtype=np.int64)
    counties = columns.get(_COUNTY) if field == _TOWNSHIP else None
    if counties is None or all(names.is_told(text) for text in texts):
        return RowUnits([names.placed(text) for text in texts], codes, field)
    pairs = codes * len(counties.values) + np.asarray(counties.codes, dtype=np.int64)
    distinct, codes = np.unique(pairs, return_inverse=True)
    found = []
    for pair in distinct.tolist():
        at, beside = divmod(pair, len(counties.values))
        county = counties.values[beside]
        found.append(names.placed(texts[at], county if isinstance(county, str) else ""))
    return RowUnits(found, codes, field)

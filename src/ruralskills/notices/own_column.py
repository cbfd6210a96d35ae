"""Columns that a notice adds to a ledger: headers, and kinds of values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from msgspec import Struct

from ruralskills.model.fields import FieldSpec
from ruralskills.values.amount import Amount
from ruralskills.values.count import Count
from ruralskills.values.field_type import field_type
from ruralskills.values.partial_date import Date
from ruralskills.values.quantity import Quantity
from ruralskills.values.rate import Rate
from ruralskills.values.text import Text
from ruralskills.values.yesno import YesNo

Kind = Literal["text", "count", "number", "money", "percent", "day", "yes/no"]

_TYPES: Final[Mapping[str, Any]] = {
    "text": Text,
    "count": Count,
    "number": Quantity,
    "money": Amount,
    "percent": Rate,
    "day": Date,
    "yes/no": YesNo,
}
_UNITS: Final = {"money": "元", "percent": "%"}
"""The unit of a kind whose column names none."""


class OwnColumn(Struct, frozen=True, forbid_unknown_fields=True):
    """A column that ledgers of a place have beside those that the program knows."""

    headers: tuple[str, ...]
    kind: Kind
    unit: str = ""
    list: str = ""
    """The list of its words, for a text."""

    def spec(self, name: str) -> FieldSpec:
        """Return the field of that name that the column is."""
        return FieldSpec(
            field=name,
            headers=self.headers or (name,),
            reads=field_type(_TYPES[self.kind]),
            required=False,
            unit=self.unit or _UNITS.get(self.kind, ""),
            codes=self.list,
            several=False,
            label=False,
            own_meaning="",
        )

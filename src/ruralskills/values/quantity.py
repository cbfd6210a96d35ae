"""Measured numbers that no total sums: hours, days and other GB 3101 quantities.

The value is a decimal, for half a day and half an hour are real.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw, absent
from ruralskills.values.numeral import TOO_LARGE, not_a_number, read_number, to_decimal

_PLAIN = regex(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")


def read(raw: Raw, context: Context = NO_CONTEXT) -> Decimal | Absent:
    """Return a number in the column's unit.

    >>> read("40课时"), read("3.5天", Context(unit="天")), read(7)
    (Decimal('40'), Decimal('3.5'), Decimal('7'))
    """
    if type(raw) is float and abs(raw) < TOO_LARGE:
        return to_decimal(raw)
    if (type(raw) is int and abs(raw) < TOO_LARGE) or (type(raw) is str and _PLAIN.fullmatch(raw)):
        return Decimal(raw)
    absence = absent(raw)
    if absence is not None:
        return absence
    if not isinstance(raw, str):
        raise not_a_number(raw)
    return read_number(raw, context.unit)


Quantity = Annotated[Decimal | None, FieldType("quantity", "数字", read)]

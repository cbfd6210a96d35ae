"""Rates in percent (GB/T 15835, GB 3101), with every possible reading.

A cell formatted as percent holds 0.35, a plain one 35. One cell does not show its column's
format, so both readings are kept and a rule must find all of them wrong.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Annotated

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw, absent
from ruralskills.values.numeral import not_a_number, read_number, to_decimal

# Tasks are overfulfilled: 1.33 may be 133 %. Ten times a task is never reported.
_MAY_BE_FRACTION = 10
_HUNDREDTHS = regex(r"百分之(.+)")


def read(raw: Raw, context: Context = NO_CONTEXT) -> tuple[Decimal, ...] | Absent:
    """Return the possible readings in percent, the likeliest first.

    >>> read("35%"), read(0.35), read(35), read("百分之三十五")
    ((Decimal('35'),), (Decimal('35.00'), Decimal('0.35')), (Decimal('35'),), (Decimal('35'),))
    """
    if type(raw) is float and math.isfinite(raw):
        return _readings(to_decimal(raw))
    if type(raw) is int:
        return _readings(Decimal(raw))
    absence = absent(raw)
    if absence is not None:
        return absence
    if not isinstance(raw, str):
        raise not_a_number(raw)
    text = normalised(raw)
    hundredths = _HUNDREDTHS.fullmatch(text)
    if hundredths:
        return (read_number(hundredths[1], "%"),)
    if "%" in text:
        return (read_number(text, "%"),)
    return _readings(read_number(text, "%"))


def _readings(number: Decimal) -> tuple[Decimal, ...]:
    if number == 0 or abs(number) > _MAY_BE_FRACTION:
        return (number,)
    if abs(number) <= 1:
        return (number * 100, number)
    return (number, number * 100)


Rate = Annotated[tuple[Decimal, ...] | None, FieldType("rate", "比率", read)]

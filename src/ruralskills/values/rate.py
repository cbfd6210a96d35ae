"""Rates in percent (GB/T 15835, GB 3101), with every reading that the writing leaves open.

A cell formatted as percent holds 0.35, a plain one 35; which of them a column uses cannot be seen
in one cell, so both readings are kept and a rule must find all of them wrong.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Annotated

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw, absent
from ruralskills.values.numeral import exact, not_a_number, quantity

# Tasks are overfulfilled: 1.33 may be 133 %.  Ten times a task is beyond any bulletin.
_MAY_BE_FRACTION = 10
_HUNDREDTHS = regex(r"百分之(.+)")


def read(raw: Raw, context: Context = NO_CONTEXT) -> tuple[Decimal, ...] | Absent:
    """Return the possible readings in percent points, the likeliest first.

    >>> read("35%"), read(0.35), read(35), read("百分之三十五")
    ((Decimal('35'),), (Decimal('35.00'), Decimal('0.35')), (Decimal('35'),), (Decimal('35'),))
    """
    if type(raw) is float and math.isfinite(raw):
        return _readings(exact(raw))
    if type(raw) is int:
        return _readings(Decimal(raw))
    nothing = absent(raw)
    if nothing is not None:
        return nothing
    if not isinstance(raw, str):
        raise not_a_number(raw)
    text = normalised(raw)
    hundredths = _HUNDREDTHS.fullmatch(text)
    if hundredths:
        return (quantity(hundredths[1], "%"),)
    if "%" in text:
        return (quantity(text, "%"),)
    return _readings(quantity(text, "%"))


def _readings(number: Decimal) -> tuple[Decimal, ...]:
    if number == 0 or abs(number) > _MAY_BE_FRACTION:
        return (number,)
    if abs(number) <= 1:
        return (number * 100, number)
    return (number, number * 100)


Rate = Annotated[tuple[Decimal, ...] | None, FieldType(read)]

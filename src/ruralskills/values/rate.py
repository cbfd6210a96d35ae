"""Rates in percent (GB/T 15835, GB 3101), with every possible reading.

A cell formatted as percent holds 0.35, a plain one 35. One cell does not show its column's
format, so both readings are kept and a rule must find all of them wrong.

A reading has the digits that are shown and no others: 0.83 is 83 %, which may be 83.3 % rounded, so
``agrees`` is the one way to hold it against what two counts give.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Annotated

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw, absent
from ruralskills.values.numeral import is_unclear, not_a_number, read_number, to_decimal

# Tasks are overfulfilled: 1.33 may be 133 %. Ten times a task is never reported.
_MAY_BE_FRACTION = 10
_HUNDREDTHS = regex(r"百分之(.+)")
_SHARE_IN_WORDS = regex("([一二三四五六七八九十]{1,3})分之([一二三四五六七八九十]{1,3})")
_TENTHS = regex("([0-9一二三四五六七八九])成(?:([0-9一二三四五六七八九])|半)?")
_FRACTION = regex(r"([0-9]{1,9})([\u4e00-\u9fff]{0,2})[/÷]([0-9]{1,9})\2")
_MOST_DIGITS = 4
"""The most decimals that count: those of a formula go on without end."""


def read(raw: Raw, context: Context = NO_CONTEXT) -> tuple[Decimal, ...] | Absent:
    """Return the possible readings in percent, the likeliest first.

    >>> read("35%"), read(0.35), read(35), read("百分之三十五")
    ((Decimal('35'),), (Decimal('35'), Decimal('0.35')), (Decimal('35'),), (Decimal('35'),))
    >>> read("27/30")
    (Decimal('90'),)
    """
    if type(raw) is float and math.isfinite(raw):
        return readings(to_decimal(raw))
    if type(raw) is int:
        return readings(Decimal(raw))
    absence = absent(raw)
    if absence is not None:
        return absence
    if not isinstance(raw, str) or is_unclear(raw):
        raise not_a_number(raw)
    text = normalised(raw)
    hundredths = _HUNDREDTHS.fullmatch(text)
    if hundredths:
        return (read_number(hundredths[1], "%"),)
    if shared := _SHARE_IN_WORDS.fullmatch(text):
        return (read_number(shared[2]) * 100 / read_number(shared[1]),)
    if tenths := _TENTHS.fullmatch(text):
        rest = Decimal(5) if text.endswith("半") else read_number(tenths[2] or "0")
        return (read_number(tenths[1]) * 10 + rest,)
    if "%" in text:
        return (read_number(text, "%"),)
    if fraction := _FRACTION.fullmatch(text):
        part, whole = Decimal(fraction[1]), Decimal(fraction[3])
        if not 0 < whole * _MAY_BE_FRACTION >= part:
            raise not_a_number(raw)
        return (part * 100 / whole,)
    return readings(read_number(text, "%"))


def readings(number: Decimal) -> tuple[Decimal, ...]:
    """Return the meanings in percent of a number among rates, the likeliest first.

    >>> readings(Decimal("0.9")), readings(Decimal("1.33")), readings(Decimal(96))
    ((Decimal('90'), Decimal('0.9')), (Decimal('1.33'), Decimal('133')), (Decimal('96'),))
    """
    if number == 0 or abs(number) > _MAY_BE_FRACTION:
        return (number,)
    percent = number.scaleb(2)
    if percent == percent.to_integral():
        percent = percent.quantize(Decimal(1))
    return (percent, number) if abs(number) <= 1 else (number, percent)


def agrees(shown: Decimal, computed: Decimal) -> bool:
    """Return True if a rate is the computed one, rounded or cut to its digits.

    >>> [agrees(Decimal(shown), Decimal(500) / 6) for shown in ("83", "83.3", "83.34", "84", "82")]
    [True, True, False, False, False]
    """
    digits = -int(shown.as_tuple().exponent)
    unit = Decimal(1).scaleb(-min(max(digits, 0), _MOST_DIGITS))
    return -unit / 2 <= computed - shown < unit


Rate = Annotated[tuple[Decimal, ...] | None, FieldType("rate", "比率", read)]

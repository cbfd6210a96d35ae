"""Counts of persons, households and the like: whole numbers under GB/T 15835.

A fraction or a negative number is still read; rules decide if it can be right.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw, absent
from ruralskills.values.numeral import is_unit, not_a_number, read_number, to_decimal

_LONGEST_PLAIN = 10
_TOO_MANY = 10**10
"""More than there are people: a telephone or another number that has slipped."""
_PAIRS = regex(r"(?:[0-9]{1,9}[\u4e00-\u9fff]{1,2}[,、;/]?){2,4}")
_PAIR = regex(r"([0-9]{1,9})([\u4e00-\u9fff]{1,2})")


def read(raw: Raw, context: Context = NO_CONTEXT) -> int | Decimal | Absent:
    """Return a count as int, as Decimal when it has a fraction.

    >>> read(3.0), read("３户"), read("三百二十五"), read(0.5), read("1,380人")
    (3, 3, 325, Decimal('0.5'), 1380)
    >>> read("5户18人", Context(unit="人"))
    18
    """
    if type(raw) is int and abs(raw) < _TOO_MANY:
        return raw
    if type(raw) is str and raw.isascii() and raw.isdigit() and len(raw) <= _LONGEST_PLAIN:
        return int(raw)
    if type(raw) is float and abs(raw) < _TOO_MANY:
        return int(raw) if raw.is_integer() else _int_if_whole(to_decimal(raw))
    absence = absent(raw)
    if absence is not None:
        return absence
    if not isinstance(raw, str):
        raise not_a_number(raw, _TOO_MANY)
    if context.unit:
        text = normalised(raw)
        if _PAIRS.fullmatch(text):
            pairs = _PAIR.findall(text)
            numbers = [number for number, unit in pairs if unit == context.unit]
            # two units, not two ends of a range: 3户至5户
            if len(numbers) == 1 < len(pairs) and all(is_unit(unit) for _, unit in pairs):
                return int(numbers[0])
    return _int_if_whole(read_number(raw, context.unit, _TOO_MANY))


def _int_if_whole(number: Decimal) -> int | Decimal:
    whole = int(number)
    return whole if whole == number else number


Count = Annotated[int | Decimal | None, FieldType("count", "数量", read, additive=True)]

"""Amounts of money of a column."""

from collections import Counter
from decimal import Decimal
from operator import itemgetter
from typing import Final

from ruralskills.model.typed_column import Column
from ruralskills.values.numeral import unit_step

_NUMBERS: Final = (int, Decimal)
_FEWEST: Final = 5
_RATIO: Final = 5000
"""The ratio to the middle amount from which 万元 was taken for 元, or 元 for 万元."""


def written_in_a_smaller_unit(column: Column) -> set[int]:
    """Return the codes of amounts that name a smaller unit than their column."""
    return {
        code
        for code, (raw, value) in enumerate(zip(column.raws, column.values, strict=True))
        if isinstance(raw, str)
        and isinstance(value, _NUMBERS)
        and value
        and unit_step(raw, column.stated_unit) == -1
    }


def outliers(column: Column) -> tuple[Decimal, dict[int, Decimal]]:
    """Return the middle amount, and by code the amounts some 10,000 times off it.

    Of fewer than 5 amounts the middle is 0, and no amount is off it.
    """
    times = Counter(column.codes)
    amounts = {
        code: Decimal(value)
        for code, value in enumerate(column.values)
        if code in times and isinstance(value, _NUMBERS) and value > 0
    }
    ordered = [
        value
        for code, value in sorted(amounts.items(), key=itemgetter(1))
        for _ in range(min(times[code], 99))
    ]
    if len(ordered) < _FEWEST:
        return Decimal(0), {}
    middle = ordered[len(ordered) // 2]
    return middle, {
        code: value
        for code, value in amounts.items()
        if value >= middle * _RATIO or value * _RATIO <= middle
    }

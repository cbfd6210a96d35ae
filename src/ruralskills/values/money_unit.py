"""Units of money, and the factors between them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from ruralskills.text.lazy_regex import regex

MONEY: Final[Mapping[str, int]] = {
    "元": 1,
    "百元": 100,
    "千元": 1000,
    "万元": 10_000,
    "亿元": 10**8,
}
"""By unit, the number of 元."""


_PER: Final = regex("[/每·.*]")


def money_of(unit: str) -> str:
    """Return the unit of money of a unit such as 元/人·月, else the unit as it is.

    >>> money_of("万元/年"), money_of("元/人·月"), money_of("户")
    ('万元', '元', '户')
    """
    return _PER.split(unit, maxsplit=1)[0]


def unit_ratio(unit: str, other: str) -> Decimal:
    """Return the factor from a unit of money to another, 1 for other units.

    >>> unit_ratio("元", "万元"), unit_ratio("元/年", "万元"), unit_ratio("户", "人")
    (Decimal('0.0001'), Decimal('0.0001'), Decimal('1'))
    """
    unit, other = money_of(unit), money_of(other)
    if unit == other or unit not in MONEY or other not in MONEY:
        return Decimal(1)
    return Decimal(MONEY[unit]) / MONEY[other]

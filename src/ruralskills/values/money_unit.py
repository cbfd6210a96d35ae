"""Units of money, and the factors between them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

MONEY: Final[Mapping[str, int]] = {
    "元": 1,
    "百元": 100,
    "千元": 1000,
    "万元": 10_000,
    "亿元": 10**8,
}
"""By unit, the number of 元."""


def unit_ratio(unit: str, other: str) -> Decimal:
    """Return the factor from a unit of money to another, 1 for other units.

    >>> unit_ratio("元", "万元"), unit_ratio("户", "人")
    (Decimal('0.0001'), Decimal('1'))
    """
    if unit == other or unit not in MONEY or other not in MONEY:
        return Decimal(1)
    return Decimal(MONEY[unit]) / MONEY[other]

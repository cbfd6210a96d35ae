"""Decimal numbers as people write them."""

from __future__ import annotations

from decimal import Decimal


def format_number(number: Decimal | int) -> str:
    """Return a number without exponent and trailing zeros.

    >>> format_number(Decimal("47000.00")), format_number(Decimal("0.50")), format_number(7)
    ('47000', '0.5', '7')
    """
    if number == int(number):
        return str(int(number))
    return f"{Decimal(number).normalize():f}"


def format_gap(gap: Decimal | int, unit: str = "") -> str:
    """Return how much a number is above or below another, with its unit.

    >>> format_gap(Decimal("-0.50"), "元"), format_gap(3)
    ('少0.5元', '多3')
    """
    return f"{'多' if gap > 0 else '少'}{format_number(abs(Decimal(gap)))}{unit}"

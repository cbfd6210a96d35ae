"""Decimal numbers as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_HAN: Final = "一二三四五六七八九"


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


def in_han(number: int) -> str:
    """Return a number from 1 to 99 in Chinese.

    >>> [in_han(number) for number in (1, 10, 11, 20, 21)]
    ['一', '十', '十一', '二十', '二十一']
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_HAN[tens - 1]}十"
    return head + (_HAN[ones - 1] if ones else "")

"""The number that a spreadsheet keeps for a date: days of the 1900 date system.

A cell of a date format holds a number and shows a day.  Where a count was typed into one, the number
is what was meant.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

ORIGIN: Final = date(1899, 12, 30)
"""Day 0 for days from March 1900: spreadsheets count a 1900-02-29 before."""
_LEAP_DAY: Final = date(1900, 2, 28)
_DAY: Final = timedelta(days=1)


def serial_number(raw: date | time | timedelta) -> Decimal | None:
    """Return the number of a date cell, None for the two that look the same.

    >>> serial_number(date(1900, 1, 3)), serial_number(date(2020, 3, 4)), serial_number(time(12))
    (Decimal('3'), Decimal('43894'), Decimal('0.5'))
    >>> serial_number(date(1900, 2, 28))
    """
    if isinstance(raw, timedelta):
        return _days(raw)
    if isinstance(raw, time):
        return _days(timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second))
    day = raw.date() if isinstance(raw, datetime) else raw
    if day == _LEAP_DAY:
        return None
    since = day - ORIGIN if day > _LEAP_DAY else day - ORIGIN - _DAY
    clock = raw.time() if isinstance(raw, datetime) else time()
    return _days(since + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second))


def _days(length: timedelta) -> Decimal:
    seconds = Decimal(length.days * 86400 + length.seconds)
    days = (seconds / 86400).quantize(Decimal("0.000001"))
    return days.to_integral() if days == days.to_integral() else days.normalize()

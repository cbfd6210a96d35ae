"""Folders of periods, and the days that figures of a period cover."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct

from ruralskills.model.period import Period

_CENT: Final = Decimal("0.01")


def folder_name(period: Period) -> str:
    """Return the name of the folder of a period.

    >>> folder_name(Period(2020, 2)), folder_name(Period(2020, month=5)), folder_name(Period(2020))
    ('2020Q2', '2020-05', '2020')
    """
    if period.month:
        return f"{period.year}-{period.month:02}"
    return f"{period.year}Q{period.quarter}" if period.quarter else str(period.year)


def lies_in(inner: Period, outer: Period) -> bool:
    """Return True if a period is the other, or a part of it."""
    return outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


def scheduled_rate(period: Period, first_year: int, years: int) -> float:
    """Return the percentage of a plan's months that a period's end has behind it.

    >>> scheduled_rate(Period(2020, 2), 2020, 1), scheduled_rate(Period(2020, month=5), 2020, 1)
    (50.0, 41.67)
    >>> scheduled_rate(Period(2021), 2020, 3)
    66.67
    """
    months = (period.year - first_year) * 12 + period.last_day.month
    return percent(Decimal(months), Decimal(12 * years))


def scheduled_until(period: Period, first_year: int, deadline: date) -> float:
    """Return the percentage of the time up to a deadline at a period's end.

    It goes by months, as that of a whole year does, where the deadline ends one.

    >>> scheduled_until(Period(2021, 2), 2021, date(2021, 9, 30))
    66.67
    >>> scheduled_until(Period(2021, 2), 2021, date(2021, 9, 15))
    70.16
    >>> scheduled_until(Period(2021, 4), 2021, date(2021, 10, 31))
    100.0
    """
    if (deadline + timedelta(1)).day == 1:
        whole = (deadline.year - first_year) * 12 + deadline.month
        gone = (period.year - first_year) * 12 + period.last_day.month
    else:
        start = date(first_year, 1, 1) - timedelta(1)
        whole, gone = (deadline - start).days, (period.last_day - start).days
    whole = max(1, whole)
    return percent(Decimal(min(gone, whole)), Decimal(whole))


def percent(part: Decimal, whole: Decimal) -> float:
    """Return a rate in percent with two decimals, half up.

    >>> percent(Decimal(1), Decimal(3)), percent(Decimal("0.125"), Decimal(100))
    (33.33, 0.13)
    """
    return float((part * 100 / whole).quantize(_CENT, ROUND_HALF_UP))


def difference(one: float, other: float) -> float:
    """Return the difference of two printed rates.

    >>> difference(33.33, 50.0)
    -16.67
    """
    return float(Decimal(str(one)) - Decimal(str(other)))


class Window(Struct, frozen=True):
    """The days of a figure, and the last day of the submissions that it is taken from."""

    id: str
    first: date
    last: date
    cut: date
    stocks: bool = True
    """False where only flows are looked at."""

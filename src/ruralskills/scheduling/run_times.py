"""Timetables: the rhythm, day and hour of a run, and the period that it is about."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from ruralskills.errors import OfficeError
from ruralskills.model.period import Period, period_before
from ruralskills.text.lazy_regex import regex

_AT: Final = regex(r"\s*(\d{1,2})[日\s]\s*(\d{1,2})[:：](\d{2})\s*")
_LEAP_LESS: Final = 2021
"""A year in which February is as short as it can be."""
_MOST_MISSED: Final = 24
"""Periods without a bulletin that are made up for, two years of months."""


class ScheduleError(OfficeError):
    """A schedule that cannot be made. The message says what to change."""


class Rhythm(StrEnum):
    """The length of the periods that bulletins are about."""

    QUARTER = "quarter"
    MONTH = "month"
    YEAR = "year"

    @property
    def months(self) -> tuple[int, ...]:
        """The months in which a period of this length has just closed."""
        return {"quarter": (1, 4, 7, 10), "month": tuple(range(1, 13)), "year": (1,)}[self.value]

    @property
    def last_day(self) -> int:
        """The last day that each of these months has."""
        return min(monthrange(_LEAP_LESS, month)[1] for month in self.months)

    @property
    def word(self) -> str:
        """The name of a bulletin in this rhythm."""
        return {"quarter": "季度通报", "month": "月度通报", "year": "年度通报"}[self.value]


def closed_period(rhythm: Rhythm, today: date) -> Period:
    """Return the last period that is over on a day.

    >>> str(closed_period(Rhythm.QUARTER, date(2021, 7, 6)))
    '2021年第2季度'
    >>> str(closed_period(Rhythm.MONTH, date(2021, 1, 31))), str(closed_period(Rhythm.YEAR, date(2021, 1, 1)))
    ('2020年12月', '2020年')
    """
    if rhythm is Rhythm.YEAR:
        return Period(today.year - 1)
    if rhythm is Rhythm.MONTH:
        year, month = divmod(today.year * 12 + today.month - 2, 12)
        return Period(year, month=month + 1)
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 - 1, 4)
    return Period(year, quarter + 1)


def missed_periods(closed: Period, is_made: Callable[[Period], bool]) -> list[Period]:
    """Return the periods since the last with a bulletin up to a closed one, in order.

    Where none has ever been made, only the closed one is due.

    >>> made = {Period(2020, 3)}
    >>> [str(each) for each in missed_periods(Period(2021, 1), made.__contains__)]
    ['2020年第4季度', '2021年第1季度']
    """
    missed: list[Period] = []
    period = closed
    while len(missed) < _MOST_MISSED:
        if is_made(period):
            return missed[::-1]
        missed.append(period)
        period = period_before(period)
    return [closed]


class RunTimes(Struct, frozen=True):
    """The days and the hour of a run, in the month after each period."""

    rhythm: Rhythm
    day: int = 6
    hour: int = 8
    minute: int = 0
    catch_up: bool = False
    """True if it runs on later days and months too, for a machine that was off."""

    @property
    def days(self) -> tuple[int, ...]:
        """The days of the month on which it runs."""
        return tuple(range(self.day, 32)) if self.catch_up else (self.day,)

    @property
    def months(self) -> tuple[int, ...]:
        """The months in which it runs."""
        return tuple(range(1, 13)) if self.catch_up else self.rhythm.months


def run_times(rhythm: Rhythm, at: str, catch_up: bool = False) -> RunTimes:
    """Return the timetable of a text such as ``6 08:00``.  Raises ScheduleError.

    >>> table = run_times(Rhythm.MONTH, "10 17:30")
    >>> table.day, table.hour, table.minute
    (10, 17, 30)
    """
    found = _AT.fullmatch(at)
    if not found:
        raise ScheduleError(f"--at 的值“{at}”不对，要写成“6 08:00”这样的日和时刻")
    day, hour, minute = map(int, found.groups())
    if not 1 <= day <= rhythm.last_day:
        months = "、".join(map(str, rhythm.months)) + "月" if len(rhythm.months) < 12 else "每月"
        raise ScheduleError(
            f"--at 的日“{day}”不对，要在1至{rhythm.last_day}之间（{months}都要有这一天）"
        )
    if hour > 23 or minute > 59:
        raise ScheduleError(f"--at 的时刻“{hour}:{minute:02}”不对")
    return RunTimes(rhythm, day, hour, minute, catch_up)

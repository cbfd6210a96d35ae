"""Timetables: the rhythm, day and hour of a run, and the period that it is about."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from ruralskills.errors import OfficeError
from ruralskills.model.period import Period
from ruralskills.text.lazy_regex import regex

_AT: Final = regex(r"\s*(\d{1,2})[日\s]\s*(\d{1,2})[:：](\d{2})\s*")
_LAST_DAY: Final = 28
"""The last day that each month has."""


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


class RunTimes(Struct, frozen=True):
    """The days and the hour of a run, in the month after each period."""

    rhythm: Rhythm
    day: int = 6
    hour: int = 8
    minute: int = 0
    catch_up: bool = False
    """True if it runs on each day from then on, for a machine that was off."""

    @property
    def days(self) -> tuple[int, ...]:
        """The days of the month on which it runs."""
        return tuple(range(self.day, _LAST_DAY + 1)) if self.catch_up else (self.day,)


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
    if not 1 <= day <= _LAST_DAY:
        raise ScheduleError(f"--at 的日要在1至{_LAST_DAY}之间（有的月没有{day}日）")
    if hour > 23 or minute > 59:
        raise ScheduleError(f"--at 的时刻“{hour}:{minute:02}”不对")
    return RunTimes(rhythm, day, hour, minute, catch_up)

"""Spans of whole months."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from ruralskills.model.period import Period
from ruralskills.values.date_range import DateRange


class Months(Struct, frozen=True, order=True):
    """From one month to another, both included.

    Months are numbered through the years: January of year 1 is 12.
    """

    first: int
    last: int

    @classmethod
    def of_month(cls, month: int) -> Months:
        """Return a single month."""
        return cls(month, month)

    @classmethod
    def of_days(cls, first: date, last: date) -> Months:
        """Return the months from that of one day to that of another."""
        return cls(first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)

    @classmethod
    def of_range(cls, days: DateRange) -> Months:
        """Return the months from a range's first possible day to its last possible one."""
        first = days.start.earliest
        return cls.of_days(first, max(first, days.end.latest))

    @classmethod
    def of_period(cls, period: Period) -> Months:
        """Return the months of a year, a quarter or a month."""
        last = period.last_day
        length = 1 if period.month else 3 if period.quarter else 12
        end = last.year * 12 + last.month - 1
        return cls(end - length + 1, end)

    @property
    def numbers(self) -> range:
        """The number of each month."""
        return range(self.first, self.last + 1)

    @property
    def first_day(self) -> date:
        """The day on which the first month begins."""
        return date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """The day on which the last month closes."""
        return Period(self.last // 12, month=self.last % 12 + 1).last_day

    def touches(self, months: Months) -> bool:
        """Return True if both have a month in common."""
        return self.first <= months.last and months.first <= self.last

    def lies_in(self, months: Months) -> bool:
        """Return True if every month is one of ``months``."""
        return months.first <= self.first and self.last <= months.last

    def not_after(self, day: date) -> Months:
        """Return the months, or those a year earlier if they would begin after a day."""
        return Months(self.first - 12, self.last - 12) if self.first_day > day else self

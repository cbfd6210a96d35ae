"""First and last day of a class, as far as they are certain."""

from datetime import date
from typing import Final, Protocol

from msgspec import Struct

from ruralskills.model.table import Ledger, Table
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate


class HasClassDates(Protocol):
    """A row with the days of something that was held: in two cells, or both in one."""

    @property
    def starts(self) -> PartialDate | None:
        """The first day."""

    @property
    def ends(self) -> PartialDate | None:
        """The last day."""

    @property
    def held(self) -> DateRange | None:
        """Both days in one cell."""


class ClassDates(Struct, frozen=True):
    """Dates of a class outside of a row, such as a row rule is given."""

    starts: PartialDate | None = None
    ends: PartialDate | None = None
    held: DateRange | None = None


def first_day(row: HasClassDates) -> PartialDate | None:
    """Return the first day, None where the row has none."""
    return row.starts or (row.held.start if row.held else None)


def last_day(row: HasClassDates) -> PartialDate | None:
    """Return the last day, None where the row has none."""
    return row.ends or (row.held.end if row.held else None)


EARLIEST_DAY: Final = date(1970, 1, 1)
"""The first day of any class: one in 1900 is the format of a cell."""


def exact_days(row: HasClassDates) -> tuple[date, date] | None:
    """Return the first and the last day, None unless exact, possible and in order."""
    first, last = first_day(row), last_day(row)
    if first is None or last is None or not (first.exact and last.exact):
        return None
    if first.earliest < EARLIEST_DAY:
        return None
    return (first.earliest, last.latest) if first.earliest <= last.latest else None


def days_at_least(row: HasClassDates) -> int | None:
    """Return the fewest days that the dates allow, None where none is known."""
    first, last = first_day(row), last_day(row)
    if first is None or last is None or first.latest < EARLIEST_DAY:
        return None
    return (last.earliest - first.latest).days + 1


def calendar_days(row: HasClassDates) -> int | None:
    """Return the number of days, the first, the last and days of rest counted.

    None unless the first and the last are exact and in order.
    """
    days = exact_days(row)
    return (days[1] - days[0]).days + 1 if days else None


def is_finished(row: HasClassDates, as_of: date) -> bool:
    """Return True if the class is certainly over on a day."""
    last = last_day(row)
    return last is not None and last.latest < as_of


def has_end_in_another_year(table: Table) -> bool:
    """Return True if a row of a table of any ledger ended outside the table's year."""
    days = (_end(row) for row in table.rows(table.ledger))
    return any(day.year not in (None, table.year) for day in days if day is not None)


def _end(row: Ledger) -> PartialDate | None:
    held = getattr(row, "held", None)
    end = getattr(row, "ends", None) or (held.end if isinstance(held, DateRange) else None)
    return end if isinstance(end, PartialDate) else None

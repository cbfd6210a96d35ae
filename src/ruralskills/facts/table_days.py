"""Days between which the rows of a table may have been written."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from ruralskills.facts.table_periods import table_period
from ruralskills.model.period import find_year
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex

_DAY_IN_HEADING: Final = regex(
    r"(?<!\d)(20\d\d)[-./年](1[0-2]|0?[1-9])(?:[-./月]([12]\d|3[01]|0?[1-9])(?!\d)|月)"
)


class TableDays(Struct, frozen=True):
    """The first and the last day that a table speaks of, and how sure that is."""

    first: date
    last: date
    is_written: bool
    """False where the year is that of the file's name alone."""


def table_days(table: Table, as_of: date) -> TableDays | None:
    """Return the days of a table's period and of the dates in its heading.

    No day is after the day of the check. None where nothing says a year.
    """
    period = table_period(table)
    written = list(_days_in_heading(table))
    days = list(written)
    if period is not None and period.year:
        days += [period.first_day, period.last_day]
        if any(find_year(text) == period.year for text in (table.layout.title, table.sheet)):
            written += days
    past = [day for day in days if day <= as_of]
    if not past:
        return None
    last = as_of if len(past) < len(days) else max(past)
    return TableDays(min(past), last, is_written=bool(written))


def _days_in_heading(table: Table) -> Iterator[date]:
    """Yield the first and the last day of each date over and below a table."""
    for year, month, day in _DAY_IN_HEADING.findall(table.places):
        most = monthrange(int(year), int(month))[1]
        if not day or int(day) <= most:
            yield date(int(year), int(month), int(day or 1))
            yield date(int(year), int(month), int(day or most))

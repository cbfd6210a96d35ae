"""Ages in completed years."""

from calendar import isleap
from datetime import date

from ruralskills.values.partial_date import PartialDate


def completed_years(born: date, day: date) -> int:
    """Return an age in completed years.

    A person born on 29 February completes a year on 28 February.

    >>> completed_years(date(2000, 2, 29), date(2018, 2, 28))
    18
    >>> completed_years(date(1955, 6, 30), date(2021, 6, 29))
    65
    """
    month, last = (born.month, born.day)
    if (month, last) == (2, 29) and not isleap(day.year):
        last = 28
    return day.year - born.year - ((day.month, day.day) < (month, last))


def age_outside(born: date, day: PartialDate, low: int, high: int) -> str:
    """Return the words for an age certainly outside a range on a day, else ``""``.

    Both ends of the range belong to it.
    """
    youngest, oldest = completed_years(born, day.earliest), completed_years(born, day.latest)
    if oldest >= low and youngest <= high:
        return ""
    age, gap = (oldest, f"小{low - oldest}") if oldest < low else (youngest, f"大{youngest - high}")
    return f"{age}周岁，应在{low}周岁至{high}周岁之间，{gap}岁"

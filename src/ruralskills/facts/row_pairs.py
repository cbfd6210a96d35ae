"""Rows in which two columns contradict each other, found column by column.

The values are prepared once for each distinct cell, so that a row costs one comparison.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress, count
from operator import lt
from typing import Any

from ruralskills.model.typed_column import Column
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

_BEFORE_ALL, _AFTER_ALL = 0, 1 << 40
"""Ordinals before and after every day."""


def rows_where(
    holds: Callable[[Any, Any], Any],
    first: tuple[Column, Sequence[Any]],
    second: tuple[Column, Sequence[Any]],
) -> Iterator[int]:
    """Yield the indexes of the rows in which a comparison of two columns holds.

    Each column comes with the value to compare for each of its codes.
    """
    sides = (map(values.__getitem__, column.codes) for column, values in (first, second))
    return compress(count(), map(holds, *sides))


def start_of(value: Any) -> PartialDate | None:
    """Return a date, or the start of a span, None for any other value."""
    day = value.start if isinstance(value, DateRange) else value
    return day if isinstance(day, PartialDate) else None


def end_of(value: Any) -> PartialDate | None:
    """Return a date, or the end of a span, None for any other value."""
    day = value.end if isinstance(value, DateRange) else value
    return day if isinstance(day, PartialDate) else None


def rows_reversed(earlier: Column, later: Column) -> Iterator[int]:
    """Yield the rows in which the later date is certainly before the earlier one."""
    starts, ends = map(start_of, later.values), map(end_of, earlier.values)
    latest = [day.latest.toordinal() if day else _AFTER_ALL for day in starts]
    earliest = [day.earliest.toordinal() if day else _BEFORE_ALL for day in ends]
    return rows_where(lt, (later, latest), (earlier, earliest))

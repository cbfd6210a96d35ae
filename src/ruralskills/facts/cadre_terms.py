"""From when to when a reserve cadre was in office, by the roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from ruralskills.facts.duty_terms import Months
from ruralskills.model.table import Table
from ruralskills.values.field_type import Absent
from ruralskills.values.partial_date import PartialDate

LEFT: Final = "离任"
_OFFICE: Final = ("appointed", "left", "status")
"""What is read of a roster."""
OFFICE_COLUMNS: Final = ("id_number", "name", "township", *_OFFICE)


def has_left(table: Table, position: int) -> bool | None:
    """Whether the roster says that somebody has left; None where its cells cannot be read."""
    held = [table.columns[name][position] for name in ("left", "status") if name in table.columns]
    if any(isinstance(value, PartialDate) or value == LEFT for value in held):
        return True
    return False if all(isinstance(value, str | Absent) for value in held) else None


class Office(Struct, frozen=True):
    """The days from which and until which somebody was in office."""

    appointed: PartialDate
    left: PartialDate | None
    """None while in office."""

    def whole(self, month: int) -> bool:
        """Whether somebody was certainly in office on every day of a month."""
        days = Months(month, month)
        return self.appointed.latest <= days.first_day and (
            self.left is None or self.left.earliest >= days.last_day
        )

    def outside(self, month: int) -> bool:
        """Whether somebody was certainly not in office on any day of a month."""
        days = Months(month, month)
        return self.appointed.earliest > days.last_day or (
            self.left is not None and self.left.latest < days.first_day
        )

    def months(self, until: date) -> Iterator[int]:
        """The whole months in office that have closed."""
        first = Months.of_days(self.appointed.earliest, self.appointed.earliest).first
        last = Months.of_days(until, until + timedelta(1)).first
        return (month for month in range(first, last + 1) if self._counts(month, until))

    def _counts(self, month: int, until: date) -> bool:
        return Months(month, month).last_day < until and self.whole(month)


def office_of(table: Table, position: int) -> Office | None:
    """When somebody was in office; None where the roster does not say it for certain."""
    appointed = table.value(position, "appointed")
    left = table.value(position, "left")
    if not isinstance(appointed, PartialDate):
        return None
    if left is None and has_left(table, position) is not False:
        return None
    return Office(appointed, left if isinstance(left, PartialDate) else None)

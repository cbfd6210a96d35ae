"""From when to when a reserve cadre was in office, by the roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from ruralskills.facts.duty_terms import Months
from ruralskills.ledgers import IndustryLeader, ReserveCadre
from ruralskills.values.partial_date import PartialDate

LEFT: Final = "离任"
_OFFICE: Final = ("appointed", "left", "status")
"""What is read of a roster."""
OFFICE_COLUMNS: Final = ("id_number", "name", "township", *_OFFICE)


def has_left(row: IndustryLeader | ReserveCadre) -> bool | None:
    """Return True if the roster says that somebody has left; None where its cells cannot be read."""
    left = row.left if isinstance(row, ReserveCadre) else None
    if left is not None or row.status == LEFT:
        return True
    return None if row.is_unknown("left") or row.is_unknown("status") else False


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


def office_of(row: ReserveCadre) -> Office | None:
    """Return when somebody was in office; None where the roster does not say it for certain."""
    if row.appointed is None or (row.left is None and has_left(row) is not False):
        return None
    return Office(row.appointed, row.left)

"""Terms in office of reserve cadres, by the roster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from ruralskills.ledgers import IndustryLeader, ReserveCadre
from ruralskills.model.months import Months
from ruralskills.values.partial_date import PartialDate

LEFT: Final = "离任"
_TERM_COLUMNS: Final = ("appointed", "left", "status")
OFFICE_COLUMNS: Final = ("id_number", "name", "township", *_TERM_COLUMNS)
"""The fields of a roster that tell who was in office when."""


def has_left(row: IndustryLeader | ReserveCadre) -> bool | None:
    """Return True if somebody has left office.

    None where the cells that say so cannot be read.
    """
    left = row.left if isinstance(row, ReserveCadre) else None
    if left is not None or row.status == LEFT:
        return True
    return None if row.is_unknown("left") or row.is_unknown("status") else False


class TermOfOffice(Struct, frozen=True):
    """The days on which somebody was appointed and left."""

    appointed: PartialDate
    left: PartialDate | None
    """None while in office."""

    def covers(self, month: int) -> bool:
        """Return True if somebody was certainly in office on every day of a month."""
        days = Months.of_month(month)
        return self.appointed.latest <= days.first_day and (
            self.left is None or self.left.earliest >= days.last_day
        )

    def excludes(self, month: int) -> bool:
        """Return True if somebody was certainly not in office on any day of a month."""
        days = Months.of_month(month)
        return self.appointed.earliest > days.last_day or (
            self.left is not None and self.left.latest < days.first_day
        )

    def whole_months(self, as_of: date) -> Iterator[int]:
        """Return the months that are over on a day and wholly in office."""
        months = Months.of_days(self.appointed.earliest, as_of).numbers
        return (
            month
            for month in months
            if Months.of_month(month).last_day < as_of and self.covers(month)
        )


def term_of_office(row: ReserveCadre) -> TermOfOffice | None:
    """Return the term of a cadre, None where the roster is not certain about it."""
    if row.appointed is None or (row.left is None and has_left(row) is not False):
        return None
    return TermOfOffice(row.appointed, row.left)

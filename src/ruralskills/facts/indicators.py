"""Counts of indicators from the rows of a ledger, as notices define them.

A figure is never guessed: a cell that cannot be read, a date that is not written, a person who
cannot be told from another makes it uncertain, and the reason is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.leader_status import in_stock
from ruralskills.ledgers import Leader
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger, Place
from ruralskills.notices import Indicator
from ruralskills.notices.conditions import is_met
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

Days = tuple[date, date]
"""The first day and the last."""


class Recount(Struct, frozen=True):
    """A figure counted from the rows of a ledger."""

    value: Decimal | None
    """The figure, None where it is not certain."""
    reason: str = ""
    """The reason in words, where it is not certain."""
    places: tuple[Place, ...] = ()
    """The cells behind it, one for each row that counts."""

    @property
    def entries(self) -> int:
        """The number of rows that count: 登记户次 against 去重户数, 人次 against 人."""
        return len(self.places)


class _Uncertain(Exception):
    """A cell that the figure depends on and that is not certain."""

    def __init__(self, row: Ledger, name: str) -> None:
        table = row.table
        header = field_specs(table.ledger)[name].header
        place = row.at(name) if name in table.columns else table.at_header("")
        super().__init__(f"{place.cell}的“{header}”不能确定")


def recount(indicator: Indicator, rows: Iterable[Ledger], days: Days | None = None) -> Recount:
    """Count an indicator over rows of its ledger.

    ``days`` leaves out rows of other days, unless the indicator is a stock.
    """
    places: list[Place] = []
    amounts: dict[Hashable, Decimal] = {}
    try:
        for row in rows:
            if not _counts(indicator, row, days):
                continue
            key = _key(indicator, row, len(places))
            amounts[key] = amounts.get(key, Decimal(0)) if indicator.distinct else Decimal(0)
            amounts[key] += _amount(indicator, row)
            places.append(row.at(indicator.distinct or indicator.sum or row.info.name))
    except _Uncertain as problem:
        return Recount(None, str(problem))
    value = sum(amounts.values(), Decimal(0)) if indicator.sum else Decimal(len(amounts))
    return Recount(value, places=tuple(places))


def _counts(indicator: Indicator, row: Ledger, days: Days | None) -> bool:
    """Return True if a row counts at all, and on these days."""
    meets = is_met(row, indicator.where)
    if meets is None:
        raise _Uncertain(row, _uncertain_field(row, indicator))
    if not meets or not _in_stock(indicator, row):
        return False
    if days is None or indicator.kind == "stock" or not indicator.period:
        return True
    day = _day(row, indicator.period)
    if day is None:
        raise _Uncertain(row, indicator.period)
    first, last = days
    if day.latest < first or day.earliest > last:
        return False
    if day.earliest < first or day.latest > last:
        raise _Uncertain(row, indicator.period)
    return True


def _uncertain_field(row: Ledger, indicator: Indicator) -> str:
    """Return the field of a condition that the row leaves open."""
    return next(name for name in indicator.where if row.state(name) in ("missing", "unknown"))


def _in_stock(indicator: Indicator, row: Ledger) -> bool:
    """Return True if a leader counts.

    Raises _Uncertain for one who was added and has left again, where additions are counted.
    """
    if not isinstance(row, Leader):
        return True
    counts = in_stock(row)
    if counts is None or (not counts and indicator.kind == "flow"):
        raise _Uncertain(row, "status")
    return counts


_ENDS: Final = {"starts": first_day, "ends": last_day}
"""Dates that may stand in one cell with the other end of their span."""


def _day(row: Any, name: str) -> PartialDate | None:
    value = getattr(row, name)
    if value is None and name in _ENDS and "held" in type(row).model_fields:
        value = _ENDS[name](row)
    return value if isinstance(value, PartialDate) else None


def _key(indicator: Indicator, row: Ledger, number: int) -> Hashable:
    """Return the value that is counted once, ``number`` where rows are counted."""
    if not indicator.distinct:
        return number
    value: Hashable = getattr(row, indicator.distinct)
    if value is None:
        raise _Uncertain(row, indicator.distinct)
    return normalised(value) if isinstance(value, str) else value


def _amount(indicator: Indicator, row: Ledger) -> Decimal:
    if not indicator.sum or row.state(indicator.sum) == "none":
        return Decimal(0)
    value = getattr(row, indicator.sum)
    if not isinstance(value, int | Decimal):
        raise _Uncertain(row, indicator.sum)
    return Decimal(value)

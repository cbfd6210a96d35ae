"""Count a figure from the rows of a ledger, as a notice defines it; what is not certain gives none.

A figure is never guessed: a cell that cannot be read, a date that is not written, a person who
cannot be told from another makes it uncertain, and the reason is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.facts.leader_status import in_stock
from ruralskills.ledgers import Leader
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import Indicator
from ruralskills.notices.conditions import is_met
from ruralskills.text.normalise import normalised
from ruralskills.values.date_range import DateRange
from ruralskills.values.field_type import Absent
from ruralskills.values.partial_date import PartialDate

Row = tuple[Table, int]
Place = tuple[Table, int, str]
Days = tuple[date, date]
"""The first day and the last."""
_SPANS: Final = {"starts": "held", "ends": "held"}
"""Dates that may stand in one cell with the other end of their span."""


class Recount(Struct, frozen=True):
    """What the rows of a ledger come to."""

    value: Decimal | None
    """None where it is not certain."""
    why: str = ""
    """Why it is not certain, in words."""
    places: tuple[Place, ...] = ()
    """The cells behind it, one for each row that counts."""

    @property
    def entries(self) -> int:
        """How many rows count: 登记户次 beside 去重户数, 人次 beside 人."""
        return len(self.places)


class _Uncertain(Exception):
    """A cell on which the figure depends does not tell."""

    def __init__(self, row: Row, name: str) -> None:
        table, position = row
        header = field_specs(table.ledger)[name].header
        there = table.cell(position, name) if name in table.columns else table.header_cell("")
        super().__init__(f"{there}的“{header}”不能确定")


def recount(indicator: Indicator, rows: Iterable[Row], days: Days | None = None) -> Recount:
    """Count an indicator over rows of its ledger; a flow over those that fall on certain days."""
    places: list[Place] = []
    amounts: dict[Hashable, Decimal] = {}
    try:
        for row in rows:
            if not _counts(indicator, row, days):
                continue
            key = _key(indicator, row, len(places))
            amounts[key] = amounts.get(key, Decimal(0)) if indicator.distinct else Decimal(0)
            amounts[key] += _amount(indicator, row)
            table, position = row
            places.append((table, position, indicator.distinct or indicator.sum or _first(table)))
    except _Uncertain as problem:
        return Recount(None, str(problem))
    value = sum(amounts.values(), Decimal(0)) if indicator.sum else Decimal(len(amounts))
    return Recount(value, places=tuple(places))


def _first(table: Table) -> str:
    return table.ledger.info.name


def _counts(indicator: Indicator, row: Row, days: Days | None) -> bool:
    """Whether a row counts at all, and on these days."""
    table, position = row
    chosen = is_met(table.row(position), indicator.where)
    if chosen is None:
        raise _Uncertain(row, _untold(table, position, indicator))
    if not chosen or not _in_stock(indicator, row):
        return False
    if days is None or indicator.kind == "stock" or not indicator.period:
        return True
    day = _day(table, position, indicator.period)
    if day is None:
        raise _Uncertain(row, indicator.period)
    first, last = days
    if day.latest < first or day.earliest > last:
        return False
    if day.earliest < first or day.latest > last:
        raise _Uncertain(row, indicator.period)
    return True


def _untold(table: Table, position: int, indicator: Indicator) -> str:
    """The field of a condition that does not tell."""
    return next(
        name
        for name in indicator.where
        if name not in table.columns or isinstance(table.columns[name][position], Unknown)
    )


def _in_stock(indicator: Indicator, row: Row) -> bool:
    """Whether a leader counts; one who was added and has left again is counted either way."""
    if row[0].ledger is not Leader:
        return True
    counts = in_stock(row[0].row(row[1]))
    if counts is None or (not counts and indicator.kind == "flow"):
        raise _Uncertain(row, "status")
    return counts


def _day(table: Table, position: int, name: str) -> PartialDate | None:
    value: Any = table.value(position, name)
    if value is None and name in _SPANS:
        held = table.value(position, _SPANS[name])
        value = (
            (held.start if name == "starts" else held.end) if isinstance(held, DateRange) else None
        )
    return value if isinstance(value, PartialDate) else None


def _key(indicator: Indicator, row: Row, number: int) -> Hashable:
    """What tells a row from the others: its own number where rows are counted."""
    if not indicator.distinct:
        return number
    table, position = row
    value = table.value(position, indicator.distinct)
    if value is None:
        raise _Uncertain(row, indicator.distinct)
    return normalised(value) if isinstance(value, str) else value


def _amount(indicator: Indicator, row: Row) -> Decimal:
    if not indicator.sum:
        return Decimal(0)
    table, position = row
    column = table.columns.get(indicator.sum)
    value = column[position] if column is not None else None
    if value is Absent.NONE:
        return Decimal(0)
    if not isinstance(value, int | Decimal):
        raise _Uncertain(row, indicator.sum)
    return Decimal(value)

"""Periods of tables, and tables that are copies of one ledger."""

from collections.abc import Set
from typing import Any, Final

from ruralskills.facts.townships import sender_of
from ruralskills.model.period import Period, find_part
from ruralskills.model.table import Table

_NO_YEAR: Final = 0
_MANY: Final = 10


def table_period(table: Table) -> Period | None:
    """Return the year of a table, with the quarter or month that it names.

    A quarter or month may stand in the title, the sheet's name or the file's.
    Sheets 一季度 and 二季度 under one title of the year have two periods, and who stands in both
    stands in neither twice.  The year is 0 where only a quarter or a month is known, the period
    None where nothing is.
    """
    period = table.period
    if period is not None and (period.quarter or period.month):
        return period
    year = period.year if period else _NO_YEAR
    names = (table.layout.title, table.sheet, file_name(table))
    parts = (find_part(name, year) for name in names)
    return next((part for part in parts if part.quarter or part.month), period)


def file_name(table: Table) -> str:
    """Return the name of a table's file, without folders."""
    return table.file.replace("\\", "/").rpartition("/")[2]


def is_copy(first: Table, second: Table, first_persons: Set[Any], second_persons: Set[Any]) -> bool:
    """Return True if two tables share too many persons to be two ledgers.

    Of one township, half of the smaller is enough: a ledger beside its list of new entries, a
    roster beside its list of payments.  Of two townships it takes ten persons as well.
    """
    shared = len(first_persons & second_persons)
    smaller = min(len(first_persons), len(second_persons))
    if not shared or shared * 2 < smaller:
        return False
    units = {sender_of(first), sender_of(second)}
    return len(units) == 1 or "" in units or shared >= _MANY

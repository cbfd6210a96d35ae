"""Which tables are the same ledger at another time, or another copy of it."""

from collections.abc import Set
from typing import Any, Final

from ruralskills.model.period import Period, find_part
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised

_NO_YEAR: Final = 0
_MANY: Final = 10


def edition(table: Table) -> Period | None:
    """The period of a table: its year, and the quarter or month named in title, sheet or file.

    Sheets 一季度 and 二季度 under one title of the year are two editions of a ledger, and who stands
    in both stands in neither twice.
    """
    period = table.period
    if period is not None and (period.quarter or period.month):
        return period
    year = period.year if period else _NO_YEAR
    name = table.file.replace("\\", "/").rpartition("/")[2]
    parts = (find_part(text, year) for text in (table.layout.title, table.sheet, name))
    return next((part for part in parts if part.quarter or part.month), period)


def copies(one: Table, other: Table, mine: Set[Any], theirs: Set[Any]) -> bool:
    """Whether two tables list so many of the same persons that they must be one ledger twice.

    Of one township, half of the smaller is enough: a ledger beside its list of new entries, a
    roster beside its list of payments.  Of two townships it takes ten persons as well.
    """
    shared, smaller = len(mine & theirs), min(len(mine), len(theirs))
    if not shared or shared * 2 < smaller:
        return False
    units = {normalised(one.layout.unit), normalised(other.layout.unit)}
    return len(units) == 1 or "" in units or shared >= _MANY

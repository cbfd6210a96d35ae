"""People who stand more than once in the tables of a ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import Column, Unknown

L = TypeVar("L", bound=Ledger)
MOST_COMPARED: Final = 100
"""Rows or tables of one person or class that a further one is compared with."""
_OLD: Final = "C206"
"""The code of an identity number of fifteen digits."""


def repeated_people(
    tables: Sequence[Table],
    ledger: type[L],
    *,
    merged: bool = False,
    field: str = "id_number",
    old_numbers: bool = False,
) -> Iterator[list[L]]:
    """Yield the rows of each identity number that stands in several, in reading order.

    A cell merged over several rows stands in the first, with ``merged`` in all of them.  With
    ``old_numbers`` one of fifteen digits stands for that of eighteen that follows from it: enough to
    ask, not to convict.  Rows are made of these people alone: in most ledgers nobody stands twice.
    """
    numbered = [table for table in tables if field in table.columns]
    columns = {table: table.columns[field] for table in numbered}
    if old_numbers:
        columns = {table: with_new_numbers(column) for table, column in columns.items()}
    repeated = _repeated(list(columns.values()))
    people: dict[str, list[L]] = defaultdict(list)
    for table in numbered if repeated else ():
        column = columns[table]
        codes = {code for code, value in enumerate(column.values) if value in repeated}
        places = enumerate(column.codes) if merged else column.rows_with(codes)
        indexes = [index for index, code in places if code in codes]
        for row in table.rows(ledger, indexes):
            people[column[row.index]].append(row)
    yield from people.values()


def with_new_numbers(column: Column) -> Column:
    """Return a column in which old numbers are the new ones that follow from them."""
    if not any(isinstance(value, Unknown) and value.code == _OLD for value in column.values):
        return column
    values = [
        value.candidate if isinstance(value, Unknown) and value.code == _OLD else value
        for value in column.values
    ]
    return replace(column, values=values)


def _repeated(columns: Sequence[Column]) -> set[str]:
    """Return the numbers that stand in several rows of some columns."""
    if len(columns) == 1:
        return columns[0].repeated()
    counts: Counter[Any] = Counter()
    for column in columns:
        for code, times in Counter(column.codes).items():
            counts[column.values[code]] += times
    return {value for value, times in counts.items() if times > 1 and isinstance(value, str)}


def is_filled_in(key: Iterable[tuple[str, Any]]) -> bool:
    """Return True if no field that parts the rows of a person is blank.

    ``key`` are the states of the fields with their values. Two rows that leave their class open may
    be of two classes.
    """
    return all(state not in ("blank", "none") for state, _ in key)

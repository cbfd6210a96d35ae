"""People who stand more than once in the tables of a ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from ruralskills.model.table import Ledger, Table

L = TypeVar("L", bound=Ledger)


def repeated_people(
    tables: Sequence[Table], ledger: type[L], *, merged: bool = False, field: str = "id_number"
) -> Iterator[list[L]]:
    """Yield the rows of each identity number that stands in several, in reading order.

    A cell merged over several rows stands in the first, with ``merged`` in all of them.  Rows are
    made of these people alone: in most ledgers nobody stands twice.
    """
    numbered = [table for table in tables if field in table.columns]
    counts: Counter[Any] = Counter()
    for table in numbered:
        column = table.columns[field]
        for code, times in Counter(column.codes).items():
            counts[column.values[code]] += times
    repeated = {value for value, times in counts.items() if times > 1 and isinstance(value, str)}
    people: dict[str, list[L]] = defaultdict(list)
    for table in numbered if repeated else ():
        column = table.columns[field]
        codes = {code for code, value in enumerate(column.values) if value in repeated}
        places = enumerate(column.codes) if merged else column.rows_with(codes)
        indexes = [index for index, code in places if code in codes]
        for row in table.rows(ledger, indexes):
            people[column[row.index]].append(row)
    yield from people.values()

"""Who stands more than once in the tables of a ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ruralskills.model.table import Table

Row = tuple[Table, int]


def people_again(tables: Sequence[Table]) -> Iterator[tuple[str, list[Row]]]:
    """Yield each identity number that stands in several rows, with those rows in reading order."""
    listed = [table for table in tables if "id_number" in table.columns]
    counts: Counter[Any] = Counter()
    for table in listed:
        column = table.columns["id_number"]
        for code, times in Counter(column.codes).items():
            counts[column.values[code]] += times
    again = {value for value, times in counts.items() if times > 1 and isinstance(value, str)}
    rows: dict[str, list[Row]] = defaultdict(list)
    for table in listed if again else ():
        column = table.columns["id_number"]
        codes = {code for code, value in enumerate(column.values) if value in again}
        for position, code in column.positions(codes):
            rows[column.values[code]].append((table, position))
    yield from rows.items()

"""Tables that are one ledger twice, by the people whom they list."""

from collections.abc import Sequence
from itertools import combinations

from ruralskills.facts.repeated_people import with_new_numbers
from ruralskills.facts.table_periods import is_copy
from ruralskills.model.table import Table


def numbers_of(table: Table) -> list[str]:
    """Return the identity number of each row that has one."""
    column = with_new_numbers(table.columns["id_number"])
    values = map(column.values.__getitem__, column.codes)
    return [value for value in values if isinstance(value, str)]


def copied_tables(tables: Sequence[Table]) -> list[tuple[Table, Table, set[str]]]:
    """Return pairs of tables that are one ledger twice, with their common numbers."""
    if len(tables) < 2:
        return []
    numbers = [set(numbers_of(table)) for table in tables]
    return [
        (tables[a], tables[b], numbers[a] & numbers[b])
        for a, b in sorted(_sharing_pairs(numbers))
        if is_copy(tables[a], tables[b], numbers[a], numbers[b])
    ]


class Copies:
    """Answers whether two tables are one ledger twice, each pair looked at once."""

    def __init__(self) -> None:
        self._numbers: dict[Table, set[str]] = {}
        self._answers: dict[frozenset[Table], bool] = {}

    def __contains__(self, pair: tuple[Table, Table]) -> bool:
        key = frozenset(pair)
        if key not in self._answers:
            one, other = (self._numbers_of(table) for table in pair)
            self._answers[key] = is_copy(*pair, one, other)
        return self._answers[key]

    def _numbers_of(self, table: Table) -> set[str]:
        if table not in self._numbers:
            self._numbers[table] = set(numbers_of(table))
        return self._numbers[table]


def _sharing_pairs(numbers: Sequence[set[str]]) -> set[tuple[int, int]]:
    """Return the pairs of indexes with a number in common.

    They are few, however many townships there are: not all pairs are compared.
    """
    first: dict[str, int] = {}
    repeated: dict[str, list[int]] = {}
    for index, table_numbers in enumerate(numbers):
        for number in table_numbers:
            if first.setdefault(number, index) != index:
                repeated.setdefault(number, [first[number]]).append(index)
    return {pair for indexes in repeated.values() for pair in combinations(indexes, 2)}

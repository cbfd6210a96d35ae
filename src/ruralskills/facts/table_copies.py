"""Tables that are one ledger twice, by the people whom they list."""

from collections.abc import Iterator, Sequence

from ruralskills.facts.repeated_people import MOST_COMPARED, with_new_numbers
from ruralskills.facts.table_periods import is_copy
from ruralskills.model.table import Table


def numbers_of(table: Table) -> list[str]:
    """Return the identity number of each row that has one."""
    column = with_new_numbers(table.columns["id_number"])
    values = map(column.values.__getitem__, column.codes)
    return [value for value in values if isinstance(value, str)]


def copied_tables(tables: Sequence[Table]) -> list[tuple[Table, Table, set[str]]]:
    """Return each copy after the table that it copies, with their common numbers.

    Of several that it may be a copy of, that is the first.
    """
    return list(_copied(tables))


def _copied(tables: Sequence[Table]) -> Iterator[tuple[Table, Table, set[str]]]:
    numbers = [set(numbers_of(table)) for table in tables] if len(tables) > 1 else []
    listing: dict[str, list[int]] = {}
    for at, own in enumerate(numbers):
        earlier: set[int] = set()
        for number in own:
            earlier.update(listing.setdefault(number, []))
        is_again = (o for o in sorted(earlier) if is_copy(tables[o], tables[at], numbers[o], own))
        if (first := next(is_again, None)) is not None:
            yield tables[first], tables[at], numbers[first] & own
        for number in own:
            if len(listing[number]) < MOST_COMPARED:
                listing[number].append(at)


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

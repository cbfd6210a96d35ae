"""Matches between two versions of a workbook: the same table, the same row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised


class RowMatches(Struct, frozen=True):
    """The rows of two tables: pairs of positions, and positions without a match."""

    pairs: Sequence[tuple[int, int]]
    only_old: Sequence[int]
    only_new: Sequence[int]


def table_pairs(before: Sequence[Table], after: Sequence[Table]) -> Iterator[tuple[Table, Table]]:
    """Yield each table with itself in the other workbook.

    That is a table of the same ledger on the sheet of the same name, else the only one of the
    ledger that is left.  Of several the one with most of the same people is taken.
    """
    found: dict[int, Table] = {}
    left = dict(enumerate(after))
    for is_elsewhere in (False, True):
        groups: dict[Hashable, _Candidates] = {}
        for at, new in left.items():
            groups.setdefault(_group(new, is_elsewhere), _Candidates()).tables[at] = new
        for at, old in enumerate(before):
            if at in found or (group := groups.get(_group(old, is_elsewhere))) is None:
                continue
            chosen = group.like(old, is_elsewhere=is_elsewhere)
            if chosen is not None:
                group.remove(chosen)
                found[at] = left.pop(chosen)
    yield from ((before[at], found[at]) for at in sorted(found))


def _group(table: Table, is_elsewhere: bool) -> Hashable:
    return (table.ledger, "" if is_elsewhere else table.sheet)


class _Candidates(Struct):
    """Tables of which one may be an old one, and those that speak of each person."""

    tables: dict[int, Table] = field(default_factory=dict)
    _by_person: dict[Hashable, dict[int, None]] | None = None

    def like(self, old: Table, *, is_elsewhere: bool) -> int | None:
        """Return the place of the table that is the old one, None if it may be any."""
        if len(self.tables) < 2:
            return next(iter(self.tables), None)
        shared: Counter[int] = Counter()
        for person in _people(old):
            shared.update(self._speaking_of(person))
        if shared:
            most = max(shared.values())
            return min(at for at, count in shared.items() if count == most)
        return None if is_elsewhere else next(iter(self.tables))

    def remove(self, at: int) -> None:
        """Take a table out that has been found."""
        table = self.tables.pop(at)
        if self._by_person is not None:
            for person in _people(table):
                del self._by_person[person][at]

    def _speaking_of(self, person: Hashable) -> Iterable[int]:
        if self._by_person is None:
            self._by_person = {}
            for at, table in self.tables.items():
                for one in _people(table):
                    self._by_person.setdefault(one, {})[at] = None
        return self._by_person.get(person, {}).keys()


def _people(table: Table) -> set[Hashable]:
    return {table.identity_text(at) or _name(table, at) for at in range(len(table))} - {None}


def match_rows(old: Table, new: Table) -> RowMatches:
    """Match rows by identity number, then by name, by content, and by position."""
    old_rows, new_rows = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
    pairs: list[tuple[int, int]] = []
    for key_of in (Table.identity_text, _name, _content, _position):
        old_keys, new_keys = (
            _unique_keys(old, old_rows, key_of),
            _unique_keys(new, new_rows, key_of),
        )
        for key, position in old_keys.items():
            if key in new_keys:
                pairs.append((position, new_keys[key]))
                del old_rows[position], new_rows[new_keys[key]]
    return RowMatches(sorted(pairs), list(old_rows), list(new_rows))


def _unique_keys(
    table: Table, positions: Mapping[int, None], key_of: Callable[[Table, int], Hashable]
) -> dict[Hashable, int]:
    """Return the position of each key that only one row has."""
    keys = {at: key for at in positions if (key := key_of(table, at)) not in (None, "")}
    counts = Counter(keys.values())
    return {key: position for position, key in keys.items() if counts[key] == 1}


def _name(table: Table, position: int) -> Hashable:
    subject = table.subject(position)
    return (subject.unit, subject.village, subject.name) if subject.name else None


def _content(table: Table, position: int) -> Hashable:
    """Return all cells of the row but its number in the list."""
    return tuple(normalised(table.text(position, n)) for n in sorted(table.columns) if n != "seq")


def _position(table: Table, position: int) -> Hashable:
    """Return the row's number with its subject, without which no row is a match."""
    subject = table.subject(position)
    about = subject.name or subject.village
    return (table.row_numbers[position], about) if about else None

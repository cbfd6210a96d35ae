"""Matches between two versions of a workbook: the same table, the same row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from msgspec import Struct

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
    left = list(after)
    for is_elsewhere in (False, True):
        for at, old in enumerate(before):
            if at in found:
                continue
            candidates = [
                new
                for new in left
                if new.ledger is old.ledger and (is_elsewhere or new.sheet == old.sheet)
            ]
            if new := _itself(old, candidates, is_elsewhere=is_elsewhere):
                left.remove(new)
                found[at] = new
    yield from ((before[at], found[at]) for at in sorted(found))


def _itself(old: Table, candidates: Sequence[Table], *, is_elsewhere: bool) -> Table | None:
    """Return the table that is the old one, None if it may be any."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    people = _people(old)
    shared = [len(people & _people(new)) for new in candidates]
    most = max(shared)
    return None if is_elsewhere and not most else candidates[shared.index(most)]


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

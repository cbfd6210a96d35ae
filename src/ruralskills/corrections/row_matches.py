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

    That is the table of the same ledger on the sheet of the same name, or the only one of the
    ledger.
    """
    unmatched = list(after)
    for old in before:
        candidates = [new for new in unmatched if new.ledger is old.ledger]
        matches = [new for new in candidates if new.sheet == old.sheet] or (
            candidates if len(candidates) == 1 else []
        )
        if matches:
            unmatched.remove(matches[0])
            yield old, matches[0]


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

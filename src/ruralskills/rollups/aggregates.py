"""Aggregates over the records of all sources, in DuckDB."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ruralskills.outputs.scratch import held_folder
from ruralskills.rollups import aggregate_queries as queries
from ruralskills.rollups.periods import Window
from ruralskills.rollups.records import MICRO, SourceRecords

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Tally(Struct, frozen=True):
    """The rows of a unit that count for an indicator in a window."""

    value: Decimal | None
    """The figure, None where every row lacks a column that it is told by."""
    entries: int
    pending: int


class CountedRow(Struct, frozen=True):
    """A row behind a figure."""

    tab: int
    row: int
    letter: str
    state: int
    reason: str


Row = tuple[int, int, str]
"""Table, row and column of a row that counts."""

TallyKey = tuple[str, str]
"""Unit and village. The village is empty for the unit as a whole."""

Tallies = dict[str, dict[TallyKey, Tally]]
"""By the name of the records of an indicator, the tallies of units and villages."""


class Aggregates:
    """The records of a run in a database of their own, in memory."""

    def __init__(self, as_of: date) -> None:
        import duckdb

        self.database: DuckDBPyConnection = duckdb.connect(
            ":memory:",
            config={"temp_directory": str(held_folder(self))},  # else .tmp, where the command runs
        )
        """The database, for queries of others too."""
        self.database.execute("SET preserve_insertion_order = false")
        self.database.execute(queries.TABLES)
        self._current = ""
        self._as_of = as_of
        self._files: list[tuple[str, int, int]] = []
        self._words: list[str] = list(queries.WORDS)
        self._has_held = False
        self.add(SourceRecords(), (), 0)

    def add(self, records: SourceRecords, texts: Sequence[str], first_table: int) -> None:
        """Add the records of a source, whose tables are numbered on from ``first_table``."""
        self.database.register("chunk", records.numbers())
        starts = "(SELECT *, $first_table AS first_table, $first_word AS first_word FROM chunk)"
        table = "INSERT INTO held" if self._has_held else "CREATE TABLE held AS"
        self._has_held = True
        values = {"first_table": first_table, "first_word": self._add_words(texts)}
        self.database.execute(f"{table} {queries.NUMBERED} {starts}", values)
        self.database.unregister("chunk")

    def add_file(self, path: Path, texts: Sequence[str], first_table: int) -> None:
        """Add the records in a file, which is there till ``prepare`` is done."""
        self._files.append((str(path), first_table, self._add_words(texts)))

    def _add_words(self, texts: Sequence[str]) -> int:
        """Add the texts of a source, and return the number of the first."""
        first = len(self._words)
        self._words += texts
        return first

    def gather(self) -> None:
        """Put all records together, once they are added."""
        codes: dict[str, int] = {}
        numbers = [codes.setdefault(word, len(codes)) for word in self._words]
        self.put("words", list(zip(range(len(numbers)), numbers, self._words, strict=True)))
        records = queries.HELD
        if self._files:
            self.put("starts", self._files)
            paths = ", ".join(_quoted(path) for path, _, _ in self._files)
            records += queries.FILES.format(paths=paths)
        self.database.execute(records)

    def put(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows to one of the tables beside the records."""
        put(self.database, table, rows)

    def prepare(self, *, several_submissions: bool) -> None:
        """Join the records with what is known of their tables, once all of that is there."""
        later = queries.LATER if several_submissions else queries.NEVER_LATER
        self.database.execute(queries.TYPES)
        self.database.execute(queries.JOIN_AS_WRITTEN)
        self.database.execute(queries.DATED.format(later=later))
        self.database.execute(queries.JOIN_AT_WILL)
        self.database.execute(queries.PRESENT_VILLAGES)
        self.database.execute(queries.SPECIAL)
        self.database.execute("DROP VIEW records; DROP TABLE held; DROP TABLE IF EXISTS people")

    def tallies(self, window: Window) -> Tallies:
        """Return by indicator the tally of each unit and village in a window."""
        self.look_at(window)
        keys = self._keys(queries.VILLAGE_KEYS)
        sums: dict[tuple[str, str], list[Any]] = {}
        found: Tallies = defaultdict(dict)
        for indicator, unit, village, *counted in self._fetched(queries.VILLAGES):
            if village:
                once = keys.get((indicator, unit, village), 0)
                found[indicator][unit, village] = _tally(once, *counted)
            known = sums.setdefault((indicator, unit), [*counted[:2], 0, 0, 0, 0])
            for at in range(2, len(counted)):
                known[at] += counted[at] or 0
        keys = self._keys(queries.UNIT_KEYS)
        for (indicator, unit), counted in sums.items():
            found[indicator][unit, ""] = _tally(keys.get((indicator, unit), 0), *counted)
        return found

    def without_repeats(self, window: Window) -> dict[tuple[str, str], Decimal]:
        """Return by indicator and upper unit the figure in which each counts once."""
        self.look_at(window)
        found = {
            (indicator, upper): Decimal(count)
            for (indicator, upper), count in self._keys(queries.UPPER_KEYS).items()
        }
        for indicator, upper, amount in self._fetched(queries.UPPER_SUMS):
            found[indicator, upper] = _value(True, True, 0, 0, amount)
        return found

    def _keys(self, query: str) -> Counter[tuple[str, ...]]:
        """Return by indicator and place the number of things, which masks tell."""
        counts: Counter[tuple[str, ...]] = Counter()
        for *place, part, mask, count in self._fetched(query):
            first = part * queries.PLACES
            while mask:
                bit = mask & -mask
                counts[self._indicators[first + bit.bit_length() - 1], *place] += count
                mask ^= bit
        return counts

    @cached_property
    def _indicators(self) -> list[str]:
        """The names of indicators in the order of their codes."""
        return [name for (name,) in self._fetched(queries.INDICATORS)]

    def rows(
        self, window: Window, names: Iterable[str], units: Iterable[str]
    ) -> Iterator[tuple[tuple[str, str, str], Row]]:
        """Yield the rows that count for some indicators in some units, in any order.

        Each comes with its indicator, unit and village.
        """
        self.look_at(window)
        values = {"names": list(names), "units": list(units)}
        for name, unit, village, *row in self.database.execute(queries.ROWS, values).fetchall():
            yield (name, unit, village), (row[0], row[1], row[2])

    def doubtful_rows(self, window: Window) -> Iterator[tuple[CountedRow, str, list[str]]]:
        """Yield the rows in error or pending, each with its unit and its indicators."""
        self.look_at(window)
        for *found, unit, indicators in self._fetched(queries.DOUBTFUL):
            yield CountedRow(*found), unit, indicators

    def _fetched(self, query: str) -> list[Any]:
        return self.database.execute(query).fetchall()

    def overlaps(self, tables: Sequence[int]) -> dict[int, dict[int, int]]:
        """Return by the numbers of two tables, either first, how many persons they share."""
        self.database.execute(queries.PEOPLE)
        found: dict[int, dict[int, int]] = {}
        values = {"tables": list(tables)}
        for one, other, count in self.database.execute(queries.OVERLAPS, values).fetchall():
            found.setdefault(one, {})[other] = found.setdefault(other, {})[one] = count
        return found

    def look_at(self, window: Window) -> None:
        """Let the queries see the rows of a window."""
        if self._current == window.id:
            return
        days = {"first": window.first, "last": window.last, "cut": window.cut}
        seen = queries.SEEN.format(**days, as_of=self._as_of, stocks=window.stocks)
        found = f"CREATE OR REPLACE TEMP TABLE found AS {seen} AND is_special"
        hits = queries.HITS.format(seen=seen)
        for statement in (found, queries.OWNED, queries.REPEATED, queries.ONCE, hits):
            self.database.execute(statement)
        self.database.execute(queries.THINGS)
        self.database.execute(queries.THINGS_OF_UNITS)
        self._current = window.id


def _quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _tally(
    keys: int,
    keyed: bool,
    summed: bool,
    entries: int,
    amount: int | None,
    pending: int,
    blind: int,
) -> Tally:
    value = None if blind and not entries else _value(keyed, summed, entries, keys, amount)
    return Tally(value, entries, pending)


def _value(keyed: bool, summed: bool, entries: int, keys: int, amount: int | None) -> Decimal:
    if summed:
        return Decimal(int(amount or 0)) / MICRO
    return Decimal(keys if keyed else entries)


def put(database: DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to a table, column by column."""
    if rows:
        columns = {
            f"c{number}": list(column) for number, column in enumerate(zip(*rows, strict=True))
        }
        chosen = ", ".join(f"unnest(${name})" for name in columns)
        database.execute(f"INSERT INTO {table} SELECT {chosen}", columns)

"""Aggregates over the records of all sources, in DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from ruralskills.rollups.periods import Window
from ruralskills.rollups.records import (
    COUNTS,
    IN_ERROR,
    MICRO,
    NO_COLUMN,
    NOT_OWNER,
    OWNER,
    PENDING,
    SELECTION,
    SourceRecords,
)

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


TallyKey = tuple[str, str, str]
"""Indicator, unit and village. The village is empty for the unit as a whole."""

_TABLES: Final = """
CREATE TABLE tables (tab INTEGER, ledger VARCHAR, ord INTEGER, sent DATE,
                     own_first DATE, own_last DATE, year_first DATE);
CREATE TABLE places (tab INTEGER, named VARCHAR, unit VARCHAR, county VARCHAR);
CREATE TABLE indicators (indicator VARCHAR, ledger VARCHAR, stock BOOLEAN, keyed BOOLEAN,
                         summed BOOLEAN, at_county BOOLEAN, owned VARCHAR);
CREATE TABLE latest (win VARCHAR, ledger VARCHAR, unit VARCHAR, ord INTEGER);
CREATE TABLE above (unit VARCHAR, upper VARCHAR);
"""
_LIVE: Final = f"""
CREATE TABLE live AS
SELECT r.indicator, r.tab, r.row, r.letter, r.reason, r.state, r.key, r.entry, r.amount, r.owner,
       r.owner_name, t.ledger, t.ord, t.sent, i.stock, i.keyed, i.summed, i.owned, p.unit AS place,
       r.first IS NOT NULL AS is_dated,
       CASE WHEN i.at_county THEN p.county ELSE p.unit END AS unit,
       CASE WHEN i.at_county THEN '' ELSE r.village END AS village,
       coalesce(r.first, CASE WHEN r.state = {COUNTS} THEN t.own_first ELSE t.year_first END) AS first,
       coalesce(r.last, t.own_last) AS last
FROM records r
JOIN tables t ON r.tab = t.tab
JOIN indicators i ON r.indicator = i.indicator AND t.ledger = i.ledger
JOIN places p ON p.tab = r.tab AND p.named = r.unit
"""
_SENT_LATER: Final = """
CREATE TABLE dated AS
SELECT *, {later} AS sent_again FROM live WHERE unit <> ''
"""
_LATER: Final = """min(sent) OVER (PARTITION BY indicator, ledger, unit, entry ORDER BY ord
    RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)"""
_IN_FUTURE: Final = f"(d.state = {COUNTS} AND NOT d.stock AND d.is_dated AND d.first > $as_of)"
_HITS: Final = f"""
SELECT d.* REPLACE (CASE WHEN {_IN_FUTURE} THEN '有错误（日期在今天之后）' ELSE d.reason END AS reason),
       CASE WHEN d.state <> {COUNTS} THEN d.state
                 WHEN {_IN_FUTURE} THEN {IN_ERROR}
                 WHEN d.stock OR (d.first >= $first AND d.last <= $last) THEN {COUNTS}
                 ELSE {PENDING} END AS verdict
FROM dated d
LEFT JOIN latest l ON l.win = $win AND l.ledger = d.ledger AND l.unit = d.place
WHERE d.sent <= $cut AND CASE WHEN d.stock THEN d.ord = l.ord
    ELSE d.last >= $first AND d.first <= $last
         AND (d.sent_again IS NULL OR d.sent_again > $cut) END
"""
_OWNED: Final = f"""
WITH owners AS (SELECT * FROM found WHERE indicator LIKE '%{OWNER}'),
by_number AS (
    SELECT indicator, key, CASE WHEN min(state) = max(state) THEN min(state) ELSE {PENDING} END AS s
    FROM owners WHERE key IS NOT NULL GROUP BY ALL),
by_name AS (
    SELECT indicator, unit, owner_name, count(DISTINCT coalesce(key, 0)) AS numbers,
           CASE WHEN min(state) = max(state) THEN min(state) ELSE {PENDING} END AS s,
           bool_and(key IS NULL) AS nameless
    FROM owners WHERE owner_name IS NOT NULL GROUP BY ALL),
judged AS (
    SELECT f.*, CASE
        WHEN f.owned IS NULL THEN f.verdict
        WHEN n.s IS NOT NULL THEN n.s
        WHEN m.s IS NOT NULL AND m.numbers = 1 AND (f.owner IS NULL OR m.nameless) THEN m.s
        WHEN f.owned = 'any' THEN {COUNTS}
        ELSE {PENDING} END AS owner_verdict
    FROM found f
    LEFT JOIN by_number n ON f.owned IS NOT NULL AND n.indicator = f.indicator || '{OWNER}'
        AND n.key = f.owner
    LEFT JOIN by_name m ON f.owned IS NOT NULL AND m.indicator = f.indicator || '{OWNER}'
        AND m.unit = f.unit AND m.owner_name = f.owner_name
    WHERE f.indicator NOT LIKE '%{OWNER}')
SELECT * EXCLUDE (verdict, owner_verdict), CASE
    WHEN owned IS NULL OR verdict <> {COUNTS} THEN verdict ELSE owner_verdict END AS verdict
FROM judged WHERE owned IS NULL OR owner_verdict <> {NOT_OWNER}
"""
_ONCE: Final = f"""
WITH summed AS (SELECT * FROM found WHERE keyed AND summed AND verdict = {COUNTS}),
last AS (
    SELECT * FROM summed
    QUALIFY ord = max(ord) OVER (PARTITION BY indicator, unit, key)),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY indicator, unit, key
                                 ORDER BY village, entry, tab, row) AS nth,
           min(amount) OVER same <> max(amount) OVER same AS differs
    FROM last WINDOW same AS (PARTITION BY indicator, unit, key))
SELECT * FROM found WHERE NOT (keyed AND summed AND verdict = {COUNTS})
UNION ALL BY NAME
SELECT * EXCLUDE (nth, differs) REPLACE (
    CASE WHEN differs THEN {PENDING} ELSE verdict END AS verdict,
    CASE WHEN differs THEN '与同一对象另一行的数不同' ELSE reason END AS reason)
FROM ranked WHERE nth = 1 OR differs
"""
_TALLIES: Final = f"""
SELECT indicator, unit, CASE WHEN grouping(village) = 1 THEN '' ELSE village END AS village,
       any_value(keyed) AS keyed, any_value(summed) AS summed,
       count(*) FILTER (verdict = {COUNTS}) AS entries,
       count(DISTINCT key) FILTER (verdict = {COUNTS} AND keyed) AS keys,
       sum(amount) FILTER (verdict = {COUNTS}) AS amount,
       count(*) FILTER (verdict = {PENDING}) AS pending,
       count(*) FILTER (reason LIKE '{NO_COLUMN}%') AS blind
FROM hits GROUP BY GROUPING SETS ((indicator, unit), (indicator, unit, village))
HAVING grouping(village) = 1 OR village <> ''
"""
_ONCE_ABOVE: Final = f"""
WITH once AS (SELECT indicator, unit, key, any_value(summed) AS summed, max(amount) AS amount
              FROM hits WHERE verdict = {COUNTS} AND keyed GROUP BY indicator, unit, key),
higher AS (SELECT indicator, upper, key, any_value(summed) AS summed, max(amount) AS amount
           FROM once JOIN above USING (unit) GROUP BY indicator, upper, key)
SELECT indicator, upper, any_value(summed), count(*), sum(amount) FROM higher
GROUP BY indicator, upper
"""
_ROWS: Final = """
SELECT tab, row, letter, verdict, reason FROM hits
WHERE indicator = $indicator AND list_contains($units, unit) AND ($village = '' OR village = $village)
ORDER BY tab, row
"""
_DOUBTFUL: Final = f"""
SELECT tab, row, min(letter), verdict, reason, unit, list_sort(list_distinct(list(indicator)))
FROM hits WHERE verdict <> {COUNTS} GROUP BY tab, row, verdict, reason, unit
ORDER BY tab, row, reason
"""


class Aggregates:
    """The records of a run in a database of their own, in memory."""

    def __init__(self, as_of: date) -> None:
        import duckdb

        self.database: DuckDBPyConnection = duckdb.connect(":memory:")
        """The database, for queries of others too."""
        self.database.execute("SET preserve_insertion_order = false")
        self.database.execute(_TABLES)
        self._current = ""
        self._as_of = as_of
        self._has_records = False
        self.add(SourceRecords(), 0)

    def add(self, records: SourceRecords, first_table: int) -> None:
        """Add the records of a source, whose tables are numbered on from ``first_table``."""
        self.database.register("chunk", records.numbers())
        chosen = (
            f"SELECT * REPLACE (tab + $first_table AS tab) FROM (SELECT {SELECTION} FROM chunk)"
        )
        table = "CREATE TABLE records AS" if not self._has_records else "INSERT INTO records"
        self._has_records = True
        values = {**records.words(), "first_table": first_table}
        self.database.execute(f"{table} {chosen}", values)
        self.database.unregister("chunk")

    def add_files(self, first_tables: Mapping[Path, int]) -> None:
        """Add the records in files, each with the number of its first table."""
        if not first_tables:
            return
        numbers = [(str(path), number) for path, number in first_tables.items()]
        self.database.execute("CREATE TEMP TABLE starts (path VARCHAR, number INTEGER)")
        put(self.database, "starts", numbers)
        paths = [path for path, _ in numbers]
        self.database.execute(
            """INSERT INTO records BY NAME
               SELECT r.* EXCLUDE (filename) REPLACE (r.tab + s.number AS tab)
               FROM read_parquet($paths, filename = true) r JOIN starts s ON s.path = r.filename""",
            {"paths": paths},
        )

    def put(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows to one of the tables beside the records."""
        put(self.database, table, rows)

    def prepare(self, *, several_submissions: bool) -> None:
        """Join the records with what is known of their tables, once all of that is there."""
        self.database.execute(_LIVE)
        later = _LATER if several_submissions else "NULL::DATE"
        self.database.execute(_SENT_LATER.format(later=later))

    def tallies(self, window: Window) -> dict[TallyKey, Tally]:
        """Return the tally of each indicator, unit and village in a window."""
        self.look_at(window)
        found = self.database.execute(_TALLIES).fetchall()
        return {
            (indicator, unit, village): Tally(
                None if blind and not entries else _value(*counted),
                entries,
                pending,
            )
            for indicator, unit, village, *counted, pending, blind in found
            for entries in [counted[2]]
        }

    def without_repeats(self, window: Window) -> dict[tuple[str, str], Decimal]:
        """Return by indicator and upper unit the figure in which each counts once."""
        self.look_at(window)
        found = self.database.execute(_ONCE_ABOVE).fetchall()
        return {
            (indicator, upper): _value(True, summed, 0, keys, amount)
            for indicator, upper, summed, keys, amount in found
        }

    def rows(
        self, window: Window, indicator: str, units: Iterable[str], village: str = ""
    ) -> Iterator[CountedRow]:
        """Yield the rows of an indicator in some units, in reading order."""
        self.look_at(window)
        values = {"indicator": indicator, "units": list(units), "village": village}
        for found in self.database.execute(_ROWS, values).fetchall():
            yield CountedRow(*found)

    def doubtful_rows(self, window: Window) -> Iterator[tuple[CountedRow, str, list[str]]]:
        """Yield the rows in error or pending, each with its unit and its indicators."""
        self.look_at(window)
        for *found, unit, indicators in self.database.execute(_DOUBTFUL).fetchall():
            yield CountedRow(*found), unit, indicators

    def overlap(self, one: int, other: int) -> int:
        """Return the number of persons that two tables share."""
        query = """SELECT count(DISTINCT a.person) FROM records a JOIN records b USING (person)
                   WHERE a.tab = ? AND b.tab = ? AND a.indicator = '' AND b.indicator = ''"""
        [count] = self.database.execute(query, [one, other]).fetchall()[0]
        return int(count)

    def look_at(self, window: Window) -> None:
        """Make the table of the rows that a window sees, unless it is there."""
        if self._current == window.id:
            return
        values = {
            "win": window.id,
            "first": window.first,
            "last": window.last,
            "cut": window.cut,
            "as_of": self._as_of,
        }
        self.database.execute(f"CREATE OR REPLACE TEMP TABLE found AS {_HITS}", values)
        for condition, step in (("owned IS NOT NULL", _OWNED), ("keyed AND summed", _ONCE)):
            if self._has(condition):
                self.database.execute(f"CREATE OR REPLACE TEMP TABLE hits AS {step}")
                self.database.execute("DROP TABLE found")
                self.database.execute("ALTER TABLE hits RENAME TO found")
        self.database.execute("DROP TABLE IF EXISTS hits")
        self.database.execute("ALTER TABLE found RENAME TO hits")
        self._current = window.id

    def _has(self, condition: str) -> bool:
        query = f"SELECT count(*) FROM indicators WHERE {condition}"
        return bool(self.database.execute(query).fetchall()[0][0])


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

"""The queries of aggregates: the rows that a window sees, and their counts."""

from __future__ import annotations

from typing import Final

from ruralskills.rollups.records import (
    COUNTS,
    DAYS,
    HASHES,
    IN_ERROR,
    KINDS,
    LEFT,
    NO_COLUMN,
    NO_DAY,
    NO_HASH,
    NOT_OWNER,
    OWNER,
    PENDING,
    TEXTS,
)

FUTURE: Final = "有错误（日期在今天之后）"
DIFFERS: Final = "与同一对象另一行的数不同"
NOT_NAMED: Final = "没有写是哪个带头人的"
NOT_LISTED: Final = "带头人台账中没有查到这个带头人"
OTHER_NUMBER: Final = "带头人台账中同名的人身份证号不同"
SEVERAL: Final = "带头人台账中有几个同名的人，分不清是哪一个"
CONTRADICTORY: Final = "这个带头人在台账中有几行，各行说法不一"
UNCLEAR: Final = "带头人台账中这个带头人的情况看不出"
WORDS: Final = (
    FUTURE, DIFFERS, NOT_NAMED, NOT_LISTED, OTHER_NUMBER, SEVERAL, CONTRADICTORY, UNCLEAR,
)  # fmt: skip
"""The texts that queries themselves put in, each the word of its place."""

TABLES: Final = """
CREATE TABLE tables (tab INTEGER, ledger VARCHAR, ord INTEGER, sent DATE,
                     own_first DATE, own_last DATE, year_first DATE);
CREATE TABLE places (tab INTEGER, named VARCHAR, unit VARCHAR, county VARCHAR);
CREATE TABLE indicators (indicator VARCHAR, ledger VARCHAR, stock BOOLEAN, keyed BOOLEAN,
                         summed BOOLEAN, at_county BOOLEAN, owned VARCHAR, owners VARCHAR);
CREATE TABLE nexts (ledger VARCHAR, unit VARCHAR, ord INTEGER, sent_again DATE);
CREATE TABLE above (unit VARCHAR, upper VARCHAR);
CREATE TABLE former_villages (unit VARCHAR, village VARCHAR, present VARCHAR);
CREATE TABLE words (word INTEGER, text INTEGER, content VARCHAR);
CREATE TABLE starts (path VARCHAR, first_table INTEGER, first_word INTEGER);
"""
"""A word is a text of one source. Equal words have one text."""


def _expression(name: str) -> str:
    """Return the SQL of a column, from the numbers of one source and where they start."""
    if name == "tab":
        return "(tab + first_table)::INTEGER AS tab"
    if name in TEXTS:
        return f"({name} + first_word)::INTEGER AS {name}"
    if name in HASHES:
        return f"nullif({name}, {NO_HASH}) AS {name}"
    if name in DAYS:
        return f"DATE '1970-01-01' + nullif({name}, {NO_DAY}) AS {name}"
    return name


NUMBERED: Final = f"SELECT {', '.join(map(_expression, KINDS))} FROM"
"""The records of one source, or of several."""
HELD: Final = "CREATE VIEW records AS SELECT * FROM held"
FILES: Final = f"""
UNION ALL BY NAME
{NUMBERED} (SELECT * FROM read_parquet([{{paths}}], filename = true) f
            JOIN starts s ON s.path = f.filename)
"""

PEOPLE: Final = """
CREATE TABLE IF NOT EXISTS people AS
SELECT DISTINCT tab, person
FROM records r JOIN words w ON w.word = r.indicator
WHERE w.content = '' AND person IS NOT NULL
"""
OVERLAPS: Final = """
WITH near AS (SELECT tab, person FROM people WHERE list_contains($tables, tab))
SELECT a.tab, b.tab, count(*) FROM near a JOIN near b USING (person) WHERE a.tab < b.tab
GROUP BY a.tab, b.tab
"""

TYPES: Final = """
CREATE TYPE ledger_name AS ENUM (SELECT ledger FROM tables UNION SELECT '' ORDER BY 1);
CREATE TYPE indicator_name AS ENUM (SELECT indicator FROM indicators UNION SELECT '' ORDER BY 1);
CREATE TYPE owned_kind AS ENUM ('where', 'any');
CREATE TYPE village_name AS ENUM (
    SELECT content FROM words UNION SELECT present FROM former_villages ORDER BY 1);
CREATE TYPE unit_name AS ENUM (
    SELECT unit FROM places UNION SELECT county FROM places UNION SELECT upper FROM above
    UNION SELECT unit FROM above UNION SELECT '' ORDER BY 1);
"""
"""The texts of records, as numbers that are compared and grouped fast.

Each type has one that no record has, for the oldest DuckDB allowed refuses a type of none.
"""

JOIN_AS_WRITTEN: Final = "SET disabled_optimizers = 'join_order,build_side_probe_side'"
JOIN_AT_WILL: Final = "RESET disabled_optimizers"
"""A wrong guess of sizes would hold all records in memory twice."""

DATED: Final = f"""
CREATE TABLE dated AS
WITH lists AS (SELECT * REPLACE (ledger::ledger_name AS ledger) FROM tables),
villages AS (SELECT word, content::village_name AS village FROM words),
blinds AS (SELECT word FROM words WHERE content LIKE '{NO_COLUMN}%'),
placed AS (
    SELECT p.tab, w.text AS named, p.unit::unit_name AS unit, p.county::unit_name AS county,
           t.ledger, t.ord, t.sent, t.own_first, t.own_last, t.year_first, n.sent_again
    FROM places p JOIN lists t ON t.tab = p.tab
    JOIN (SELECT DISTINCT text, content FROM words) w ON w.content = p.named
    LEFT JOIN nexts n ON n.ledger = t.ledger::VARCHAR AND n.ord = t.ord
        AND n.unit = coalesce(nullif(p.unit, ''), p.county)),
known AS (
    SELECT w.word, i.* REPLACE (i.ledger::ledger_name AS ledger, i.owned::owned_kind AS owned,
                                i.owners::indicator_name AS owners),
           i.indicator::indicator_name AS name, i.indicator LIKE '%{OWNER}%' AS is_owner
    FROM indicators i JOIN words w ON w.content = i.indicator),
live AS (
    SELECT i.name AS indicator, i.is_owner, r.tab, r.row, r.letter, r.reason,
           r.reason IN (FROM blinds) AS is_blind, r.state, r.key, r.entry, r.amount,
           r.owner, r.owner_name, p.ledger, p.ord, p.sent, p.sent_again, i.stock, i.keyed,
           i.summed, i.owned, i.owners, r.first IS NOT NULL AS is_dated,
           CASE WHEN i.at_county THEN p.county ELSE p.unit END AS unit,
           CASE WHEN i.at_county THEN ''::village_name ELSE v.village END AS village,
           coalesce(r.first, CASE WHEN r.state = {COUNTS} THEN p.own_first ELSE p.year_first END)
               AS first,
           coalesce(r.last, p.own_last) AS last
    FROM records r
    JOIN words u ON r.unit = u.word
    JOIN placed p ON p.tab = r.tab AND p.named = u.text
    JOIN known i ON r.indicator = i.word AND p.ledger = i.ledger
    JOIN villages v ON r.village = v.word)
SELECT l.indicator, l.unit, l.village, l.letter, l.reason, l.is_blind,
       l.tab, l.row, l.state, l.key, l.entry, l.amount, l.owner, l.owner_name, l.ord, l.sent,
       l.stock, l.keyed, l.summed, l.owned, l.owners, l.is_dated, l.first, l.last,
       l.is_owner, l.owned IS NOT NULL OR l.is_owner AS is_special,
       CASE WHEN l.stock THEN l.sent_again ELSE {{later}} END AS sent_again
FROM live l
WHERE l.unit <> ''
"""
PRESENT_VILLAGES: Final = """
UPDATE dated d SET village = f.present::village_name
FROM (SELECT TRY_CAST(unit AS unit_name) AS unit, TRY_CAST(village AS village_name) AS village,
             present FROM former_villages) f
WHERE d.unit = f.unit AND d.village = f.village
"""
SPECIAL: Final = """
UPDATE dated d SET is_special = true
FROM (SELECT indicator, unit, key FROM dated
      WHERE keyed AND summed AND key IS NOT NULL GROUP BY ALL HAVING count(*) > 1) things
WHERE d.keyed AND d.summed
    AND d.indicator = things.indicator AND d.unit = things.unit AND d.key = things.key
"""
"""Amounts of things in several rows are looked at twice, as owned rows are."""
LATER: Final = """min(l.sent) OVER (PARTITION BY l.indicator, l.ledger, l.unit, l.entry
    ORDER BY l.ord RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)"""
NEVER_LATER: Final = "NULL::DATE"

_IN_FUTURE: Final = f"(state = {COUNTS} AND NOT stock AND is_dated AND first > DATE '{{as_of}}')"
SEEN: Final = f"""
SELECT * REPLACE (CASE WHEN {_IN_FUTURE} THEN {WORDS.index(FUTURE)} ELSE reason END AS reason),
       CASE WHEN state <> {COUNTS} THEN state
            WHEN {_IN_FUTURE} THEN {IN_ERROR}
            WHEN stock OR (first >= DATE '{{first}}' AND last <= DATE '{{last}}') THEN {COUNTS}
            ELSE {PENDING} END AS verdict
FROM dated
WHERE sent <= DATE '{{cut}}' AND (sent_again IS NULL OR sent_again > DATE '{{cut}}')
  AND CASE WHEN stock THEN {{stocks}}
           ELSE last >= DATE '{{first}}' AND first <= DATE '{{last}}' END
"""
"""The rows that a window sees, and if they count there."""
_AGREED: Final = f"""CASE WHEN min(s) = max(s) THEN min(s) ELSE {PENDING} END AS s,
           CASE WHEN min(s) = max(s) THEN {WORDS.index(UNCLEAR)}
                ELSE {WORDS.index(CONTRADICTORY)} END AS why"""
"""The state of an owner by all its rows, with the reason why it is open."""
_IS_NAMED: Final = "m.numbers = 1 AND (f.owner IS NULL OR m.nameless)"
"""True where the name alone tells one owner in the ledger of the unit."""
OWNED: Final = f"""
CREATE OR REPLACE TEMP TABLE special AS
WITH counties AS (
    SELECT unit::unit_name AS unit, any_value(county::unit_name) AS county FROM places
    WHERE unit <> '' AND county <> '' GROUP BY unit),
owners AS (
    SELECT f.indicator AS owners, f.unit, c.county, f.key, f.owner_name,
           least(f.state, {NOT_OWNER}) AS s, f.state = {LEFT} AS has_left
    FROM found f LEFT JOIN counties c USING (unit) WHERE f.is_owner),
by_number AS (
    SELECT owners, holder, key, {_AGREED}
    FROM (SELECT owners, unit AS holder, key, s FROM owners
          UNION ALL SELECT owners, county, key, s FROM owners WHERE county <> unit)
    WHERE key IS NOT NULL GROUP BY owners, holder, key),
elsewhere AS (
    SELECT owners, county, key, {_AGREED} FROM owners
    WHERE key IS NOT NULL AND NOT has_left GROUP BY owners, county, key),
by_name AS (
    SELECT owners, unit, owner_name, count(DISTINCT coalesce(key, 0)) AS numbers,
           {_AGREED}, bool_and(key IS NULL) AS nameless
    FROM owners WHERE owner_name IS NOT NULL GROUP BY owners, unit, owner_name),
judged AS (
    SELECT f.*, CASE
        WHEN f.owned IS NULL THEN f.verdict
        WHEN n.s IS NOT NULL THEN n.s
        WHEN {_IS_NAMED} THEN m.s
        WHEN f.owned = 'any' THEN {COUNTS}
        ELSE coalesce(e.s, {PENDING}) END AS owner_verdict,
        CASE
        WHEN n.s IS NOT NULL THEN n.why
        WHEN {_IS_NAMED} THEN m.why
        WHEN e.s IS NOT NULL THEN e.why
        WHEN f.owner IS NULL AND f.owner_name IS NULL THEN {WORDS.index(NOT_NAMED)}
        WHEN m.s IS NULL THEN {WORDS.index(NOT_LISTED)}
        WHEN f.owner IS NULL THEN {WORDS.index(SEVERAL)}
        ELSE {WORDS.index(OTHER_NUMBER)} END AS owner_reason
    FROM found f
    LEFT JOIN by_number n ON f.owned IS NOT NULL AND n.owners = f.owners
        AND n.holder = f.unit AND n.key = f.owner
    LEFT JOIN by_name m ON f.owned IS NOT NULL AND m.owners = f.owners
        AND m.unit = f.unit AND m.owner_name = f.owner_name
    LEFT JOIN counties c ON f.owned IS NOT NULL AND c.unit = f.unit
    LEFT JOIN elsewhere e ON f.owned IS NOT NULL AND e.owners = f.owners
        AND e.county = c.county AND e.key = f.owner
    WHERE NOT f.is_owner)
SELECT * EXCLUDE (verdict, owner_verdict, owner_reason) REPLACE (
    CASE WHEN owned IS NULL OR verdict <> {COUNTS} THEN reason ELSE owner_reason END AS reason),
    CASE WHEN owned IS NULL OR verdict <> {COUNTS} THEN verdict ELSE owner_verdict END AS verdict
FROM judged WHERE owned IS NULL OR owner_verdict <> {NOT_OWNER}
"""
"""The rows that depend on an owner, judged by that owner.

The ledger of the unit itself decides where it lists the owner. Those of the other units of its
county only settle what would be pending otherwise, so that no file takes away what another unit
counts. That an owner has left elsewhere settles nothing: he may have moved here. What stands at
the county alone is judged by all ledgers of the county.
"""
REPEATED: Final = f"""
CREATE OR REPLACE TEMP TABLE repeated AS
WITH summed AS (SELECT * FROM special WHERE keyed AND summed AND verdict = {COUNTS}),
things AS (SELECT indicator, unit, key FROM summed GROUP BY ALL HAVING count(*) > 1)
SELECT s.* FROM summed s JOIN things USING (indicator, unit, key)
"""
"""The amounts of things that are counted once and stand in several rows."""
ONCE: Final = f"""
CREATE OR REPLACE TEMP TABLE settled AS
WITH last AS (
    SELECT * FROM repeated
    QUALIFY ord = max(ord) OVER (PARTITION BY indicator, unit, key)),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY indicator, unit, key
                                 ORDER BY village, entry, tab, row) AS nth,
           min(amount) OVER same <> max(amount) OVER same AS differs
    FROM last WINDOW same AS (PARTITION BY indicator, unit, key))
SELECT * EXCLUDE (nth, differs) REPLACE (
    CASE WHEN differs THEN {PENDING} ELSE verdict END AS verdict,
    CASE WHEN differs THEN {WORDS.index(DIFFERS)} ELSE reason END AS reason)
FROM ranked WHERE nth = 1 OR differs
"""
"""The same from the last submission, open where they contradict one another."""
HITS: Final = """
CREATE OR REPLACE TEMP VIEW hits AS
SELECT * FROM ({seen} AND NOT is_special)
UNION ALL BY NAME
SELECT * FROM special s ANTI JOIN repeated r ON r.indicator = s.indicator AND r.unit = s.unit
    AND r.key = s.key AND r.tab = s.tab AND r.row = s.row
UNION ALL BY NAME
SELECT * FROM settled
"""

VILLAGES: Final = f"""
SELECT indicator, unit, village, any_value(keyed), any_value(summed),
       count(*) FILTER (verdict = {COUNTS}), sum(amount) FILTER (verdict = {COUNTS}),
       count(*) FILTER (verdict = {PENDING}), count(*) FILTER (is_blind)
FROM hits GROUP BY indicator, unit, village
"""
PLACES: Final = 60
"""The indicators that share a mask, which has a bit for each of them."""
INDICATORS: Final = "SELECT unnest(enum_range(NULL::indicator_name))::VARCHAR"
THINGS: Final = f"""
CREATE OR REPLACE TEMP TABLE things AS
SELECT unit, village, key, (enum_code(indicator) // {PLACES})::UTINYINT AS part,
       bit_or(1::UBIGINT << (enum_code(indicator) % {PLACES})::UBIGINT) AS mask
FROM hits WHERE verdict = {COUNTS} AND keyed AND NOT summed GROUP BY unit, village, key, part
"""
"""Things that count once in a village, each with the indicators in a mask.

One person counts for a dozen of them, so that there are far fewer groups than by indicator.
"""
THINGS_OF_UNITS: Final = """
CREATE OR REPLACE TEMP TABLE things_of_units AS
SELECT unit, key, part, bit_or(mask) AS mask FROM things GROUP BY unit, key, part
"""
_UPPERS: Final = "(SELECT unit::unit_name AS unit, upper::unit_name AS upper FROM above) a"
VILLAGE_KEYS: Final = """
SELECT unit, village, part, mask, count(*) FROM things GROUP BY unit, village, part, mask
"""
UNIT_KEYS: Final = (
    "SELECT unit, part, mask, count(*) FROM things_of_units GROUP BY unit, part, mask"
)
UPPER_KEYS: Final = f"""
SELECT upper, part, mask, count(*)
FROM (SELECT a.upper, key, part, bit_or(mask) AS mask
      FROM things_of_units o JOIN {_UPPERS} ON a.unit = o.unit GROUP BY a.upper, key, part)
GROUP BY upper, part, mask
"""
UPPER_SUMS: Final = f"""
SELECT indicator, upper, sum(amount)
FROM (SELECT indicator, a.upper, key, max(amount) AS amount
      FROM hits h JOIN {_UPPERS} ON a.unit = h.unit
      WHERE verdict = {COUNTS} AND keyed AND summed GROUP BY indicator, a.upper, key)
GROUP BY indicator, upper
"""
ROWS: Final = f"""
SELECT indicator::VARCHAR, unit::VARCHAR, village::VARCHAR, tab, row, w.content
FROM hits JOIN words w ON w.word = letter
WHERE verdict = {COUNTS} AND indicator::VARCHAR IN (SELECT unnest($names))
  AND unit::VARCHAR IN (SELECT unnest($units))
"""
DOUBTFUL: Final = f"""
SELECT tab, row, min(l.content), verdict, r.content AS why, unit::VARCHAR,
       list_sort(list_distinct(list(indicator::VARCHAR)))
FROM hits JOIN words l ON l.word = letter JOIN words r ON r.word = reason
WHERE verdict <> {COUNTS} GROUP BY tab, row, verdict, why, unit
ORDER BY tab, row, why
"""

"""Places as tables write them, each once, however many rows write it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from ruralskills.model.findings import Fix, Subject
from ruralskills.model.rule import Answer, Says
from ruralskills.model.table import LedgerSet, Table
from ruralskills.model.typed_column import Column
from ruralskills.regions import Area, Gazetteer, PlaceMatch
from ruralskills.values.field_type import Absent

SHARE: Final = 0.3
FEWEST: Final = 10
"""So many names, on so large a part of the rows, are one question whether the list is whole."""
_LEVELS: Final = ("county", "township", "village")


class _RowsByPlace:
    """The rows of a table by what stands in some of its columns, sorted on first use."""

    def __init__(self, table: Table, names: tuple[str, ...]) -> None:
        self.table = table
        self.columns = [table.columns[n] for n in _LEVELS if n in names and n in table.columns]

    @property
    def keys(self) -> set[tuple[int, ...]]:
        """Return each combination, by the codes of the columns."""
        return set(zip(*(column.codes for column in self.columns), strict=True))

    @cached_property
    def positions(self) -> dict[tuple[int, ...], list[int]]:
        """Return the positions of the rows of each combination."""
        rows: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for position, key in enumerate(zip(*(c.codes for c in self.columns), strict=True)):
            rows[key].append(position)
        return rows

    def read(self, key: tuple[int, ...]) -> dict[str, str] | None:
        """Return what a combination holds; None where one of its cells could not be read."""
        found: dict[str, str] = {}
        for column, code in zip(self.columns, key, strict=True):
            value = column.values[code]
            if isinstance(value, str):
                found[column.spec.field] = value
            elif not isinstance(value, Absent):
                return None
        return found


class WrittenPlace(Struct, frozen=True):
    """A place as a table writes it."""

    rows: _RowsByPlace
    key: tuple[int, ...]
    county: str
    township: str
    village: str

    @property
    def table(self) -> Table:
        """Return the table that writes it."""
        return self.rows.table

    @property
    def positions(self) -> list[int]:
        """Return the positions of the rows that write it so."""
        return self.rows.positions[self.key]

    def answer(self, name: str, message: str, guess: Area | None, **weight: Any) -> Answer:
        """Return the one finding about all rows that write it so, at the first of them."""
        table, positions = self.table, self.positions
        filled = table.columns[name].filled
        own = [position for position in positions if position not in filled] or positions
        many = f"（共{len(positions)}行）" if len(positions) > 1 else ""
        unit = self.township or table.layout.unit
        if name == "township":
            unit = guess.name if guess else table.layout.unit or unit
        return table.at_field(own[0], name), Says(
            f"{message}{many}",
            fix=Fix(guess.name, "review", "按区划名单推测，请核实后再改") if guess else None,
            related=tuple(table.at_field(position, name) for position in own[1:]),
            subject=Subject(unit, self.village),
            **weight,
        )


def written_places(book: LedgerSet, listed: Gazetteer, *names: str) -> Iterator[WrittenPlace]:
    """Yield each place that a table writes in its columns; the last named must be there.

    The list is not compared with itself.  Where the list names no county, a table of several
    counties is passed over: nobody can say whose townships it means.
    """
    lists = set(book.in_role("regions"))
    for table in book.tables:
        column = table.columns.get(names[-1])
        if table.ledger.info.unit != "township" or column is None or column.index < 0:
            continue
        if table in lists or (not listed.counties and _several(table.columns.get("county"))):
            continue
        rows = _RowsByPlace(table, ("county", *names))
        for key in sorted(rows.keys):
            if read := rows.read(key):
                yield WrittenPlace(rows, key, *(read.get(level, "") for level in _LEVELS))


def _several(column: Column | None) -> bool:
    values = {column.values[code] for code in set(column.codes)} if column else set()
    return sum(isinstance(value, str) for value in values) > 1


Missing = tuple[WrittenPlace, str, PlaceMatch]
"""A place that the list does not have, the message, and what the list has instead."""


def missing_places(
    missing: Iterable[Missing], name: str, what: str, weight: Mapping[str, Any]
) -> Iterator[Answer]:
    """Report places that are not listed: each, or as one question where the list may be short."""
    by_table: dict[Table, list[Missing]] = defaultdict(list)
    for each in missing:
        by_table[each[0].table].append(each)
    for group in by_table.values():
        rows = sum(len(place.positions) for place, *_ in group)
        if len(group) >= FEWEST and rows > SHARE * len(group[0][0].table):
            yield _as_one(group, rows, name, what, weight)
            continue
        for place, message, found in group:
            meant = f"，是不是“{found.suggestion.name}”" if found.suggestion else ""
            yield place.answer(name, f"{message}{meant}", found.suggestion, **weight)


def _as_one(
    group: list[Missing], rows: int, name: str, what: str, weight: Mapping[str, Any]
) -> Answer:
    names = dict.fromkeys(str(getattr(place, name)) for place, *_ in group)
    like = "”“".join(list(names)[:3])
    table = group[0][0].table
    positions = sorted(position for place, *_ in group for position in place.positions)
    return table.at_field(positions[0], name), Says(
        f"有{len(names)}个{what}（共{rows}行，全表{len(table)}行）不在区划名单中，如“{like}”",
        remedy="请先确认区划名单是否齐全；名单齐全的，逐个核对名称",
        related=tuple(table.at_field(position, name) for position in positions[1:]),
        subject=Subject(table.layout.unit),
        **weight,
    )

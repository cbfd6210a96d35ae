"""Distinct places written in tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

from ruralskills.model.findings import Fix, Subject
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.regions import Area, Gazetteer, PlaceMatch
from ruralskills.values.field_type import Absent

SHARE: Final = 0.3
FEWEST: Final = 10
"""Unlisted names and their share of the rows, from which the list may be short."""
_LEVELS: Final = ("county", "township", "village")


class _RowsByPlace:
    """The rows of a table by the values of some columns, sorted on first use."""

    def __init__(self, table: Table, names: tuple[str, ...]) -> None:
        self.table = table
        self.columns = [table.columns[n] for n in _LEVELS if n in names and n in table.columns]

    @property
    def keys(self) -> set[tuple[int, ...]]:
        """The distinct combinations, as codes of the columns."""
        return set(zip(*(column.codes for column in self.columns), strict=True))

    @cached_property
    def indexes(self) -> dict[tuple[int, ...], list[int]]:
        """The indexes of the rows of each combination."""
        rows: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for index, key in enumerate(zip(*(c.codes for c in self.columns), strict=True)):
            rows[key].append(index)
        return rows

    def read(self, key: tuple[int, ...]) -> dict[str, str] | None:
        """Return the texts of a combination by field, None if a cell could not be read."""
        texts: dict[str, str] = {}
        for column, code in zip(self.columns, key, strict=True):
            value = column.values[code]
            if isinstance(value, str):
                texts[column.spec.field] = value
            elif not isinstance(value, Absent):
                return None
        return texts


class WrittenPlace(Struct, frozen=True):
    """A place as a table writes it."""

    rows: _RowsByPlace
    key: tuple[int, ...]
    county: str
    township: str
    village: str

    @property
    def table(self) -> Table:
        """The table that writes it."""
        return self.rows.table

    @property
    def indexes(self) -> list[int]:
        """The indexes of the rows that write it so."""
        return self.rows.indexes[self.key]

    def answer(self, name: str, message: str, guess: Area | None, **weight: Any) -> Answer:
        """Return the one finding about all rows that write it so, at the first of them."""
        table, indexes = self.table, self.indexes
        filled = table.columns[name].filled
        with_text = [index for index in indexes if index not in filled] or indexes
        count = f"（共{len(indexes)}行）" if len(indexes) > 1 else ""
        reporting = table.own_subject.unit
        unit = table.unit_name(self.township) or reporting
        if name == "township":
            unit = table.unit_name(guess.name) if guess else reporting or unit
        return table.at_field(with_text[0], name), Says(
            f"{message}{count}",
            fix=Fix(guess.name, "review", "按区划名单推测，请核实后再改") if guess else None,
            related=tuple(table.at_field(index, name) for index in with_text[1:]),
            subject=Subject(unit, self.village),
            **weight,
        )


def written_places(book: LedgerSet, gazetteer: Gazetteer, *names: str) -> Iterator[WrittenPlace]:
    """Yield each place that a table writes in the columns named.

    It must have the last of them.  The list of regions is not compared with itself.  Where it names no county, a table of several
    counties is passed over: nobody can say whose townships it means.
    """
    lists = set(book.in_role("regions"))
    for table in book.tables:
        column = table.columns.get(names[-1])
        if table.ledger.info.unit != "township" or column is None or column.index < 0:
            continue
        if table in lists:
            continue
        if not gazetteer.counties and _has_several(table.columns.get("county")):
            continue
        rows = _RowsByPlace(table, ("county", *names))
        for key in sorted(rows.keys):
            if read := rows.read(key):
                yield WrittenPlace(rows, key, *(read.get(level, "") for level in _LEVELS))


def _has_several(column: Column | None) -> bool:
    values = {column.values[code] for code in set(column.codes)} if column else set()
    return sum(isinstance(value, str) for value in values) > 1


Missing = tuple[WrittenPlace, str, PlaceMatch]
"""A place that the list does not have, the message, and the closest match."""


def missing_places(
    missing: Iterable[Missing], name: str, noun: str, weight: Mapping[str, Any]
) -> Iterator[Answer]:
    """Report places that are not listed, together if the list may be short.

    ``name`` is their field and ``noun`` the word for it, ``weight`` the severity and nature.
    """
    by_table: dict[Table, list[Missing]] = defaultdict(list)
    for entry in missing:
        by_table[entry[0].table].append(entry)
    for group in by_table.values():
        rows = sum(len(place.indexes) for place, *_ in group)
        if len(group) >= FEWEST and rows > SHARE * len(group[0][0].table):
            yield _one_answer(group, rows, name, noun, weight)
            continue
        for place, message, match in group:
            guess = f"，是不是“{match.suggestion.name}”" if match.suggestion else ""
            yield place.answer(name, f"{message}{guess}", match.suggestion, **weight)


def _one_answer(
    group: list[Missing], rows: int, name: str, noun: str, weight: Mapping[str, Any]
) -> Answer:
    names = dict.fromkeys(str(getattr(place, name)) for place, *_ in group)
    examples = "”“".join(list(names)[:3])
    table = group[0][0].table
    indexes = sorted(index for place, *_ in group for index in place.indexes)
    return table.at_field(indexes[0], name), Says(
        f"有{len(names)}个{noun}（共{rows}行，全表{len(table)}行）不在区划名单中，如“{examples}”",
        remedy="请先确认区划名单是否齐全；名单齐全的，逐个核对名称",
        related=tuple(table.at_field(index, name) for index in indexes[1:]),
        subject=table.own_subject,
        **weight,
    )

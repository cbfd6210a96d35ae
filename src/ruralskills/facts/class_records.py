"""What other ledgers record of each class: checks, visits, attendance; and where nothing is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct, field

from ruralskills.facts.class_names import Classes, ClassRow, agency_key, may_be
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown
from ruralskills.values.partial_date import PartialDate


class Records(Struct):
    """The rows of a ledger by the class that they are about."""

    of_class: dict[tuple[int, int], list[ClassRow]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By table and position of the class."""
    loose: list[str] = field(default_factory=list)
    """Names that are no known class."""
    nameless: bool = False
    """Whether a row does not say which class it is about."""
    speaks_for: set[str] = field(default_factory=set)
    """Whose classes are recorded at all."""

    def rows(self, of: ClassRow) -> list[ClassRow]:
        """What is recorded of a class."""
        return self.of_class.get((id(of[0]), of[1]), [])

    def certainly_none(self, of: ClassRow, whose: str) -> bool:
        """Whether nothing is recorded of a class although its owner's classes are recorded."""
        name = str(of[0].value(of[1], "class_name") or "")
        return (
            bool(name)
            and not self.nameless
            and not self.rows(of)
            and whose in self.speaks_for
            and not any(may_be(loose, name) for loose in self.loose)
        )


def records(classes: Classes, tables: Iterable[Table], owner: str) -> Records:
    """Match the rows of some tables with classes; ``owner`` is the field that says whose they are."""
    found = Records()
    for table in tables:
        for name, agency, positions in _by_class(table):
            of = classes.named(name, agency, table.year)
            if of is not None:
                found.of_class[id(of[0]), of[1]] += [(table, p) for p in positions]
                found.speaks_for.add(owner_of(*of, owner))
            elif name:
                found.loose.append(str(name))
            else:
                found.nameless = True
    return found


def owner_of(table: Table, position: int, owner: str) -> str:
    """Whose class it is: its agency, or the department that reports."""
    return agency_key(table.value(position, owner) or table.layout.unit)


def _by_class(table: Table) -> Iterator[tuple[Any, Any, list[int]]]:
    """The rows of each class that a table names, by name and agency."""
    columns = [table.columns.get(name) for name in ("class_name", "agency")]
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    keys = zip(*(c.codes if c else [0] * len(table) for c in columns), strict=True)
    for position, key in enumerate(keys):
        groups[key].append(position)
    for positions in groups.values():
        name, agency = (table.value(positions[0], n) for n in ("class_name", "agency"))
        yield name, agency, positions


def reaches(table: Table, as_of: date, days: Iterable[PartialDate]) -> date | None:
    """Up to which day a ledger tells of what happened: its last entry, or all of its period once closed."""
    last = max((day.latest for day in days), default=None)
    if table.period is not None and as_of > table.period.last_day:
        return max(table.period.last_day, last or date.min)
    return last


def days_in(tables: Iterable[Table], name: str) -> Iterator[PartialDate]:
    """The days of a field, those that can be read."""
    for table in tables:
        column = table.columns.get(name)
        for code in set(column.codes) if column else ():
            value = column.values[code] if column else None
            if isinstance(value, PartialDate):
                yield value


def unreadable(rows: Iterable[ClassRow], name: str) -> bool:
    """Whether a field of some rows holds something that cannot be read."""
    return any(isinstance(c[p], Unknown) for t, p in rows if (c := t.columns.get(name)) is not None)

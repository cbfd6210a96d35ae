"""Records of each class in other ledgers: checks, visits, attendance, lessons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, Generic, TypeVar

from msgspec import Struct, field

from ruralskills.facts.class_names import Classes, agency_key, can_be_same_class
from ruralskills.facts.townships import sender_of
from ruralskills.ledgers import Attendance, FollowUp, SpotCheck, Timetable, TrainingClass
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.values.partial_date import PartialDate

R = TypeVar("R", bound=Attendance | FollowUp | SpotCheck | Timetable)
Owner = Callable[[TrainingClass], str]
"""A function giving the body that hands in records of all its classes or none."""


def agency_of(row: TrainingClass) -> str:
    """Return the agency that held a class, or the unit that reports it, as compared."""
    return agency_key(row.agency or sender_of(row.table))


def department_of(row: TrainingClass) -> str:
    """Return the department of a class, or the unit that reports it, as compared."""
    return agency_key(row.department or sender_of(row.table))


class Records(Struct, Generic[R]):
    """The rows of a ledger by the class that they are about."""

    ledger: type[R]
    owner: Owner
    indexes: dict[TrainingClass, list[tuple[Table, list[int]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    unmatched: list[str] = field(default_factory=list)
    """Names that are no known class."""
    has_unnamed: bool = False
    """True if a row does not say which class it is about."""
    owners: set[str] = field(default_factory=set)
    """The bodies with a class that is recorded."""

    def rows(self, training_class: TrainingClass) -> list[R]:
        """Return the records of a class, table by table."""
        groups = self.indexes.get(training_class, ())
        return [row for table, indexes in groups for row in table.rows(self.ledger, indexes)]

    def is_unrecorded(self, training_class: TrainingClass) -> bool:
        """Return True if a class has no record although its owner's others have."""
        name = training_class.class_name or ""
        return (
            bool(name)
            and not self.has_unnamed
            and training_class not in self.indexes
            and training_class.state("agency") not in ("blank", "none", "unknown")
            and self.owner(training_class) in self.owners
            and not any(can_be_same_class(unmatched, name) for unmatched in self.unmatched)
        )


def records(classes: Classes, book: LedgerSet, ledger: type[R], owner: Owner) -> Records[R]:
    """Match the rows of a ledger with classes."""
    matched = Records(ledger, owner)
    for table in book.of(ledger):
        for indexes in _groups(table):
            row = next(table.rows(ledger, indexes[:1]))
            training_class = classes.find(row.class_name, row.agency, table.year)
            if training_class is not None:
                matched.indexes[training_class].append((table, indexes))
                matched.owners.add(owner(training_class))
            elif row.class_name:
                matched.unmatched.append(row.class_name)
            else:
                matched.has_unnamed = True
    return matched


_CLASS_COLUMNS: Final = ("class_name", "agency")


def _groups(table: Table) -> Iterator[list[int]]:
    """Yield the indexes of the rows with the same class and agency."""
    columns = [table.columns.get(name) for name in _CLASS_COLUMNS]
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    keys = zip(*(c.codes if c else [0] * len(table) for c in columns), strict=True)
    for index, key in enumerate(keys):
        groups[key].append(index)
    yield from groups.values()


def recorded_until(
    book: LedgerSet, ledger: type[R], day_of: Callable[[R], PartialDate | None], as_of: date
) -> date:
    """Return the day up to which the tables of a ledger tell what happened.

    A table tells of all its period once that is over, else up to its last entry.  Without tables
    it is ``date.min``.
    """
    ends = [date.min]
    for table in book.of(ledger):
        ends += [day.latest for row in table.rows(ledger) if (day := day_of(row)) is not None]
        if table.period is not None and as_of > table.period.last_day:
            ends.append(table.period.last_day)
    return max(ends)

"""Half-days on which classes sit, by their timetables."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct, field

from ruralskills.ledgers import Timetable
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.text.normalise import normalised
from ruralskills.values.half_day import AFTERNOON, EVENING, MORNING, WHOLE

LESSON_COLUMNS: Final = ("class_name", "agency", "day", "half")
"""The fields that sittings are read from."""
_HALVES: Final = {
    MORNING: (MORNING,),
    AFTERNOON: (AFTERNOON,),
    EVENING: (EVENING,),
    WHOLE: (MORNING, AFTERNOON),
}
Half = tuple[date, str]
"""A day and the half of it: morning, afternoon or evening."""


def halves_of(word: str | None) -> tuple[str, ...]:
    """Return the halves of a day that a word stands for, none if uncertain."""
    return _HALVES.get(word or "", ())


def lessons(book: LedgerSet) -> Iterator[tuple[Timetable, Half]]:
    """Yield each lesson whose day and half-day are certain, once for each half."""
    for row in book.rows(Timetable):
        if row.day is not None and row.day.exact:
            for half in halves_of(row.half):
                yield row, (row.day.earliest, half)


class Sittings(Struct):
    """The half-days of each class by its name.

    A name in two timetables may be of two classes: nothing is certain of their lessons.
    """

    halves: dict[str, set[Half]] = field(default_factory=lambda: defaultdict(set))
    """By the normalised name of the class."""
    timetables: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    """By that name, the sheets and agencies that use it."""

    def shared(self, first: str, second: str) -> list[Half] | None:
        """Return the half-days on which two classes both sit, in order.

        None where either has no timetable of its own.
        """
        names = normalised(first), normalised(second)
        if names[0] == names[1] or any(len(self.timetables.get(name, ())) != 1 for name in names):
            return None
        return sorted(self.halves[names[0]] & self.halves[names[1]])


def sittings(book: LedgerSet) -> Sittings:
    """Sort the lessons of all timetables by class."""
    by_class = Sittings()
    for row, half in lessons(book):
        if row.class_name:
            key = normalised(row.class_name)
            by_class.halves[key].add(half)
            sheet = f"{row.table.file}/{row.table.sheet}"
            by_class.timetables[key].add((sheet, normalised(row.agency or "")))
    return by_class

"""When each class sits, half-day by half-day, as the timetables have it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct, field

from ruralskills.ledgers import Timetable
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.normalise import normalised
from ruralskills.values.half_day import AFTERNOON, EVENING, MORNING, WHOLE
from ruralskills.values.partial_date import PartialDate

LESSON_COLUMNS: Final = ("class_name", "agency", "day", "half", "teacher", "place")
"""What is read of timetables."""
_HALVES: Final = {
    MORNING: (MORNING,),
    AFTERNOON: (AFTERNOON,),
    EVENING: (EVENING,),
    WHOLE: (MORNING, AFTERNOON),
}
Half = tuple[date, str]
Lesson = tuple[Table, int, Half]


def halves_of(word: str | None) -> tuple[str, ...]:
    """The halves of a day that a word means, none where that is not certain."""
    return _HALVES.get(word or "", ())


def lessons(book: LedgerSet) -> Iterator[Lesson]:
    """Every lesson whose day and half of the day are certain, once for each half."""
    for table in book.of(Timetable):
        for position in range(len(table)):
            day, half = table.value(position, "day"), table.value(position, "half")
            if isinstance(day, PartialDate) and day.exact:
                for each in halves_of(half):
                    yield table, position, (day.earliest, each)


class Sittings(Struct):
    """The half-days of each class by its name; a name that two agencies use is nobody's."""

    halves: dict[str, set[Half]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def shared(self, one: str, other: str) -> list[Half] | None:
        """The half-days on which two classes both sit; None where a timetable is wanting."""
        names = normalised(one), normalised(other)
        if names[0] == names[1] or any(len(self.homes.get(name, ())) != 1 for name in names):
            return None
        return sorted(self.halves[names[0]] & self.halves[names[1]])


def sittings(book: LedgerSet) -> Sittings:
    """Sort the lessons of all timetables by class."""
    found = Sittings()
    for table, position, half in lessons(book):
        if name := table.value(position, "class_name"):
            key = normalised(str(name))
            found.halves[key].add(half)
            agency = normalised(str(table.value(position, "agency") or ""))
            found.homes[key].add((f"{table.file}/{table.sheet}", agency))
    return found

"""The reading of all files under the notices that they agree on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.period import Period
from ruralskills.rollups.arrivals import Arrivals
from ruralskills.rollups.reading import Reading, ReadOptions, read
from ruralskills.rollups.sent_tables import is_wanted
from ruralskills.rollups.spans import first_year
from ruralskills.validation.notice_choice import NoticeChoice, agree_on_notices

Progress = Callable[[int, int], None]


class ArrivalReading(Struct):
    """The reading of what arrived for a period and the years of its plan."""

    arrivals: Arrivals
    period: Period
    options: ReadOptions
    progress: Progress | None = None
    done: int = 0

    def run(self) -> tuple[dict[int, Reading], tuple[NoticeChoice, ...]]:
        """Return what was read by the number of its arrival, and the notices in force.

        The files of the year tell which notices these are, where nobody names them. Raises
        ChoiceError if they name different places.
        """
        chosen = self.options.check.chosen
        readings = self._read(self._wanted(self._first_year(chosen or ())))
        if chosen is None:
            chosen = self._agreed(readings)
            self._choose(chosen)
            agreed = {choice.notice for choice in chosen}
            outdated = [
                number
                for number, reading in readings.items()
                if reading.content.tables and {c.notice for c in reading.content.choices} != agreed
            ]
            readings |= self._read(outdated)
            earlier = self._wanted(self._first_year(chosen))
            readings |= self._read([number for number in earlier if number not in readings])
        return readings, chosen

    def _first_year(self, chosen: Sequence[NoticeChoice]) -> int:
        in_force = self.options.check.context(tuple(chosen)).in_force
        return first_year(in_force, self.period)

    def _wanted(self, first: int) -> list[int]:
        return [
            number
            for number, arrival in enumerate(self.arrivals.files)
            if is_wanted(arrival, self.period, first)
        ]

    def _read(self, numbers: Sequence[int]) -> dict[int, Reading]:
        found = {}
        total = self.done + len(numbers)
        for number in numbers:
            found[number] = read(self.arrivals.files[number].file, self.options)
            self.done += 1
            if self.progress is not None:
                self.progress(self.done, total)
        return found

    def _agreed(self, readings: dict[int, Reading]) -> tuple[NoticeChoice, ...]:
        by_file = {
            self.arrivals.files[number].file.name: reading.content.choices
            for number, reading in readings.items()
        }
        return agree_on_notices(by_file, self.options.check.notices.headings)

    def _choose(self, chosen: tuple[NoticeChoice, ...]) -> None:
        self.options = replace(self.options, check=replace(self.options.check, chosen=chosen))

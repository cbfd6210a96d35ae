"""The reading of all files under the notices that they agree on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.errors import CannotRead
from ruralskills.model.period import Period
from ruralskills.readers.content import content_of, digest
from ruralskills.rollups.arrivals import Arrivals
from ruralskills.rollups.executors import FileMap, LocalProcesses, here
from ruralskills.rollups.file_tasks import (
    KILLED,
    FileResult,
    FileTask,
    carry_out,
    packed,
    unreadable,
)
from ruralskills.rollups.reading import ReadOptions
from ruralskills.rollups.record_files import content_in
from ruralskills.rollups.record_names import RecordNames
from ruralskills.rollups.record_store import RecordStore
from ruralskills.rollups.records import SourceRecords
from ruralskills.rollups.sent_tables import is_wanted
from ruralskills.rollups.sources import ReadSource, SourceContent
from ruralskills.rollups.spans import first_year
from ruralskills.validation.map_step import MIN_BYTES
from ruralskills.validation.notice_choice import NoticeChoice, agree_on_notices

Progress = Callable[[int, int], None]


class ArrivalReading(Struct):
    """The reading of what arrived for a period and the years of its plan."""

    arrivals: Arrivals
    period: Period
    options: ReadOptions
    file_map: FileMap
    store: RecordStore | None = None
    progress: Progress | None = None
    done: int = 0
    total: int = 0

    def run(self) -> tuple[dict[int, ReadSource], tuple[NoticeChoice, ...]]:
        """Return what was read by the number of its arrival, and the notices in force.

        The files of the year tell which notices these are, where nobody names them. Raises
        ChoiceError if they name different places.
        """
        chosen = self.options.check.chosen
        sources = self._read(self._wanted(self._first_year(chosen or ())))
        if chosen is not None:
            return sources, chosen
        chosen = self._agreed(sources)
        self.options = replace(self.options, check=replace(self.options.check, chosen=chosen))
        agreed = {choice.notice for choice in chosen}
        outdated = [
            number
            for number, source in sources.items()
            if source.content.tables and {c.notice for c in source.content.choices} != agreed
        ]
        sources |= self._read(outdated)
        earlier = self._wanted(self._first_year(chosen))
        sources |= self._read([number for number in earlier if number not in sources])
        return sources, chosen

    def _first_year(self, chosen: Sequence[NoticeChoice]) -> int:
        return first_year(self.options.check.in_force(chosen), self.period)

    def _wanted(self, first: int) -> list[int]:
        return [
            number
            for number, arrival in enumerate(self.arrivals.files)
            if is_wanted(arrival, self.period, first)
        ]

    def _agreed(self, sources: dict[int, ReadSource]) -> tuple[NoticeChoice, ...]:
        by_file = {
            self.arrivals.files[number].file.name: source.content.choices
            for number, source in sources.items()
        }
        return agree_on_notices(by_file, self.options.check.notices.headings)

    def _read(self, numbers: Sequence[int]) -> dict[int, ReadSource]:
        """Return the sources with some numbers, those of the store without reading them."""
        self.total += len(numbers)
        sources, tasks = self._tasks(numbers)
        names = RecordNames(self.options)
        wanted = {number: names.name(task.file, task.sha256) for number, task in tasks.items()}
        stored = self._stored(wanted.values())
        for number, name in wanted.items():
            if name in stored:
                sources[number] = stored[name]
                del tasks[number]
                self._tick()
        for number, result in self._carried_out(tasks).items():
            sources[number] = self._kept(result, wanted[number])
        return dict(sorted(sources.items()))

    def _tasks(self, numbers: Iterable[int]) -> tuple[dict[int, ReadSource], dict[int, FileTask]]:
        """Return the files that cannot be opened, and a task for each other one."""
        broken: dict[int, ReadSource] = {}
        tasks: dict[int, FileTask] = {}
        for number in numbers:
            file = self.arrivals.files[number].file
            try:
                content = content_of(file.path)
            except CannotRead as error:
                broken[number] = ReadSource(SourceContent("", str(error)), SourceRecords())
                self._tick()
                continue
            tasks[number] = FileTask(file, digest(content), len(content))
        return broken, tasks

    def _stored(self, names: Iterable[str]) -> dict[str, ReadSource]:
        if self.store is None:
            return {}
        return {
            entry.name: ReadSource(content, path=entry.path)
            for entry in self.store.find(names)
            if (content := content_in(entry.content)) is not None
        }

    def _carried_out(self, tasks: dict[int, FileTask]) -> dict[int, FileResult]:
        """Read files, the largest first, those whose path did not serve by their bytes."""
        order = sorted(tasks, key=lambda number: (-tasks[number].size, number))
        results = self._mapped([tasks[number] for number in order], self._tick)
        found = dict(zip(order, results, strict=True))
        if unseen := [number for number, result in found.items() if result.content is None]:
            whole = [
                replace(tasks[number], content=content_of(tasks[number].file.path))
                for number in unseen
            ]
            found |= dict(zip(unseen, self._mapped(whole, lambda: None), strict=True))
        return found

    def _mapped(self, tasks: Sequence[FileTask], tick: Callable[[], None]) -> list[FileResult]:
        """Carry tasks out, of which the largest comes first.

        Workers are copies of this process. What it has read before they start, they need not
        load again.
        """
        function = partial(carry_out, options=packed(self.options))
        at = len(tasks) - self._own_share(tasks)
        own = here(function, tasks[at:], _given_up, tick)
        return [*self.file_map(function, tasks[:at], _given_up, tick), *own]

    def _own_share(self, tasks: Sequence[FileTask]) -> int:
        """Return how many tasks, the smallest ones, this process carries out itself."""
        if not isinstance(self.file_map, LocalProcesses):
            return 0
        if sum(task.size for task in tasks) < MIN_BYTES:
            return len(tasks)
        return int(tasks[-1].size < MIN_BYTES)

    def _kept(self, result: FileResult, name: str) -> ReadSource:
        content = result.content or SourceContent("", _CHANGED)
        if not result.parquet:
            return ReadSource(content, result.records or SourceRecords())
        assert self.store is not None
        return ReadSource(content, path=self.store.put(name, result.parquet))

    def _tick(self) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.total)


def _given_up(task: FileTask) -> FileResult:
    return unreadable(task.sha256, KILLED)


_CHANGED: Final = "读取时文件变了，请等它存好后再运行"

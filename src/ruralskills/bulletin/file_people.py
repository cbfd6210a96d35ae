"""People in the names of files, hidden wherever a bulletin shows a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.bulletin.problem_counts import ProblemCounts
from ruralskills.bulletin.red_lines import RedLineCount
from ruralskills.model.masking import mask_name
from ruralskills.rollups.entries import Submission
from ruralskills.rollups.rollup import Rollup


class FilePeople(Struct, frozen=True):
    """The names of files that tell people, each with what is shown in its place."""

    shown: Mapping[str, str]

    def file(self, path: str) -> str:
        """Return the path of a file without the people in its name."""
        folder, slash, name = path.rpartition("/")
        return f"{folder}{slash}{self.shown.get(name, name)}"

    def hidden(self, text: str) -> str:
        """Return a text without the people in the names of files."""
        for name, shown in self.shown.items():
            text = text.replace(name, shown)
        return text

    def in_rollup(self, rollup: Rollup) -> Rollup:
        """Return a roll-up whose names of files tell nobody."""
        if not self.shown:
            return rollup
        return replace(
            rollup,
            submissions=tuple(self._submission(each) for each in rollup.submissions),
            inconsistent=tuple(self._in(each, "place", "says") for each in rollup.inconsistent),
            left_out=tuple(self._in(each, "place", "reason") for each in rollup.left_out),
            moved=tuple(
                replace(each, files=tuple(map(self.file, each.files))) for each in rollup.moved
            ),
            own_files=tuple(map(self.file, rollup.own_files)),
            remarks=tuple(map(self.hidden, rollup.remarks)),
            cells_of=lambda figures: [
                tuple(replace(cell, file=self.file(cell.file)) for cell in cells)
                for cells in rollup.cells_of(figures)
            ],
        )

    def in_red_line(self, count: RedLineCount) -> RedLineCount:
        """Return a red line whose rows tell nobody by the names of their files."""
        rows = (replace(each, file=self.file(each.file)) for each in count.rows)
        return replace(count, rows=tuple(rows))

    def in_problems(self, counts: ProblemCounts) -> ProblemCounts:
        """Return problems whose places tell nobody by the names of their files."""
        places = (replace(each, file=self.file(each.file)) for each in counts.places)
        return replace(counts, places=tuple(places))

    def _submission(self, sent: Submission) -> Submission:
        return replace(
            sent, file=sent.file and self.file(sent.file), reason=self.hidden(sent.reason)
        )

    def _in(self, entry: Any, *fields: str) -> Any:
        texts = {name: getattr(entry, name) for name in fields}
        return replace(entry, **{name: self.hidden(text) for name, text in texts.items()})


def file_people(rollup: Rollup) -> FilePeople:
    """Return the names of files that tell people of their own ledgers."""
    shown: dict[str, str] = {}
    for file, people in rollup.people_of_files.items():
        name = hidden = file.rpartition("/")[2]
        for each in sorted(people, key=len, reverse=True):
            hidden = hidden.replace(each, "*" * len(each))
        shown[name] = hidden
        shown[mask_name(name)] = mask_name(hidden)
    return FilePeople(shown)

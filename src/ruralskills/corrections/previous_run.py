"""The two sheets of a previous run, with the answers of the township."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from ruralskills.corrections.listed_problems import ListedProblem, listed_problems
from ruralskills.model.appended_sheets import CHANGES, PROBLEMS, SIGNATURE
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

Row = tuple[str, ...]
_DAY: Final = regex(r"\d{4}-\d{2}-\d{2}")
_HEAD_ROWS: Final = 3
"""Title, explanation and header stand above the rows of changes."""


class PreviousRun(Struct, frozen=True):
    """The rows of a previous run's sheets, as texts."""

    changes: tuple[Row, ...] = ()
    problems: tuple[ListedProblem, ...] = ()
    checked: str = ""
    """The date of the list of problems, as it is written there."""


def previous_run(sheets: Iterable[Grid]) -> PreviousRun:
    """Read back what a previous run appended to a workbook, from those sheets."""
    changes: tuple[Row, ...] = ()
    checked = ""
    lists: list[Grid] = []
    for grid in sheets:
        title = normalised(grid.text(0, 0))
        if title.startswith(normalised(SIGNATURE + CHANGES)):
            changes = tuple(_rows(grid))
        elif title.startswith(normalised(SIGNATURE + PROBLEMS)):
            lists.append(grid)
            day = _DAY.search(grid.text(1, 0))
            checked = day[0] if day else checked
    return PreviousRun(changes, tuple(listed_problems(lists)), checked)


def _rows(grid: Grid) -> Iterator[Row]:
    """Yield the rows of the table. A line below it has nothing but its first cell."""
    for row in range(_HEAD_ROWS, grid.height):
        texts = tuple(grid.text(row, column) for column in range(grid.width))
        if any(texts[1:]):
            yield texts

"""The two sheets of a previous run, with the answers of the township."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from ruralskills.model.appended_sheets import CHANGES, PROBLEMS, SIGNATURE
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import display_text

Row = tuple[str, ...]
_DAY: Final = regex(r"\d{4}-\d{2}-\d{2}")
_HEAD_ROWS: Final = 3
"""Title, explanation and header stand above the rows."""


class PreviousRun(Struct, frozen=True):
    """The rows of a previous run's sheets, as texts."""

    changes: tuple[Row, ...] = ()
    problems: tuple[Row, ...] = ()
    checked: str = ""
    """The date of the list of problems, as it is written there."""


def previous_run(content: bytes, sheets: Iterable[str], password: str = "") -> PreviousRun:
    """Read back what a previous run appended to a workbook.  Raises CannotRead.

    ``sheets`` are the names of the appended sheets.
    """
    names = list(sheets)
    if not names:
        return PreviousRun()
    book = open_content(content, "", password)
    found: dict[str, tuple[Row, ...]] = {}
    checked = ""
    for name in names:
        grid = book.read(name)
        title = normalised(_text(grid, 0, 0))
        for kind in (CHANGES, PROBLEMS):
            if title.startswith(normalised(SIGNATURE + kind)):
                found[kind] = tuple(_rows(grid))
        if title.startswith(normalised(SIGNATURE + PROBLEMS)) and (
            day := _DAY.search(_text(grid, 1, 0))
        ):
            checked = day[0]
    return PreviousRun(found.get(CHANGES, ()), found.get(PROBLEMS, ()), checked)


def _rows(grid: Grid) -> Iterator[Row]:
    """Yield the rows of the table. A line below it has nothing but its first cell."""
    for row in range(_HEAD_ROWS, grid.height):
        texts = tuple(_text(grid, row, column) for column in range(grid.width))
        if any(texts[1:]):
            yield texts


def _text(grid: Grid, row: int, column: int) -> str:
    value = grid.at(row, column)
    return value if isinstance(value, str) else display_text(value)  # type: ignore[arg-type]  # an error cell shows as nothing

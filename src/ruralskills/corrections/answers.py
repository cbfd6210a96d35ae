"""Read back what a township wrote into the 问题清单 of its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.sheets import ANSWER, CODE, PROBLEM_HEADS, REASON
from ruralskills.model.appended_sheets import PROBLEMS, SIGNATURE
from ruralskills.model.masking import mask_text
from ruralskills.readers.content import content_of
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import display_text

DONE, RIGHT = "已改", "情况属实"


class Answer(Struct, frozen=True):
    """What was answered to a finding, with the reason and the row of the list."""

    fingerprint: str
    said: str
    reason: str
    row: int
    number: str

    def masked(self) -> Answer:
        """Return the answer with personal numbers hidden, in whichever cell they were typed."""
        return replace(
            self,
            fingerprint=mask_text(self.fingerprint),
            said=mask_text(self.said),
            reason=mask_text(self.reason),
            number=mask_text(self.number),
        )


def answers_in(path: Path, password: str = "") -> list[Answer]:
    """The answers in a workbook's list of problems; none where it has no such list.

    Raises CannotRead when the file is no readable workbook.
    """
    book = open_content(content_of(path), path.name, password)
    return [answer for name in book.names for answer in _answers(book.read(name))]


def _answers(grid: Grid) -> Iterator[Answer]:
    title = normalised(display_text(grid.at(0, 0)))  # type: ignore[arg-type]  # an error cell is no title
    if not title.startswith(normalised(SIGNATURE + PROBLEMS)):
        return
    for row in range(grid.height):
        if normalised(_text(grid, row, CODE)) == PROBLEM_HEADS[CODE]:
            yield from _below(grid, row + 1)
            return


def _below(grid: Grid, first: int) -> Iterator[Answer]:
    for row in range(first, grid.height):
        code, said = _text(grid, row, CODE).strip(), normalised(_text(grid, row, ANSWER))
        if code and said:
            yield Answer(code, said, _text(grid, row, REASON).strip(), row + 1, _text(grid, row, 0))


def _text(grid: Grid, row: int, column: int) -> str:
    value = grid.at(row, column)
    return value if isinstance(value, str) else display_text(value)  # type: ignore[arg-type]  # an error cell shows as nothing

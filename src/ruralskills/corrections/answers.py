"""Answers of a township in the 问题清单 of its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.sheets import ANSWER, FINGERPRINT, PROBLEM_HEADERS, REASON
from ruralskills.model.appended_sheets import PROBLEMS, SIGNATURE
from ruralskills.model.masking import mask_text
from ruralskills.readers.content import content_of
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import open_content
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import display_text

DONE, RIGHT = "已改", "情况属实"


class Answer(Struct, frozen=True):
    """The answer to a finding, with its reason and its row in the list."""

    fingerprint: str
    choice: str
    """One of 已改, 情况属实, 正在核实, or what somebody typed."""
    reason: str
    row: int
    number: str
    """The number of the finding, as the list has it."""

    def masked(self) -> Answer:
        """Return the answer with personal numbers hidden."""
        return replace(
            self,
            fingerprint=mask_text(self.fingerprint),
            choice=mask_text(self.choice),
            reason=mask_text(self.reason),
            number=mask_text(self.number),
        )


def answers_in(path: Path, password: str = "") -> list[Answer]:
    """Return the answers in a workbook's list of problems, if it has one.

    Raises CannotRead if the file is no readable workbook.
    """
    book = open_content(content_of(path), path.name, password)
    return [answer for name in book.names for answer in _answers(book.read(name))]


def _answers(grid: Grid) -> Iterator[Answer]:
    title = normalised(display_text(grid.at(0, 0)))  # type: ignore[arg-type]  # an error cell is no title
    if not title.startswith(normalised(SIGNATURE + PROBLEMS)):
        return
    for row in range(grid.height):
        if normalised(_text(grid, row, FINGERPRINT)) == PROBLEM_HEADERS[FINGERPRINT]:
            yield from _below(grid, row + 1)
            return


def _below(grid: Grid, first: int) -> Iterator[Answer]:
    for row in range(first, grid.height):
        fingerprint = _text(grid, row, FINGERPRINT).strip()
        choice = normalised(_text(grid, row, ANSWER))
        if fingerprint and choice:
            reason, number = _text(grid, row, REASON).strip(), _text(grid, row, 0)
            yield Answer(fingerprint, choice, reason, row + 1, number)


def _text(grid: Grid, row: int, column: int) -> str:
    value = grid.at(row, column)
    return value if isinstance(value, str) else display_text(value)  # type: ignore[arg-type]  # an error cell shows as nothing

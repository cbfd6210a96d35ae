"""Answers of a township in the 问题清单 of its workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.sheets import ANSWER, FINGERPRINT, PROBLEM_HEADERS, REASON
from ruralskills.model.appended_sheets import PROBLEMS, SIGNATURE
from ruralskills.model.masking import mask_text
from ruralskills.readers.grid import Grid
from ruralskills.text.normalise import normalised

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


def answers_in(sheets: Iterable[Grid]) -> list[Answer]:
    """Return the answers in the list of problems among a workbook's sheets."""
    return [answer for sheet in sheets for answer in _answers(sheet)]


def _answers(grid: Grid) -> Iterator[Answer]:
    title = normalised(grid.text(0, 0))
    if not title.startswith(normalised(SIGNATURE + PROBLEMS)):
        return
    for row in range(grid.height):
        if normalised(grid.text(row, FINGERPRINT)) == PROBLEM_HEADERS[FINGERPRINT]:
            yield from _below(grid, row + 1)
            return


def _below(grid: Grid, first: int) -> Iterator[Answer]:
    for row in range(first, grid.height):
        fingerprint = grid.text(row, FINGERPRINT).strip()
        choice = normalised(grid.text(row, ANSWER))
        if fingerprint and choice:
            reason, number = grid.text(row, REASON).strip(), grid.text(row, 0)
            yield Answer(fingerprint, choice, reason, row + 1, number)

"""Answers of a township in the 问题清单 of its workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.corrections.listed_problems import ListedProblem
from ruralskills.model.masking import mask_text
from ruralskills.reports.list_page import CHOICES
from ruralskills.text.normalise import normalised

DONE, RIGHT = CHOICES[:2]
_BETWEEN: Final = " \t\n，。、；：:,;.-—（）()"
"""Characters between a choice and its reason, and around it."""


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


def answers_in(problems: Iterable[ListedProblem]) -> list[Answer]:
    """Return the answers in a list of problems, each choice apart from its reason."""
    return [_answer(problem) for problem in problems if problem.answer]


def _answer(problem: ListedProblem) -> Answer:
    said = problem.answer.strip()
    choice = next((each for each in CHOICES if normalised(said).startswith(each)), "")
    told = said.removeprefix(choice).strip(_BETWEEN) if choice else ""
    reason = "；".join(filter(None, (told, problem.reason)))
    return Answer(
        problem.fingerprint, choice or normalised(said), reason, problem.row, problem.number
    )

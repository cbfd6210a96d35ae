"""Subsidised trainings of each person over all files, in the order of their ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from ruralskills.facts.class_dates import last_day
from ruralskills.facts.subsidies import AMOUNTS, is_subsidised
from ruralskills.ledgers import Trainee
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Place
from ruralskills.text.normalise import normalised
from ruralskills.values.skill_level import level_of

TRAINING_COLUMNS: Final = (
    "id_number", "name", "class_name", "category", "trade", "certificate_trade", "level", "ends",
    "held", *AMOUNTS,
)  # fmt: skip
"""The fields that trainings are read from."""


class Training(Struct, frozen=True):
    """A training of a person that a subsidy is paid for."""

    row: Trainee
    class_name: str
    trade: str
    level: str | None
    """The digit of the level, None for a word that is none of the five."""
    category: str
    ended: date

    @property
    def place(self) -> Place:
        """The cell that findings point at."""
        return self.row.at("id_number")

    def relative_to(self, training: Training) -> str:
        """Return the place and the end, in words for a reader at another training."""
        return f"{self.place.relative_to(training.place)}，{self.ended}结业"


def subsidised_trainings(book: LedgerSet) -> Iterator[list[Training]]:
    """Yield each person's trainings whose end is exact, where there are several.

    A class that stands in two files, a quarter's and the year's, is one: it has the same name or
    the same last day.
    """
    by_person: dict[str, list[Training]] = defaultdict(list)
    for row in book.rows(Trainee):
        if row.id_number and is_subsidised(row) and (training := _training(row)):
            by_person[row.id_number].append(training)
    for trainings in by_person.values():
        distinct: list[Training] = []
        for training in sorted(trainings, key=lambda training: training.ended):
            if not any(_is_same(training, earlier) for earlier in distinct):
                distinct.append(training)
        if len(distinct) > 1:
            yield distinct


def _training(row: Trainee) -> Training | None:
    day = last_day(row)
    if day is None or not day.exact:
        return None
    return Training(
        row,
        normalised(row.class_name or ""),
        normalised(row.certificate_trade or row.trade or ""),
        level_of(row.level) if row.level else None,
        row.category or "",
        day.latest,
    )


def _is_same(first: Training, second: Training) -> bool:
    return first.ended == second.ended or first.class_name == second.class_name != ""

"""The subsidised trainings of each person over all files, each once, in the order of their ends."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from ruralskills.facts.subsidies import AMOUNTS, is_subsidised
from ruralskills.ledgers import Trainee
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.normalise import normalised
from ruralskills.values.skill_level import level_of

TRAINING_COLUMNS: Final = (
    "id_number", "name", "class_name", "category", "trade", "certificate_trade", "level", "starts",
    "ends", "held", *AMOUNTS,
)  # fmt: skip
"""What is read of rosters."""


class Training(Struct, frozen=True):
    """One training of a person that a subsidy is paid for."""

    table: Table
    position: int
    group: str
    trade: str
    level: str | None
    category: str
    ended: date

    def seen_from(self, other: "Training") -> str:
        """Where it stands and when it ended, as told at another."""
        here = other.table.cell(other.position, "id_number")
        where = self.table.cell(self.position, "id_number").seen_from(here)
        return f"{where}，{self.ended}结业"


def subsidised_trainings(book: LedgerSet) -> Iterator[list[Training]]:
    """Yield each person's trainings whose end is exact.

    A class that stands in two files, a quarter's and the year's, is one: it has the same name or
    the same last day.
    """
    found: dict[str, list[Training]] = defaultdict(list)
    for table in book.of(Trainee):
        if "id_number" not in table.columns:
            continue
        for position in range(len(table)):
            number = table.value(position, "id_number")
            training = _training(table, position)
            if number and training is not None and is_subsidised(table.row(position)):
                found[number].append(training)
    for several in found.values():
        once: list[Training] = []
        for each in sorted(several, key=lambda one: one.ended):
            if not any(_same(each, other) for other in once):
                once.append(each)
        if len(once) > 1:
            yield once


def _training(table: Table, position: int) -> Training | None:
    held = table.value(position, "held")
    day = table.value(position, "ends") or (held.end if held else None)
    if day is None or not day.exact:
        return None
    trade = table.value(position, "certificate_trade") or table.value(position, "trade")
    level = table.value(position, "level")
    return Training(
        table,
        position,
        normalised(str(table.value(position, "class_name") or "")),
        normalised(str(trade or "")),
        level_of(str(level)) if level else None,
        str(table.value(position, "category") or ""),
        day.latest,
    )


def _same(one: Training, other: Training) -> bool:
    return one.ended == other.ended or (one.group != "" and one.group == other.group)

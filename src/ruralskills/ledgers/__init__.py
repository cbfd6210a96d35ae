"""The ledgers, a module each; this is their list."""

from ruralskills.ledgers.excluded_person import ExcludedPerson
from ruralskills.ledgers.figure import Figure
from ruralskills.ledgers.household_link import HouseholdLink
from ruralskills.ledgers.leader import Leader
from ruralskills.ledgers.register_household import RegisterHousehold
from ruralskills.ledgers.register_person import RegisterPerson
from ruralskills.ledgers.trainee import Trainee
from ruralskills.ledgers.training_class import TrainingClass
from ruralskills.ledgers.village import Village
from ruralskills.table import Ledger

ROW_LEDGERS: tuple[type[Ledger], ...] = (
    Leader,
    HouseholdLink,
    TrainingClass,
    Trainee,
    Village,
    RegisterPerson,
    RegisterHousehold,
    ExcludedPerson,
)
"""Ledgers with one thing a row."""

LEDGERS: tuple[type[Ledger], ...] = (*ROW_LEDGERS, Figure)

_BY_ID = {ledger.ledger.id: ledger for ledger in LEDGERS}


def by_id(name: str) -> type[Ledger]:
    """The ledger of that id.  Raises KeyError when there is none."""
    return _BY_ID[name]


__all__ = [
    "LEDGERS", "ROW_LEDGERS", "ExcludedPerson", "Figure", "HouseholdLink", "Leader",
    "RegisterHousehold", "RegisterPerson", "Trainee", "TrainingClass", "Village", "by_id",
]  # fmt: skip

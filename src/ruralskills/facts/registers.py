"""Who stands in the registers that were handed in, and for which townships they speak."""

from collections import defaultdict
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.facts.register_dates import register_date_text
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import RegisterHousehold, RegisterPerson
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.normalise import normalised

REGISTER_COLUMNS: Final = (
    "data_date", "township", "household_number", "name", "id_number", "head_name", "head_id",
    "household_kind", "monitored_kind",
)  # fmt: skip
"""What is read of registers."""
_BEYOND_POVERTY: Final = ("边缘易致贫户", "突发严重困难户", "边缘户", "突发困难户")
"""Kinds of monitored households that were never registered as poor."""


class Register(Struct):
    """The registers of one check as one: of persons, or of households with their heads."""

    numbers: dict[str, tuple[Table, int]] = field(default_factory=dict)
    """Who is in it, by identity number."""
    households: set[str] = field(default_factory=set)
    unnumbered: set[str] = field(default_factory=set)
    """Names in it that no number stands with: they may be anybody of that name."""
    tables: dict[str, list[Table]] = field(default_factory=lambda: defaultdict(list))
    """By township, the registers that speak for it; under "" those that name none."""

    def speaks_for(self, township: str) -> list[Table]:
        """The registers in which somebody of a township would stand."""
        if not township:
            return [table for tables in self.tables.values() for table in tables]
        return [*self.tables.get(township, ()), *self.tables.get("", ())]

    def day(self, township: str) -> str:
        """As of when the registers that speak for a township were made, in words."""
        days = dict.fromkeys(map(register_date_text, self.speaks_for(township)))
        return "、".join(days)

    def lacks(self, township: str, number: str, name: str, household: str = "") -> bool:
        """Whether somebody certainly stands in none of the registers."""
        known = number in self.numbers or (household and normalised(household) in self.households)
        return not known and name not in self.unnumbered and bool(self.speaks_for(township))

    def never_poor(self, number: str) -> str:
        """The kind of a monitored household that was never a poor one; empty for any other."""
        table, position = self.numbers[number]
        poor = table.value(position, "household_kind")
        monitored = table.value(position, "monitored_kind")
        kind = str(monitored or poor or "")
        is_poor = bool(monitored and poor and poor not in (*_BEYOND_POVERTY, "一般户"))
        return kind if kind in _BEYOND_POVERTY and not is_poor else ""


def persons(book: LedgerSet) -> Register:
    """The registers of persons: only they can say that somebody is in none."""
    register = Register()
    for table in book.of(RegisterPerson, "register"):
        _enter(register, table, ("name", "id_number"))
    return register


def households(book: LedgerSet) -> Register:
    """All registers: a household is found by its head, a member or its number."""
    register = persons(book)
    for table in book.of(RegisterPerson, "register"):
        _enter(register, table, ("head_name", "head_id"))
    for table in book.of(RegisterHousehold, "register"):
        _enter(register, table, ("head_name", "head_id"))
    return register


def _enter(register: Register, table: Table, fields: tuple[str, str]) -> None:
    name, number = (table.columns.get(each) for each in fields)
    if name is None and number is None:
        return
    speaking: set[str] = set()
    for position in range(len(table)):
        speaking.add(township_of(table.row(position)))
        known: Any = table.value(position, fields[1])
        if known is not None:
            register.numbers.setdefault(known, (table, position))
        elif who := table.value(position, fields[0]):
            register.unnumbered.add(who)
        if household := table.value(position, "household_number"):
            register.households.add(normalised(str(household)))
    for township in speaking:
        if table not in register.tables[township]:
            register.tables[township].append(table)

"""Persons and households of the registers, and the townships that these cover."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.register_dates import register_date_text
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import RegisterHousehold, RegisterPerson
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised

REGISTER_COLUMNS: Final = (
    "data_date", "township", "household_number", "name", "id_number", "head_name", "head_id",
    "household_kind", "monitored_kind",
)  # fmt: skip
"""The fields that are read of registers."""
RegisterRow = RegisterPerson | RegisterHousehold
_BEYOND_POVERTY: Final = ("边缘易致贫户", "突发严重困难户", "边缘户", "突发困难户")
"""Kinds of monitored households that were never registered as poor."""


class Register(Struct):
    """The registers of a check together: persons, or households with their heads."""

    numbers: dict[str, RegisterRow] = field(default_factory=dict)
    """Rows by identity number."""
    households: set[str] = field(default_factory=set)
    unnumbered: set[str] = field(default_factory=set)
    """Names without a number: they may be anybody of that name."""
    has_nameless: bool = False
    """True if a row has neither name nor number: it may be anybody."""
    tables: dict[str, list[Table]] = field(default_factory=lambda: defaultdict(list))
    """Registers by the township that they cover, under "" those that name none."""

    def covering(self, township: str) -> list[Table]:
        """Return the registers in which somebody of a township would stand."""
        if not township:
            return [table for tables in self.tables.values() for table in tables]
        return [*self.tables.get(township, ()), *self.tables.get("", ())]

    def day(self, township: str) -> str:
        """Return in words as of when the registers of a township were made."""
        days = dict.fromkeys(map(register_date_text, self.covering(township)))
        return "、".join(days)

    def lacks(self, township: str, number: str, name: str, household: str = "") -> bool:
        """Return True if somebody certainly stands in none of the registers."""
        is_known = number in self.numbers or (
            household and normalised(household) in self.households
        )
        may_be_there = self.has_nameless or name in self.unnumbered
        return not is_known and not may_be_there and bool(self.covering(township))

    def never_poor_kind(self, number: str) -> str:
        """Return the kind of a monitored household that was never poor, else ``""``.

        Raises KeyError for a number that is in no register.
        """
        row = self.numbers[number]
        poor, monitored = row.household_kind, row.monitored_kind
        kind = monitored or poor or ""
        is_poor = bool(monitored and poor and poor not in (*_BEYOND_POVERTY, "一般户"))
        return kind if kind in _BEYOND_POVERTY and not is_poor else ""


def registered_persons(book: LedgerSet) -> Register:
    """Return the registers of persons: only they can say that somebody is in none."""
    register = Register()
    for table in book.of(RegisterPerson, "register"):
        rows = table.rows(RegisterPerson)
        if "name" in table.columns or "id_number" in table.columns:
            _enter(register, table, ((row, row.name, row.id_number) for row in rows))
    return register


def registered_households(book: LedgerSet) -> Register:
    """Return all registers: a household is found by its head, a member or its number."""
    register = registered_persons(book)
    for table in (*book.of(RegisterPerson, "register"), *book.of(RegisterHousehold, "register")):
        rows: list[RegisterRow] = [*table.rows(RegisterPerson), *table.rows(RegisterHousehold)]
        if "head_name" in table.columns or "head_id" in table.columns:
            _enter(register, table, ((row, row.head_name, row.head_id) for row in rows))
    return register


def _enter(
    register: Register, table: Table, entries: Iterable[tuple[RegisterRow, str | None, str | None]]
) -> None:
    """Put rows into a register, each under a name and a number."""
    townships: set[str] = set()
    for row, name, number in entries:
        townships.add(township_of(row))
        if number is not None:
            register.numbers.setdefault(number, row)
        elif name:
            register.unnumbered.add(name)
        elif any(row.state(field) == "unknown" for field in ("id_number", "head_id")):
            register.has_nameless = True
        if row.household_number:
            register.households.add(normalised(row.household_number))
    for township in townships:
        if table not in register.tables[township]:
            register.tables[township].append(table)

"""The tables of one check, with the reference data."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.model.table import Ledger, Table

L = TypeVar("L", bound=Ledger)

Role = Literal["", "previous", "register", "excluded", "regions", "waivers"]
"""The kind of reference data that a table is, or empty for one that is checked."""


class LedgerSet(Struct):
    """The tables of one check, and the reference data to compare them with."""

    tables: list[Table]
    reference: dict[Role, list[Table]] = field(default_factory=dict)
    complete: frozenset[Role] = frozenset()
    """Roles whose lists are complete, as the office declares."""

    def in_role(self, role: Role) -> list[Table]:
        """Return the tables of a role, or those to be checked for the empty role."""
        return self.reference.get(role, []) if role else self.tables

    def of(self, ledger: type[Ledger], role: Role = "") -> list[Table]:
        """Return the tables of a ledger, in reading order."""
        return [table for table in self.in_role(role) if table.ledger is ledger]

    def rows(self, ledger: type[L], role: Role = "") -> Iterator[L]:
        """Yield the rows of all tables of a ledger, in reading order."""
        for table in self.of(ledger, role):
            yield from table.rows(ledger)

    def limited_to(self, fields: Collection[str]) -> LedgerSet:
        """Return the tables with rows limited to some fields."""
        references = chain.from_iterable(self.reference.values())
        limited = {table: table.limited_to(fields) for table in chain(self.tables, references)}
        return replace(
            self,
            tables=[limited[table] for table in self.tables],
            reference={
                role: [limited[table] for table in tables]
                for role, tables in self.reference.items()
            },
        )

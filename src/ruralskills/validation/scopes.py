"""Scopes: the rows that an office restricts a rule to."""

from __future__ import annotations

from msgspec.structs import replace

from ruralskills.model.fields import field_specs
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.notices import Where
from ruralskills.notices.conditions import is_met


def restrict_table(table: Table, where: Where) -> Table:
    """Return the table of the rows that certainly meet a condition."""
    if not where:
        return table
    return table.take([row.index for row in table.rows(table.ledger) if is_met(row, where)])


def restrict_book(book: LedgerSet, where: Where) -> LedgerSet:
    """Return the book with tables restricted, unless their ledger lacks the fields."""
    if not where:
        return book
    tables = [
        restrict_table(table, where) if where.keys() <= field_specs(table.ledger).keys() else table
        for table in book.tables
    ]
    return replace(book, tables=tables)

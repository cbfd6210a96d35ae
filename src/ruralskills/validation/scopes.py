"""Keep a rule to the rows that an office says it is about."""

from __future__ import annotations

from msgspec.structs import replace

from ruralskills.model.fields import field_specs
from ruralskills.model.table import LedgerSet, Table
from ruralskills.notices import Where
from ruralskills.notices.conditions import rows_meeting


def of_table(table: Table, where: Where) -> Table:
    """The table with only the rows that are certainly meant."""
    return table.only(list(rows_meeting(table, where))) if where else table


def of_book(book: LedgerSet, where: Where) -> LedgerSet:
    """The book with each table so; those of ledgers that cannot have the fields stay whole."""
    if not where:
        return book
    tables = [
        of_table(table, where) if where.keys() <= field_specs(table.ledger).keys() else table
        for table in book.tables
    ]
    return replace(book, tables=tables)

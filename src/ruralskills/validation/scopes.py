"""Scopes: the rows that an office restricts a rule to."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.model.typed_column import NO_VALUES
from ruralskills.notices import InForce, Where
from ruralskills.notices.conditions import is_met, is_one_of


def restrict_table(table: Table, where: Where) -> Table:
    """Return the table of the rows that certainly meet a condition."""
    if not where:
        return table
    return table.take([row.index for row in table.rows(table.ledger) if is_met(row, where)])


def by_limit(table: Table, by: str, words: Iterable[str]) -> dict[str, list[int]]:
    """Return the rows with each of some words, and under "" those with another.

    A row in which nobody can tell the word is in none of them.
    """
    found: dict[str, list[int]] = {word: [] for word in words}
    others: list[int] = []
    column = table.columns[by]
    for index, code in enumerate(column.codes):
        value = column.values[code]
        word = next(
            (
                each
                for each in found
                if not isinstance(value, NO_VALUES) and is_one_of(value, (each,))
            ),
            None,
        )
        if word is not None:
            found[word].append(index)
        elif not isinstance(value, NO_VALUES):
            others.append(index)
    return found | {"": others}


def restrict_book(book: LedgerSet, where: Where, notices: InForce) -> LedgerSet:
    """Return the book with tables restricted, unless their ledger lacks the fields."""
    if not where:
        return book
    tables = [
        restrict_table(table, where)
        if where.keys() <= notices.fields(table.ledger).keys()
        else table
        for table in book.tables
    ]
    return replace(book, tables=tables)


def without_words(book: LedgerSet, by: str, words: Iterable[str], notices: InForce) -> LedgerSet:
    """Return the book with the rows that hold another word than those of a limit.

    Where a ledger has the field and a table not its column, nobody can tell the word.
    """
    several = tuple(words)
    tables = [
        table.take(by_limit(table, by, several)[""] if by in table.columns else [])
        if by in notices.fields(table.ledger)
        else table
        for table in book.tables
    ]
    return replace(book, tables=tables)

"""Townships of rows, and names of places as they are compared."""

from ruralskills.model.table import Ledger, Table
from ruralskills.regions import VillageNames, is_township, village_name

__all__ = [
    "VillageNames", "are_of_two_townships", "is_township", "sender_of", "township_named",
    "township_of", "townships_in", "village_name",
]  # fmt: skip


def township_of(row: Ledger) -> str:
    """Return the name, as compared, of a row's township, else of the one that reports."""
    return township_named(row, getattr(row, "township", None)) or sender_of(row.table)


def township_named(row: Ledger, text: str | None) -> str:
    """Return the name, as compared, of a township that a row writes."""
    return row.table.unit_name(text) if text else ""


def sender_of(table: Table) -> str:
    """Return the name, as compared, of the unit that reports a table.

    An office that collects the tables of others is in its settings, and reports none of them.
    """
    unit = table.own_subject.unit
    return "" if table.layout.unit_source == "settings" and not is_township(unit) else unit


def are_of_two_townships(first: Ledger, second: Ledger) -> bool:
    """Return True if two rows are certainly of two townships.

    Each may count its classes from 1.
    """
    names = township_of(first), township_of(second)
    return names[0] != names[1] and all(map(is_township, names))


def townships_in(table: Table) -> set[str]:
    """Return the townships of a table's rows."""
    return set(map(township_of, table.rows(table.ledger)))

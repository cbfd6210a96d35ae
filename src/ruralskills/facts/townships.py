"""Townships of rows, and names of places as they are compared."""

from ruralskills.model.table import Ledger, Table
from ruralskills.regions import full_name, township_name, village_name

__all__ = ["full_name", "township_name", "township_of", "townships_in", "village_name"]


def township_of(row: Ledger) -> str:
    """Return the name, as compared, of a row's township, else of the one that reports."""
    return township_name(str(getattr(row, "township", None) or row.table.layout.unit))


def townships_in(table: Table) -> set[str]:
    """Return the townships of a table's rows."""
    return set(map(township_of, table.rows(table.ledger)))

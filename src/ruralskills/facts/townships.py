"""Where a row belongs, by names as they are compared."""

from ruralskills.model.table import Table
from ruralskills.regions import known_as, township_name, village_name

__all__ = ["known_as", "township_name", "township_of", "village_name"]


def township_of(table: Table, position: int) -> str:
    """The township of a row: its own column's, else the one that reports."""
    return township_name(str(table.value(position, "township") or table.layout.unit))

"""Whether a row of a ledger with a status counts as in stock."""

from typing import Final

from ruralskills.model.table import Ledger

REMOVED: Final = "退出"


def in_stock(row: Ledger) -> bool | None:
    """Return True if a row counts; None where the cell that says so cannot be read.

    A ledger without the column, and a blank in it, mean that it counts.
    """
    if row.is_unknown("status"):
        return None
    return getattr(row, "status", None) != REMOVED

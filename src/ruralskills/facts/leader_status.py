"""Rows of leaders that count as in stock."""

from typing import Final

from ruralskills.model.table import Ledger

REMOVED: Final = "退出"


def in_stock(row: Ledger) -> bool | None:
    """Return True if a row counts as in stock.

    None where its status cannot be read.  A ledger without the column, and a blank in it, mean
    that it counts.
    """
    if row.is_unknown("status"):
        return None
    return getattr(row, "status", None) != REMOVED

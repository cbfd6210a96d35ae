"""Who counts as a leader in stock."""

from typing import Final

from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown

REMOVED: Final = "退出"


def in_stock(table: Table, position: int) -> bool | None:
    """Whether a row is a leader who counts; None when the cell that says so cannot be read.

    A ledger without the column, and a blank in it, mean that he does.
    """
    column = table.columns.get("status")
    if column is None:
        return True
    status = column[position]
    return None if isinstance(status, Unknown) else status != REMOVED

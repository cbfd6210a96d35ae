"""Rows of people who are paid a subsidy."""

from typing import Final

from ruralskills.model.table import Ledger

AMOUNTS: Final = ("subsidy", "subsidy_standard")
"""The fields with an amount, of the ledgers that have one."""
_SUBSIDY: Final = "补贴"


def is_subsidised(row: Ledger) -> bool:
    """Return True if a subsidy is certainly paid, by its amount or the sheet's title.

    A roster with an amount column is read by it: a blank or 0 there is nobody who is paid.
    """
    table = row.table
    columns = [name for name in AMOUNTS if name in table.columns]
    if columns:
        return any((getattr(row, name) or 0) > 0 for name in columns)
    return _SUBSIDY in table.layout.title or _SUBSIDY in table.sheet

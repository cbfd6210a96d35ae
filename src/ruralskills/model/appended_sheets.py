"""The sheets that this program appends to a workbook, or brings in a blank one."""

from __future__ import annotations

from typing import Final

CHANGES: Final = "修改记录"
PROBLEMS: Final = "问题清单"
SIGNATURE: Final = "【台账核查】"
"""The beginning of an appended sheet's first cell, which survives a renamed sheet."""

AID: Final = "【空白台账】"
"""The beginning of the first cell of a sheet that helps to fill in a blank ledger."""


def is_aid(first_cell: object) -> bool:
    """Return True if a sheet with this first cell helps to fill in a blank ledger."""
    return isinstance(first_cell, str) and first_cell.startswith(AID)


def is_appended(first_cell: object) -> bool:
    """Return True if a sheet with this first cell was appended by this program."""
    return isinstance(first_cell, str) and first_cell.startswith(SIGNATURE)

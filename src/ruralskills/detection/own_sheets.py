"""The sheets that this program appends to somebody's workbook, told from all others."""

from __future__ import annotations

from typing import Final

CHANGES: Final = "修改记录"
PROBLEMS: Final = "问题清单"
NAMES: Final = (CHANGES, PROBLEMS)
SIGNATURE: Final = "【台账核查】"
"""What the first cell of such a sheet begins with, whatever the sheet is called by now."""


def is_own(first_cell: object) -> bool:
    """Whether a sheet with this in its first cell was appended by this program."""
    return isinstance(first_cell, str) and first_cell.startswith(SIGNATURE)

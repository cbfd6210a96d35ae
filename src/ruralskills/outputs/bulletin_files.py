"""The files of a bulletin, by which its folder is told from one of submissions."""

from __future__ import annotations

from pathlib import Path
from typing import Final

LOG_NAME: Final = "运行记录.log"
"""The log of the folder in which each period has one of its own."""
ANNEX_BOOK: Final = "附表.xlsx"


def is_annex_book(path: Path) -> bool:
    """Return True for the annexes of a bulletin in the place where they are written."""
    return path.name == ANNEX_BOOK and (path.parent.parent / LOG_NAME).is_file()

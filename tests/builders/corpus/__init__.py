"""A corpus of odd and hostile files, each with what the program promises about it.

Run ``python -m builders.corpus FOLDER`` to write them all.
"""

from __future__ import annotations

from typing import Final

from builders.corpus import (
    archives,
    formats,
    hostile_files,
    odd_workbooks,
    places,
    web_pages,
)
from builders.corpus.case import Case

CASES: Final[tuple[Case, ...]] = (
    *formats.CASES, *web_pages.CASES, *odd_workbooks.CASES, *hostile_files.CASES, *archives.CASES, *places.CASES, places.BYTES,
)  # fmt: skip

__all__ = ["CASES", "Case"]

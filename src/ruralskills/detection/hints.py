"""What an office says of a sheet's layout when the program reads it otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct, field

AddedHeaders = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Ledger, field, and the headers that are understood as that field besides its own."""


class Hint(Struct, frozen=True):
    """A layout told by hand, for the files and sheets whose names match."""

    file: str = "*"
    sheet: str = "*"
    ledger: str = ""
    header_rows: tuple[int, ...] = ()
    """As the sheet numbers them, from 1."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column letter to field."""
    skip: bool = False
    headers: AddedHeaders = ()
    """What an office's notices add to the headers of ledgers."""


def hint_for(hints: Sequence[Hint], file: str, sheet: str) -> Hint | None:
    """The first hint for a sheet of a file (by its name, whatever folder it lies in)."""
    base = file.replace("\\", "/").rpartition("/")[2]
    return next(
        (h for h in hints if fnmatchcase(base, h.file) and fnmatchcase(sheet, h.sheet)), None
    )

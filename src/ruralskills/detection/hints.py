"""Layouts that an office declares where recognition goes wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct, field

from ruralskills.model.fields import FieldSpec
from ruralskills.text.version_names import fits

AddedHeaders = tuple[tuple[str, str | FieldSpec, tuple[str, ...]], ...]
"""Ledger, field, and the headers that notices add to those of the field.

A field that only a notice knows comes with its specification.
"""


class Hint(Struct, frozen=True):
    """A declared layout, for the files and sheets whose names match."""

    file: str = "*"
    sheet: str = "*"
    ledger: str = ""
    header_rows: tuple[int, ...] = ()
    """Row numbers on the sheet, from 1."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column letter to field."""
    skip: bool = False
    headers: AddedHeaders = ()
    """The headers that an office's notices add to those of ledgers."""


def hint_for(hints: Sequence[Hint], file: str, sheet: str) -> Hint | None:
    """Return the first hint for a sheet of a file, matched without its folder.

    A hint for a workbook holds for its copies and versions too, as ``青龙镇（改）.xlsx``.
    """
    fitting = (h for h in hints if fnmatchcase(sheet, h.sheet) and fits(h.file, file))
    return next(fitting, None)

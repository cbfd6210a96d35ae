"""What became of what was read: files, sheets, tables, columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FileStatus:
    """What became of a file that was named or found."""

    path: str
    status: Literal["read", "unreadable", "skipped"]
    reason: str = ""
    sha256: str = ""
    location: str = ""
    """Where it lies on this computer, for links; in no machine-readable report."""


@dataclass(frozen=True, slots=True)
class SheetStatus:
    """What became of a sheet."""

    file: str
    sheet: str
    status: Literal["read", "skipped"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """A column as it was recognised."""

    column: str
    header: str
    field: str | None
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as it was found, so that a reader can see what was taken for what."""

    file: str
    sheet: str
    ledger: str
    ledger_title: str
    title: str
    unit: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    rows: int
    total_rows: tuple[int, ...]
    footer_rows: tuple[int, ...]
    columns: tuple[ColumnLayout, ...]
    remarks: tuple[str, ...] = ()

"""What became of what was read: files, sheets, tables, columns."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class FileStatus(Struct, frozen=True):
    """What became of a file that was named or found."""

    path: str
    status: Literal["read", "unreadable", "skipped"]
    reason: str = ""
    sha256: str = ""
    location: str = ""
    """Where it lies on this computer, for links; in no machine-readable report."""


class SheetStatus(Struct, frozen=True):
    """What became of a sheet."""

    file: str
    sheet: str
    status: Literal["read", "skipped"]
    reason: str = ""


class ColumnLayout(Struct, frozen=True):
    """A column as it was recognised."""

    column: str
    header: str
    field: str | None
    suggestion: str = ""


class TableLayout(Struct, frozen=True):
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

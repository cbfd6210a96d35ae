"""Open a file for what it is, whatever it is called, or say in one line why it cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from ruralskills.errors import NEEDS_PASSWORD, CannotRead
from ruralskills.readers.content import content_of
from ruralskills.readers.file_type import FileType, kind_of
from ruralskills.readers.grid import Grid, refuse_long_text
from ruralskills.readers.prefetch import Prefetched
from ruralskills.readers.scan_result import LARGEST_AREA, Scan, refuse_area
from ruralskills.readers.xlsx import Xlsx


class Sheets(Protocol):
    """An open workbook, whatever it is made of."""

    @property
    def names(self) -> list[str]:
        """The sheets with cells, in the workbook's order."""

    @property
    def others(self) -> list[str]:
        """The sheets without cells: charts, macros."""

    @property
    def hidden(self) -> frozenset[str]:
        """The sheets that a person does not see."""

    def read(self, name: str) -> Grid:
        """Read one sheet.  Raises CannotRead when it is damaged."""


def open_file(
    path: Path, name: str, password: str = "", prefetched: Prefetched | None = None
) -> tuple[bytes, Sheets]:
    """Return the content of a file and its sheets; ``name`` is how reports call it.

    Raises CannotRead, in words for the office.
    """
    if prefetched is not None and (started := prefetched.take(path)):
        return started
    content = content_of(path)
    return content, open_sheets(content, name, password)


def open_sheets(content: bytes, name: str, password: str = "") -> Sheets:
    """Open a workbook by its content.  Raises CannotRead, in words for the office.

    What reads the formats that few offices send is loaded when one of them is opened.
    """
    kind = kind_of(content)
    if kind is FileType.ENCRYPTED:
        from ruralskills.readers.encryption import unlocked

        content = unlocked(content, password)
        kind = kind_of(content)
    if kind is FileType.XLSX:
        return Xlsx(content)
    if kind is FileType.TEXT:
        from ruralskills.readers.csv_text import read_text

        return _Held([read_text(content, Path(name).stem)], [])
    if kind is FileType.MARKUP:
        from ruralskills.readers.html_xml import read_markup

        return _Held(read_markup(content), [])
    if password:
        from ruralskills.readers.encryption import unlocked_if_locked

        content = unlocked_if_locked(content, password)
    return _binary(content, kind)


def _binary(content: bytes, kind: FileType) -> Sheets:
    """A workbook of a format that the reader alone knows, with what the reader hides."""
    from ruralskills.readers import biff, ods
    from ruralskills.readers.binary import read_binary

    if not content.startswith(b"PK") and biff.is_locked(content):
        raise CannotRead(NEEDS_PASSWORD)
    hidden = ods.hidden_in(content) if kind is FileType.ODS else {}
    for name, extent in hidden.items():
        if (extent.last_row + 1) * (extent.last_column + 1) > LARGEST_AREA:
            refuse_area(name, extent.last_row + 1, extent.last_column + 1)
    grids, others = read_binary(content)
    for sheet in grids:
        if found := hidden.get(sheet.name):
            sheet.merges = found.merges
            Scan(errors=found.errors, hidden_rows=found.hidden_rows).overlay(sheet)
    if not content.startswith(b"PK"):
        scans = biff.hidden_in(content)
        if len(scans) == len(grids) + len(others):
            for sheet, scanned in zip(grids, scans, strict=False):
                scanned.overlay(sheet)
    return _Held(grids, others)


class _Held(Struct):
    """Sheets that were read at once."""

    grids: list[Grid]
    others: list[str]
    hidden: frozenset[str] = frozenset()

    @property
    def names(self) -> list[str]:
        return [sheet.name for sheet in self.grids]

    def read(self, name: str) -> Grid:
        held = next(sheet for sheet in self.grids if sheet.name == name)
        refuse_long_text(held)
        return held


__all__ = ["Sheets", "open_file", "open_sheets"]

"""Opening of any spreadsheet, for what its content is and whatever it is called."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from ruralskills.errors import NEEDS_PASSWORD, CannotRead
from ruralskills.readers.content import content_of
from ruralskills.readers.file_type import FileType, file_type_of
from ruralskills.readers.grid import Grid, TextBudget, sound_ranges
from ruralskills.readers.scan_result import LARGEST_AREA, refuse_area
from ruralskills.readers.xlsx import Xlsx
from ruralskills.text.readable_names import printable


class Workbook(Protocol):
    """An open workbook of any format."""

    @property
    def names(self) -> list[str]:
        """Worksheets, in the workbook's order."""

    @property
    def non_worksheets(self) -> list[str]:
        """Sheets without cells: charts, macros."""

    @property
    def hidden(self) -> frozenset[str]:
        """Worksheets that a person does not see."""

    def read(self, name: str) -> Grid:
        """Return the cells of a worksheet.  Raises CannotRead when it is damaged."""


class OpenBefore(Protocol):
    """Workbooks that are open before the check asks for them."""

    def take(self, path: Path) -> tuple[bytes, Workbook] | None:
        """Return the content and the workbook of a file, if it is one of them.

        Raises CannotRead.
        """


def open_file(
    path: Path, name: str, password: str = "", prefetched: OpenBefore | None = None
) -> tuple[bytes, Workbook]:
    """Return the content of a file and its workbook.

    Reports call the file by ``name``.

    Raises CannotRead.
    """
    if prefetched is not None and (started := prefetched.take(path)):
        return started
    content = content_of(path)
    return content, open_content(content, name, password)


def open_content(content: bytes, name: str, password: str = "") -> Workbook:
    """Open a workbook by its content.

    The sheet of a text file is called by the file's ``name``, as people read it.

    Readers of the formats that few offices send are imported when one is opened.  Raises CannotRead.
    """
    file_type = file_type_of(content)
    if file_type is FileType.ENCRYPTED:
        from ruralskills.readers.encryption import decrypt

        content = decrypt(content, password)
        file_type = file_type_of(content)
    if file_type is FileType.XLSX:
        return Xlsx(content)
    if file_type is FileType.TEXT:
        from ruralskills.readers.csv_text import read_text

        return _LoadedWorkbook(
            TextBudget(len(content)), [read_text(content, Path(printable(name)).stem)], []
        )
    if file_type is FileType.MARKUP:
        return _LoadedWorkbook(TextBudget(len(content)), _markup_sheets(content), [])
    if file_type is FileType.WEB_ARCHIVE:
        from ruralskills.readers.web_archive import read_web_archive

        return _LoadedWorkbook(TextBudget(len(content)), read_web_archive(content), [])
    if password:
        from ruralskills.readers.encryption import decrypt_xls

        content = decrypt_xls(content, password)
    return _open_ods(content) if file_type is FileType.ODS else _open_binary(content)


def _markup_sheets(content: bytes) -> list[Grid]:
    from ruralskills.readers.xml_2003 import is_xml_2003, read_xml_2003

    if is_xml_2003(content):
        return read_xml_2003(content)
    from ruralskills.readers.web_page import read_web_page

    return read_web_page(content)


def _open_ods(content: bytes) -> Workbook:
    from ruralskills.readers import ods
    from ruralskills.readers.binary import read_binary

    scans = ods.scan_sheets(content)
    for name, sheet in scans.items():
        if sheet.scan.area > LARGEST_AREA:
            refuse_area(name, sheet.scan.last_row + 1, sheet.scan.last_column + 1)
    grids, non_worksheets = read_binary(content)
    for grid in grids:
        if scanned := scans.get(grid.name):
            grid.merges = sound_ranges(scanned.merges, grid.height, grid.width)
            scanned.scan.overlay(grid)
    return _LoadedWorkbook(TextBudget(len(content)), grids, non_worksheets)


def _open_binary(content: bytes) -> Workbook:
    """Open an xls, et or xlsb.  Of an xlsb nothing is scanned."""
    from ruralskills.readers import biff
    from ruralskills.readers.binary import read_binary

    stream = b"" if content.startswith(b"PK") else biff.workbook_stream(content)
    if biff.has_password(stream):
        raise CannotRead(NEEDS_PASSWORD)
    if biff.is_before_97(stream):
        from ruralskills.readers.biff5 import read_biff5

        return _LoadedWorkbook(TextBudget(len(content)), *read_biff5(stream))
    grids, non_worksheets = read_binary(content)
    scans = biff.scan_sheets(stream)
    if len(scans) == len(grids) + len(non_worksheets):
        for grid, scan in zip(grids, scans, strict=False):
            scan.overlay(grid)
    return _LoadedWorkbook(TextBudget(len(content)), grids, non_worksheets)


class _LoadedWorkbook(Struct, dict=True):
    """A workbook whose sheets were all read as it was opened.

    Each has a name that a copy in a workbook can have too.
    """

    texts: TextBudget
    grids: list[Grid]
    non_worksheets: list[str]
    hidden: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        from ruralskills.readers.sheet_names import sheet_name

        names: dict[str, bool] = {}
        for grid in self.grids:
            is_hidden = grid.name in self.hidden
            grid.name = sheet_name(grid.name, names)
            names[grid.name] = is_hidden
        self.hidden = frozenset(name for name, is_hidden in names.items() if is_hidden)

    @property
    def names(self) -> list[str]:
        return [grid.name for grid in self.grids]

    def read(self, name: str) -> Grid:
        grid = self._by_name[name]
        self.texts.take(grid)
        return grid

    @cached_property
    def _by_name(self) -> dict[str, Grid]:
        return {grid.name: grid for grid in self.grids}


__all__ = ["OpenBefore", "Workbook", "open_content", "open_file"]

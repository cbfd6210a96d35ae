"""Open a file for what it is, whatever it is called, or say in one line why it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol

from msgspec import Struct

from ruralskills.readers import grid, prefetch
from ruralskills.readers.content import content_of
from ruralskills.readers.errors import ASK, SAVE_AS, CannotRead
from ruralskills.readers.file_type import FileType, kind_of
from ruralskills.readers.grid import Grid
from ruralskills.readers.scan_result import LARGEST_AREA, Scan, refuse_area
from ruralskills.readers.xlsx import Reading, Xlsx
from ruralskills.values.field_type import CellError

_LONGEST: Final = 32_767
"""Characters in a cell, as spreadsheet programs have it."""


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


def open_file(path: Path, name: str, password: str = "") -> tuple[bytes, Sheets]:
    """The content of a file and its sheets.  Raises CannotRead, in words for the office."""
    if begun := prefetch.taken(path):
        content, xlsx = begun
        return content, _Package.of(xlsx)
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
        return _Package.of(Xlsx(content))
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
        raise CannotRead(ASK)
    hidden = ods.hidden_in(content) if kind is FileType.ODS else {}
    for name, extent in hidden.items():
        if (extent.last_row + 1) * (extent.last_column + 1) > LARGEST_AREA:
            refuse_area(name, extent.last_row + 1, extent.last_column + 1)
    grids, others = read_binary(content)
    for sheet in grids:
        if found := hidden.get(sheet.name):
            sheet.merges = found.merges
            _overlay(sheet, Scan(errors=found.errors, hidden_rows=found.hidden_rows))
    if not content.startswith(b"PK"):
        scans = biff.hidden_in(content)
        if len(scans) == len(grids) + len(others):
            for sheet, scanned in zip(grids, scans, strict=False):
                _overlay(sheet, scanned)
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
        _refuse_long_text(held)
        return held


class _Package(Struct, frozen=True):
    """An xlsx or xlsm, read sheet by sheet."""

    names: list[str]
    others: list[str]
    hidden: frozenset[str]
    reading: Callable[[str], tuple[Scan, Reading]]

    @classmethod
    def of(cls, xlsx: Xlsx) -> _Package:
        """The same workbook, to be read into grids."""
        return cls(xlsx.names, xlsx.others, xlsx.hidden, xlsx.reading)

    def read(self, name: str) -> Grid:
        scanned, reading = self.reading(name)
        try:
            sheet = reading()
            merges = [
                (first[0], first[1], last[0], last[1])
                for first, last in sheet.merged_cell_ranges or ()
            ]
            start = sheet.start or (0, 0)
            rows: Iterator[list[Any]] = iter(()) if sheet.start is None else sheet.iter_rows()
            read = grid.build(name, rows, merges, first_column=start[1])
        except CannotRead:
            raise
        except Exception as error:  # whatever the parser raises, the file is what is wrong
            raise CannotRead(f"工作表“{name}”已损坏，读不出来。{SAVE_AS}") from error
        _refuse_long_text(read)
        _overlay(read, scanned)
        return read


def _refuse_long_text(read: Grid) -> None:
    """Refuse what no cell can hold: it would come back in everything that is said of its row."""
    for column in read.columns:
        texts = [value for value in column.values if type(value) is str]
        if max(map(len, texts), default=0) > _LONGEST:
            raise CannotRead(
                f"工作表“{read.name}”有单元格超过{_LONGEST}个字，表格软件存不下，"
                f"文件多半已损坏。{SAVE_AS}"
            )


def _overlay(read: Grid, scanned: Scan) -> None:
    """Put what the reader hid into the grid."""
    hidden: list[tuple[int, int, Any]] = [
        *((row, column, CellError(text)) for row, column, text in scanned.errors),
        *((row, column, CellError("")) for row, column in scanned.uncomputed),
        *scanned.truths,
    ]
    for row, column, value in hidden:
        if row < read.height:
            while column >= read.width:
                read.columns.append(grid.GridColumn([""], [0] * read.height))
            read.columns[column].put(row, value)
    read.hidden_rows = frozenset(row for row in scanned.hidden_rows if row < read.height)
    read.struck_rows = frozenset(row for row in scanned.struck_rows if row < read.height)


__all__ = ["CannotRead", "Sheets", "open_file", "open_sheets"]

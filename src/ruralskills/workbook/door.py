"""Open a file for what it is, whatever it is called, or say in one line why it cannot be read."""

from __future__ import annotations

import errno
import io
import stat
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any, Final, Protocol

import python_calamine
from msgspec import Struct

from ruralskills.values import CellError
from ruralskills.workbook import grid
from ruralskills.workbook.grid import Grid
from ruralskills.workbook.kind import Kind, kind_of
from ruralskills.workbook.meanwhile import meanwhile
from ruralskills.workbook.package import Package
from ruralskills.workbook.problem import ASK, SAVE_AS, CannotRead
from ruralskills.workbook.scan import (
    LARGEST_AREA,
    Scan,
    refuse_area,
    scan,
    sheet_parts,
    struck_styles,
)

_LARGEST_FILE: Final = 300 * 1024 * 1024
"""Bytes, most of them photographs; the reader holds them twice."""
WORTH_A_THREAD: Final = 200_000
"""Bytes of a workbook from which on reading it takes longer than starting threads."""
_LONGEST: Final = 32_767
"""Characters in a cell, as spreadsheet programs have it."""
_ERRORS_READ: Final = frozenset(
    {"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"}
)
"""The reader refuses a sheet that holds any other, such as #SPILL!."""


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

    def begin(self) -> None:
        """Begin to read the first sheet, while something else is done.  Raises as ``read`` does."""

    def read(self, name: str) -> Grid:
        """Read one sheet.  Raises CannotRead when it is damaged."""


def content_of(path: Path) -> bytes:
    """The bytes of a file.  Raises CannotRead when they cannot be had."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise CannotRead("这是文件夹，不是文件")
        if not stat.S_ISREG(found.st_mode):
            raise CannotRead("这是管道或设备，不是普通文件。请给出电子表格文件")
        if found.st_size > _LARGEST_FILE:
            raise CannotRead(
                f"文件有{found.st_size >> 20}MB，过大，为免拖垮电脑没有读取。"
                "请拆成几个文件，或把有数据的部分复制到新文件再检查"
            )
        return path.read_bytes()
    except PermissionError:
        raise CannotRead("没有读取权限，或文件正被占用。请关闭正在打开它的程序后再试") from None
    except FileNotFoundError:
        raise CannotRead("找不到这个文件。请核对路径和文件名") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise CannotRead("这是指向自己的链接，找不到文件。请给出文件本身") from None
        raise CannotRead(f"文件读不出来（{error.strerror}）。请复制到本机硬盘后再试") from None


def digest(content: bytes) -> str:
    """The sha256 by which a report names the very file that was read."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def open_sheets(content: bytes, name: str, password: str = "") -> Sheets:
    """Open a workbook by its content.  Raises CannotRead, in words for the office.

    What reads the formats that few offices send is loaded when one of them is opened.
    """
    kind = kind_of(content)
    if kind is Kind.ENCRYPTED:
        from ruralskills.workbook.locked import unlocked

        content = unlocked(content, password)
        kind = kind_of(content)
    if kind is Kind.XLSX:
        return _Package(content)
    if kind is Kind.TEXT:
        from ruralskills.workbook.text import read_text

        return _Held([read_text(content, Path(name).stem)], [])
    if kind is Kind.MARKUP:
        from ruralskills.workbook.markup import read_markup

        return _Held(read_markup(content), [])
    if password:
        from ruralskills.workbook.locked import unlocked_if_locked

        content = unlocked_if_locked(content, password)
    return _binary(content, kind)


def _binary(content: bytes, kind: Kind) -> Sheets:
    """A workbook of a format that the reader alone knows, with what the reader hides."""
    from ruralskills.workbook import biff, ods
    from ruralskills.workbook.binary import read_binary

    if not content.startswith(b"PK") and biff.is_locked(content):
        raise CannotRead(ASK)
    hidden = ods.hidden_in(content) if kind is Kind.ODS else {}
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

    def begin(self) -> None:
        """Nothing is left to read."""

    def read(self, name: str) -> Grid:
        held = next(sheet for sheet in self.grids if sheet.name == name)
        _refuse_long_text(held)
        return held


_Reading = Callable[[], python_calamine.CalamineSheet]
_WORKSHEET: Final = python_calamine.SheetTypeEnum.WorkSheet
_VISIBLE: Final = python_calamine.SheetVisibleEnum.Visible


class _Package:
    """An xlsx or xlsm, read sheet by sheet; a large one while it is looked through for what hides."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        self._parts = sheet_parts(self._package)
        self._struck = struck_styles(self._package)
        self._package.refuse_entities("xl/sharedStrings.xml")
        self._large = len(content) >= WORTH_A_THREAD
        opening = partial(_opened, self._package.repaired())
        self._opening = meanwhile(opening) if self._large else cache(opening)
        self._one_at_a_time = Lock()
        self._begun: dict[str, tuple[Scan, _Reading]] = {}

    @cached_property
    def _listed(self) -> list[python_calamine.SheetMetadata]:
        """The sheets by name, type and visibility; while one is read, the reader cannot be asked."""
        listed = self._opening().sheets_metadata
        names = [sheet.name for sheet in listed if sheet.typ == _WORKSHEET]
        if not listed:
            raise CannotRead(f"文件里没有工作表，可能已损坏。{SAVE_AS}")
        if len(set(names)) < len(names):
            raise CannotRead(f"有几张工作表同名，分不出是哪一张，文件可能已损坏。{SAVE_AS}")
        return listed

    @property
    def names(self) -> list[str]:
        return [sheet.name for sheet in self._listed if sheet.typ == _WORKSHEET]

    @property
    def others(self) -> list[str]:
        return [sheet.name for sheet in self._listed if sheet.typ != _WORKSHEET]

    @property
    def hidden(self) -> frozenset[str]:
        return frozenset(sheet.name for sheet in self._listed if sheet.visible != _VISIBLE)

    def begin(self) -> None:
        for name in [*self._parts][:1]:
            self._begun[name] = self._start(name)

    def _start(self, name: str) -> tuple[Scan, _Reading]:
        """Look through a sheet, and let it be read when that is safe."""
        part = self._parts.get(name)
        if part is None:  # nobody has looked how far its cells lie
            raise CannotRead(f"工作表“{name}”在文件里找不到，文件已损坏。{SAVE_AS}")
        scanned = scan(self._package, part, self._struck)
        if scanned.area > LARGEST_AREA:
            refuse_area(name, scanned.last_row + 1, scanned.last_column + 1)
        if name not in self.names:
            raise CannotRead(f"工作表“{name}”在文件里找不到，文件已损坏。{SAVE_AS}")
        opening = self._opening
        if any(text not in _ERRORS_READ for *_, text in scanned.errors):
            opening = partial(_opened, self._package.with_known_errors(part))
        reading = partial(self._sheet, opening, name)
        return scanned, meanwhile(reading) if self._large else reading

    def _sheet(
        self, opening: Callable[[], python_calamine.CalamineWorkbook], name: str
    ) -> python_calamine.CalamineSheet:
        with self._one_at_a_time:
            return opening().get_sheet_by_name(name)

    def read(self, name: str) -> Grid:
        scanned, reading = self._begun.pop(name) if name in self._begun else self._start(name)
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


def _opened(content: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        raise CannotRead(ASK) from None
    except Exception as error:  # whatever the parser raises, the file is what is wrong
        raise CannotRead(f"文件已损坏，读不出工作表。{SAVE_AS}") from error


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


__all__ = ["CannotRead", "Sheets", "content_of", "digest", "open_sheets"]

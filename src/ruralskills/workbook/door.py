"""Open a file for what it is, whatever it is called, or say in one line why it cannot be read."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import python_calamine

from ruralskills.table import CellError
from ruralskills.workbook import grid
from ruralskills.workbook.grid import Grid
from ruralskills.workbook.scan import Scan, scan, sheet_parts

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PICTURES: Final = {
    b"\x89PNG": "PNG图片", b"\xff\xd8\xff": "JPG照片", b"GIF8": "GIF图片", b"BM": "BMP图片",
    b"RIFF": "图片", b"%PDF": "PDF文件", b"II*\x00": "TIFF图片",
}  # fmt: skip
_SAVE_AS: Final = "请用WPS或Excel打开后另存为“.xlsx”再检查"


class CannotRead(Exception):
    """A file that is no readable workbook; the message is for the office."""


def _sniffed(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except PermissionError:
        raise CannotRead("没有读取权限，或文件正被占用。请关闭正在打开它的程序后再试") from None
    except FileNotFoundError:
        raise CannotRead("找不到这个文件。请核对路径和文件名") from None
    except OSError as error:
        raise CannotRead(f"文件读不出来（{error.strerror}）。请复制到本机硬盘后再试") from None
    if not content:
        raise CannotRead("文件是空的（0字节），多半是没有传完。请重新发送或重新导出")
    for magic, kind in _PICTURES.items():
        if content.startswith(magic):
            raise CannotRead(f"这是{kind}，不是表格，只是改了扩展名。请发来原来的电子表格")
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise CannotRead("文件设有打开密码。请在WPS或Excel中去掉密码另存后再检查")
    if not content.startswith((b"PK", _OLE)):
        raise CannotRead(f"内容不是电子表格，或文件已损坏。{_SAVE_AS}")
    return content


def _archive(content: bytes) -> zipfile.ZipFile | None:
    """The package of an xlsx file; None for the formats that are none."""
    if not content.startswith(b"PK"):
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = archive.namelist()
    except zipfile.BadZipFile:
        raise CannotRead(
            f"文件不完整（可能没有传完）或已损坏。请重新发送；能打开的，{_SAVE_AS}"
        ) from None
    if any(name.startswith("word/") for name in names):
        raise CannotRead("这是Word文档，不是表格。请把其中的表格复制到WPS表格或Excel中保存后再检查")
    return archive


class Workbook:
    """An open workbook: its sheets one by one."""

    def __init__(self, path: Path) -> None:
        content = _sniffed(path)
        self.sha256 = hashlib.sha256(content).hexdigest()
        self._archive = _archive(content)
        try:
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            self._parts = sheet_parts(self._archive) if self._archive else {}
        except python_calamine.PasswordError:
            raise CannotRead("文件设有打开密码。请在WPS或Excel中去掉密码另存后再检查") from None
        except Exception as error:  # whatever the parsers raise, the file is what is wrong
            raise CannotRead(f"文件已损坏，读不出工作表。{_SAVE_AS}") from error

    @property
    def sheet_names(self) -> list[str]:
        """The sheets, in the workbook's order."""
        return list(self._book.sheet_names)

    def hidden(self, name: str) -> bool:
        """Whether the sheet is hidden."""
        visible = python_calamine.SheetVisibleEnum.Visible
        return any(s.name == name and s.visible != visible for s in self._book.sheets_metadata)

    def is_worksheet(self, name: str) -> bool:
        """Whether the sheet holds cells (a chart sheet does not)."""
        kind = python_calamine.SheetTypeEnum.WorkSheet
        return any(s.name == name and s.typ == kind for s in self._book.sheets_metadata)

    def read(self, name: str) -> Grid:
        """Read one sheet.  Raises CannotRead when it is damaged."""
        try:
            scanning = self._start_scan(name)
            sheet = self._book.get_sheet_by_name(name)
            merges = [
                (first[0], first[1], last[0], last[1])
                for first, last in sheet.merged_cell_ranges or ()
            ]
            start = sheet.start or (0, 0)
            rows: Iterator[list[Any]] = iter(()) if sheet.start is None else sheet.iter_rows()
            read = grid.build(name, rows, merges, first_column=start[1])
            if scanning is not None:
                _overlay(read, scanning.result())
            return read
        except CannotRead:
            raise
        except Exception as error:  # as above
            raise CannotRead(f"工作表“{name}”已损坏，读不出来。{_SAVE_AS}") from error

    def _start_scan(self, name: str) -> Future[Scan] | None:
        """Scan the sheet's XML beside the reader, which lets other threads run meanwhile."""
        if self._archive is None or name not in self._parts:
            return None
        pool = ThreadPoolExecutor(1)
        scanning = pool.submit(scan, self._archive, self._parts[name])
        pool.shutdown(wait=False)
        return scanning


def _overlay(read: Grid, scanned: Scan) -> None:
    """Put what the reader hid into the grid."""

    def inside(row: int, column: int) -> bool:
        while column >= read.width and row < read.height:
            read.columns.append(grid.GridColumn([""], [0] * read.height))
        return row < read.height

    for row, column, text in scanned.errors:
        if inside(row, column):
            read.columns[column].put(row, CellError(text))
    for row, column in scanned.uncomputed:
        if inside(row, column):
            read.columns[column].put(row, CellError(""))
    for row, column, truth in scanned.truths:
        if inside(row, column):
            read.columns[column].put(row, truth)
    read.hidden_rows = frozenset(row for row in scanned.hidden_rows if row < read.height)

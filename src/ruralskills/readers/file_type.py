"""Type of a file by its content, for names and endings cannot be trusted."""

from __future__ import annotations

import struct
import zipfile
import zlib
from enum import Enum, auto
from io import BytesIO
from pathlib import Path
from typing import Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.text_encoding import decoded, encoding_of, is_text
from ruralskills.text.lazy_regex import regex


class FileType(Enum):
    """A type of file that can be read."""

    XLSX = auto()
    BINARY = auto()
    """xls, et and xlsb, read in a process of their own."""
    ODS = auto()
    """Read in a process of its own as well."""
    ENCRYPTED = auto()
    TEXT = auto()
    MARKUP = auto()
    """HTML or XML that a system exports under the ending of a spreadsheet."""
    WEB_ARCHIVE = auto()
    """Pages of HTML in a message of MIME, as Excel saves them as mht."""


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE_IN_OLE: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_IN_OLE: Final = "WordDocument".encode("utf-16-le")
_WORKBOOK_IN_OLE: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_REFUSED: Final = {
    b"\x89PNG": "PNG图片", b"\xff\xd8\xff": "JPG照片", b"GIF8": "GIF图片", b"BM": "BMP图片",
    b"RIFF": "WEBP图片", b"%PDF": "PDF文件", b"II*\x00": "TIFF图片", b"MM\x00*": "TIFF图片",
}  # fmt: skip
_ARCHIVES: Final = {
    b"Rar!": "RAR", b"7z\xbc\xaf": "7Z", b"\x1f\x8b": "GZ", b"BZh": "BZ2", b"\xfd7zXZ": "XZ",
}  # fmt: skip
_BARE_RECORDS: Final = b"\x09\x08"
_BEFORE_95: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""The beginnings of workbooks of Excel 2, 3 and 4."""
_MARKUP: Final = ("<html", "<table", "<!doctype html", "<?xml", "<workbook")
_TABLE_TAGS: Final = regex(r"<table[\s>][^,;|]{0,2000}?<t[hrbd][\s>]")
_END_OF_HEADER: Final = regex(rb"\r?\n\r?\n")
_MIME: Final = regex(rb"\s*[a-z][a-z0-9-]*:")
_PAGES: Final = regex(rb"content-type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)")
DAMAGED_ZIP: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
    struct.error,
)  # fmt: skip
"""Errors of the standard library on a damaged zip. A password is a RuntimeError."""
_WORKBOOK_PART: Final = regex(r"(?i)xl[/\\]workbook\.(?:xml|bin)$")


def file_type_of(content: bytes) -> FileType:
    """Return the type of a file by its content.

    Raises CannotRead when it is no spreadsheet.
    """
    if not content:
        raise CannotRead("文件是空的（0字节），多半是没有传完。请重新发送或重新导出")
    for magic, name in _REFUSED.items():
        if content.startswith(magic):
            raise CannotRead(f"这是{name}，不是表格。请发来原来的电子表格")
    for magic, name in _ARCHIVES.items():
        if content.startswith(magic):
            raise CannotRead(f"这是{name}压缩包，请先解压，再检查解压出来的表格")
    if content.startswith(_OLE):
        return _type_in_ole(content)
    if content.startswith(b"PK"):
        return _type_in_zip(content)
    if content.startswith(_BEFORE_95):
        raise CannotRead(f"这是Excel 4.0或更早的工作簿，读不了。{SAVE_AS}")
    if content.startswith(_BARE_RECORDS) and b"\x00" in content[2:8]:
        return FileType.BINARY
    head = content[:65536]
    if _is_web_archive(head[:4096]):
        return FileType.WEB_ARCHIVE
    if _is_markup(head):
        return FileType.MARKUP
    if is_text(head):
        return FileType.TEXT
    raise CannotRead(f"内容不是电子表格，或文件已损坏。{SAVE_AS}")


def _type_in_ole(content: bytes) -> FileType:
    if _PACKAGE_IN_OLE in content:
        return FileType.ENCRYPTED
    if _WORD_IN_OLE in content and not any(name in content for name in _WORKBOOK_IN_OLE):
        raise CannotRead("这是Word文档，不是表格。请把其中的表格复制到WPS表格或Excel中保存后再检查")
    return FileType.BINARY


def _type_in_zip(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except DAMAGED_ZIP:
        raise CannotRead(
            f"文件不完整（可能没有传完）或已损坏。请重新发送；能打开的，{SAVE_AS}"
        ) from None
    if b"opendocument" in mime:
        if b"spreadsheet" in mime:
            return FileType.ODS
        raise CannotRead("这是文字或演示文档，不是表格。请把其中的表格复制到电子表格中保存后再检查")
    if any(name.startswith("word/") for name in names):
        raise CannotRead("这是Word文档，不是表格。请把其中的表格复制到WPS表格或Excel中保存后再检查")
    if any(name.startswith("ppt/") for name in names):
        raise CannotRead("这是演示文稿，不是表格。请发来原来的电子表格")
    lower = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.bin" in lower:
        return FileType.BINARY
    if any(name.startswith("xl/") for name in lower):
        return FileType.XLSX
    raise CannotRead(f"压缩包里没有工作表，不是电子表格或已损坏。{SAVE_AS}")


def is_archive(file: Path) -> bool:
    """Return True if a file is a zip of files, and not a document packed as a zip."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except DAMAGED_ZIP:
        return False
    document = "[Content_Types].xml" in names or "mimetype" in names
    return not document and not any(_WORKBOOK_PART.match(name) for name in names)


def _is_web_archive(head: bytes) -> bool:
    """Return True if bytes begin with the header of a message that holds pages."""
    header = _END_OF_HEADER.split(head.lstrip(), maxsplit=1)[0].lower()
    return bool(_MIME.match(header)) and b"mime-version" in header and bool(_PAGES.search(header))


def _is_markup(head: bytes) -> bool:
    text = decoded(head, encoding_of(head)).lstrip("\ufeff \t\r\n").lower()
    if not text.startswith("<"):
        return bool(_TABLE_TAGS.search(text))
    return any(mark in text for mark in _MARKUP)

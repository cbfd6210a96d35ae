"""Reader of web archives (mht), in which Excel packs the pages of a workbook.

Each page inside is read like a page by itself. The standard library reads the headers of the parts;
the parts themselves are found here, as its parser takes minutes for a header of a few megabytes.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from pathlib import PurePosixPath
from typing import Final

from ruralskills.errors import CUT_SHORT, SAVE_AS, CannotRead
from ruralskills.readers.grid import Grid
from ruralskills.readers.web_page import page_text, sheets_of
from ruralskills.text.lazy_regex import regex

_MOST_BYTES: Final = 100 * 1024 * 1024
_LONGEST_HEADER: Final = 1 << 14
_MOST_PARTS: Final = 2000
_MOST_LEVELS: Final = 5
_END_OF_HEADER: Final = regex(rb"\r?\n\r?\n")
_PAGES: Final = ("text/html", "application/xhtml+xml")
_TABS: Final = "tabstrip"
"""The page in which Excel draws the tabs of the sheets."""
_SHEET_NAME: Final = regex(r"""<x:Name>([^<]*)</x:Name>\s*<x:WorksheetSource\s+HRef=["']([^"']*)""")


def read_web_archive(content: bytes) -> list[Grid]:
    """Return the tables of the pages in an archive.

    Raises CannotRead when it is too large, damaged, or holds no table.
    """
    if len(content) > _MOST_BYTES:
        raise CannotRead(f"网页归档文件有{len(content) >> 20}MB，过大，没有读取。{SAVE_AS}")
    try:
        pages = list(_pages(content))
    except CannotRead:
        raise
    except (LookupError, ValueError, TypeError):  # so the standard library says of a bad header
        raise CannotRead(_DAMAGED) from None
    names = {
        _file(address): name for _, page in pages for name, address in _SHEET_NAME.findall(page)
    }
    grids = sheets_of((names.get(file, ""), page) for file, page in pages if _TABS not in file)
    if _is_cut(content):
        for grid in grids:
            grid.remarks += [] if CUT_SHORT in grid.remarks else [CUT_SHORT]
    return grids


_DAMAGED: Final = f"网页归档文件已损坏，读不出来。{SAVE_AS}"


def _pages(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name of each page in the archive, and its text."""
    for header, body in _parts(content.lstrip(), 0):
        if header.get_content_type() in _PAGES:
            page = page_text(_unpacked(header, body), header.get_content_charset() or "")
            yield _file(str(header.get("Content-Location", ""))), page


def _parts(content: bytes, level: int) -> Iterator[tuple[Message, bytes]]:
    """Yield header and body of each part that has no parts itself."""
    header, body = _header(content)
    if header.get_content_maintype() != "multipart":
        yield header, body
        return
    mark = _mark(header)
    if level == _MOST_LEVELS or not mark or body.count(mark) > _MOST_PARTS:
        raise CannotRead(_DAMAGED)
    for part in body.split(mark)[1:]:
        if part.startswith(b"--"):
            return
        yield from _parts(part.partition(b"\n")[2], level + 1)


def _header(content: bytes) -> tuple[Message, bytes]:
    """Return the header of a message or part, and its body behind a line end."""
    if content.startswith((b"\n", b"\r\n")):
        return Message(), content
    end = _END_OF_HEADER.search(content, 0, _LONGEST_HEADER)
    if end is None:
        raise CannotRead(_DAMAGED)
    header = BytesHeaderParser().parsebytes(content[: end.start()])
    return header, b"\n" + content[end.end() :]


def _mark(header: Message) -> bytes:
    """Return the line that parts the parts, empty if the header names none."""
    boundary = header.get_boundary("")
    return f"\n--{boundary}".encode() if boundary else b""


def _unpacked(header: Message, body: bytes) -> bytes:
    transfer = str(header.get("Content-Transfer-Encoding", "")).strip().lower()
    if transfer == "base64":
        return binascii.a2b_base64(body)
    return binascii.a2b_qp(body) if transfer == "quoted-printable" else body


def _is_cut(content: bytes) -> bool:
    """Return True for an archive that ends before the line behind its last part."""
    header, body = _header(content.lstrip())
    mark = _mark(header)
    return bool(mark) and mark + b"--" not in body


def _file(address: str) -> str:
    """Return the name of the file that an address ends in."""
    return PurePosixPath(address.replace("\\", "/")).name.lower()

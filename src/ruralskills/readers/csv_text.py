"""csv and tab text: what systems export, in whatever encoding they export it."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers import grid
from ruralskills.readers.grid import Grid
from ruralskills.readers.scan_result import LARGEST_AREA
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Raw

_MOST_FIELD: Final = 32_767
"""What a cell can hold: more is a quotation mark that opened and never closed."""
_CHUNK: Final = 1 << 16


def decoded(content: bytes) -> str:
    r"""Return text whatever encoding it is in.

    >>> decoded("姓名".encode("gbk")), decoded(b"\xef\xbb\xbf" + "姓名".encode())
    ('姓名', '姓名')
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("gb18030", "replace")


def _encoding(content: bytes) -> str:
    """The first encoding in which all of a text can be read."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first lines."""
    head = "\n".join(text.splitlines()[:20])
    return max("\t,;|", key=head.count)


def _rows(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows up to the last that holds anything, decoding as they are asked for."""
    with io.TextIOWrapper(io.BytesIO(content), encoding, "replace", newline="") as text:
        blank = 0
        for row in csv.reader(text, delimiter=delimiter):
            if not any(row):
                blank += 1
                if blank > LAST_ROW:
                    raise CannotRead(f"内容范围过大，空行超过{LAST_ROW}行。{SAVE_AS}")
                continue
            yield from ([] for _ in range(blank))
            blank = 0
            yield row


def _measured(rows: Iterator[list[str]]) -> int:
    """The width of the rows.  Raises CannotRead when they are more than a sheet can hold."""
    width = 0
    for height, row in enumerate(rows, 1):
        width = max(width, len(row))
        if height > LAST_ROW or width > LAST_COLUMN + 1 or height * width > LARGEST_AREA:
            raise CannotRead(f"内容有{height}行、{width}列，范围过大读不了。请拆成几个文件再检查")
    return width


def read_text(content: bytes, name: str) -> Grid:
    """Return the one sheet of a text file, all cells as text.

    Raises CannotRead when it cannot be parted into rows and columns.
    """
    encoding = _encoding(content)
    head = content[:_CHUNK].decode(encoding, "replace")
    if "\x00" in head:
        raise CannotRead("内容不是表格。请用WPS或Excel打开后另存为“.xlsx”再检查")
    csv.field_size_limit(_MOST_FIELD)
    delimiter = _delimiter(head)
    try:
        width = _measured(_rows(content, encoding, delimiter))
    except csv.Error:
        raise CannotRead(
            "内容分不出行和列，可能引号没有成对。请用WPS或Excel打开后另存为“.xlsx”再检查"
        ) from None
    rows = _rows(content, encoding, delimiter)
    square = ([*map(typed, row), *[""] * (width - len(row))] for row in rows)
    sheet = grid.build(name, square)
    sheet.merges_known = False
    return sheet


_NUMBER: Final = regex(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{1,9})?")


def typed(field: str) -> Raw:
    """A field as a spreadsheet would hold it: short numbers as numbers, all else as text.

    Eleven digits and more stay text: they name a person, a telephone or an account.  A field kept
    from a spreadsheet's reach as ``="…"`` or behind a tab is text too.

    >>> typed("3"), typed("-2.50"), typed("007"), typed("13812345678"), typed('="3"')
    (3.0, -2.5, '007', '13812345678', '3')
    """
    if field.startswith('="') and field.endswith('"'):
        return field[2:-1]
    if _NUMBER.fullmatch(field):
        return float(field)
    return field.strip("\t") if "\t" in field else field

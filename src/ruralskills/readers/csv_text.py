"""Reader of csv and tab text, as systems export it, in whatever encoding."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.grid import LONGEST_TEXT, Grid, build_grid
from ruralskills.readers.scan_result import LARGEST_AREA
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Raw

_CHUNK: Final = 1 << 16
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_NUMBER: Final = regex(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{1,9})?")


def read_text(content: bytes, name: str) -> Grid:
    """Return the one sheet of a text file, named ``name``.

    Raises CannotRead when it cannot be parted into rows and columns.
    """
    encoding = encoding_of(content)
    head = content[:_CHUNK].decode(encoding, "replace")
    if "\x00" in head:
        raise CannotRead("内容不是表格。请用WPS或Excel打开后另存为“.xlsx”再检查")
    csv.field_size_limit(LONGEST_TEXT)  # more is a quotation mark that opened and never closed
    delimiter = _delimiter(head)
    try:
        width = _width(_rows(content, encoding, delimiter))
    except csv.Error:
        raise CannotRead(
            "内容分不出行和列，可能引号没有成对。请用WPS或Excel打开后另存为“.xlsx”再检查"
        ) from None
    rows = _rows(content, encoding, delimiter)
    grid = build_grid(name, ([*map(cell_value, row), *[""] * (width - len(row))] for row in rows))
    grid.merges_known = False
    return grid


def encoding_of(content: bytes) -> str:
    r"""Return the first encoding in which all of a text can be decoded, else GB18030.

    >>> encoding_of("姓名".encode("gbk")), encoding_of("姓名".encode()), encoding_of(b"\xff\xfe")
    ('gb18030', 'utf-8-sig', 'utf-16')
    """
    if content.startswith(_UTF_16_MARKS):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def cell_value(text: str) -> Raw:
    """Return a text as a spreadsheet would hold it, a short number as a number.

    Eleven digits and more stay text: they name a person, a telephone or an account.  Text that is
    protected from a spreadsheet by ``="…"`` or a tab loses that and stays text too.

    >>> cell_value("3"), cell_value("-2.50"), cell_value("007"), cell_value("13812345678")
    (3.0, -2.5, '007', '13812345678')
    >>> cell_value('="3"')
    '3'
    """
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1]
    if _NUMBER.fullmatch(text):
        return float(text)
    return text.strip("\t") if "\t" in text else text


def _delimiter(text: str) -> str:
    """Return the delimiter that occurs most often in the first lines."""
    head = "\n".join(text.splitlines()[:20])
    return max("\t,;|", key=head.count)


def _rows(content: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows up to the last that is not blank, decoding as they are consumed."""
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


def _width(rows: Iterator[list[str]]) -> int:
    """Return the width of the widest row.

    Raises CannotRead when the rows are more than a sheet can hold.
    """
    width = 0
    for height, row in enumerate(rows, 1):
        width = max(width, len(row))
        if height > LAST_ROW or width > LAST_COLUMN + 1 or height * width > LARGEST_AREA:
            raise CannotRead(f"内容有{height}行、{width}列，范围过大读不了。请拆成几个文件再检查")
    return width

"""csv and tab text: what systems export, in whatever encoding they export it."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from ruralskills.values import Raw
from ruralskills.workbook import grid
from ruralskills.workbook.grid import Grid
from ruralskills.workbook.problem import CannotRead

_MOST_FIELD: Final = 1 << 20


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


def _delimiter(text: str) -> str:
    """The mark that stands most often in the first lines."""
    head = "\n".join(text.splitlines()[:20])
    return max("\t,;|", key=head.count)


def read_text(content: bytes, name: str) -> Grid:
    """Return the one sheet of a text file, all cells as text.

    Raises CannotRead when it cannot be parted into rows and columns.
    """
    text = decoded(content)
    if "\x00" in text[:4096]:
        raise CannotRead("内容不是表格。请用WPS或Excel打开后另存为“.xlsx”再检查")
    csv.field_size_limit(_MOST_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise CannotRead(
            "内容分不出行和列，可能引号没有成对。请用WPS或Excel打开后另存为“.xlsx”再检查"
        ) from None
    width = max(map(len, rows), default=0)
    square = ([*map(typed, row), *[""] * (width - len(row))] for row in rows)
    sheet = grid.build(name, square)
    sheet.merges_known = False
    return sheet


_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{1,9})?")


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

"""Reader of csv and tab text, as systems export it, in whatever encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final

from msgspec import Struct

from ruralskills.errors import CUT_SHORT, SAVE_AS, CannotRead
from ruralskills.readers.damaged_texts import damaged_rows, remarks_on_damage, row_names
from ruralskills.readers.grid import LONGEST_TEXT, Grid, build_grid
from ruralskills.readers.scan_result import LARGEST_AREA
from ruralskills.readers.surplus_cells import SurplusCells, find_surplus
from ruralskills.readers.text_encoding import decoded, encoding_of, errors_of
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import CellError, Raw

_CHUNK: Final = 1 << 16
_SAMPLED_ROWS: Final = 200
_NUMBER: Final = regex(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{1,9})?")
_DECLARED_MARK: Final = regex(r"\ufeff?sep=([\t,;|])\r?\n")
"""A first line for Excel, which is no row."""


class _Text(Struct, frozen=True):
    """A text file, and how it is parted into rows and cells."""

    content: bytes
    encoding: str
    mark: str
    """The character between two cells."""
    rows_to_skip: int

    def rows(self) -> Iterator[list[str]]:
        """Yield the rows up to the last that is not blank, decoding as they are consumed."""
        stream = io.BytesIO(self.content)
        errors = errors_of(self.encoding)
        with io.TextIOWrapper(stream, self.encoding, errors, newline="") as text:
            blank = 0
            for row in islice(csv.reader(text, delimiter=self.mark), self.rows_to_skip, None):
                if not any(row):
                    blank += 1
                    if blank > LAST_ROW:
                        raise CannotRead(f"内容范围过大，空行超过{LAST_ROW}行。{SAVE_AS}")
                    continue
                yield from ([] for _ in range(blank))
                blank = 0
                yield row


def read_text(content: bytes, name: str) -> Grid:
    """Return the one sheet of a text file, named ``name``.

    Raises CannotRead when it cannot be parted into rows and columns.
    """
    encoding = encoding_of(content)
    head = decoded(content[:_CHUNK], encoding)
    if "\x00" in head:
        raise CannotRead("内容不是表格。请用WPS或Excel打开后另存为“.xlsx”再检查")
    csv.field_size_limit(LONGEST_TEXT)  # more is a quotation mark that opened and never closed
    declared = _DECLARED_MARK.match(head)
    text = _Text(content, encoding, declared[1] if declared else _mark(head), int(bool(declared)))
    try:
        width, is_even = _width(text.rows())
        surplus = SurplusCells() if is_even else find_surplus(text.rows(), text.mark)
        if surplus.joined:
            width = max(len(surplus.row(*indexed)) for indexed in enumerate(text.rows()))
        grid = build_grid(name, _cells(text.rows(), width, surplus))
    except csv.Error:
        raise CannotRead(
            "内容分不出行和列，可能引号没有成对。请用WPS或Excel打开后另存为“.xlsx”再检查"
        ) from None
    grid.merges_known = False
    grid.remarks += _remarks_on_surplus(surplus, text.mark)
    grid.remarks += remarks_on_damage(grid)
    if grid.height - 1 in damaged_rows(grid):
        grid.remarks.append(CUT_SHORT)
    if _has_open_quotation(text, grid):
        grid.remarks.append(
            f"第{grid.height}行有引号没有成对，它后面的行都连进了这一格，没有检查。"
            "请补上引号，或从原系统重新导出为xlsx"
        )
    return grid


def _has_open_quotation(text: _Text, grid: Grid) -> bool:
    """Return True if the last row has swallowed the lines behind a quotation mark."""
    last = grid.row(grid.height - 1) if grid.height else ()
    if not any(isinstance(value, str) and "\n" in value for value in last):
        return False
    return decoded(text.content, text.encoding).count('"') % 2 == 1


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


def _mark(head: str) -> str:
    """Return the mark that parts most of the first rows alike, and into most cells."""
    return max("\t,;|", key=lambda mark: _rows_alike(head, mark))


def _rows_alike(head: str, mark: str) -> tuple[int, int]:
    """Return how many rows have the commonest width or more, and that width."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=mark)
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # what was read until then may do
        widths.update(len(row) for row in islice(reader, _SAMPLED_ROWS) if len(row) > 1)
    if not widths:
        return 0, 0
    commonest = max(widths, key=lambda width: (widths[width], width))
    return sum(count for width, count in widths.items() if width >= commonest), commonest


def _width(rows: Iterator[list[str]]) -> tuple[int, bool]:
    """Return the width of the widest row, and whether all rows have it.

    Raises CannotRead when the rows are more than a sheet can hold.
    """
    width, is_even = 0, True
    for height, row in enumerate(rows, 1):
        if len(row) != width:
            is_even = height == 1
            width = max(width, len(row))
        if height > LAST_ROW or width > LAST_COLUMN + 1 or height * width > LARGEST_AREA:
            raise CannotRead(f"内容有{height}行、{width}列，范围过大读不了。请拆成几个文件再检查")
    return width, is_even


def _cells(
    rows: Iterable[list[str]], width: int, surplus: SurplusCells
) -> Iterator[list[Raw | CellError]]:
    """Yield the rows as a spreadsheet would hold them, each of the same width."""
    for index, row in enumerate(rows):
        cells: Sequence[str | CellError] = surplus.row(index, row)
        values = [cell_value(c) if isinstance(c, str) else c for c in cells]
        yield [*values, *[""] * (width - len(values))]


def _remarks_on_surplus(surplus: SurplusCells, mark: str) -> Iterator[str]:
    if surplus.joined:
        yield (
            f"{row_names(surplus.joined)}内容里的“{mark}”没有加引号，"
            "只有一种分法与其他各行相符，已按这种分法检查，请核对"
        )
    if surplus.unplaced:
        yield (
            f"{row_names(surplus.unplaced)}比表头多出几格，多半是内容里的“{mark}”没有加引号；"
            "分不清属于哪一列的格没有检查。请从原系统重新导出为xlsx，或给含有这种符号的内容加上引号"
        )

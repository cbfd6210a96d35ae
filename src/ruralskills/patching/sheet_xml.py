"""Rows and cells of a sheet's XML, found by their positions in its bytes.

Rows count from 1, columns from 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.patching.xml import (
    attributes,
    find_outside_comments,
    has_comments,
    prefix_of,
    without_comments,
)
from ruralskills.text.addresses import parse_address

Span = tuple[int, int, int]
"""Number of a row or cell, start and end, equal where one is to be inserted."""


class SheetXml(Struct, frozen=True):
    """XML of a sheet, and where its rows start and end."""

    part: bytes
    prefix: bytes
    start: int
    end: int

    def name(self, local: bytes) -> bytes:
        """Return the name of an element with the sheet's prefix."""
        return self.prefix + local


def parse_sheet(part: bytes) -> SheetXml:
    """Return a sheet with the positions of its rows, or with room for some.

    Raises CannotRead when it is not built as sheets are.
    """
    prefix = prefix_of(part, b"worksheet")
    data = find_outside_comments(part, rb"<" + prefix + rb"sheetData\s*(/?)>")
    if data is None:
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}")
    if data[1]:
        name = prefix + b"sheetData"
        part = part[: data.start()] + b"<%s></%s>" % (name, name) + part[data.end() :]
        start = end = data.start() + len(name) + 2
        return SheetXml(part, prefix, start, end)
    close = b"</" + prefix + b"sheetData"
    end = part.rfind(close, data.end())  # little stands behind the rows
    if end >= 0 and has_comments(part):
        found = find_outside_comments(part, re.escape(close), data.end())
        end = found.start() if found else -1
    if end < 0:
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}")
    return SheetXml(part, prefix, data.end(), end)


def find_rows(sheet: SheetXml, numbers: Collection[int]) -> list[Span]:
    """Return the positions of some rows, in the order in which they are written.

    A missing row has the position at which it is to be inserted.  A row that is written twice has
    the position of the first.
    """
    spans = find_rows_by_number(sheet, numbers)
    return find_rows_in_order(sheet, numbers) if spans is None else spans


def is_usual(sheet: SheetXml) -> bool:
    """Return True if the rows are written as usual, each once and in order."""
    if has_comments(sheet.part):
        return False
    tag = re.compile(rb"<" + sheet.name(b"row") + rb"""(?:\s+r="(\d+)")?(?=[\s/>])""")
    found = tag.findall(sheet.part, sheet.start, sheet.end)
    numbers = [int(number or 0) for number in found]
    return all(a < b for a, b in pairwise((0, *numbers)))


def repeated_rows(part: bytes) -> set[int]:
    """Return the numbers of the rows that a sheet holds more than once."""
    sheet = parse_sheet(part)
    if is_usual(sheet):
        return set()
    counts = Counter(number for number, _ in _numbered_tags(sheet))
    return {number for number, count in counts.items() if count > 1}


def find_rows_by_number(sheet: SheetXml, numbers: Collection[int]) -> list[Span] | None:
    """Return what ``find_rows_in_order`` does, without a look at other rows.

    None where a row is missing, or is not written in the usual way or order.
    """
    if has_comments(sheet.part):
        return None
    spans: list[Span] = []
    at = sheet.start
    for number in sorted(numbers):
        at = sheet.part.find(b'<%s r="%d"' % (sheet.name(b"row"), number), at, sheet.end)
        if at < 0:
            return None
        tag = re.compile(rb"[^>]*>").match(sheet.part, at)
        if tag is None:
            return None
        end = _end_of_row(sheet, tag[0], tag.end())
        spans.append((number, at, end))
    return spans


def find_rows_in_order(sheet: SheetXml, numbers: Collection[int]) -> list[Span]:
    """Return the positions of some rows as ``find_rows`` does, passing over all rows."""
    wanted = set(numbers)
    tags: dict[int, re.Match[bytes]] = {}

    def starts() -> Iterator[tuple[int, int]]:
        for number, tag in _numbered_tags(sheet):
            if number in wanted:
                tags.setdefault(number, tag)
            yield number, tag.start()

    return [
        (number, start, _end_of_row(sheet, tags[number][0], tags[number].end()))
        if number in tags
        else (number, start, start)
        for number, start in positions(starts(), wanted, sheet.end)
    ]


def positions(
    found: Iterable[tuple[int, int]], wanted: Collection[int], end: int
) -> list[tuple[int, int]]:
    """Return number and start of some rows or cells, in the order of their starts.

    ``found`` are number and start of those that are there, as they are written.  A missing one
    starts where the first with a greater number does, so that all before it keep their numbers,
    else at ``end``.

    >>> positions([(1, 0), (5, 10), (3, 20)], [3, 4, 9], 30)
    [(4, 10), (3, 20), (9, 30)]
    """
    starts: dict[int, int] = {}
    inserted: dict[int, int] = {}
    left = sorted(wanted, reverse=True)
    for number, start in found:
        while left and left[-1] < number:
            inserted[left.pop()] = start
        if number in wanted:
            starts.setdefault(number, start)
    places = {number: starts.get(number, inserted.get(number, end)) for number in wanted}
    return sorted(places.items(), key=lambda each: (each[1], each[0]))


def rows_of(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield number and XML of each row of a sheet, up to the start of the next."""
    return numbered_rows(parse_sheet(part))


def numbered_rows(sheet: SheetXml) -> Iterator[tuple[int, bytes]]:
    """Yield number and XML of each row of a parsed sheet as ``rows_of`` does."""
    number, start = 0, -1
    for next_number, tag in _numbered_tags(sheet):
        if start >= 0:
            yield number, sheet.part[start : tag.start()]
        number, start = next_number, tag.start()
    if start >= 0:
        yield number, sheet.part[start : sheet.end]


def row_number(tag: bytes) -> int:
    """Return the number in the start tag of a row, 0 where it has none."""
    match = re.search(rb"""\sr\s*=\s*["'](\d+)["']""", tag)
    return int(match[1]) if match else 0


def cell_spans(sheet: SheetXml, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a row without comments: column, start, end."""
    name = sheet.name(b"c")
    pattern = re.compile(rb"<" + name + rb"(?=[\s/>])[^>]*?(?:/>|>.*?</" + name + rb">)", re.DOTALL)
    column = -1
    for cell in pattern.finditer(body):
        tag = cell[0][: cell[0].index(b">") + 1]
        address = parse_address(attributes(tag).get(b"r", b""))
        column = address[1] if address else column + 1
        yield column, cell.start(), cell.end()


def cells_of(row: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield column and XML of each cell of a row."""
    if not row:
        return
    match = re.match(rb"<((?:[\w.-]+:)?)row", row)
    sheet = SheetXml(b"", match[1] if match else b"", 0, 0)
    body = without_comments(row)
    for column, start, end in cell_spans(sheet, body):
        yield column, body[start:end]


def first_cell(part: bytes) -> bytes:
    """Return the first cell of a sheet's first row, empty where there is none."""
    for _, row in rows_of(part):
        return next((cell for _, cell in cells_of(row)), b"")
    return b""


def _numbered_tags(sheet: SheetXml) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Yield number and start tag of each row.

    One without a number follows the row before.
    """
    number = 0
    for tag in _row_tags(sheet):
        number = row_number(tag[0]) or number + 1
        yield number, tag


def _row_tags(sheet: SheetXml) -> Iterator[re.Match[bytes]]:
    """Yield the start tags of the rows."""
    start = rb"<" + sheet.prefix + rb"row(?=[\s/>])[^>]*>"
    if not has_comments(sheet.part):
        yield from re.compile(start).finditer(sheet.part, sheet.start, sheet.end)
        return
    pattern = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|" + start, re.DOTALL)
    for match in pattern.finditer(sheet.part, sheet.start, sheet.end):
        if not match[0].startswith(b"<!"):
            yield match


def _end_of_row(sheet: SheetXml, tag: bytes, at: int) -> int:
    """Return where a row ends whose start tag ends at ``at``."""
    if tag.endswith(b"/>"):
        return at
    close = b"</" + sheet.name(b"row") + b">"
    end = sheet.part.find(close, at, sheet.end)
    if end < 0:
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}")
    return end + len(close)

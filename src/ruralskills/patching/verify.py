"""Proof that a changed workbook is its source but for what was to change.

Parts that were not to change lie in the file byte for byte as they did, in the source's order.  In a
sheet that did change, the rows are compared as bytes, and those that differ cell by cell.  Then the
reader opens the result: what it cannot read, nobody is given.  Of a large sheet, only the rows that
differ are parsed.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from ruralskills.errors import OfficeError
from ruralskills.patching.sheet_xml import cells_of, find_rows, parse_sheet, rows_of
from ruralskills.patching.xml import attributes
from ruralskills.patching.zip_rewrite import Archive
from ruralskills.readers.open import open_content
from ruralskills.readers.package import Package
from ruralskills.text.addresses import Address

_LARGE: Final = 8 << 20
"""Bytes of XML from which on reading a sheet again takes longer than comparing it."""
_ROWS_AT_ONCE: Final = 10_000
"""Rows that are parsed at once: a tree takes ten times the memory of its XML."""

RowPair = tuple[int, bytes, bytes]
"""Number of a row, and its XML before and after, empty for a missing row."""


class NotProved(OfficeError):
    """A result that differs from its source where it must not."""

    def __init__(self, difference: str) -> None:
        super().__init__(f"改写后的内容与原件对不上（{difference}），没有写出。请把文件发给开发者")


class ExpectedSheet(Struct, frozen=True):
    """XML of a sheet before and after its changes, and where it may differ."""

    name: str
    before: bytes
    after: bytes
    values: Collection[Address]
    """Cells whose values may differ."""
    rows: Collection[int]
    """Rows in which anything may differ."""


def verify(
    source: bytes,
    result: bytes,
    changed: Collection[str],
    removed: Collection[str],
    sheets: Mapping[str, ExpectedSheet],
) -> None:
    """Raise NotProved unless the result is the source but for named parts and cells.

    ``changed`` are the parts that may differ, ``removed`` those that were taken away, ``sheets`` the
    changed parts that are sheets of the source.
    """
    before, after = Archive(source), Archive(result)
    kept = [name for name in before.names if name not in removed]
    if after.names[: len(kept)] != kept:
        raise NotProved("the parts are not in their order")
    for name in kept:
        if name not in changed and before.member(name) != after.member(name):
            raise NotProved(f"{name} differs")
    package = Package(result)
    for name in changed:
        if name in removed:
            continue
        path = name.replace("\\", "/")
        if name in sheets:
            _verify_sheet(name, sheets[name], package.chunks(path))
        elif name.endswith((".xml", ".rels")):
            _verify_well_formed(name, package.read(path))
    _verify_readable(result, [sheet.name for sheet in sheets.values() if len(sheet.after) > _LARGE])


def row_pairs(sheet: ExpectedSheet) -> list[RowPair]:
    """Return the rows that differ, those that are gone last."""
    old = dict(rows_of(sheet.before))
    pairs = [
        (number, before, after)
        for number, after in rows_of(sheet.after)
        if (before := old.pop(number, b"")) != after
    ]
    return pairs + [(number, before, b"") for number, before in old.items()]


def expected_row_pairs(sheet: ExpectedSheet) -> list[RowPair] | None:
    """Return the rows that may differ, among them all of ``row_pairs``, and faster.

    None where other rows differ too.
    """
    old, new = parse_sheet(sheet.before), parse_sheet(sheet.after)
    pairs: list[RowPair] = []
    at, new_at = 0, 0
    for (number, start, end), (_, new_start, new_end) in zip(
        find_rows(old, sheet.rows), find_rows(new, sheet.rows), strict=True
    ):
        if memoryview(old.part)[at:start] != memoryview(new.part)[new_at:new_start]:
            return None
        pairs.append((number, old.part[start:end], new.part[new_start:new_end]))
        at, new_at = end, new_end
    rest = memoryview(old.part)[at : old.end], memoryview(new.part)[new_at : new.end]
    return pairs if rest[0] == rest[1] else None


def _verify_sheet(name: str, sheet: ExpectedSheet, written: Iterator[bytes]) -> None:
    """Raise NotProved unless the file holds the sheet, which differs where it may."""
    size = checksum = 0
    for piece in written:
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
    if (size, checksum) != (len(sheet.after), zlib.crc32(sheet.after)):
        raise NotProved(f"{name} is not what was written")
    pairs = expected_row_pairs(sheet)
    pairs = row_pairs(sheet) if pairs is None else pairs
    _verify_rows_well_formed(sheet, [after for _, _, after in pairs])
    for address in differing_cells(pairs):
        if address not in sheet.values:
            raise NotProved(f"{name}: {address} differs")


def differing_cells(pairs: Iterable[RowPair]) -> Iterator[Address]:
    """Yield the cells whose values differ, whatever became of their styles."""
    for number, before, after in pairs:
        old, new = dict(_values(before)), dict(_values(after))
        for column in sorted(old.keys() | new.keys()):
            if old.get(column, b"") != new.get(column, b""):
                yield number, column


def _values(row: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield for each cell of a row its column, and its content with its type."""
    for column, cell in cells_of(row):
        tag, _, body = cell.partition(b">")
        kind = attributes(tag).get(b"t", b"")
        content = body.rpartition(b"</")[0] if body else b""
        yield column, (kind + b">" + content if content else b"")


def _verify_rows_well_formed(sheet: ExpectedSheet, rows: Sequence[bytes]) -> None:
    """Raise NotProved unless rows are sound XML with the prefixes of their sheet."""
    head = sheet.after[: sheet.after.index(b"sheetData")].rpartition(b"<")[0]
    at = head.index(b"worksheet")
    root = head[head.rindex(b"<", 0, at) : head.index(b">", at) + 1]
    name = root[1:].split(maxsplit=1)[0].rstrip(b">")
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        body = b"".join(rows[start : start + _ROWS_AT_ONCE])
        _verify_well_formed(sheet.name, root + body + b"</" + name + b">")


def _verify_well_formed(name: str, part: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise NotProved(f"{name} is not well-formed") from error


def _verify_readable(result: bytes, compared: Collection[str]) -> None:
    """Raise NotProved unless the reader reads all sheets but those compared."""
    try:
        workbook = open_content(result, "")
        for name in workbook.names:
            if name not in compared:
                workbook.read(name)
    except Exception as error:  # whatever the reader raises, the result is at fault
        raise NotProved("the result cannot be read") from error

"""Prove that a changed workbook is its source but for what was meant to change.

Parts that were not to change lie in the file byte for byte as they did, in the source's order.  In a
sheet that did change, the rows are compared as bytes, and those that differ cell by cell.  Then the
reader opens the result: what it cannot read, nobody is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Final

import python_calamine
from lxml import etree

from ruralskills.workbook.package import Package
from ruralskills.workbook.patch.archive import Archive
from ruralskills.workbook.patch.cells import Place, cells_of, row_number, rows_of
from ruralskills.workbook.patch.xml import attributes, in_utf8

_STYLE: Final = re.compile(rb"""\ss\s*=\s*["']\d+["']""")


class NotProved(Exception):
    """The result is not what it should be: nothing is handed out."""


def prove(
    source: bytes,
    made: bytes,
    changed: Collection[str],
    gone: Collection[str],
    cells: Mapping[str, Collection[Place]],
) -> None:
    """Raise NotProved unless the result is the source but for the named parts and cells.

    ``changed`` are the parts that may differ, ``gone`` those that were taken away, ``cells`` by
    sheet part the cells whose values may differ.
    """
    before, after = Archive(source), Archive(made)
    kept = [name for name in before.names if name not in gone]
    if after.names[: len(kept)] != kept:
        raise NotProved("the parts are not in their order")
    for name in kept:
        if name not in changed and _body(before, name) != _body(after, name):
            raise NotProved(f"{name} differs")
    one, other = Package(source), Package(made)
    for part, places in cells.items():
        path = part.replace("\\", "/")
        for place in _differing(in_utf8(one.read(path)), in_utf8(other.read(path))):
            if place not in places:
                raise NotProved(f"{part}: {place} differs")
    for name in changed:
        if name not in gone and name not in cells and name.endswith((".xml", ".rels")):
            _is_well_formed(name, other.read(name.replace("\\", "/")))
    _opens(made)


def _is_well_formed(name: str, part: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise NotProved(f"{name} is not well-formed") from error


def _body(archive: Archive, name: str) -> bytes:
    return bytes(archive.packed(name))


def _differing(before: bytes, after: bytes) -> Iterator[Place]:
    """The cells whose value is not what it was, wherever their style is."""
    old = dict(_numbered(before))
    for number, row in _numbered(after):
        was = old.pop(number, b"")
        if row != was:
            yield from _cells_differing(number, was, row)
    for number, row in old.items():
        yield from ((number, column) for column, value in _values(row) if value)


def _numbered(part: bytes) -> Iterator[tuple[int, bytes]]:
    number = 0
    for row in rows_of(part):
        number = row_number(row) or number + 1
        yield number, row


def _cells_differing(row: int, before: bytes, after: bytes) -> Iterator[Place]:
    was, now = dict(_values(before)), dict(_values(after))
    for column in sorted(was.keys() | now.keys()):
        if was.get(column, b"") != now.get(column, b""):
            yield row, column


def _values(row: bytes) -> Iterator[tuple[int, bytes]]:
    """What each cell of a row holds, with its type and without its style."""
    for column, cell in cells_of(row):
        head, _, body = cell.partition(b">")
        kind = attributes(head).get(b"t", b"")
        content = body.rpartition(b"</")[0] if body else b""
        yield column, (kind + b">" + content if content else b"")


def _opens(made: bytes) -> None:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(made))
        worksheet = python_calamine.SheetTypeEnum.WorkSheet
        for sheet in book.sheets_metadata:
            if sheet.typ == worksheet:
                book.get_sheet_by_name(sheet.name)
    except Exception as error:  # whatever the reader raises, the result is what is wrong
        raise NotProved("the result cannot be read") from error

"""Prove that a changed workbook is its source but for what was meant to change.

Parts that were not to change lie in the file byte for byte as they did, in the source's order.  In a
sheet that did change, the rows are compared as bytes, and those that differ cell by cell.  Then the
reader opens the result: what it cannot read, nobody is given.  Of a large sheet it need not read what
is the same as it was to the byte; the rows that are not are parsed.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from ruralskills.errors import OfficeError
from ruralskills.patching.cells import Place, cells_of, row_number, rows_of, spans
from ruralskills.patching.xml import attributes
from ruralskills.patching.zip_rewrite import Archive
from ruralskills.readers.open import open_content
from ruralskills.readers.package import Package

_LARGE: Final = 8 << 20
"""Bytes of XML from which on reading a sheet once more takes longer than proving it."""


class NotProved(OfficeError):
    """A result that differs from its source where it must not: it is handed to nobody."""

    def __init__(self, difference: str) -> None:
        super().__init__(f"改写后的内容与原件对不上（{difference}），没有写出。请把文件发给开发者")


class Intended(Struct, frozen=True):
    """What was to happen to a sheet: its XML before and after, and the cells."""

    name: str
    before: bytes
    after: bytes
    values: Collection[Place]
    """The cells whose values may differ."""
    rows: set[int]
    """The rows in which anything may differ."""


def prove(
    source: bytes,
    made: bytes,
    changed: Collection[str],
    gone: Collection[str],
    sheets: Mapping[str, Intended],
) -> None:
    """Raise NotProved unless the result is the source but for the named parts and cells.

    ``changed`` are the parts that may differ, ``gone`` those that were taken away, ``sheets`` what
    was to happen in the parts that are sheets of the source.
    """
    before, after = Archive(source), Archive(made)
    kept = [name for name in before.names if name not in gone]
    if after.names[: len(kept)] != kept:
        raise NotProved("the parts are not in their order")
    for name in kept:
        if name not in changed and before.packed(name) != after.packed(name):
            raise NotProved(f"{name} differs")
    result = Package(made)
    for name in changed:
        if name in gone:
            continue
        path = name.replace("\\", "/")
        if name in sheets:
            _is_intended(name, sheets[name], result.chunks(path))
        elif name.endswith((".xml", ".rels")):
            _is_well_formed(name, result.read(path))
    _opens(made, [sheet.name for sheet in sheets.values() if len(sheet.after) > _LARGE])


def _is_intended(name: str, sheet: Intended, written: Iterator[bytes]) -> None:
    """Whether a sheet says what it should, and the file holds just that."""
    size = digest = 0
    for piece in written:
        size, digest = size + len(piece), zlib.crc32(piece, digest)
    if (size, digest) != (len(sheet.after), zlib.crc32(sheet.after)):
        raise NotProved(f"{name} is not what was written")
    for place in _differing(sheet):
        if place not in sheet.values:
            raise NotProved(f"{name}: {place} differs")


def _are_well_formed(sheet: Intended, rows: Sequence[bytes]) -> None:
    """Whether rows are sound XML under the names that their sheet declares."""
    head = sheet.after[: sheet.after.index(b"sheetData")].rpartition(b"<")[0]
    at = head.index(b"worksheet")
    root = head[head.rindex(b"<", 0, at) : head.index(b">", at) + 1]
    name = root[1:].split(maxsplit=1)[0].rstrip(b">")
    _is_well_formed(sheet.name, root + b"".join(rows) + b"</" + name + b">")


def _is_well_formed(name: str, part: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise NotProved(f"{name} is not well-formed") from error


def _differing(sheet: Intended) -> Iterator[Place]:
    """The cells whose value is not what it was, wherever their style is."""
    pairs = _same_but_for(sheet)
    if pairs is not None:
        _are_well_formed(sheet, [row for _, _, row in pairs])
        for number, was, row in pairs:
            yield from _cells_differing(number, was, row)
        return
    old = dict(_numbered(sheet.before))
    for number, row in _numbered(sheet.after):
        was = old.pop(number, b"")
        if row != was:
            yield from _cells_differing(number, was, row)
    for number, row in old.items():
        yield from ((number, column) for column, value in _values(row) if value)


def _same_but_for(sheet: Intended) -> list[tuple[int, bytes, bytes]] | None:
    """The rows in which anything may differ, before and after; None where others differ too."""
    pairs: list[tuple[int, bytes, bytes]] = []
    old, new = sheet.before, sheet.after
    at, now = 0, 0
    for before, after in zip(spans(old, sheet.rows), spans(new, sheet.rows), strict=True):
        if memoryview(old)[at : before[1]] != memoryview(new)[now : after[1]]:
            return None
        pairs.append((before[0], old[before[1] : before[2]], new[after[1] : after[2]]))
        at, now = before[2], after[2]
    ends = [part.rfind(b"sheetData>") for part in (old, new)]
    same = memoryview(old)[at : ends[0]] == memoryview(new)[now : ends[1]]
    return pairs if same else None


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


def _opens(made: bytes, proved: Collection[str]) -> None:
    """Whether the reader reads every sheet but those that are proved already."""
    try:
        book = open_content(made, "")
        for name in book.names:
            if name not in proved:
                book.read(name)
    except Exception as error:  # whatever the reader raises, the result is what is wrong
        raise NotProved("the result cannot be read") from error

"""Proof that a changed workbook is its source but for what was to change.

Parts that were not to change lie in the file byte for byte as they did, in the source's order.  In a
sheet that did change, the rows are compared as bytes, and those that differ cell by cell.  Each value
that was meant is read back by its address with a parser of XML, and stands there once.  Then the
reader opens the result: what it cannot read, nobody is given.  Of a large sheet, only the rows that
were to change are parsed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from msgspec import Struct

from ruralskills.errors import REPRODUCE, OfficeError
from ruralskills.patching.sheet_xml import cells_of, find_rows, parse_sheet, repeated_rows, rows_of
from ruralskills.patching.xml import attributes, parsed
from ruralskills.patching.zip_rewrite import Archive
from ruralskills.readers.open import open_content
from ruralskills.readers.package import Package
from ruralskills.text.addresses import Address, parse_address
from ruralskills.text.lazy_regex import regex

_LARGE: Final = 8 << 20
"""Bytes of XML from which on reading a sheet again takes longer than comparing it."""
_ROWS_AT_ONCE: Final = 10_000
"""Rows that are parsed at once: a tree takes ten times the memory of its XML."""

_ESCAPED: Final = regex("_x([0-9A-Fa-f]{4})_")
"""A character as Excel writes it where XML cannot hold it."""

RowPair = tuple[int, bytes, bytes]
"""Number of a row, and its XML before and after, empty for a missing row."""


class NotProved(OfficeError):
    """A result that differs from its source where it must not."""

    def __init__(self, difference: str) -> None:
        super().__init__(f"改写后的内容与原件对不上（{difference}），没有写出。{REPRODUCE}")


class ExpectedSheet(Struct, frozen=True):
    """XML of a sheet before and after its changes, and where it may differ."""

    name: str
    before: bytes
    after: bytes
    values: Mapping[Address, str | int | Decimal | None]
    """Cells whose values were set, None for a formula whose result was taken out."""
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
            _proved(name, package.read(path))
    _verify_readable(result, [sheet.name for sheet in sheets.values() if len(sheet.after) > _LARGE])


def row_pairs(sheet: ExpectedSheet) -> list[RowPair]:
    """Return the rows that differ or were to change, those that are gone last."""
    old: dict[int, list[bytes]] = {}
    for number, row in rows_of(sheet.before):
        old.setdefault(number, []).append(row)
    for rows in old.values():
        rows.reverse()  # a row that is written twice is compared in its order
    pairs = [
        (number, before, after)
        for number, after in rows_of(sheet.after)
        if (before := old[number].pop() if old.get(number) else b"") != after
        or number in sheet.rows
    ]
    return pairs + [(number, row, b"") for number, rows in old.items() for row in rows]


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
    _verify_values(name, sheet, pairs)
    for address in differing_cells(pairs):
        if address not in sheet.values:
            raise NotProved(f"{name}: {address} differs")


def differing_cells(pairs: Iterable[RowPair]) -> Iterator[Address]:
    """Yield the cells whose values differ, whatever became of their styles."""
    for number, before, after in pairs:
        old, new = _values(before), _values(after)
        for column in sorted(old.keys() | new.keys()):
            if old.get(column, b"") != new.get(column, b""):
                yield number, column


def _values(row: bytes) -> dict[int, bytes]:
    """Return by column the content of each cell of a row with its type."""
    values: dict[int, bytes] = {}
    for column, cell in cells_of(row):
        tag, _, body = cell.partition(b">")
        kind = attributes(tag).get(b"t", b"")
        content = body.rpartition(b"</")[0] if body else b""
        found = kind + b">" + content if content else b""
        values[column] = values.get(column, b"") + found  # of a cell that is written twice, both
    return values


def _verify_values(name: str, sheet: ExpectedSheet, pairs: Iterable[RowPair]) -> None:
    """Raise NotProved unless each value that was meant stands in its cell, once."""
    missing = dict(sheet.values)
    twice = repeated_rows(sheet.after) & {row for row, _ in missing}
    rows = iter([(number, after) for number, _, after in pairs if after])
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        tree = _rows_tree(sheet, [row for _, row in some])
        for (number, _), row in zip(some, tree, strict=True):
            for address, cell in _addressed(number, row):
                if address not in sheet.values:
                    continue
                is_meant = address in missing and _holds(cell, missing.pop(address))
                if not is_meant or number in twice:
                    raise NotProved(f"{name}: {address} is not what was meant")
    if missing:
        raise NotProved(f"{name}: {min(missing)} is not there")


def _addressed(number: int, row: Any) -> Iterator[tuple[Address, Any]]:
    """Yield the cells of a parsed row with their addresses."""
    column = -1
    for cell in row.iterchildren("{*}c"):
        address = parse_address(cell.get("r", "")) or (number, column + 1)
        column = address[1]
        yield address, cell


def _holds(cell: Any, value: str | int | Decimal | None) -> bool:
    """Return True if a parsed cell holds a value, for None a formula without result."""
    number = cell.findtext("{*}v")
    if value is None:
        return number is None and cell.find("{*}f") is not None
    if cell.find("{*}f") is not None:
        return False
    if isinstance(value, str):
        runs = cell.xpath("*[local-name()='is']//*[local-name()='t'][not(../@sb)]")
        text = "".join(run.text or "" for run in runs)
        return number is None and _ESCAPED.sub(_character, text) == value
    return cell.get("t", "n") == "n" and number is not None and Decimal(number) == value


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _rows_tree(sheet: ExpectedSheet, rows: Sequence[bytes]) -> Any:
    """Return rows parsed with the prefixes of their sheet, or raise NotProved."""
    start = parse_sheet(sheet.after).start
    at = re.search(rb"<(?:[\w.-]+:)?worksheet(?=[\s/>])[^<>]*>", sheet.after[:start])
    if at is None:
        raise NotProved(f"{sheet.name} is not well-formed")
    name = at[0][1:].split(maxsplit=1)[0].rstrip(b">")
    return _proved(sheet.name, at[0] + b"".join(rows) + b"</" + name + b">")


def _proved(name: str, part: bytes) -> Any:
    """Return the tree of a part, or raise NotProved."""
    tree = parsed(part)
    if tree is None:
        raise NotProved(f"{name} is not well-formed")
    return tree


def _verify_readable(result: bytes, compared: Collection[str]) -> None:
    """Raise NotProved unless the reader reads all sheets but those compared."""
    try:
        workbook = open_content(result, "")
        for name in workbook.names:
            if name not in compared:
                workbook.read(name)
    except Exception as error:  # whatever the reader raises, the result is at fault
        raise NotProved("the result cannot be read") from error

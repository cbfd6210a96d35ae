"""What the reader hides and the sheet's XML tells: errors, formulas without a value, truth values.

The reader gives a blank both for an empty cell and for ``#N/A``, and cannot tell TRUE from 1.  One
pass over the bytes of the sheet finds those few cells.  Sheets written in an unusual way
(prefixed names, cells without addresses) are read by a real XML parser instead, more slowly.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from lxml import etree

_CHUNK: Final = 1 << 20
_MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_CELL: Final = rb'<c r="([A-Z]{1,3})(\d+)"'
_ERROR: Final = re.compile(
    _CELL + rb'[^>]*?\st="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>'
)
_TRUTH: Final = re.compile(
    _CELL + rb'[^>]*?\st="b"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([01])</v>'
)
_UNCOMPUTED: Final = re.compile(
    _CELL + rb"(?![^>]*\st=\"str\")[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"
)
_HIDDEN: Final = re.compile(rb'<row r="(\d+)"[^>]*?\shidden="(?:1|true)"')
_ROW: Final = re.compile(rb'<row [^>]*?r="(\d+)"')
_REFERENCE: Final = re.compile(r"([A-Z]+)(\d+)")


@dataclass(slots=True)
class Scan:
    """The cells of a sheet that the reader does not show as they are; places count from 0."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    truths: list[tuple[int, int, bool]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def column_index(letters: str | bytes) -> int:
    """Return the number of a column, from 0.

    >>> column_index("A"), column_index(b"XFD")
    (0, 16383)
    """
    if isinstance(letters, bytes):
        letters = letters.decode("ascii")
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the archive member of each sheet by its name."""
    names = set(archive.namelist())
    root = "xl/workbook.xml"
    if root not in names:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {
        relation.get("Id"): posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        )
        for relation in relations
        if (target := (relation.get("Target") or "").replace("\\", "/"))
    }
    parts: dict[str, str] = {}
    for element in etree.fromstring(archive.read(root), parser).iter("{*}sheet"):
        identifier = next(
            (value for key, value in element.attrib.items() if str(key).endswith("}id")), None
        )
        part = targets.get(identifier)
        if part in names:
            parts[str(element.get("name"))] = part
    return parts


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the sheet's bytes in pieces that end where a row ends."""
    rest = b""
    while piece := stream.read(_CHUNK):
        piece = rest + piece
        cut = piece.rfind(b"</row>")
        if cut < 0:
            rest = piece
            continue
        cut += len(b"</row>")
        yield piece[:cut]
        rest = piece[cut:]
    yield rest


def scan_plain(stream: IO[bytes]) -> Scan | None:
    """Scan a sheet written in the usual way; None when it is not, and needs the parser."""
    found = Scan()
    for block in _blocks(stream):
        if b"<row" in block and not (b'<row r="' in block and b'<c r="' in block):
            if b"<c" in block or b":row" in block:
                return None
        elif b":row" in block or b":c " in block:
            return None
        if b't="e"' in block:
            found.errors += [
                (int(row) - 1, column_index(letters), text.decode("utf-8", "replace"))
                for letters, row, text in _ERROR.findall(block)
            ]
        if b't="b"' in block:
            found.truths += [
                (int(row) - 1, column_index(letters), value == b"1")
                for letters, row, value in _TRUTH.findall(block)
            ]
        if b"<f" in block:
            found.uncomputed += [
                (int(row) - 1, column_index(letters)) for letters, row in _UNCOMPUTED.findall(block)
            ]
        if b'hidden="' in block:
            found.hidden_rows.update(int(row) - 1 for row in _HIDDEN.findall(block))
    return found


def scan_parsed(stream: IO[bytes]) -> Scan:
    """Scan any well-formed sheet with an XML parser."""
    found = Scan()
    row = column = -1
    for event, element in etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True
    ):
        tag = etree.QName(element.tag).localname if isinstance(element.tag, str) else ""
        if event == "start":
            if tag == "row":
                row = int(element.get("r") or row + 2) - 1
                column = -1
                if element.get("hidden") in ("1", "true"):
                    found.hidden_rows.add(row)
            elif tag == "c":
                place = _REFERENCE.fullmatch(element.get("r") or "")
                column = column_index(place[1]) if place else column + 1
        elif tag == "c":
            _note(found, element, row, column)
        elif tag == "row":
            element.clear()
    return found


def _note(found: Scan, cell: etree._Element, row: int, column: int) -> None:
    kind = cell.get("t")
    value = cell.findtext("{*}v") or ""
    if kind == "e":
        found.errors.append((row, column, value))
    elif kind == "b":
        found.truths.append((row, column, value.strip() == "1"))
    elif kind != "str" and not value and cell.find("{*}f") is not None:
        found.uncomputed.append((row, column))


def scan(archive: zipfile.ZipFile, part: str) -> Scan:
    """Scan one sheet of a workbook."""
    with archive.open(part) as stream:
        found = scan_plain(stream)
    if found is None:
        with archive.open(part) as stream:
            found = scan_parsed(stream)
    return found

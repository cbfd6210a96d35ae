"""Workbooks built part by part, so that any part can be written oddly."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from builders.corpus.case import Cell, ledger
from builders.header_rows import letter

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET: Final = "xl/worksheets/sheet1.xml"
STRINGS: Final = "xl/sharedStrings.xml"
WORKBOOK: Final = "xl/workbook.xml"
_WORKBOOK_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_APPLICATION: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Parts = dict[str, bytes]


def cell(row: int, column: int, value: Cell) -> str:
    """Return a cell with its text in place, by row and column from 0."""
    place = f"{letter(column + 1)}{row + 1}"
    if value is None:
        return ""
    if isinstance(value, str):
        return (
            f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        )
    return f'<c r="{place}"><v>{value:g}</v></c>'


def row(number: int, values: Sequence[Cell]) -> str:
    """Return a row, ``number`` counted from 0."""
    cells = "".join(cell(number, column, value) for column, value in enumerate(values))
    return f'<row r="{number + 1}">{cells}</row>'


def rows_xml(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows, the first of them the sheet's first."""
    return "".join(row(number, values) for number, values in enumerate(rows))


def sheet_xml(rows: str, before: str = "", after: str = "") -> bytes:
    """Return a sheet around its rows."""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    ).encode()


def ledger_sheet(more: str = "", before: str = "", after: str = "") -> bytes:
    """Return the ledger as a sheet, with rows behind it."""
    return sheet_xml(rows_xml(ledger()) + more, before, after)


def book(
    sheet: bytes | None = None,
    *,
    name: str = "台账",
    more: Mapping[str, bytes] | None = None,
    strings: bytes = b"",
    attributes: str = "",
) -> Parts:
    """Return the parts of a workbook: the ledger or a sheet, then others by name."""
    sheets = {name: ledger_sheet() if sheet is None else sheet, **(more or {})}
    parts: Parts = {}
    listed = related = types = ""
    for number, (title, content) in enumerate(sheets.items(), 1):
        state = attributes if number == 1 else ""
        listed += f'<sheet name="{escape(title, {chr(34): "&quot;"})}" sheetId="{number}" {state} r:id="rId{number}"/>'
        related += f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        types += f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_APPLICATION}.worksheet+xml"/>'
        parts[f"xl/worksheets/sheet{number}.xml"] = content
    if strings:
        parts[STRINGS] = strings
        related += (
            f'<Relationship Id="rIdS" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        )
        types += f'<Override PartName="/{STRINGS}" ContentType="{_APPLICATION}.sharedStrings+xml"/>'
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{WORKBOOK}" ContentType="{_APPLICATION}.sheet.main+xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        WORKBOOK: (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'
        ).encode(),
        _WORKBOOK_RELATIONS: f'{HEAD}<Relationships xmlns="{PACKAGE}">{related}</Relationships>'.encode(),
        **parts,
    }


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the parts as a zip, the same bytes each time."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 6, 30, 12, 0, 0)), content, method)
    return target.getvalue()


def replaced(parts: Parts, name: str, old: str, new: str) -> Parts:
    """Return the parts with a text of one replaced, which must be there."""
    content = parts[name].decode()
    assert old in content, old
    return {**parts, name: content.replace(old, new).encode()}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a zip that may lie about itself."""

    name: bytes
    packed: bytes
    unfolded: int
    crc: int = 0
    flags: int = 0
    method: int = 8


def honest(name: str, content: bytes) -> Member:
    """A member that tells the truth."""
    squeezer = zlib.compressobj(1, zlib.DEFLATED, -15)
    data = squeezer.compress(content) + squeezer.flush()
    return Member(name.encode(), data, len(content), zlib.crc32(content), 0x800)


def zeros(megabytes: int, before: bytes = b"", filler: bytes = b" ") -> bytes:
    """Return what inflates to so many megabytes of one character, after a beginning."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = squeezer.compress(before) + squeezer.flush(zlib.Z_FULL_FLUSH)
    block = squeezer.compress(filler * (1 << 20)) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return head + block * megabytes + b"\x03\x00"


def zipped(members: Iterable[Member]) -> bytes:
    """Return a zip of members, each header as it says."""
    body, directory, count = bytearray(), bytearray(), 0
    for member in members:
        offset = len(body)
        common = struct.pack(
            "<HHHHHIIIHH", 20, member.flags, member.method, 0, 0x50DE, member.crc,
            len(member.packed), member.unfolded, len(member.name), 0,
        )  # fmt: skip
        body += b"PK\x03\x04" + common + member.name + member.packed
        directory += (
            b"PK\x01\x02"
            + b"\x14\x00"
            + common
            + struct.pack("<HHHII", 0, 0, 0, 0, offset)
            + member.name
        )
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)


def lying(parts: Mapping[str, bytes], name: str, data: bytes, unfolded: int) -> bytes:
    """Return a workbook of which one part declares a size that it does not have."""
    members = [honest(each, content) for each, content in parts.items() if each != name]
    return zipped([*members, Member(name.encode(), data, unfolded)])

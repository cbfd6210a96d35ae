"""Large sheets written quickly: one row is drawn, the others are its XML.

The package is what Excel writes for the same sheet: shared strings, styled blanks, real dates.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from builders import stable_save
from builders.county import CountySheet, write_sheets
from builders.header_rows import letter
from builders.office_sheet import Formula

_SHEET: Final = "xl/worksheets/sheet1.xml"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
)
_CHUNK: Final = 5000
_ORIGIN_DAY: Final = date(1899, 12, 30).toordinal()


def write_bulk(path: Path, sheet: CountySheet, rows: Iterable[Sequence[Any]]) -> None:
    """Write a sheet that is described without its rows, with the sums under them."""
    lines = iter(rows)
    first = next(lines)
    with TemporaryDirectory() as folder:
        sample = replace(sheet, rows=[first], sums=dict.fromkeys(sheet.sums, 0))
        write_sheets([sample], Path(folder), planted=False)
        with zipfile.ZipFile(Path(folder) / sheet.file) as drawn:
            parts = {name: drawn.read(name).decode() for name in drawn.namelist()}
    top = 2 + max(head.count("/") + 1 for head in sheet.heads) + 1
    head, row, tail = re.split(f'(<row r="{top}".*?</row>)', parts[_SHEET], maxsplit=1)
    strings: dict[str, int] = {}
    styles = re.findall(r' s="(\d+)"', row)
    texts = {sheet.heads.index(name) for name in sheet.text}
    xml_of = _row_writer(styles, texts, strings)
    summed = {sheet.heads.index(name): 0 for name in sheet.sums}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry(_SHEET), "w") as part:
            part.write(head.encode())
            last = _stream(part, _numbered(first, lines, top), xml_of, summed)
            part.write(_moved(tail, top, last - top, summed).encode())
        _share(parts, strings)
        for name, text in parts.items():
            if name != _SHEET:
                archive.writestr(_entry(name), text)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a zip entry without the hour, so that the same seed gives the same file."""
    entry = zipfile.ZipInfo(name, stable_save.SAVED.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _numbered(
    first: Sequence[Any], rows: Iterator[Sequence[Any]], top: int
) -> Iterator[tuple[int, Sequence[Any]]]:
    yield top, first
    yield from enumerate(rows, top + 1)


def _stream(
    part: IO[bytes],
    rows: Iterator[tuple[int, Sequence[Any]]],
    xml_of: Callable[[int, Sequence[Any]], str],
    summed: dict[int, Any],
) -> int:
    """Write rows as they come, add up their figures, return the last row's number."""
    pending: list[str] = []
    number = 0
    for number, values in rows:
        pending.append(xml_of(number, values))
        for column in summed:
            if isinstance(value := values[column], int | float):
                summed[column] += value
        if len(pending) == _CHUNK:
            part.write("".join(pending).encode())
            pending.clear()
    part.write("".join(pending).encode())
    return number


def _share(parts: dict[str, str], strings: Mapping[str, int]) -> None:
    """Add a part with the shared strings, and name it where a package names its parts."""
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    sst = f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{items}</sst>'
    parts["xl/sharedStrings.xml"] = f'<?xml version="1.0" encoding="UTF-8"?>\n{sst}'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = {
        "[Content_Types].xml": f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationship Id="shared" Type="{_RELATION}" Target="sharedStrings.xml"/></Relationships>'
        ),
    }
    for name, entry in named.items():
        parts[name] = re.sub("</[^<]*>$", entry, parts[name].strip())


def _row_writer(
    styles: Sequence[str], texts: set[int], strings: dict[str, int]
) -> Callable[[int, Sequence[Any]], str]:
    """Return a function from a row to its XML."""
    letters = [letter(number) for number in range(1, len(styles) + 1)]
    plain = styles[0]

    def cell(at: int, number: int, value: Any) -> str:
        place = f'<c r="{letters[at]}{number}" s="{styles[at]}"'
        if isinstance(value, str):
            return f'{place} t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        if value is None:
            return f"{place}/>"
        if isinstance(value, date):
            return f"{place}><v>{value.toordinal() - _ORIGIN_DAY}</v></c>"
        if isinstance(value, Formula):
            return f'{place} t="e"><f>{escape(value.text)}</f><v>{value.result}</v></c>'
        if at in texts:
            place = f'<c r="{letters[at]}{number}" s="{plain}"'
        return f"{place}><v>{repr(value).upper()}</v></c>"

    def row(number: int, values: Sequence[Any]) -> str:
        cells = "".join(cell(at, number, value) for at, value in enumerate(values))
        return f'<row r="{number}" spans="1:{len(letters)}">{cells}</row>'

    return row


def _moved(tail: str, top: int, down: int, summed: dict[int, Any]) -> str:
    """Return the end of the sheet so much further down, with the sums of columns."""

    def moved(match: re.Match[str]) -> str:
        number = int(match[2])
        return f"{match[1]}{number + down if number > top else number}"

    tail = re.sub(r'((?: r="|ref="|:)[A-Z]*)(\d+)(?=[":])', moved, tail)
    for column, total in summed.items():
        place = rf'(<c r="{letter(column + 1)}\d+"[^>]*><v>)[^<]*'
        whole = int(total) if total == int(total) else total
        tail = re.sub(place, rf"\g<1>{whole}", tail, count=1)
    return tail

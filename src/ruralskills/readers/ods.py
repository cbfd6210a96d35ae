"""Scan of an ods: merged cells, error values and hidden rows, from its XML."""

from __future__ import annotations

from typing import Final

from lxml import etree
from msgspec import Struct, field

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.grid import Merge
from ruralskills.readers.package import Package
from ruralskills.readers.scan_result import Scan

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MOST_HIDDEN: Final = 10_000
"""Hidden rows noted of a repeated row: a sheet may end with a million blank ones."""


class SheetScan(Struct):
    """Scan and merges of one sheet. Its extent counts repeated rows and columns."""

    scan: Scan = field(default_factory=Scan)
    merges: list[Merge] = field(default_factory=list)


def scan_sheets(content: bytes) -> dict[str, SheetScan]:
    """Return scan and merges of each sheet, by its name.

    Raises CannotRead when the file would unpack too far or is damaged.
    """
    package = Package(content)
    package.refuse_entities("content.xml")
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    reader = _ContentReader()
    try:
        for piece in package.chunks("content.xml"):
            parser.feed(piece)
            for event, element in parser.read_events():
                if isinstance(element, etree._Element) and isinstance(element.tag, str):
                    reader.take(event, element)
    except CannotRead:
        raise
    except (etree.XMLSyntaxError, KeyError, ValueError):
        raise CannotRead(f"文件不完整或已损坏。{SAVE_AS}") from None
    return reader.sheets


class _ContentReader:
    """Position in the content, and the sheets read up to there."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetScan] = {}
        self._sheet = SheetScan()
        self._row = self._column = 0
        self._last_filled = -1
        """The last column of the row that holds a value."""

    def take(self, event: str, element: etree._Element) -> None:
        """Follow the start or the end of an element."""
        tag = element.tag
        if event == "start":
            if tag == f"{_TABLE}table":
                self._sheet = self.sheets[str(element.get(f"{_TABLE}name"))] = SheetScan()
                self._row = 0
            elif tag == f"{_TABLE}table-row":
                self._column, self._last_filled = 0, -1
        elif tag == f"{_TABLE}table-row":
            self._end_row(element)
        elif tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self._end_cell(element)
            self._column += _repeated(element, "columns")

    def _end_row(self, element: etree._Element) -> None:
        scan, times = self._sheet.scan, _repeated(element, "rows")
        if self._last_filled >= 0:
            scan.last_row = max(scan.last_row, self._row + times - 1)
            scan.last_column = max(scan.last_column, self._last_filled)
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            scan.hidden_rows.update(range(self._row, self._row + min(times, _MOST_HIDDEN)))
        self._row += times
        element.clear()

    def _end_cell(self, element: etree._Element) -> None:
        if len(element) or element.get(f"{_OFFICE}value-type"):
            self._last_filled = self._column + _repeated(element, "columns") - 1
        height = int(element.get(f"{_TABLE}number-rows-spanned") or 1)
        width = int(element.get(f"{_TABLE}number-columns-spanned") or 1)
        if height > 1 or width > 1:
            self._sheet.merges.append(
                (self._row, self._column, self._row + height - 1, self._column + width - 1)
            )
        if element.get(f"{_CALC}value-type") == "error":
            text = "".join(str(part) for part in element.itertext())
            self._sheet.scan.errors.append((self._row, self._column, text or "#N/A"))


def _repeated(element: etree._Element, lines: str) -> int:
    """Return how many rows or columns an element stands for."""
    return int(element.get(f"{_TABLE}number-{lines}-repeated") or 1)

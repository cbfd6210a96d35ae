"""What the reader hides in an ods: merged cells and error values, from the content's XML."""

from __future__ import annotations

from typing import Final

from lxml import etree
from msgspec import Struct, field

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.grid import Merge
from ruralskills.readers.package import Package

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


class Hidden(Struct):
    """What one sheet has besides its values; places count from 0."""

    merges: list[Merge] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    """The furthest row and column that hold a value, repetitions counted."""


def hidden_in(content: bytes) -> dict[str, Hidden]:
    """Return merges, errors and hidden rows of each sheet by its name.

    Raises CannotRead when the file would unfold too far or is damaged.
    """
    package = Package(content)
    package.refuse_entities("content.xml")
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    reader = _Reader()
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


class _Reader:
    """Follows the content: which sheet, which row, which cell."""

    def __init__(self) -> None:
        self.sheets: dict[str, Hidden] = {}
        self._sheet = Hidden()
        self._row = self._column = 0
        self._filled = -1
        """The last column of the row that holds a value."""

    def take(self, event: str, element: etree._Element) -> None:
        tag = element.tag
        if event == "start":
            if tag == f"{_TABLE}table":
                self._sheet = self.sheets[str(element.get(f"{_TABLE}name"))] = Hidden()
                self._row = 0
            elif tag == f"{_TABLE}table-row":
                self._column, self._filled = 0, -1
        elif tag == f"{_TABLE}table-row":
            if self._filled >= 0:
                last = self._row + _times(element, "rows") - 1
                self._sheet.last_row = max(self._sheet.last_row, last)
                self._sheet.last_column = max(self._sheet.last_column, self._filled)
            if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                self._sheet.hidden_rows.update(
                    range(self._row, self._row + min(_times(element, "rows"), 10_000))
                )
            self._row += _times(element, "rows")
            element.clear()
        elif tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self._cell(element)
            self._column += _times(element, "columns")

    def _cell(self, element: etree._Element) -> None:
        if len(element) or element.get(f"{_OFFICE}value-type"):
            self._filled = self._column + _times(element, "columns") - 1
        down = int(element.get(f"{_TABLE}number-rows-spanned") or 1)
        across = int(element.get(f"{_TABLE}number-columns-spanned") or 1)
        if down > 1 or across > 1:
            self._sheet.merges.append(
                (self._row, self._column, self._row + down - 1, self._column + across - 1)
            )
        if element.get(f"{_CALC}value-type") == "error":
            text = "".join(str(part) for part in element.itertext())
            self._sheet.errors.append((self._row, self._column, text or "#N/A"))


def _times(element: etree._Element, of: str) -> int:
    return int(element.get(f"{_TABLE}number-{of}-repeated") or 1)

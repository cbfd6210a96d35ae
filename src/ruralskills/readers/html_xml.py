"""Reader of HTML tables and XML spreadsheets (2003), which systems export as .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from lxml import etree
from msgspec import Struct, field

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.csv_text import cell_value
from ruralskills.readers.grid import Grid, Merge, build_grid
from ruralskills.readers.text_encoding import decoded, encoding_of
from ruralskills.text.addresses import LAST_COLUMN
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Raw

_MOST_SPAN: Final = 2000
_MOST_CELLS: Final = 5_000_000
_MOST_BYTES: Final = 150 * 1024 * 1024
_MOST_ROWS: Final = 300_000
_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CHARSET: Final = regex(rb"""charset=["']?\s*([A-Za-z0-9_-]+)""")


def read_markup(content: bytes) -> list[Grid]:
    """Return the sheets of an HTML or XML file.

    Raises CannotRead when it holds no table.
    """
    if len(content) > _MOST_BYTES:
        raise CannotRead(f"文件有{len(content) >> 20}MB，过大，为免拖垮电脑没有读取。{SAVE_AS}")
    if (
        b"urn:schemas-microsoft-com:office:spreadsheet" in content[:65536]
        and b"<html" not in content[:2048].lower()
    ):
        return _xml_sheets(content)
    return _html_sheets(content)


class _Layout(Struct):
    """A table laid out in rows, the value of a merged range in its first cell"""

    rows: list[list[Raw]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    width: int = 0

    def put(self, row: int, column: int, height: int, width: int, value: Raw) -> None:
        """Set a cell that covers ``height`` rows and ``width`` columns.

        Raises CannotRead when it lies too far away.
        """
        self.width = max(self.width, column + width)
        if row >= _MOST_ROWS or self.width > LAST_COLUMN + 1 or row * self.width > _MOST_CELLS:
            raise CannotRead(
                f"表格范围过大，可能在很远的行列上有零星内容，也可能行数太多。{SAVE_AS}"
            )
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = value
        if height > 1 or width > 1:
            self.merges.append((row, column, row + height - 1, column + width - 1))

    def grid(self, name: str) -> Grid:
        """Return the sheet, with no merged range below its last row."""
        last = len(self.rows) - 1
        merges = [(top, left, min(bottom, last), right) for top, left, bottom, right in self.merges]
        rows = ([*cells, *[""] * (self.width - len(cells))] for cells in self.rows)
        return build_grid(name, rows, merges)


def _html_sheets(content: bytes) -> list[Grid]:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _html_text(content))
    try:
        tables = list(_html_tables(text.encode("utf-8", "replace")))
    except CannotRead:
        raise
    except (etree.LxmlError, ValueError):
        raise CannotRead(f"网页格式的文件里没有表格。{SAVE_AS}") from None
    sheets = [table.grid(f"表{n}") for n, table in enumerate(tables, start=1) if table.rows]
    if not sheets:
        raise CannotRead(f"网页或XML格式的文件里没有认得出的表格。{SAVE_AS}")
    return sheets


def _html_text(content: bytes) -> str:
    """Return a page as text, in the encoding that it declares if that is true."""
    if declared := _CHARSET.search(content[:4096]):
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content, encoding_of(content))


def _html_tables(content: bytes) -> Iterator[_Layout]:
    """Yield the outermost tables, freeing each row once it is laid out."""
    depth = row = 0
    table, occupied = _Layout(), dict[int, int]()
    events = etree.iterparse(
        BytesIO(content), ("start", "end"), tag=("table", "tr"), html=True, encoding="utf-8",
        no_network=True,
    )  # fmt: skip
    for event, element in events:
        if element.tag == "table":
            depth += 1 if event == "start" else -1
            if depth == 1 and event == "start":
                row, table, occupied = 0, _Layout(), {}
            elif depth == 0:
                yield table
        elif element.tag == "tr" and depth == 1 and event == "end":
            _add_html_row(table, row, element, occupied)
            row += 1
            _free(element)


def _add_html_row(
    table: _Layout, row: int, element: etree._Element, occupied: dict[int, int]
) -> None:
    """Lay out a row.

    ``occupied`` has by column the row from which it is free of cells above.
    """
    column = 0
    for cell in element.iterchildren("td", "th"):
        while occupied.get(column, 0) > row:
            column += 1
        height, width = _span(cell.get("rowspan")), _span(cell.get("colspan"))
        text = "".join(str(part) for part in cell.itertext()).replace("\xa0", " ").strip()
        table.put(row, column, height, width, cell_value(text))
        if height > 1:
            occupied.update(dict.fromkeys(range(column, column + width), row + height))
        column += width


def _free(element: etree._Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _span(attribute: str | None) -> int:
    """Return how many rows or columns a cell of HTML covers."""
    digits = (attribute or "1").strip()
    return min(max(int(digits), 1), _MOST_SPAN) if digits.isdigit() and len(digits) < 7 else 1


def _xml_sheets(content: bytes) -> list[Grid]:
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content[:65536], re.IGNORECASE):
        raise CannotRead(f"文件内含有表格软件不会写入的实体声明，为安全起见没有读取。{SAVE_AS}")
    sheets: dict[str, _Layout] = {}
    table, row = _Layout(), -1
    events = etree.iterparse(
        BytesIO(content), ("start", "end"), tag=(f"{_SS}Worksheet", f"{_SS}Row"),
        resolve_entities=False, no_network=True, huge_tree=True,
    )  # fmt: skip
    try:
        for event, element in events:
            if element.tag == f"{_SS}Worksheet" and event == "start":
                name = element.get(f"{_SS}Name") or f"表{len(sheets) + 1}"
                table, row = sheets.setdefault(name, _Layout()), -1
            elif element.tag == f"{_SS}Row" and event == "end":
                row = _index(element, row)
                _add_xml_row(table, row, element)
                _free(element)
    except etree.XMLSyntaxError:
        raise CannotRead(f"XML格式的表格不完整或已损坏。{SAVE_AS}") from None
    if not sheets:
        raise CannotRead(f"XML文件里没有工作表。{SAVE_AS}")
    return [table.grid(name) for name, table in sheets.items()]


def _add_xml_row(table: _Layout, row: int, element: etree._Element) -> None:
    column = -1
    for cell in element.iterchildren(f"{_SS}Cell"):
        column = _index(cell, column)
        width = _merged(cell.get(f"{_SS}MergeAcross"))
        height = _merged(cell.get(f"{_SS}MergeDown"))
        table.put(row, column, height, width, _xml_value(cell.find(f"{_SS}Data")))
        column += width - 1


def _index(element: etree._Element, before: int) -> int:
    """Return the place of a row or cell, which may name one other than the next."""
    attribute = element.get(f"{_SS}Index") or ""
    return int(attribute) - 1 if attribute.isdigit() and len(attribute) < 8 else before + 1


def _merged(attribute: str | None) -> int:
    """Return how many rows or columns a cell of XML covers, itself included."""
    return 1 + (_span(attribute) if attribute else 0)


def _xml_value(data: etree._Element | None) -> Raw:
    if data is None:
        return ""
    text = "".join(str(part) for part in data.itertext())
    kind = data.get(f"{_SS}Type")
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    if kind == "DateTime":
        return text.partition("T")[0]
    return text

"""HTML tables and XML spreadsheets (2003), which systems export under the name of an xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from lxml import etree
from msgspec import Struct, field

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers import grid
from ruralskills.readers.csv_text import decoded, typed
from ruralskills.readers.grid import Grid, Merge
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
    """Return the sheets of an HTML or XML file.  Raises CannotRead when it holds no table."""
    if len(content) > _MOST_BYTES:
        raise CannotRead(f"文件有{len(content) >> 20}MB，过大，为免拖垮电脑没有读取。{SAVE_AS}")
    if (
        b"urn:schemas-microsoft-com:office:spreadsheet" in content[:65536]
        and b"<html" not in content[:2048].lower()
    ):
        return _xml_sheets(content)
    return _html_sheets(content)


class _Laid(Struct):
    """A table being laid out in rows, the first cell of a merged range holding what stands there."""

    rows: list[list[Raw]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    width: int = 0

    def put(self, row: int, column: int, down: int, across: int, value: Raw) -> None:
        """Set a cell.  Raises CannotRead when it lies too far away."""
        self.width = max(self.width, column + across)
        if row >= _MOST_ROWS or self.width > LAST_COLUMN + 1 or row * self.width > _MOST_CELLS:
            raise CannotRead(
                f"表格范围过大，可能在很远的行列上有零星内容，也可能行数太多。{SAVE_AS}"
            )
        while len(self.rows) <= row:
            self.rows.append([])
        held = self.rows[row]
        held += [""] * (column + 1 - len(held))
        held[column] = value
        if down > 1 or across > 1:
            self.merges.append((row, column, row + down - 1, column + across - 1))

    def grid(self, name: str) -> Grid:
        """The sheet; no merged range reaches below its last row."""
        last = len(self.rows) - 1
        merges = [(top, left, min(bottom, last), right) for top, left, bottom, right in self.merges]
        square = ([*held, *[""] * (self.width - len(held))] for held in self.rows)
        return grid.build(name, square, merges)


def _html_sheets(content: bytes) -> list[Grid]:
    declared = _CHARSET.search(content[:4096])
    try:
        text = content.decode(declared[1].decode("ascii")) if declared else decoded(content)
    except (LookupError, UnicodeDecodeError):
        text = decoded(content)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        tables = list(_html_tables(text.encode("utf-8", "replace")))
    except CannotRead:
        raise
    except (etree.LxmlError, ValueError):
        raise CannotRead(f"网页格式的文件里没有表格。{SAVE_AS}") from None
    found = [table.grid(f"表{n}") for n, table in enumerate(tables, start=1) if table.rows]
    if not found:
        raise CannotRead(f"网页或XML格式的文件里没有认得出的表格。{SAVE_AS}")
    return found


def _html_tables(content: bytes) -> Iterator[_Laid]:
    """Yield the tables that stand in no other, letting go of each row when it is over."""
    depth = row = 0
    table, busy = _Laid(), dict[int, int]()
    events = etree.iterparse(
        BytesIO(content), ("start", "end"), tag=("table", "tr"), html=True, encoding="utf-8",
        no_network=True,
    )  # fmt: skip
    for event, element in events:
        if element.tag == "table":
            depth += 1 if event == "start" else -1
            if depth == 1 and event == "start":
                row, table, busy = 0, _Laid(), {}
            elif depth == 0:
                yield table
        elif element.tag == "tr" and depth == 1 and event == "end":
            _html_row(table, row, element, busy)
            row += 1
            _let_go(element)


def _html_row(table: _Laid, row: int, element: etree._Element, busy: dict[int, int]) -> None:
    """Lay out a row; ``busy`` says under which row a column is free again of cells from above."""
    column = 0
    for cell in element.iterchildren("td", "th"):
        while busy.get(column, 0) > row:
            column += 1
        down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
        text = "".join(str(part) for part in cell.itertext()).replace("\xa0", " ").strip()
        table.put(row, column, down, across, typed(text))
        if down > 1:
            busy.update(dict.fromkeys(range(column, column + across), row + down))
        column += across


def _let_go(element: etree._Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _span(written: str | None) -> int:
    digits = (written or "1").strip()
    return min(max(int(digits), 1), _MOST_SPAN) if digits.isdigit() and len(digits) < 7 else 1


def _xml_sheets(content: bytes) -> list[Grid]:
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content[:65536], re.IGNORECASE):
        raise CannotRead(f"文件内含有表格软件不会写入的实体声明，为安全起见没有读取。{SAVE_AS}")
    sheets: dict[str, _Laid] = {}
    table, row = _Laid(), -1
    events = etree.iterparse(
        BytesIO(content), ("start", "end"), tag=(f"{_SS}Worksheet", f"{_SS}Row"),
        resolve_entities=False, no_network=True, huge_tree=True,
    )  # fmt: skip
    try:
        for event, element in events:
            if element.tag == f"{_SS}Worksheet" and event == "start":
                name = element.get(f"{_SS}Name") or f"表{len(sheets) + 1}"
                table, row = sheets.setdefault(name, _Laid()), -1
            elif element.tag == f"{_SS}Row" and event == "end":
                row = _index(element, row)
                _xml_row(table, row, element)
                _let_go(element)
    except etree.XMLSyntaxError:
        raise CannotRead(f"XML格式的表格不完整或已损坏。{SAVE_AS}") from None
    if not sheets:
        raise CannotRead(f"XML文件里没有工作表。{SAVE_AS}")
    return [table.grid(name) for name, table in sheets.items()]


def _xml_row(table: _Laid, row: int, element: etree._Element) -> None:
    column = -1
    for cell in element.iterchildren(f"{_SS}Cell"):
        column = _index(cell, column)
        across = _span_more(cell.get(f"{_SS}MergeAcross"))
        down = _span_more(cell.get(f"{_SS}MergeDown"))
        table.put(row, column, down, across, _xml_value(cell.find(f"{_SS}Data")))
        column += across - 1


def _index(element: etree._Element, before: int) -> int:
    written = element.get(f"{_SS}Index") or ""
    return int(written) - 1 if written.isdigit() and len(written) < 8 else before + 1


def _span_more(written: str | None) -> int:
    return 1 + (_span(written) if written else 0)


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

"""HTML tables and XML spreadsheets (2003), which systems export under the name of an xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from ruralskills.values import Raw
from ruralskills.workbook import grid
from ruralskills.workbook.grid import Grid, Merge
from ruralskills.workbook.problem import SAVE_AS, CannotRead
from ruralskills.workbook.text import decoded, typed

_MOST_SPAN: Final = 2000
_MOST_CELLS: Final = 5_000_000
_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CHARSET: Final = re.compile(rb"""charset=["']?\s*([A-Za-z0-9_-]+)""")


def read_markup(content: bytes) -> list[Grid]:
    """Return the sheets of an HTML or XML file.  Raises CannotRead when it holds no table."""
    if (
        b"urn:schemas-microsoft-com:office:spreadsheet" in content[:65536]
        and b"<html" not in content[:2048].lower()
    ):
        return _xml_sheets(content)
    return _html_sheets(content)


def _html_sheets(content: bytes) -> list[Grid]:
    declared = _CHARSET.search(content[:4096])
    try:
        text = content.decode(declared[1].decode("ascii")) if declared else decoded(content)
    except (LookupError, UnicodeDecodeError):
        text = decoded(content)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        document = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise CannotRead(f"网页格式的文件里没有表格。{SAVE_AS}") from None
    tables = [t for t in document.iter("table") if not any(True for _ in t.iterancestors("table"))]
    grids = [
        _placed(f"表{number}", _html_cells(table)) for number, table in enumerate(tables, start=1)
    ]
    found = [sheet for sheet in grids if sheet.height]
    if not found:
        raise CannotRead(f"网页或XML格式的文件里没有认得出的表格。{SAVE_AS}")
    return found


_Placed = tuple[int, int, int, int, Raw]
"""Row, column, rows and columns covered, and what stands there."""


def _html_cells(table: Any) -> Iterator[_Placed]:
    taken: set[tuple[int, int]] = set()
    rows = list(table.iter("tr"))
    for row, element in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            down = min(down, len(rows) - row)
            if down > 1:
                taken.update(
                    (r, c)
                    for r in range(row + 1, row + down)
                    for c in range(column, column + across)
                )
            text = "".join(cell.itertext()).replace("\xa0", " ").strip()
            yield row, column, down, across, typed(text)
            column += across


def _span(written: str | None) -> int:
    digits = (written or "1").strip()
    return min(max(int(digits), 1), _MOST_SPAN) if digits.isdigit() and len(digits) < 7 else 1


def _xml_sheets(content: bytes) -> list[Grid]:
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content[:65536], re.IGNORECASE):
        raise CannotRead(f"文件内含有表格软件不会写入的实体声明，为安全起见没有读取。{SAVE_AS}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise CannotRead(f"XML格式的表格不完整或已损坏。{SAVE_AS}") from None
    sheets = [
        _placed(sheet.get(f"{_SS}Name") or f"表{number}", _xml_cells(sheet))
        for number, sheet in enumerate(root.iter(f"{_SS}Worksheet"), start=1)
    ]
    if not sheets:
        raise CannotRead(f"XML文件里没有工作表。{SAVE_AS}")
    return sheets


def _xml_cells(sheet: etree._Element) -> Iterator[_Placed]:
    row = -1
    for element in sheet.iter(f"{_SS}Row"):
        row = _index(element, row)
        column = -1
        for cell in element.iterchildren(f"{_SS}Cell"):
            column = _index(cell, column)
            across = _span_more(cell.get(f"{_SS}MergeAcross"))
            down = _span_more(cell.get(f"{_SS}MergeDown"))
            data = cell.find(f"{_SS}Data")
            yield row, column, down, across, _xml_value(data)
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


def _placed(name: str, cells: Iterator[_Placed]) -> Grid:
    """Lay cells out in rows, the first of a merged range holding what stands there."""
    rows: list[dict[int, Raw]] = []
    merges: list[Merge] = []
    width = 0
    for row, column, down, across, value in cells:
        width = max(width, column + across)
        if row >= 1_048_576 or width > 16_384 or row * width > _MOST_CELLS:
            raise CannotRead(f"表格范围过大，可能在很远的行列上有零星内容。{SAVE_AS}")
        while len(rows) <= row:
            rows.append({})
        rows[row][column] = value
        if down > 1 or across > 1:
            merges.append((row, column, row + down - 1, column + across - 1))
    square = ([held.get(column, "") for column in range(width)] for held in rows)
    return grid.build(name, square, merges)

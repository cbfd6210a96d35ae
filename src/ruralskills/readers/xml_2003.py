"""Reader of XML spreadsheets of 2003, which systems export as .xls."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final

from lxml import etree

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.grid import Grid
from ruralskills.readers.laid_out_table import MOST_BYTES_OF_MARKUP, LaidOutTable, span
from ruralskills.values.field_type import Raw

_NAMESPACE: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_SS: Final = f"{{{_NAMESPACE.decode()}}}"


def is_xml_2003(content: bytes) -> bool:
    """Return True for an XML spreadsheet, not for a page with its namespace."""
    return _NAMESPACE in content[:65536] and b"<html" not in content[:2048].lower()


def read_xml_2003(content: bytes) -> list[Grid]:
    """Return the sheets.  Raises CannotRead for a damaged or hostile file."""
    if len(content) > MOST_BYTES_OF_MARKUP:
        raise CannotRead(f"文件有{len(content) >> 20}MB，过大，为免拖垮电脑没有读取。{SAVE_AS}")
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content[:65536], re.IGNORECASE):
        raise CannotRead(f"文件内含有表格软件不会写入的实体声明，为安全起见没有读取。{SAVE_AS}")
    sheets: dict[str, LaidOutTable] = {}
    table, row = LaidOutTable(), -1
    events = etree.iterparse(
        BytesIO(content), ("start", "end"), tag=(f"{_SS}Worksheet", f"{_SS}Row"),
        resolve_entities=False, no_network=True, huge_tree=True,
    )  # fmt: skip
    try:
        for event, element in events:
            if element.tag == f"{_SS}Worksheet" and event == "start":
                name = element.get(f"{_SS}Name") or f"表{len(sheets) + 1}"
                table, row = sheets.setdefault(name, LaidOutTable()), -1
            elif element.tag == f"{_SS}Row" and event == "end":
                row = _index(element, row)
                _add_xml_row(table, row, element)
                _free(element)
    except etree.XMLSyntaxError:
        raise CannotRead(f"XML格式的表格不完整或已损坏。{SAVE_AS}") from None
    if not sheets:
        raise CannotRead(f"XML文件里没有工作表。{SAVE_AS}")
    return [table.grid(name) for name, table in sheets.items()]


def _add_xml_row(table: LaidOutTable, row: int, element: etree._Element) -> None:
    column = -1
    for cell in element.iterchildren(f"{_SS}Cell"):
        column = _index(cell, column)
        width = _merged(cell.get(f"{_SS}MergeAcross"))
        height = _merged(cell.get(f"{_SS}MergeDown"))
        table.put(row, column, height, width, _xml_value(cell.find(f"{_SS}Data")))
        column += width - 1


def _free(element: etree._Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _index(element: etree._Element, before: int) -> int:
    """Return the place of a row or cell, which may name one other than the next."""
    attribute = element.get(f"{_SS}Index") or ""
    return int(attribute) - 1 if attribute.isdigit() and len(attribute) < 8 else before + 1


def _merged(attribute: str | None) -> int:
    """Return how many rows or columns a cell of XML covers, itself included."""
    return 1 + (span(attribute) if attribute else 0)


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

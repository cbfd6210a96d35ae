"""Scan of a sheet and of the styles by an XML parser, however they are written."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.package import Package
from ruralskills.readers.scan_result import Scan
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW, parse_address


def struck_styles(package: Package) -> frozenset[bytes]:
    """Return the numbers of the cell styles whose font is struck through."""
    styles = _tree(package, "xl/styles.xml")
    fonts = [
        (strike := font.find("{*}strike")) is not None and strike.get("val", "1") in ("1", "true")
        for font in styles.iterfind("{*}fonts/{*}font")
    ]
    return frozenset(
        str(number).encode()
        for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
        if 0 <= (font := int(style.get("fontId") or 0)) < len(fonts) and fonts[font]
    )


def _tree(package: Package, name: str) -> etree._Element:
    package.refuse_entities(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(package.read(name), parser)
    except (KeyError, etree.XMLSyntaxError):
        raise CannotRead(f"文件缺少必要的部分，已损坏。{SAVE_AS}") from None


def parse_scan(pieces: Iterable[bytes], struck: frozenset[bytes]) -> Scan:
    """Scan any well-formed sheet.

    ``struck`` are the styles whose font is struck through.

    Raises ValueError and XMLSyntaxError when it is no sheet.
    """
    scan = Scan()
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    row, column = -1, -1
    for piece in pieces:
        parser.feed(piece)
        for event, element in parser.read_events():
            if not (isinstance(element, etree._Element) and isinstance(element.tag, str)):
                continue
            tag = etree.QName(element.tag).localname
            if event == "start":
                row, column = _place(element, tag, row, column)
                if tag == "row" and element.get("hidden") in ("1", "true"):
                    scan.hidden_rows.add(row)
            elif tag == "c":
                _add_cell(scan, element, row, column, struck)
            elif tag == "row":
                element.clear()
    return scan


def _place(element: etree._Element, tag: str, row: int, column: int) -> tuple[int, int]:
    """Return the place of an element, the next one for a row or cell without address."""
    if tag == "row":
        row, column = int(element.get("r") or row + 2) - 1, -1
    elif tag == "c":
        address = parse_address(element.get("r") or "")
        row, column = (address[0] - 1, address[1]) if address else (row, column + 1)
    if row >= LAST_ROW or column > LAST_COLUMN:
        raise ValueError("beyond the last row or column")
    return row, column


def _add_cell(
    scan: Scan, cell: etree._Element, row: int, column: int, struck: frozenset[bytes]
) -> None:
    kind = cell.get("t")
    value = cell.findtext("{*}v") or ""
    if len(cell):
        scan.last_row = max(scan.last_row, row)
        scan.last_column = max(scan.last_column, column)
        if (cell.get("s") or "").encode() in struck:
            scan.struck_rows.add(row)
    formula = cell.find("{*}f")
    if kind == "str" and formula is not None:
        scan.text_formulas.append((row, column))
    if formula is not None and formula.get("t") in ("array", "dataTable"):
        scan.arrays.append((formula.get("ref") or "").encode())
    if not value and kind != "str" and formula is not None:
        scan.uncomputed.append((row, column))
    elif kind == "e":
        scan.errors.append((row, column, value))
    elif kind == "b":
        scan.truths.append((row, column, value.strip() == "1"))

"""What is told by a real XML parser: sheets written in an unusual way, and styles."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.package import Package
from ruralskills.readers.scan_result import Scan
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW, parse_address


def struck_styles(package: Package) -> frozenset[bytes]:
    """The cell styles whose font is struck through, by number."""
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


def scan_parsed(pieces: Iterable[bytes], struck: frozenset[bytes]) -> Scan:
    """Scan any well-formed sheet with an XML parser."""
    found = Scan()
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
    place = (-1, -1)
    for piece in pieces:
        parser.feed(piece)
        for event, element in parser.read_events():
            if isinstance(element, etree._Element) and isinstance(element.tag, str):
                tag = etree.QName(element.tag).localname
                if event == "start":
                    place = _moved(found, element, tag, place)
                elif tag == "c":
                    _note(found, element, *place, struck)
                elif tag == "row":
                    element.clear()
    return found


def _moved(
    found: Scan, element: etree._Element, tag: str, place: tuple[int, int]
) -> tuple[int, int]:
    """Row and column after an element begins; what names no place follows the one before it."""
    row, column = place
    if tag == "row":
        row, column = int(element.get("r") or row + 2) - 1, -1
        if element.get("hidden") in ("1", "true"):
            found.hidden_rows.add(row)
    elif tag == "c":
        named = parse_address(element.get("r") or "")
        row, column = (named[0] - 1, named[1]) if named else (row, column + 1)
    if row >= LAST_ROW or column > LAST_COLUMN:
        raise ValueError("beyond the last row or column")
    return row, column


def _note(
    found: Scan, cell: etree._Element, row: int, column: int, struck: frozenset[bytes]
) -> None:
    kind = cell.get("t")
    value = cell.findtext("{*}v") or ""
    if len(cell):
        found.last_row = max(found.last_row, row)
        found.last_column = max(found.last_column, column)
        if (cell.get("s") or "").encode() in struck:
            found.struck_rows.add(row)
    if kind == "e":
        found.errors.append((row, column, value))
    elif kind == "b":
        found.truths.append((row, column, value.strip() == "1"))
    elif kind != "str" and not value and cell.find("{*}f") is not None:
        found.uncomputed.append((row, column))

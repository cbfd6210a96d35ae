"""Pictures of a workbook by cell: of drawings, and as WPS keeps them in cells."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ruralskills.errors import CannotRead
from ruralskills.readers.package import Package
from ruralskills.text.addresses import parse_address
from ruralskills.text.lazy_regex import regex

_LARGEST: Final = 1 << 26
"""Bytes of XML in one part. A form has some ten thousand."""
_CELL_IMAGES: Final = "xl/cellimages.xml"
_DISPLAYED: Final = regex(r'DISPIMG\s*\(\s*"([^"]+)"')

CellPictures = dict[tuple[int, int], list[bytes]]
"""Pictures by row and column, from 0."""


def pictures_by_sheet(content: bytes) -> dict[str, CellPictures]:
    """Return the pictures of each worksheet by its name, none for other files."""
    try:
        package = Package(content)
        return dict(_sheets(package))
    except (CannotRead, KeyError, ValueError):
        return {}


def _sheets(package: Package) -> Iterator[tuple[str, CellPictures]]:
    if "xl/workbook.xml" not in package.names:
        return
    targets = _relations(package, "xl/workbook.xml")
    in_cells = _cell_images(package)
    for sheet in _tree(package, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
        part = targets.get(_relation(sheet, "id"), "")
        if part not in package.names:
            continue
        found: CellPictures = defaultdict(list)
        for row, column, image in (*_drawn(package, part), *_displayed(package, part, in_cells)):
            found[row, column].append(image)
        yield sheet.get("name", ""), found


def _drawn(package: Package, sheet: str) -> Iterator[tuple[int, int, bytes]]:
    """Yield the pictures of a sheet's drawings."""
    for drawing in _relations(package, sheet).values():
        if "/drawings/drawing" not in drawing or drawing not in package.names:
            continue
        media = _relations(package, drawing)
        for anchor in _tree(package, drawing):
            start = anchor.find("{*}from")
            blip = anchor.find(".//{*}blip")
            if start is None or blip is None:
                continue
            part = media.get(_relation(blip, "embed"), "")
            if part in package.names:
                row, column = start.findtext("{*}row", ""), start.findtext("{*}col", "")
                if row.isdigit() and column.isdigit():
                    yield int(row), int(column), package.read(part)


def _displayed(
    package: Package, sheet: str, images: dict[str, bytes]
) -> Iterator[tuple[int, int, bytes]]:
    """Yield the pictures that WPS keeps in cells, by the formula that shows them."""
    if not images or package.size(sheet) > _LARGEST:
        return
    for cell in _tree(package, sheet).iterfind("{*}sheetData/{*}row/{*}c"):
        shown = _DISPLAYED.search("".join(map(str, cell.itertext())))
        place = parse_address(cell.get("r", ""))
        if shown and place and shown[1] in images:
            yield place[0] - 1, place[1], images[shown[1]]


def _cell_images(package: Package) -> dict[str, bytes]:
    if _CELL_IMAGES not in package.names:
        return {}
    media = _relations(package, _CELL_IMAGES)
    images = {}
    for image in _tree(package, _CELL_IMAGES).iterfind("{*}cellImage"):
        properties, blip = image.find(".//{*}cNvPr"), image.find(".//{*}blip")
        part = "" if blip is None else media.get(_relation(blip, "embed"), "")
        if properties is not None and part in package.names:
            images[properties.get("name", "")] = package.read(part)
    return images


def _relations(package: Package, part: str) -> dict[str, str]:
    """Return the targets of a part's relations by id."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.names:
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(
            posixpath.join("/" + folder, each.get("Target", "").replace("\\", "/"))
        ).lstrip("/")
        for each in _tree(package, relations).iterfind("{*}Relationship")
    }


def _relation(element: etree._Element, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name and "relationships" in str(key).lower():
            return str(value)
    return ""


def _tree(package: Package, part: str) -> etree._Element:
    package.refuse_entities(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(package.read(part), parser)
    except etree.XMLSyntaxError:
        raise CannotRead("文件已损坏") from None

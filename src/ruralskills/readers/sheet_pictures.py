"""Pictures of a workbook by cell: of drawings, and as WPS keeps them in cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ruralskills.errors import CannotRead
from ruralskills.readers.package import Package
from ruralskills.readers.package_tree import LARGEST, relation, relations, tree
from ruralskills.text.addresses import parse_address
from ruralskills.text.lazy_regex import regex

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
    targets = relations(package, "xl/workbook.xml")
    in_cells = _cell_images(package)
    for sheet in tree(package, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
        part = targets.get(relation(sheet, "id"), "")
        if part not in package.names:
            continue
        found: CellPictures = defaultdict(list)
        for row, column, image in (*_drawn(package, part), *_displayed(package, part, in_cells)):
            found[row, column].append(image)
        yield sheet.get("name", ""), found


def _drawn(package: Package, sheet: str) -> Iterator[tuple[int, int, bytes]]:
    """Yield the pictures of a sheet's drawings."""
    for drawing in relations(package, sheet).values():
        if "/drawings/drawing" not in drawing or drawing not in package.names:
            continue
        media = relations(package, drawing)
        for anchor in tree(package, drawing):
            start = anchor.find("{*}from")
            blip = anchor.find(".//{*}blip")
            if start is None or blip is None:
                continue
            part = media.get(relation(blip, "embed"), "")
            if part in package.names:
                row, column = start.findtext("{*}row", ""), start.findtext("{*}col", "")
                if row.isdigit() and column.isdigit():
                    yield int(row), int(column), package.read(part)


def _displayed(
    package: Package, sheet: str, images: dict[str, bytes]
) -> Iterator[tuple[int, int, bytes]]:
    """Yield the pictures that WPS keeps in cells, by the formula that shows them."""
    if not images or package.size(sheet) > LARGEST:
        return
    for cell in tree(package, sheet).iterfind("{*}sheetData/{*}row/{*}c"):
        shown = _DISPLAYED.search("".join(map(str, cell.itertext())))
        place = parse_address(cell.get("r", ""))
        if shown and place and shown[1] in images:
            yield place[0] - 1, place[1], images[shown[1]]


def _cell_images(package: Package) -> dict[str, bytes]:
    if _CELL_IMAGES not in package.names:
        return {}
    media = relations(package, _CELL_IMAGES)
    images = {}
    for image in tree(package, _CELL_IMAGES).iterfind("{*}cellImage"):
        properties, blip = image.find(".//{*}cNvPr"), image.find(".//{*}blip")
        part = "" if blip is None else media.get(relation(blip, "embed"), "")
        if properties is not None and part in package.names:
            images[properties.get("name", "")] = package.read(part)
    return images

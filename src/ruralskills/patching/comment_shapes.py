"""Boxes of comments: shapes in a VML drawing, which is often no well-formed XML.

The drawing is changed as bytes, and as little of it as possible.  A box of ours is as large as its
text.  That of somebody else's comment grows by our paragraph and shrinks again by the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ruralskills.patching.cell_geometry import CellGeometry
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.xml import (
    attributes,
    child_elements,
    insert_before_last,
    prefix_of,
    start_tag,
)
from ruralskills.text.addresses import Address
from ruralskills.text.lazy_regex import regex
from ruralskills.text.width import lines

_DRAWING: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BLOCK: Final = 1024
"""Ids in a block, of which the first is not used."""
_AFTER_DRAWING: Final = (
    b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems",
    b"tableParts", b"extLst", b"AlternateContent",
)  # fmt: skip
"""Elements behind the reference to the drawing, in the order of the standard."""
_SHAPE_TYPE: Final = (
    b'<v:shapetype%s id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,'
    b'l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    b"</v:shapetype>"
)
_NEW_DRAWING: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="%d"/></o:shapelayout></xml>'
)
_SHAPE: Final = (
    b'<v:shape%s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:80pt;'
    b'margin-top:5pt;width:%dpt;height:%dpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1"'
    b' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    b'<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    b"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, %d, %d, %d, %d, %d, %d, %d</x:Anchor>"
    b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData>"
    b"</v:shape>"
)
_NAMESPACES: Final = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_SHAPE_TAG: Final = regex(rb"<(/?)[\w.-]+:shape(?=[\s>/])[^<>]*?(/?)>")
_WIDTH: Final = 280
"""Pixels that a box of ours is wide."""
_LINE_WIDTH: Final = 40
"""Columns of text that go into a line of it, a Chinese character taking two."""
_LINE_HEIGHT, _PADDING = 16, 14
"""Pixels of a line, and pixels above the first and below the last."""


def text_height(text: str) -> int:
    """Return the pixels that a text takes in a box.

    >>> text_height("性别与身份证号不符"), text_height("性" * 21)
    (16, 32)
    """
    return _LINE_HEIGHT * lines(text, _LINE_WIDTH)


class IdBlocks:
    """The blocks of ids that the drawings of a workbook use."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._last: int | None = None

    def take(self) -> int:
        """Return a block that no drawing uses, and that is not returned again."""
        if self._last is None:  # no drawing is read twice, however many sheets get one
            drawings = (name for name in self._parts.names if name.lower().endswith(".vml"))
            used = (_blocks_of(self._parts.read(name)) for name in drawings)
            self._last = max((number for blocks in used for number in blocks), default=0)
        self._last += 1
        return self._last


@dataclass(slots=True)
class CommentShapes:
    """The boxes of one sheet's comments."""

    parts: Parts
    sheet: str
    """The sheet's part."""
    blocks: IdBlocks
    _drawing: str = field(init=False, default="")

    def __post_init__(self) -> None:
        for relation in self.parts.relations(self.sheet):
            if (
                relation.kind == "vmlDrawing"
                and relation.target in self.parts
                and self._is_of_comments(relation.id)
            ):
                self._drawing = relation.target

    def _is_of_comments(self, identifier: str) -> bool:
        """Return True for the drawing of the comments, and not that of the page header."""
        reference = _drawing_reference(self.parts.read(self.sheet))
        return reference is not None and identifier.encode() in attributes(reference[0]).values()

    def add(self, texts: Mapping[Address, str]) -> None:
        """Draw the boxes of new comments."""
        if not self._drawing:
            self._add_drawing()
        part = self.parts.read(self._drawing)
        geometry = CellGeometry(self.parts.read(self.sheet))
        blocks = _blocks_of(part)
        used = {int(n) for n in re.findall(rb"_x0000_s(\d+)", part)}
        namespaces = _undeclared_namespaces(part)
        shapes = [] if b"_x0000_t202" in part else [_SHAPE_TYPE % namespaces]
        number = max((n for n in used if n // _BLOCK in blocks), default=blocks[-1] * _BLOCK)
        for order, (address, text) in enumerate(sorted(texts.items()), 1):
            number += 1
            if number % _BLOCK == 0 or number // _BLOCK not in blocks:
                blocks.append(self.blocks.take())
                number = blocks[-1] * _BLOCK + 1
            shapes.append(_shape(namespaces, number, order + len(used), address, text, geometry))
        declared = b'data="%s"' % ",".join(map(str, blocks)).encode()
        part = part.replace(_id_blocks(part), declared, 1)
        self.parts.set(self._drawing, insert_before_last(part, b"</xml>", b"".join(shapes)))

    def remove(self, addresses: set[Address]) -> None:
        """Remove the boxes of some comments."""
        if addresses and self._drawing:
            part = self.parts.read(self._drawing)
            kept = _with_shapes(part, lambda each: b"" if _address_of(each) in addresses else each)
            self.parts.set(self._drawing, kept)

    def grow(self, pixels: Mapping[Address, int]) -> None:
        """Make the boxes of some comments higher, or lower if negative."""
        if not (pixels and self._drawing):
            return
        geometry = CellGeometry(self.parts.read(self.sheet))

        def grown(shape: bytes) -> bytes:
            address = _address_of(shape)
            more = pixels.get(address, 0) if address else 0
            return _grow_shape(shape, more, geometry) if more else shape

        self.parts.set(self._drawing, _with_shapes(self.parts.read(self._drawing), grown))

    def _add_drawing(self) -> None:
        """Give the sheet its first drawing."""
        self._drawing = self.parts.free_name("xl/drawings/vmlDrawing{}.vml")
        self.parts.set(self._drawing, _NEW_DRAWING % self.blocks.take())
        self.parts.declare_extension("vml", _DRAWING)
        identifier = self.parts.relate(self.sheet, "vmlDrawing", self._drawing)
        sheet = _with_drawing(self.parts.read(self.sheet), identifier, self.parts.is_strict)
        self.parts.set(self.sheet, sheet)


def _with_shapes(part: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a drawing whose shapes with content are changed, passed over once."""
    pieces: list[bytes] = []
    at, start = 0, -1
    for tag in _SHAPE_TAG.finditer(part):
        closing, empty = tag.groups()
        if not closing:
            start = -1 if empty else tag.start()
        elif start >= 0:
            pieces += part[at:start], change(part[start : tag.end()])
            at, start = tag.end(), -1
    return b"".join((*pieces, part[at:]))


def _drawing_reference(sheet: bytes) -> re.Match[bytes] | None:
    """Return a sheet's reference to the drawing of its comments."""
    start = max(sheet.rfind(b"sheetData"), 0)
    return re.compile(rb"<(?:[\w.-]+:)?legacyDrawing\s[^>]*>").search(sheet, start)


def _id_blocks(part: bytes) -> bytes:
    """Return the attribute in which a drawing lists its blocks of ids."""
    match = re.search(rb"""idmap(?:(?!idmap)[^<>])*?\b(data=["'][\d,\s]+["'])""", part)
    return match[1] if match else b'data="1"'


def _blocks_of(part: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"\d+", _id_blocks(part))]


def _address_of(shape: bytes) -> Address | None:
    """Return the cell whose comment a box holds."""
    row = re.search(rb":Row>\s*(\d+)\s*</", shape)
    column = re.search(rb":Column>\s*(\d+)\s*</", shape)
    return (int(row[1]) + 1, int(column[1])) if row and column else None


def _grow_shape(shape: bytes, pixels: int, geometry: CellGeometry) -> bytes:
    """Return a box with its bottom edge moved."""
    anchor = re.search(rb"(:Anchor>(?:\s*\d+\s*,){6}\s*)(\d+)(\s*,\s*)(\d+)", shape)
    if anchor is None:
        return shape
    bottom = geometry.row_below(int(anchor[2]), int(anchor[4]), pixels)
    moved = anchor[1] + b"%d" % bottom[0] + anchor[3] + b"%d" % bottom[1]
    return shape[: anchor.start()] + moved + shape[anchor.end() :]


def _undeclared_namespaces(part: bytes) -> bytes:
    """Return the declarations that our shapes need and the root of the drawing lacks."""
    root = part[part.find(b"<xml") :].partition(b">")[0]
    return b"".join(
        b' xmlns:%s="%s"' % (prefix, name)
        for prefix, name in _NAMESPACES.items()
        if b"xmlns:%s=" % prefix not in root
    )


def _shape(
    namespaces: bytes, number: int, order: int, address: Address, text: str, geometry: CellGeometry
) -> bytes:
    """Return the box of a comment, to the right of its cell."""
    row, column = address
    height = text_height(text) + _PADDING
    left, top = (column + 1, 15), (max(row - 2, 0), 4)
    right = geometry.column_right_of(*left, _WIDTH)
    bottom = geometry.row_below(*top, height)
    size = (_WIDTH * 3 // 4, height * 3 // 4, order)
    return _SHAPE % (namespaces, number, *size, *left, *top, *right, *bottom, row - 1, column)


def _with_drawing(sheet: bytes, identifier: str, is_strict: bool) -> bytes:
    """Return a sheet with a reference to a drawing, in the standard's order."""
    prefix = prefix_of(sheet, b"worksheet")
    family = (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        if is_strict
        else b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    root = sheet[: sheet.index(b"sheetData")]
    declared = re.search(rb"""xmlns:([\w.-]+)=["']""" + re.escape(family) + rb"""["']""", root)
    name = declared[1] if declared else b"r"
    values = {} if declared else {b"xmlns:r": family}
    tag = start_tag(
        prefix + b"legacyDrawing", {**values, name + b":id": identifier.encode()}, b"/>"
    )
    stale = _drawing_reference(sheet)  # to a drawing that is not there
    if stale is not None:
        sheet = sheet[: stale.start()] + sheet[stale.end() :]
    end = sheet.rindex(b"</" + prefix + b"worksheet")
    start = sheet.index(b">", sheet.rindex(b"sheetData", 0, end)) + 1
    children = child_elements(sheet, start, end)
    at = next((child for name, child, _ in children if name in _AFTER_DRAWING), end)
    whole = memoryview(sheet)
    return b"".join((whole[:at], tag, whole[at:]))

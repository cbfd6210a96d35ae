"""The boxes in which notes stand: shapes in a drawing of an old language that is often no XML.

The drawing is changed as bytes, and so little of it as can be.  A box of ours is as large as its
text; that of somebody's note grows by what ours takes, and shrinks again by the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ruralskills.patching.cell_geometry import Room
from ruralskills.patching.cells import Place
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.xml import attributes, elements, inserted, prefix_of, start_tag
from ruralskills.text.lazy_regex import regex
from ruralskills.text.width import lines

_DRAWING: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BLOCK: Final = 1024
"""Shapes to a block of ids; the first id of a block is not given away."""
_AFTER: Final = (
    b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems",
    b"tableParts", b"extLst", b"AlternateContent",
)  # fmt: skip
"""What stands behind the reference to the drawing of notes, by the order of the standard."""
_KIND: Final = (
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
_A_SHAPE: Final = regex(rb"<([\w.-]+:)shape\s.*?</\1shape>", re.DOTALL)
_WIDE: Final = 280
"""Pixels that a box of ours is wide."""
_LINE: Final = 40
"""Latin letters, or twice as many as Chinese signs, that go into a line of it."""
_HIGH, _EDGES = 16, 14
"""Pixels that a line takes, and what is above the first and below the last."""


def height_of(text: str) -> int:
    """The pixels that a text takes in a box.

    >>> height_of("性别与身份证号不符"), height_of("性" * 21)
    (16, 32)
    """
    return _HIGH * lines(text, _LINE)


@dataclass(slots=True)
class Boxes:
    """The boxes of one sheet's notes."""

    parts: Parts
    sheet: str
    """The sheet's part."""
    _drawing: str = field(init=False, default="")

    def __post_init__(self) -> None:
        for relation in self.parts.relations(self.sheet):
            if (
                relation.kind == "vmlDrawing"
                and relation.target in self.parts
                and self._is_of_notes(relation.id)
            ):
                self._drawing = relation.target

    def _is_of_notes(self, identifier: str) -> bool:
        """Whether a drawing is that of the notes: pictures of headers are drawn in another."""
        found = _reference(self.parts.read(self.sheet))
        return found is not None and identifier.encode() in attributes(found[0]).values()

    def add(self, texts: Mapping[Place, str]) -> None:
        """Draw the boxes of new notes."""
        if not self._drawing:
            self._begin()
        part = self.parts.read(self._drawing)
        room = Room(self.parts.read(self.sheet))
        blocks = [int(n) for n in re.findall(rb"\d+", _idmap(part))]
        used = {int(n) for n in re.findall(rb"_x0000_s(\d+)", part)}
        undeclared = _undeclared(part)
        shapes = [] if b"_x0000_t202" in part else [_KIND % undeclared]
        number = max((n for n in used if n // _BLOCK in blocks), default=blocks[-1] * _BLOCK)
        for order, (place, text) in enumerate(sorted(texts.items()), 1):
            number += 1
            if number % _BLOCK == 0 or number // _BLOCK not in blocks:
                blocks.append(self._free_block(blocks))
                number = blocks[-1] * _BLOCK + 1
            shapes.append(_shape(undeclared, number, order + len(used), place, text, room))
        part = part.replace(_idmap(part), b'data="%s"' % ",".join(map(str, blocks)).encode(), 1)
        self.parts.set(self._drawing, inserted(part, b"</xml>", b"".join(shapes)))

    def remove(self, places: set[Place]) -> None:
        """Take the boxes of some notes away."""
        if places and self._drawing:
            part = self.parts.read(self._drawing)
            part = _A_SHAPE.sub(lambda m: b"" if _place_of(m[0]) in places else m[0], part)
            self.parts.set(self._drawing, part)

    def grow(self, pixels: Mapping[Place, int]) -> None:
        """Make the boxes of some notes higher, or lower, by so much."""
        if not (pixels and self._drawing):
            return
        room = Room(self.parts.read(self.sheet))

        def grown(found: re.Match[bytes]) -> bytes:
            place = _place_of(found[0])
            more = pixels.get(place, 0) if place else 0
            return _grown(found[0], more, room) if more else found[0]

        self.parts.set(self._drawing, _A_SHAPE.sub(grown, self.parts.read(self._drawing)))

    def _begin(self) -> None:
        self._drawing = self.parts.free_name("xl/drawings/vmlDrawing{}.vml")
        self.parts.set(self._drawing, _NEW_DRAWING % self._free_block([]))
        self.parts.declare_extension("vml", _DRAWING)
        identifier = self.parts.relate(self.sheet, "vmlDrawing", self._drawing)
        sheet = _with_drawing(self.parts.read(self.sheet), identifier, self.parts)
        self.parts.set(self.sheet, sheet)

    def _free_block(self, mine: list[int]) -> int:
        """A block of shape ids that no drawing of the workbook has."""
        held = set(mine)
        for name in self.parts.names:
            if name.lower().endswith(".vml") and name != self._drawing:
                held |= {int(n) for n in re.findall(rb"\d+", _idmap(self.parts.read(name)))}
        return max(held, default=0) + 1


def _reference(sheet: bytes) -> re.Match[bytes] | None:
    """A sheet's reference to the drawing of its notes."""
    behind = max(sheet.rfind(b"sheetData"), 0)
    return re.compile(rb"<(?:[\w.-]+:)?legacyDrawing\s[^>]*>").search(sheet, behind)


def _idmap(part: bytes) -> bytes:
    found = re.search(rb"""idmap[^>]*?\b(data=["'][\d,\s]+["'])""", part)
    return found[1] if found else b'data="1"'


def _place_of(shape: bytes) -> Place | None:
    """The cell whose note stands in a box."""
    row = re.search(rb":Row>\s*(\d+)\s*</", shape)
    column = re.search(rb":Column>\s*(\d+)\s*</", shape)
    return (int(row[1]) + 1, int(column[1])) if row and column else None


def _grown(shape: bytes, pixels: int, room: Room) -> bytes:
    found = re.search(rb"(:Anchor>(?:\s*\d+\s*,){6}\s*)(\d+)(\s*,\s*)(\d+)", shape)
    if found is None:
        return shape
    bottom = room.down(int(found[2]), int(found[4]), pixels)
    anchor = found[1] + b"%d" % bottom[0] + found[3] + b"%d" % bottom[1]
    return shape[: found.start()] + anchor + shape[found.end() :]


def _undeclared(part: bytes) -> bytes:
    """The names that our shapes speak in and that the drawing does not declare for all of it."""
    root = part[part.find(b"<xml") :].partition(b">")[0]
    return b"".join(
        b' xmlns:%s="%s"' % (prefix, name)
        for prefix, name in _NAMESPACES.items()
        if b"xmlns:%s=" % prefix not in root
    )


def _shape(
    undeclared: bytes, number: int, order: int, place: Place, text: str, room: Room
) -> bytes:
    row, column = place
    high = height_of(text) + _EDGES
    left, top = (column + 1, 15), (max(row - 2, 0), 4)
    right, bottom = room.right(*left, _WIDE), room.down(*top, high)
    size = (_WIDE * 3 // 4, high * 3 // 4, order)
    return _SHAPE % (undeclared, number, *size, *left, *top, *right, *bottom, row - 1, column)


def _with_drawing(sheet: bytes, identifier: str, parts: Parts) -> bytes:
    """A sheet that refers to the drawing of its notes, at its place in the standard's order."""
    prefix = prefix_of(sheet, b"worksheet")
    family = (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        if parts.is_strict
        else b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    root = sheet[: sheet.index(b"sheetData")]
    declared = re.search(rb"""xmlns:([\w.-]+)=["']""" + re.escape(family) + rb"""["']""", root)
    name = declared[1] if declared else b"r"
    values = {} if declared else {b"xmlns:r": family}
    tag = start_tag(
        prefix + b"legacyDrawing", {**values, name + b":id": identifier.encode()}, b"/>"
    )
    stale = _reference(sheet)  # of a drawing that is not there
    if stale is not None:
        sheet = sheet[: stale.start()] + sheet[stale.end() :]
    end = sheet.rindex(b"</" + prefix + b"worksheet")
    behind = sheet.index(b">", sheet.rindex(b"sheetData", 0, end)) + 1
    followers = (start for name, start, _ in elements(sheet, behind, end) if name in _AFTER)
    at = next(followers, end)
    whole = memoryview(sheet)
    return b"".join((whole[:at], tag, whole[at:]))

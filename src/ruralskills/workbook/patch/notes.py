"""Put notes to cells into a sheet's comments and drawing, beside the notes that are there.

A note of ours bears our author's name; where somebody's note stands already, ours is a paragraph
behind it that begins with our mark.  So a later run finds its own words and no others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ruralskills.diagnostic import column_letter
from ruralskills.workbook.patch.cells import Place
from ruralskills.workbook.patch.parts import Parts
from ruralskills.workbook.patch.xml import (
    attributes,
    elements,
    escaped,
    inserted,
    prefix_of,
    start_tag,
)
from ruralskills.workbook.scan import column_index

AUTHOR: Final = "台账核查"
MARK: Final = "【核查】"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_BLOCK: Final = 1024
"""Shapes to a block of ids; the first id of a block is not given away."""
_AFTER: Final = (
    b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems",
    b"tableParts", b"extLst",
)  # fmt: skip
"""What stands behind the reference to the drawing of notes, by the order of the standard."""
_NEW_DRAWING: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="%d"/></o:shapelayout><v:shapetype id="_x0000_t202"'
    b' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    b"</v:shapetype></xml>"
)
_SHAPE: Final = (
    b'<v:shape%s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:80pt;'
    b'margin-top:5pt;width:%dpt;height:%dpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1"'
    b' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    b'<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    b"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 4, %d, 15, %d, 4</x:Anchor>"
    b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData>"
    b"</v:shape>"
)
_NAMESPACES: Final = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_WIDE: Final = 4
"""Columns that a note covers."""
_LINE: Final = 17
"""Chinese characters in a line of a note."""


def _reference(place: Place) -> bytes:
    return f"{column_letter(place[1])}{place[0]}".encode()


def _place(reference: bytes) -> Place | None:
    found = re.fullmatch(rb"([A-Za-z]{1,3})(\d+)", reference)
    return (int(found[2]), column_index(found[1])) if found else None


@dataclass(slots=True)
class Notes:
    """The notes of one sheet, as they are being changed."""

    parts: Parts
    sheet: str
    """The sheet's part."""
    _comments: str = field(init=False, default="")
    _drawing: str = field(init=False, default="")

    def __post_init__(self) -> None:
        for relation in self.parts.relations(self.sheet):
            if relation.kind == "comments" and relation.target in self.parts:
                self._comments = relation.target
            elif relation.kind == "vmlDrawing" and self._is_of_notes(relation.id):
                self._drawing = relation.target

    def _is_of_notes(self, identifier: str) -> bool:
        """Whether a drawing is that of the notes: pictures of headers are drawn in another."""
        sheet = self.parts.read(self.sheet)
        found = re.search(rb"<(?:[\w.-]+:)?legacyDrawing\s[^>]*>", sheet)
        return found is not None and identifier.encode() in attributes(found[0]).values()

    @property
    def threaded(self) -> frozenset[Place]:
        """The cells that people converse about: their notes are written by the program itself."""
        places: set[Place] = set()
        for relation in self.parts.relations(self.sheet):
            if relation.kind == "threadedComment" and relation.target in self.parts:
                tags = re.findall(
                    rb"<(?:[\w.-]+:)?threadedComment\s[^>]*>", self.parts.read(relation.target)
                )
                places |= {p for tag in tags if (p := _place(attributes(tag).get(b"ref", b"")))}
        return frozenset(places)

    def taken_off(self) -> frozenset[Place]:
        """Take our own notes off and return where they stood."""
        if not self._comments:
            return frozenset()
        part = self.parts.read(self._comments)
        ours = _author_numbers(part, prefix_of(part, b"comments"))
        places: set[Place] = set()
        gone: set[Place] = set()

        def without_ours(found: re.Match[bytes]) -> bytes:
            values = attributes(found[0].partition(b">")[0])
            place = _place(values.get(b"ref", b""))
            if place is None:
                return found[0]
            if values.get(b"authorId") in ours:
                gone.add(place)
                return b""
            rest = _without_paragraph(found[0])
            if rest != found[0]:
                places.add(place)
            return rest

        part = _comment_pattern(part).sub(without_ours, part)
        self.parts.set(self._comments, part)
        if gone and self._drawing:
            self.parts.set(self._drawing, _without_shapes(self.parts.read(self._drawing), gone))
        return frozenset(places | gone)

    def put(self, texts: Mapping[Place, str]) -> None:
        """Put a note to each of some cells."""
        if not texts:
            return
        if not self._comments:
            self._begin()
        part = self.parts.read(self._comments)
        prefix = prefix_of(part, b"comments")
        left = dict(texts)

        def with_ours(found: re.Match[bytes]) -> bytes:
            place = _place(attributes(found[0].partition(b">")[0]).get(b"ref", b""))
            text = left.pop(place, None) if place else None
            return found[0] if text is None else _with_paragraph(found[0], prefix, text)

        part = _comment_pattern(part).sub(with_ours, part)
        if left:
            part, author = _with_author(part, prefix)
            new = b"".join(_comment(prefix, p, left[p], author) for p in sorted(left))
            part = _closed(part, prefix + b"commentList")
            part = inserted(part, b"</" + prefix + b"commentList>", new)
            self._draw(left)
        self.parts.set(self._comments, part)

    def _begin(self) -> None:
        """Give the sheet its first comments."""
        self._comments = self.parts.free_name("xl/comments{}.xml")
        main = _MAIN_STRICT if self.parts.is_strict else _MAIN
        self.parts.set(
            self._comments,
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="%s">'
            b"<authors></authors><commentList></commentList></comments>" % main,
        )
        self.parts.declare(self._comments, _COMMENTS)
        self.parts.relate(self.sheet, "comments", self._comments)

    def _draw(self, texts: Mapping[Place, str]) -> None:
        """Draw the boxes of new notes."""
        if not self._drawing or self._drawing not in self.parts:
            self._begin_drawing()
        part = self.parts.read(self._drawing)
        blocks = [int(n) for n in re.findall(rb"\d+", _idmap(part))]
        used = {int(n) for n in re.findall(rb"_x0000_s(\d+)", part)}
        shapes: list[bytes] = []
        undeclared = _undeclared(part)
        number = max((n for n in used if n // _BLOCK in blocks), default=blocks[-1] * _BLOCK)
        for order, (place, text) in enumerate(sorted(texts.items()), 1):
            number += 1
            if number % _BLOCK == 0 or number // _BLOCK not in blocks:
                blocks.append(self._free_block(blocks))
                number = blocks[-1] * _BLOCK + 1
            shapes.append(_shape(undeclared, number, order + len(used), place, text))
        part = part.replace(_idmap(part), b'data="%s"' % ",".join(map(str, blocks)).encode(), 1)
        self.parts.set(self._drawing, inserted(part, b"</xml>", b"".join(shapes)))

    def _begin_drawing(self) -> None:
        self._drawing = self.parts.free_name("xl/drawings/vmlDrawing{}.vml")
        self.parts.set(self._drawing, _NEW_DRAWING % self._free_block([]))
        self.parts.declare_extension("vml", _DRAWING)
        identifier = self.parts.relate(self.sheet, "vmlDrawing", self._drawing)
        self.parts.set(
            self.sheet, _with_drawing(self.parts.read(self.sheet), identifier, self.parts)
        )

    def _free_block(self, mine: list[int]) -> int:
        """A block of shape ids that no drawing of the workbook has."""
        held = set(mine)
        for name in self.parts.names:
            if name.lower().endswith(".vml") and name != self._drawing:
                held |= {int(n) for n in re.findall(rb"\d+", _idmap(self.parts.read(name)))}
        return max(held, default=0) + 1


def _idmap(part: bytes) -> bytes:
    found = re.search(rb"""idmap[^>]*?\b(data=["'][\d,\s]+["'])""", part)
    return found[1] if found else b'data="1"'


def _comment_pattern(part: bytes) -> re.Pattern[bytes]:
    name = prefix_of(part, b"comments") + b"comment"
    return re.compile(rb"<" + name + rb"\s[^>]*?(?:/>|>.*?</" + name + rb">)", re.DOTALL)


def _author_numbers(part: bytes, prefix: bytes) -> set[bytes]:
    """The numbers under which our name stands among the authors."""
    name = prefix + b"author"
    authors = re.findall(rb"<" + name + rb"(?:/>|>(.*?)</" + name + rb">)", part, re.DOTALL)
    return {b"%d" % n for n, author in enumerate(authors) if author == escaped(AUTHOR)}


def _closed(part: bytes, name: bytes) -> bytes:
    """A part in which an element without content has a closing tag to insert before."""
    return re.sub(rb"<" + name + rb"\s*/>", b"<" + name + b"></" + name + b">", part, count=1)


def _with_author(part: bytes, prefix: bytes) -> tuple[bytes, bytes]:
    """The part with our name among its authors, and the name's number."""
    numbers = _author_numbers(part, prefix)
    if numbers:
        return part, min(numbers)
    part = _closed(part, prefix + b"authors")
    name = prefix + b"author"
    count = len(re.findall(rb"<" + name + rb"(?:/>|>)", part))
    new = b"<%s>%s</%s>" % (name, escaped(AUTHOR), name)
    return inserted(part, b"</" + prefix + b"authors>", new), b"%d" % count


def _runs(prefix: bytes, text: str) -> bytes:
    """Text as a run in the size of notes."""
    return (
        b'<%(p)sr><%(p)srPr><%(p)ssz val="9"/><%(p)srFont val="\xe5\xae\x8b\xe4\xbd\x93"/></%(p)srPr>'
        b'<%(p)st xml:space="preserve">%(t)s</%(p)st></%(p)sr>'
    ) % {b"p": prefix, b"t": escaped(text)}


def _comment(prefix: bytes, place: Place, text: str, author: bytes) -> bytes:
    values = {b"ref": _reference(place), b"authorId": author}
    head = start_tag(prefix + b"comment", values)
    return head + b"<%stext>%s</%stext></%scomment>" % (
        prefix, _runs(prefix, text), prefix, prefix,
    )  # fmt: skip


def _with_paragraph(comment: bytes, prefix: bytes, text: str) -> bytes:
    """Somebody's note with ours behind it; plain text becomes a run, for runs and text do not mix."""
    comment = _closed(comment, prefix + b"text")
    comment = re.sub(
        rb"(<" + prefix + rb"text>\s*)(<" + prefix + rb"t\b.*?</" + prefix + rb"t>)(?=\s*</"
        + prefix + rb"text>)",
        rb"\g<1><" + prefix + rb"r>\g<2></" + prefix + rb"r>",
        comment,
        count=1,
        flags=re.DOTALL,
    )  # fmt: skip
    return inserted(comment, b"</" + prefix + b"text>", _runs(prefix, f"\n{MARK}{text}"))


def _without_paragraph(comment: bytes) -> bytes:
    """Somebody's note without our paragraph."""
    ours = re.compile(
        rb"<((?:[\w.-]+:)?)r>(?:(?!</\1r>).)*?<\1t[^>]*>\s*" + escaped(MARK) + rb".*?</\1r>",
        re.DOTALL,
    )
    return ours.sub(b"", comment)


def _without_shapes(part: bytes, places: set[Place]) -> bytes:
    def kept(found: re.Match[bytes]) -> bytes:
        row = re.search(rb":Row>\s*(\d+)\s*</", found[0])
        column = re.search(rb":Column>\s*(\d+)\s*</", found[0])
        ours = row and column and (int(row[1]) + 1, int(column[1])) in places
        return b"" if ours else found[0]

    return re.sub(rb"<([\w.-]+:)shape\s.*?</\1shape>", kept, part, flags=re.DOTALL)


def _undeclared(part: bytes) -> bytes:
    """The names that our shapes speak in and that the drawing does not declare for all of it."""
    root = part[part.find(b"<xml") :].partition(b">")[0]
    return b"".join(
        b' xmlns:%s="%s"' % (prefix, name)
        for prefix, name in _NAMESPACES.items()
        if b"xmlns:%s=" % prefix not in root
    )


def _shape(undeclared: bytes, number: int, order: int, place: Place, text: str) -> bytes:
    row, column = place
    rows = sum(1 + len(line) // _LINE for line in text.split("\n")) + 1
    size = (240, 13 * rows + 6, order)
    anchor = (column + 1, max(row - 2, 0), column + 1 + _WIDE, max(row - 2, 0) + rows)
    return _SHAPE % (undeclared, number, *size, *anchor, row - 1, column)


def _with_drawing(sheet: bytes, identifier: str, parts: Parts) -> bytes:
    """A sheet that refers to the drawing of its notes, at its place in the standard's order."""
    prefix = prefix_of(sheet, b"worksheet")
    family = (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        if parts.is_strict
        else b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    declared = re.search(
        rb"""xmlns:([\w.-]+)=["']""" + re.escape(family) + rb"""["']""", sheet[:8192]
    )
    name = declared[1] if declared else b"r"
    values = {} if declared else {b"xmlns:r": family}
    tag = start_tag(
        prefix + b"legacyDrawing", {**values, name + b":id": identifier.encode()}, b"/>"
    )
    end = sheet.rindex(b"</" + prefix + b"worksheet")
    behind = sheet.index(b">", sheet.rindex(b"sheetData", 0, end)) + 1
    followers = (start for name, start, _ in elements(sheet, behind, end) if name in _AFTER)
    at = next(followers, end)
    whole = memoryview(sheet)
    return b"".join((whole[:at], tag, whole[at:]))

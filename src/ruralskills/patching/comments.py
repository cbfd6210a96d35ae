"""Put notes to cells into a sheet's comments, beside the notes that are there.

A note of ours bears our author's name; where somebody's note stands already, ours is a paragraph
behind it that begins with our mark.  So a later run finds its own words and no others: what somebody
has typed into a note of ours stays too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ruralskills.patching.cells import Place
from ruralskills.patching.comment_shapes import Boxes, height_of
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.xml import (
    attributes,
    escaped,
    inserted,
    prefix_of,
    start_tag,
    text_of,
    unescaped,
)
from ruralskills.text.addresses import cell_address, parse_address
from ruralskills.text.lazy_regex import regex

AUTHOR: Final = "台账核查"
MARK: Final = "【核查】"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_OURS: Final = regex("【核查】|〔[^〕]{1,4}〕|→ |可能是：|依据：")
"""What each line of a note of ours begins with."""
_BEGINS: Final = regex("〔(?:填错|未达标|待核|提示)〕")


@dataclass(slots=True)
class Notes:
    """The notes of one sheet, as they are being changed."""

    parts: Parts
    sheet: str
    """The sheet's part."""
    _comments: str = field(init=False, default="")

    def __post_init__(self) -> None:
        for relation in self.parts.relations(self.sheet):
            if relation.kind == "comments" and relation.target in self.parts:
                self._comments = relation.target

    @property
    def threaded(self) -> frozenset[Place]:
        """The cells that people converse about: their notes are written by the program itself."""
        places: set[Place] = set()
        for relation in self.parts.relations(self.sheet):
            if relation.kind == "threadedComment" and relation.target in self.parts:
                tags = re.findall(
                    rb"<(?:[\w.-]+:)?threadedComment\s[^>]*>", self.parts.read(relation.target)
                )
                places |= {
                    p for tag in tags if (p := parse_address(attributes(tag).get(b"ref", b"")))
                }
        return frozenset(places)

    def take_off(self) -> None:
        """Take our own notes off, with their boxes."""
        if not self._comments:
            return
        part = self.parts.read(self._comments)
        prefix = prefix_of(part, b"comments")
        ours = _author_numbers(part, prefix)
        gone: set[Place] = set()
        shrunk: dict[Place, int] = {}

        def without_ours(found: re.Match[bytes]) -> bytes:
            values = attributes(found[0].partition(b">")[0])
            place = parse_address(values.get(b"ref", b""))
            if place is None:
                return found[0]
            said = text_of(found[0])
            if values.get(b"authorId") in ours or _is_ours(said):
                rest = _others_words(said)
                if not rest:
                    gone.add(place)
                    return b""
                return _comment(prefix, place, rest, values.get(b"authorId", b"0"))
            rest_of_it, taken = _without_paragraph(found[0], prefix)
            if taken:
                shrunk[place] = -height_of(taken)
            return rest_of_it

        part = _comment_pattern(part).sub(without_ours, part)
        self.parts.set(self._comments, part)
        boxes = Boxes(self.parts, self.sheet)
        boxes.grow(shrunk)
        boxes.remove(gone)

    def put(self, texts: Mapping[Place, str]) -> None:
        """Put a note to each of some cells."""
        if not texts:
            return
        if not self._comments:
            self._begin()
        part = self.parts.read(self._comments)
        prefix = prefix_of(part, b"comments")
        left = dict(texts)
        grown: dict[Place, int] = {}

        def with_ours(found: re.Match[bytes]) -> bytes:
            place = parse_address(attributes(found[0].partition(b">")[0]).get(b"ref", b""))
            if place is None or place not in left:
                return found[0]
            paragraph = MARK + left.pop(place)
            grown[place] = height_of(paragraph)
            return _with_paragraph(found[0], prefix, paragraph)

        part = _comment_pattern(part).sub(with_ours, part)
        boxes = Boxes(self.parts, self.sheet)
        boxes.grow(grown)
        if left:
            part, author = _with_author(part, prefix)
            new = b"".join(_comment(prefix, p, left[p], author) for p in sorted(left))
            part = _closed(part, prefix + b"commentList")
            part = inserted(part, b"</" + prefix + b"commentList>", new)
            boxes.add(left)
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


def _is_ours(text: str) -> bool:
    """Whether a note is one of ours of which a program has forgotten the author."""
    return _BEGINS.match(text) is not None and not _others_words(text)


def _others_words(text: str) -> str:
    """What stands in a note of ours and is not of us: somebody has answered there."""
    return "\n".join(line for line in text.split("\n") if line and not _OURS.match(line))


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


def _run(prefix: bytes, text: str) -> bytes:
    """Text as a run in the size of notes."""
    return (
        b'<%(p)sr><%(p)srPr><%(p)ssz val="9"/><%(p)srFont val="\xe5\xae\x8b\xe4\xbd\x93"/></%(p)srPr>'
        b'<%(p)st xml:space="preserve">%(t)s</%(p)st></%(p)sr>'
    ) % {b"p": prefix, b"t": escaped(text)}


def _comment(prefix: bytes, place: Place, text: str, author: bytes) -> bytes:
    values = {b"ref": cell_address(*place).encode(), b"authorId": author}
    head = start_tag(prefix + b"comment", values)
    return head + b"<%stext>%s</%stext></%scomment>" % (
        prefix, _run(prefix, text), prefix, prefix,
    )  # fmt: skip


def _with_paragraph(comment: bytes, prefix: bytes, paragraph: str) -> bytes:
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
    return inserted(comment, b"</" + prefix + b"text>", _run(prefix, f"\n{paragraph}"))


def _without_paragraph(comment: bytes, prefix: bytes) -> tuple[bytes, str]:
    """Somebody's note without our paragraph, wherever a program has put it, and that paragraph."""
    taken: list[str] = []
    text = re.compile(
        rb"(<" + prefix + rb"t(?:\s[^>]*)?>)(.*?)(</" + prefix + rb"t\s*>)", re.DOTALL
    )

    def without(found: re.Match[bytes]) -> bytes:
        head, mark, tail = unescaped(found[2]).partition(MARK)
        if not mark:
            return found[0]
        rest = _others_words(mark + tail)
        taken.extend(line for line in (mark + tail).split("\n") if line and _OURS.match(line))
        kept = head + rest if rest else head.removesuffix("\n")
        return found[1] + escaped(kept) + found[3]

    comment = text.sub(without, comment)
    if taken:
        empty = rb"<%sr>(?:(?!</%sr>).)*?<%st(?:\s[^>]*)?></%st\s*></%sr>" % ((prefix,) * 5)
        comment = re.sub(empty, b"", comment, flags=re.DOTALL)
    return comment, "\n".join(taken)

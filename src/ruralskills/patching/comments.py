"""Comments to cells of a sheet, ours beside those of other people.

A comment of ours bears our author's name.  Where somebody's comment stands already, ours is a
paragraph behind it that begins with our mark.  So a later run finds its own words and no others, and
what somebody has typed into a comment of ours stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.patching.comment_shapes import CommentShapes, IdBlocks, text_height
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.xml import (
    attributes,
    escape,
    insert_before_last,
    parsed,
    prefix_of,
    start_tag,
    text_of,
    unescape,
    with_closing_tag,
)
from ruralskills.text.addresses import Address, cell_address, parse_address
from ruralskills.text.lazy_regex import regex

AUTHOR: Final = "台账核查"
MARK: Final = "【核查】"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_OUR_LINE: Final = regex("【核查】|〔[^〕]{1,4}〕|→ |可能是：|依据：")
"""Start of each line of a comment of ours."""
_OUR_FIRST_LINE: Final = regex("〔(?:填错|未达标|待核|提示)〕")


@dataclass(slots=True)
class Comments:
    """The comments of one sheet, as they are being changed."""

    parts: Parts
    sheet: str
    """The sheet's part."""
    blocks: IdBlocks
    _comments: str = field(init=False, default="")
    """The part with its comments, empty for none."""

    def __post_init__(self) -> None:
        for relation in self.parts.relations(self.sheet):
            if relation.kind == "comments" and relation.target in self.parts:
                self._comments = relation.target
                # patterns for comments may rest on each having an end
                if parsed(self.parts.read(self._comments)) is None:
                    raise CannotRead(f"批注部分不完整或已损坏，不能原样改写。{SAVE_AS}")

    @property
    def threaded(self) -> frozenset[Address]:
        """Cells with a conversation, whose comments the spreadsheet program writes itself."""
        addresses: set[Address] = set()
        for relation in self.parts.relations(self.sheet):
            if relation.kind == "threadedComment" and relation.target in self.parts:
                tags = re.findall(
                    rb"<(?:[\w.-]+:)?threadedComment\s[^<>]*>", self.parts.read(relation.target)
                )
                addresses.update(address for tag in tags if (address := _address_of(tag)))
        return frozenset(addresses)

    def remove_ours(self) -> None:
        """Remove our comments and paragraphs, with their boxes."""
        if not self._comments:
            return
        part = self.parts.read(self._comments)
        prefix = prefix_of(part, b"comments")
        our_numbers = _our_author_numbers(part, prefix)
        removed: set[Address] = set()
        shrunk: dict[Address, int] = {}

        def without_ours(match: re.Match[bytes]) -> bytes:
            comment = match[0]
            address = _address_of(comment)
            if address is None:
                return comment
            author = attributes(comment.partition(b">")[0]).get(b"authorId")
            text = text_of(comment)
            if author in our_numbers or _is_ours(text):
                if not (rest := _others_lines(text)):
                    removed.add(address)
                    return b""
                return _comment_xml(prefix, address, rest, author or b"0")
            comment, ours = _without_paragraph(comment, prefix)
            if ours:
                shrunk[address] = -text_height(ours)
            return comment

        part = _comment_pattern(part).sub(without_ours, part)
        self.parts.set(self._comments, part)
        shapes = CommentShapes(self.parts, self.sheet, self.blocks)
        shapes.grow(shrunk)
        shapes.remove(removed)

    def add(self, texts: Mapping[Address, str]) -> None:
        """Add a comment to each of some cells."""
        if not texts:
            return
        if not self._comments:
            self._add_part()
        part = self.parts.read(self._comments)
        prefix = prefix_of(part, b"comments")
        left = dict(texts)
        grown: dict[Address, int] = {}

        def with_ours(match: re.Match[bytes]) -> bytes:
            address = _address_of(match[0])
            if address is None or address not in left:
                return match[0]
            paragraph = MARK + left.pop(address)
            grown[address] = text_height(paragraph)
            return _with_paragraph(match[0], prefix, paragraph)

        part = _comment_pattern(part).sub(with_ours, part)
        shapes = CommentShapes(self.parts, self.sheet, self.blocks)
        shapes.grow(grown)
        if left:
            part, author = _with_our_author(part, prefix)
            new = b"".join(_comment_xml(prefix, a, left[a], author) for a in sorted(left))
            part = with_closing_tag(part, prefix + b"commentList")
            part = insert_before_last(part, b"</" + prefix + b"commentList>", new)
            shapes.add(left)
        self.parts.set(self._comments, part)

    def _add_part(self) -> None:
        """Give the sheet its first part with comments."""
        self._comments = self.parts.free_name("xl/comments{}.xml")
        main = _MAIN_STRICT if self.parts.is_strict else _MAIN
        self.parts.set(
            self._comments,
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="%s">'
            b"<authors></authors><commentList></commentList></comments>" % main,
        )
        self.parts.declare(self._comments, _COMMENTS)
        self.parts.relate(self.sheet, "comments", self._comments)


def words_of_people(part: bytes) -> Iterator[tuple[str, str]]:
    """Yield the cell and the words of each comment that holds words of a person."""
    if parsed(part) is None:
        return
    prefix = prefix_of(part, b"comments")
    ours = _our_author_numbers(part, prefix)
    for comment in _comment_pattern(part).findall(part):
        address, text = _address_of(comment), text_of(comment)
        author = attributes(comment.partition(b">")[0]).get(b"authorId")
        is_ours = author in ours or _is_ours(text)
        words = _others_lines(text) if is_ours else _others_lines(text.replace(MARK, f"\n{MARK}"))
        if address and words.strip():
            yield cell_address(*address), " ".join(words.split())


def _address_of(comment: bytes) -> Address | None:
    """Return the cell that a comment is about."""
    return parse_address(attributes(comment.partition(b">")[0]).get(b"ref", b""))


def _is_ours(text: str) -> bool:
    """Return True for a comment of ours whose author another program has dropped."""
    return _OUR_FIRST_LINE.match(text) is not None and not _others_lines(text)


def _others_lines(text: str) -> str:
    """Return the lines of a comment of ours that somebody else has typed."""
    return "\n".join(line for line in text.split("\n") if line and not _OUR_LINE.match(line))


def _comment_pattern(part: bytes) -> re.Pattern[bytes]:
    name = prefix_of(part, b"comments") + b"comment"
    return re.compile(rb"<" + name + rb"\s[^>]*?(?:/>|>.*?</" + name + rb">)", re.DOTALL)


def _our_author_numbers(part: bytes, prefix: bytes) -> set[bytes]:
    """Return the numbers of our name among the authors."""
    name = prefix + b"author"
    authors = re.findall(rb"<" + name + rb"(?:/>|>(.*?)</" + name + rb">)", part, re.DOTALL)
    return {b"%d" % n for n, author in enumerate(authors) if author == escape(AUTHOR)}


def _with_our_author(part: bytes, prefix: bytes) -> tuple[bytes, bytes]:
    """Return the part with our name among its authors, and the number of the name."""
    numbers = _our_author_numbers(part, prefix)
    if numbers:
        return part, min(numbers)
    part = with_closing_tag(part, prefix + b"authors")
    name = prefix + b"author"
    count = len(re.findall(rb"<" + name + rb"(?:/>|>)", part))
    new = b"<%s>%s</%s>" % (name, escape(AUTHOR), name)
    return insert_before_last(part, b"</" + prefix + b"authors>", new), b"%d" % count


def _run_xml(prefix: bytes, text: str) -> bytes:
    """Return text as a run in the usual size of comments."""
    return (
        b'<%(p)sr><%(p)srPr><%(p)ssz val="9"/><%(p)srFont val="\xe5\xae\x8b\xe4\xbd\x93"/></%(p)srPr>'
        b'<%(p)st xml:space="preserve">%(t)s</%(p)st></%(p)sr>'
    ) % {b"p": prefix, b"t": escape(text)}


def _comment_xml(prefix: bytes, address: Address, text: str, author: bytes) -> bytes:
    values = {b"ref": cell_address(*address).encode(), b"authorId": author}
    tag = start_tag(prefix + b"comment", values)
    return tag + b"<%stext>%s</%stext></%scomment>" % (
        prefix, _run_xml(prefix, text), prefix, prefix,
    )  # fmt: skip


def _with_paragraph(comment: bytes, prefix: bytes, paragraph: str) -> bytes:
    """Return a comment with a paragraph added.

    Its plain text becomes a run, as the two do not mix.
    """
    comment = with_closing_tag(comment, prefix + b"text")
    comment = re.sub(
        rb"(<" + prefix + rb"text>\s*)(<" + prefix + rb"t\b.*?</" + prefix + rb"t>)(?=\s*</"
        + prefix + rb"text>)",
        rb"\g<1><" + prefix + rb"r>\g<2></" + prefix + rb"r>",
        comment,
        count=1,
        flags=re.DOTALL,
    )  # fmt: skip
    return insert_before_last(
        comment, b"</" + prefix + b"text>", _run_xml(prefix, f"\n{paragraph}")
    )


def _without_paragraph(comment: bytes, prefix: bytes) -> tuple[bytes, str]:
    """Return a comment without our paragraph, and the paragraph.

    Another program may have put it anywhere in the comment.
    """
    ours: list[str] = []
    text = re.compile(
        rb"(<" + prefix + rb"t(?:\s[^>]*)?>)(.*?)(</" + prefix + rb"t\s*>)", re.DOTALL
    )

    def without_ours(match: re.Match[bytes]) -> bytes:
        before, mark, after = unescape(match[2]).partition(MARK)
        if not mark:
            return match[0]
        rest = _others_lines(mark + after)
        ours.extend(line for line in (mark + after).split("\n") if line and _OUR_LINE.match(line))
        kept = before + rest if rest else before.removesuffix("\n")
        return match[1] + escape(kept) + match[3]

    comment = text.sub(without_ours, comment)
    if ours:
        empty = rb"<%sr>(?:(?!</%sr>).)*?<%st(?:\s[^>]*)?></%st\s*></%sr>" % ((prefix,) * 5)
        comment = re.sub(empty, b"", comment, flags=re.DOTALL)
    return comment, "\n".join(ours)

"""XML as bytes: its attributes, text, prefixes and elements.

A part is never parsed into a tree and written anew: what is not changed must come out the same, byte
for byte, and a sheet of a hundred megabytes has no room for a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.text.lazy_regex import regex

_ATTRIBUTE: Final = regex(rb"""(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NOT_IN_XML: Final = regex("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED: Final = regex("_(?=x[0-9A-Fa-f]{4}_)")
_COMMENT_OPENING: Final = regex(rb"<!--|<!\[CDATA\[")
_TAG: Final = regex(
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)((?:[\w.-]+:)?[\w.-]++)[^<>]*?(/?)>",
    re.DOTALL,
)
_ENTITY: Final = regex(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(amp|lt|gt|quot|apos));")
_NAMED_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_TEXT: Final = regex(
    rb"<((?:[\w.-]+:)?)t(?:\s[^<>]*)?>((?:[^<]++|<(?!\1t[\s>/]))*?)</\1t\s*>", re.DOTALL
)


def attributes(tag: bytes) -> dict[bytes, bytes]:
    r"""Return the attributes of a start tag as they are written.

    >>> attributes(b'<c r="B2" s=\'3\' t="s">')
    {b'r': b'B2', b's': b'3', b't': b's'}
    """
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}


def start_tag(name: bytes, values: Mapping[bytes, bytes], end: bytes = b">") -> bytes:
    """Return a start tag, or an element without content if its end is ``/>``."""
    return b"<" + name + b"".join(b' %s="%s"' % pair for pair in values.items()) + end


def escape(text: str) -> bytes:
    r"""Return text as it stands in a part, in Excel's escapes where XML cannot hold it.

    >>> escape("a<b&c\x07_x0041_").decode()
    'a&lt;b&amp;c_x0007__x005F_x0041_'
    """
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _NOT_IN_XML.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text.encode()


def unescape(text: bytes) -> str:
    r"""Return a part's text with its entities replaced.

    >>> unescape(b"a&lt;b&#x4e00;&amp;lt;")
    'a<b一&lt;'
    """

    def character(match: re.Match[str]) -> str:
        decimal, hexadecimal, name = match.groups()
        if name:
            return _NAMED_ENTITIES[name]
        return chr(int(decimal) if decimal else int(hexadecimal, 16))

    return _ENTITY.sub(character, text.decode("utf-8", "replace"))


def text_of(element: bytes) -> str:
    """Return the text of an element: that of its runs, joined."""
    return "".join(unescape(text) for _, text in _TEXT.findall(without_comments(element)))


def prefix_of(part: bytes, root: bytes) -> bytes:
    """Return the prefix of a part's root element, with its colon, empty for none."""
    match = re.search(rb"<((?:[\w.-]+:)?)" + root + rb"[\s/>]", part[:65536])
    if match is None:
        raise CannotRead(f"文件内部的结构不完整，不能原样改写。{SAVE_AS}")
    return match[1]


def parsed(part: bytes) -> Any:
    """Return the tree of a part, None if it is no sound XML.

    For what reads and never writes: proofs, and a look before patterns that rest on sound XML.
    """
    from lxml import etree  # not needed to read a workbook without comments

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return None


def has_comments(part: bytes) -> bool:
    """Return True if a part holds comments or CDATA."""
    return b"!" in part and b"<!" in part  # a byte is sought nine times as fast as two


def find_outside_comments(part: bytes, pattern: bytes, start: int = 0) -> re.Match[bytes] | None:
    """Return the first match of a pattern that stands in no comment and no CDATA.

    >>> find_outside_comments(b"<!-- <a> --> <a>", b"<a>").start()
    13
    """
    searched, opening = re.compile(pattern), _COMMENT_OPENING
    match = searched.search(part, start)
    while match and (comment := opening.search(part, start, match.start())):
        close = b"-->" if comment[0] == b"<!--" else b"]]>"
        start = part.find(close, comment.end())
        if start < 0:
            return None
        if match.start() < start:
            match = searched.search(part, start)
    return match


def without_comments(fragment: bytes) -> bytes:
    """Return a fragment without comments, and with its CDATA as escaped text.

    >>> without_comments(b"<a><!-- <b/> -->1<![CDATA[<]]></a>")
    b'<a>1&lt;</a>'
    """
    if not has_comments(fragment):
        return fragment
    pieces: list[bytes] = []
    at = 0
    for opening in _COMMENT_OPENING.finditer(fragment):
        if opening.start() < at:
            continue  # it stands in the one before
        is_comment = opening[0] == b"<!--"
        close = b"-->" if is_comment else b"]]>"
        end = fragment.find(close, opening.end())
        if end < 0:
            break
        text = b"" if is_comment else fragment[opening.end() : end]
        escaped = text.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        pieces += fragment[at : opening.start()], escaped
        at = end + len(close)
    return b"".join((*pieces, fragment[at:]))


def insert_before_last(part: bytes, tag: bytes, new: bytes) -> bytes:
    """Return a part with ``new`` before the last occurrence of a closing tag."""
    at = part.rfind(tag)
    if at < 0:
        raise CannotRead(f"文件内部的结构不完整，不能原样改写。{SAVE_AS}")
    return part[:at] + new + part[at:]


def with_closing_tag(part: bytes, name: bytes) -> bytes:
    """Return a part in which a self-closing element has a closing tag.

    >>> with_closing_tag(b'<a><b x="1"/></a>', b"b")
    b'<a><b x="1"></b></a>'
    """
    empty = re.compile(rb"<" + name + rb"((?:\s+[^\s/>][^>]*?)?)\s*/>")
    return empty.sub(rb"<" + name + rb"\1></" + name + rb">", part, count=1)


def child_elements(part: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name without prefix, start and end of the elements between two positions.

    >>> [name for name, *_ in child_elements(b"<a><b/></a><p:c/>", 0, 17)]
    [b'a', b'c']
    """
    depth, began = 0, start
    for tag in _TAG.finditer(part, start, end):
        closing, name, empty = tag.groups()
        if name is None:
            continue
        if closing:
            depth -= 1
        elif depth == 0:
            began = tag.start()
        if not closing and not empty:
            depth += 1
        if depth == 0:
            yield name.rpartition(b":")[2], began, tag.end()
        if depth < 0:
            return

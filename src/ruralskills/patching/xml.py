"""The little XML that patching needs: attributes, text, prefixes, on bytes that stay as they are.

A part is never parsed into a tree and written anew: what is not spoken of must come out the same,
byte for byte, and a sheet of a hundred megabytes has no room for a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.text.lazy_regex import regex

_ATTRIBUTE: Final = regex(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_UNTYPED: Final = regex("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED: Final = regex("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_PLAIN: Final = regex(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG: Final = regex(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(/?)((?:[\w.-]+:)?[\w.-]+)[^>]*?(/?)>", re.DOTALL
)
_ENCODING: Final = regex(r"""(<\?xml[^>]*?encoding=)(["'])[^"']*["']""")


def attributes(tag: bytes) -> dict[bytes, bytes]:
    r"""Return the attributes of a start tag as they are written.

    >>> attributes(b'<c r="B2" s=\'3\' t="s">')
    {b'r': b'B2', b's': b'3', b't': b's'}
    """
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(tag)}


def start_tag(name: bytes, values: Mapping[bytes, bytes], end: bytes = b">") -> bytes:
    """Return a start tag; ``/>`` as its end makes an element without content."""
    return b"<" + name + b"".join(b' %s="%s"' % pair for pair in values.items()) + end


def escaped(text: str) -> bytes:
    r"""Return text as it stands in a part: what XML cannot hold in the form that Excel gives it.

    >>> escaped("a<b&c\x07_x0041_").decode()
    'a&lt;b&amp;c_x0007__x005F_x0041_'
    """
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _UNTYPED.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text.encode()


_ENTITY: Final = regex(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(amp|lt|gt|quot|apos));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_TEXT: Final = regex(rb"<((?:[\w.-]+:)?)t(?:\s[^>]*)?>(.*?)</\1t\s*>", re.DOTALL)


def unescaped(text: bytes) -> str:
    r"""Return what a text in a part stands for.

    >>> unescaped(b"a&lt;b&#x4e00;&amp;lt;")
    'a<b一&lt;'
    """

    def meant(found: re.Match[str]) -> str:
        decimal, hexadecimal, name = found.groups()
        if name:
            return _NAMED[name]
        return chr(int(decimal) if decimal else int(hexadecimal, 16))

    return _ENTITY.sub(meant, text.decode("utf-8", "replace"))


def text_of(part: bytes) -> str:
    """The text of an element: that of its runs, joined."""
    return "".join(unescaped(text) for _, text in _TEXT.findall(plain(part)))


def prefix_of(part: bytes, root: bytes) -> bytes:
    """Return the prefix, with its colon, that a part's root element bears; empty for none."""
    found = re.search(rb"<((?:[\w.-]+:)?)" + root + rb"[\s/>]", part[:65536])
    if found is None:
        raise CannotRead(f"文件内部的结构不完整，不能原样改写。{SAVE_AS}")
    return found[1]


def in_utf8(part: bytes) -> bytes:
    """A part in UTF-8, whatever it was written in."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _ENCODING.sub(r"\1\2UTF-8\2", part.decode("utf-16"), count=1).encode()
    return part.removeprefix(b"\xef\xbb\xbf")


def has_asides(part: bytes) -> bool:
    """Whether a part holds comments or CDATA; told in a ninth of the time where it has no ! at all."""
    return b"!" in part and b"<!" in part


def plain(fragment: bytes) -> bytes:
    """A fragment without comments, and with its CDATA as common text."""

    def common(found: re.Match[bytes]) -> bytes:
        text = found[1] or b""
        return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;")

    return _NOT_PLAIN.sub(common, fragment) if has_asides(fragment) else fragment


def inserted(part: bytes, before: bytes, new: bytes) -> bytes:
    """A part with something new before its last occurrence of a closing tag."""
    at = part.rfind(before)
    if at < 0:
        raise CannotRead(f"文件内部的结构不完整，不能原样改写。{SAVE_AS}")
    return part[:at] + new + part[at:]


def elements(part: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name (without prefix), start and end of the elements that stand between two places.

    >>> [name for name, *_ in elements(b"<a><b/></a><p:c/>", 0, 17)]
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

"""The marks of formats that are text: json, csv, html, and the text of the screen."""

from __future__ import annotations

import re
from typing import Final

from ruralskills.outputs.owner import Ownership
from ruralskills.text.lazy_regex import regex

_BLANK: Final = b"0" * 64
_MARK: Final = regex(rb"ruralskills.{0,80}?sha256[\":= ]{1,4}([0-9a-f]{64})", re.DOTALL)
_TOOL: Final = regex(rb'"tool":\s*\{[^{}]*?(\s*)"version":\s*"[^"]*"')
_SARIF: Final = regex(rb'"version": "2[.]1[.]0"')
_CHARSET: Final = regex(rb'<meta charset="[^"]*">')
_WORDS: Final = "由ruralskills写出（sha256:%s）".encode()

Place = tuple[bytes, bytes, bytes]
"""Content before the mark, the mark with %s for its digest, content behind it."""


def marked_text(place: Place) -> bytes:
    """Return content with its mark filled in."""
    before, mark, after = place
    digest = _digest(before + mark % _BLANK + after)
    return before + mark % digest + after


def text_owner(content: bytes) -> Ownership:
    """Return the owner of a file that is no package."""
    found = list(_MARK.finditer(content))
    for mark in found[:1] + found[-1:]:  # a text cell may quote one between
        start, end = mark.span(1)
        if _digest(content[:start] + _BLANK + content[end:]) == mark[1]:
            return Ownership.OURS
    return Ownership.EDITED if found else Ownership.FOREIGN


def _digest(content: bytes) -> bytes:
    import hashlib  # not needed by a check that writes no file

    return hashlib.sha256(content).hexdigest().encode()


def in_json(content: bytes) -> Place:
    """Return the place behind the tool's version.  Raises ValueError without one."""
    version = _TOOL.search(content)
    if version is None:
        raise ValueError("json without a tool")
    mark = b"," + (version[1] or b" ") + b'"content_sha256": "%s"'
    return content[: version.end()], mark, content[version.end() :]


def in_csv(content: bytes) -> Place:
    """Return the place of a last header, over a column of blanks."""
    pieces = content.split(b'"')
    pieces[::2] = [piece.replace(b"\r\n", b",\r\n") for piece in pieces[::2]]  # outside quotes
    head, end, rows = b'"'.join(pieces).partition(b",\r\n")
    return head + b",", _WORDS, end.removeprefix(b",") + rows


def in_html(content: bytes) -> Place:
    """Return the place behind the declared charset.  Raises ValueError without one."""
    charset = _CHARSET.search(content)
    if charset is None:
        raise ValueError("html without a charset")
    mark = b'\n<meta name="generator" content="ruralskills sha256:%s">'
    return content[: charset.end()], mark, content[charset.end() :]


def in_text(content: bytes) -> Place:
    """Return the place of a last line."""
    return content, _WORDS, b"\r\n" if content.endswith(b"\r\n") else b"\n"


def in_markdown(content: bytes) -> Place:
    """Return the place of a last line, which nobody sees."""
    return content + b"\n", b"<!-- ruralskills sha256:%s -->", b"\n"


def in_sarif(content: bytes) -> Place:
    """Return the place behind the version of SARIF.  Raises ValueError without it."""
    version = _SARIF.search(content)
    if version is None:
        raise ValueError("no version of SARIF")
    mark = b',\n "properties": {"ruralskills_sha256": "%s"}'
    return content[: version.end()], mark, content[version.end() :]


def in_pdf(content: bytes) -> Place:
    """Return the place of a comment behind the end, which readers pass over."""
    return content.rstrip() + b"\n", b"%%ruralskills sha256:%s", b"\n"

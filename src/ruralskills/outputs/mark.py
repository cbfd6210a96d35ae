"""The mark inside a file by which it is known as ours and as untouched.

The mark is the digest of the file with the digest itself blanked out.  A file with a mark that
fits is as we wrote it; one with a mark that does not fit has been worked in; one without is not
ours.  The mark lies where readers of the format do not stumble over it:

| format | place |
| --- | --- |
| json | ``tool.content_sha256`` |
| csv | the last header of the first line, above a column of blanks |
| html | ``<meta name="generator">`` |
| text | the last line |
| workbook | a custom document property (see ``package_mark``) |
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from ruralskills.text.lazy_regex import regex

_BLANK: Final = b"0" * 64
_MARK: Final = regex(rb"ruralskills.{0,80}?sha256[\":= ]{1,4}([0-9a-f]{64})", re.DOTALL)
_TOOL: Final = regex(rb'"tool":\s*\{[^{}]*?(\s*)"version":\s*"[^"]*"')
_CHARSET: Final = regex(rb'<meta charset="[^"]*">')
_WORDS: Final = "由ruralskills写出（sha256:%s）".encode()


class OutputKind(Enum):
    """A format that commands write, as far as its mark is concerned."""

    JSON = auto()
    CSV = auto()
    HTML = auto()
    TEXT = auto()
    WORKBOOK = auto()


class Ownership(Enum):
    """Whose a file is."""

    OURS = auto()
    """As we wrote it; nothing is lost when it is replaced."""
    EDITED = auto()
    """Ours, and worked in since."""
    FOREIGN = auto()


def marked(content: bytes, kind: OutputKind) -> bytes:
    """Return content with its mark.  Raises ValueError where the format has no place for it.

    >>> marked(b'{"tool": {"name": "ruralskills", "version": "1"}}', OutputKind.JSON)[:62]
    b'{"tool": {"name": "ruralskills", "version": "1", "content_sha2'
    """
    if kind is OutputKind.WORKBOOK:
        from ruralskills.outputs.package_mark import marked_package

        return marked_package(content)
    before, mark, after = _PLACES[kind](content)
    digest = _digest(before + mark % _BLANK + after)
    return before + mark % digest + after


def ownership(content: bytes) -> Ownership:
    r"""Tell whose a file with this content is: an empty one may be replaced like ours.

    >>> ownership(marked("张三\n".encode(), OutputKind.TEXT)), ownership("张三\n".encode())
    (<Ownership.OURS: 1>, <Ownership.FOREIGN: 3>)
    """
    if not content:
        return Ownership.OURS
    if content.startswith(b"PK"):
        from ruralskills.outputs.package_mark import package_ownership

        return package_ownership(content)
    found = list(_MARK.finditer(content))
    for mark in found[:1] + found[-1:]:  # a text cell may quote one between
        start, end = mark.span(1)
        if _digest(content[:start] + _BLANK + content[end:]) == mark[1]:
            return Ownership.OURS
    return Ownership.EDITED if found else Ownership.FOREIGN


def _digest(content: bytes) -> bytes:
    import hashlib  # not needed by a check that writes no file

    return hashlib.sha256(content).hexdigest().encode()


def _in_json(content: bytes) -> tuple[bytes, bytes, bytes]:
    version = _TOOL.search(content)
    if version is None:
        raise ValueError("json without a tool")
    mark = b"," + (version[1] or b" ") + b'"content_sha256": "%s"'
    return content[: version.end()], mark, content[version.end() :]


def _in_csv(content: bytes) -> tuple[bytes, bytes, bytes]:
    """One column more, so that every line keeps as many fields as the first."""
    pieces = content.split(b'"')
    pieces[::2] = [piece.replace(b"\r\n", b",\r\n") for piece in pieces[::2]]  # outside quotes
    head, end, rows = b'"'.join(pieces).partition(b",\r\n")
    return head + b",", _WORDS, end.removeprefix(b",") + rows


def _in_html(content: bytes) -> tuple[bytes, bytes, bytes]:
    charset = _CHARSET.search(content)
    if charset is None:
        raise ValueError("html without a charset")
    mark = b'\n<meta name="generator" content="ruralskills sha256:%s">'
    return content[: charset.end()], mark, content[charset.end() :]


def _in_text(content: bytes) -> tuple[bytes, bytes, bytes]:
    return content, _WORDS, b"\r\n" if content.endswith(b"\r\n") else b"\n"


_PLACES: Final = {
    OutputKind.JSON: _in_json,
    OutputKind.CSV: _in_csv,
    OutputKind.HTML: _in_html,
    OutputKind.TEXT: _in_text,
}

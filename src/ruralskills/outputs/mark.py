"""The mark inside a file by which it is known as ours and as untouched.

The mark is the digest of the file with the digest itself blanked out.  A file with a mark that
fits is as we wrote it; one with a mark that does not fit has been worked in; one without is not
ours.  The mark lies where readers of the format do not stumble over it:

| format | place |
| --- | --- |
| json | ``tool.content_sha256`` |
| csv | the last header of the first line, over a column of blanks |
| html | ``<meta name="generator">`` |
| text | the last line |
| markdown | a comment in the last line |
| sarif | a property of the document |
| pdf | a comment behind its end |
| workbook, document | a custom document property (see ``package_mark``) |
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from ruralskills.outputs import text_marks
from ruralskills.outputs.owner import Ownership


class OutputKind(Enum):
    """A format that commands write, as far as its mark is concerned."""

    JSON = auto()
    CSV = auto()
    HTML = auto()
    TEXT = auto()
    MARKDOWN = auto()
    SARIF = auto()
    WORKBOOK = auto()
    DOCUMENT = auto()
    PDF = auto()


_PLACES: Final = {
    OutputKind.JSON: text_marks.in_json,
    OutputKind.CSV: text_marks.in_csv,
    OutputKind.HTML: text_marks.in_html,
    OutputKind.TEXT: text_marks.in_text,
    OutputKind.MARKDOWN: text_marks.in_markdown,
    OutputKind.SARIF: text_marks.in_sarif,
    OutputKind.PDF: text_marks.in_pdf,
}


def marked(content: bytes, kind: OutputKind) -> bytes:
    """Return content with its mark.

    Raises ValueError where the format has no place for one, CannotRead for what is no package.

    >>> marked(b'{"tool": {"name": "ruralskills", "version": "1"}}', OutputKind.JSON)[:62]
    b'{"tool": {"name": "ruralskills", "version": "1", "content_sha2'
    """
    if kind in (OutputKind.WORKBOOK, OutputKind.DOCUMENT):
        from ruralskills.outputs.package_mark import marked_package

        return marked_package(content)
    return text_marks.marked_text(_PLACES[kind](content))


def ownership(content: bytes) -> Ownership:
    r"""Return the owner of a file with this content, ours for an empty one.

    >>> ownership(marked("张三\n".encode(), OutputKind.TEXT)), ownership("张三\n".encode())
    (<Ownership.OURS: 1>, <Ownership.FOREIGN: 3>)
    """
    if not content:
        return Ownership.OURS  # nothing is lost when it is replaced
    if content.startswith(b"PK"):
        from ruralskills.outputs.package_mark import package_owner

        return package_owner(content)
    return text_marks.text_owner(content)

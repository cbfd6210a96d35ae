"""The bulletin as a Word document, to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from docx import Document

from ruralskills.bulletin.annexes import Annex
from ruralskills.bulletin.statement import Bulletin, Kind, SaidParagraph
from ruralskills.bulletin.word_styles import (
    ANNEX_FIRST,
    ANNEX_NEXT,
    BODY,
    DATE,
    DOCUMENT_NUMBER,
    DRAFT,
    HEADING,
    LEAD,
    SENDER,
    TITLE,
    TO,
    dress,
    indent_right,
)
from ruralskills.bulletin.word_tables import add_annex
from ruralskills.bulletin.zip_times import with_fixed_times
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.text.xml_text import xml_text

_STYLES: Final[dict[Kind, str]] = {
    "title": TITLE, "addressee": TO, "heading": HEADING, "item": BODY, "text": BODY,
    "contact": BODY,
}  # fmt: skip
_KEPT_TOGETHER: Final = 2
"""Paragraphs before the list of annexes that stay on its page."""
_DATE: Final = "　　年　　月　　日"
_RIGHT_OF_DATE: Final = 4
"""Characters between the date and the margin."""
_NO_SENDER: Final = "（单位名称）"


def word_document(bulletin: Bulletin, annexes: Sequence[Annex], sender: str) -> bytes:
    """Return the document, the same bytes for the same text."""
    document = Document()
    dress(document)
    _clear_properties(document)
    draft = document.add_paragraph("送审稿", style=DRAFT)
    draft.add_run("\t（文号：　　　　　　　）", style=DOCUMENT_NUMBER)
    body = [_add(document, each) for each in bulletin.paragraphs if each.kind != "contact"]
    together = body[-_KEPT_TOGETHER:]
    for number, annex in enumerate(annexes):
        style = ANNEX_NEXT if number else ANNEX_FIRST
        together.append(document.add_paragraph(annex.title, style=style))
    together += _signature(document, sender or _NO_SENDER)
    together += [_add(document, each) for each in bulletin.paragraphs if each.kind == "contact"]
    for paragraph in together[:-1]:
        paragraph.paragraph_format.keep_with_next = True
    for annex in annexes:
        add_annex(document, annex)
    target = BytesIO()
    document.save(target)
    return marked(with_fixed_times(target.getvalue()), OutputKind.WORKBOOK)


def _add(document: Any, paragraph: SaidParagraph) -> Any:
    added = document.add_paragraph(style=_STYLES[paragraph.kind])
    if paragraph.lead:
        added.add_run(paragraph.lead, style=LEAD)
    added.add_run(xml_text(paragraph.said.text.removeprefix(paragraph.lead)))
    return added


def _signature(document: Any, sender: str) -> list[Any]:
    """Add the sender, in the middle above the date, and the blank date."""
    signed = document.add_paragraph(sender, style=SENDER)
    indent_right(signed, max(0, _RIGHT_OF_DATE + (len(_DATE) - len(sender)) / 2))
    dated = document.add_paragraph(_DATE, style=DATE)
    indent_right(dated, _RIGHT_OF_DATE)
    return [signed, dated]


def _clear_properties(document: Any) -> None:
    """Take out what the library says of its own template."""
    properties = document.core_properties
    properties.author = properties.comments = properties.keywords = ""
    properties.title = "通报（送审稿）"
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2020, 1, 1, tzinfo=UTC)

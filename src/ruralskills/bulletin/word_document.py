"""The bulletin as a Word document, to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from docx import Document

from ruralskills.bulletin.annexes import Annex
from ruralskills.bulletin.statement import Bulletin, Kind, SaidParagraph
from ruralskills.bulletin.word_styles import LEAD, dress
from ruralskills.bulletin.word_tables import add_annex
from ruralskills.bulletin.zip_times import with_fixed_times
from ruralskills.outputs.mark import OutputKind, marked

_STYLES: Final[dict[Kind, str]] = {
    "title": "公文标题", "addressee": "主送", "heading": "公文一级标题", "item": "公文正文",
    "text": "公文正文", "contact": "公文正文",
}  # fmt: skip
_KEPT_TOGETHER: Final = 2
"""Paragraphs before the signature that stay on its page."""


def word_document(bulletin: Bulletin, annexes: Sequence[Annex], sender: str) -> bytes:
    """Return the document, the same bytes for the same text."""
    document = Document()
    dress(document)
    _clear_properties(document)
    document.add_paragraph("送审稿", style="送审稿")
    document.add_paragraph("（文号：　　　　　　　）", style="文号")
    body = [_add(document, each) for each in bulletin.paragraphs]
    body += [document.add_paragraph(annex.title, style="公文正文") for annex in annexes]
    for paragraph in body[-_KEPT_TOGETHER - len(annexes) :]:
        paragraph.paragraph_format.keep_with_next = True
    signature = document.add_paragraph(sender or "（单位名称）", style="落款")
    signature.paragraph_format.keep_with_next = True
    document.add_paragraph("　　年　　月　　日", style="落款")
    for annex in annexes:
        add_annex(document, annex)
    target = BytesIO()
    document.save(target)
    return marked(with_fixed_times(target.getvalue()), OutputKind.WORKBOOK)


def _add(document: Any, paragraph: SaidParagraph) -> Any:
    added = document.add_paragraph(style=_STYLES[paragraph.kind])
    if paragraph.lead:
        added.add_run(paragraph.lead, style=LEAD)
    added.add_run(paragraph.said.text.removeprefix(paragraph.lead))
    return added


def _clear_properties(document: Any) -> None:
    """Take out what the library says of its own template."""
    properties = document.core_properties
    properties.author = properties.comments = properties.keywords = ""
    properties.title = "通报（送审稿）"
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2020, 1, 1, tzinfo=UTC)

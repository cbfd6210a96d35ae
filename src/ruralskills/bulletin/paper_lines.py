"""The lines and pages that the text of a bulletin takes on paper."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from ruralskills.bulletin.statement import Kind, SaidParagraph
from ruralskills.text.width import width

_PAGE: Final = 22
"""Lines of a page."""
_MOST_PAGES: Final = 3
_COLUMNS: Final = 56
"""Columns of a line, of which a character takes two."""
_TITLE_COLUMNS: Final = 40
_WIDE_DIGIT: Final = 1.3
"""Columns of a digit in the wider typeface that may stand in for the one by name."""
_LOST: Final = 1.5
"""Columns lost at the end of a line, since none begins with a point."""
_INDENTED: Final[frozenset[Kind]] = frozenset({"heading", "item", "text", "contact"})
_HEAD: Final = 2
"""Lines of 送审稿, the document number and the space around the title."""
_END: Final = 4
"""Lines of signature and date, and the blank ones before annexes and signature."""


def fits(paragraphs: Iterable[SaidParagraph], annexes: int) -> bool:
    """Return True if a text with so many annexes stays within the pages before them."""
    left = _PAGE - _HEAD
    pages = 1
    last = 0
    paragraphs = list(paragraphs)
    for paragraph in paragraphs:
        last = _lines(paragraph)
        needs = 3 if paragraph.kind == "heading" else min(last, 2)
        if left < needs:
            pages, left = pages + 1, _PAGE
        if last > left:
            # Neither its first line nor its last stands alone.
            carried = max(2, last - left)
            pages, left = pages + 1, _PAGE - carried
        else:
            left -= last
    if left < annexes + _END:
        pages += 1
    return pages <= _MOST_PAGES


def _lines(paragraph: SaidParagraph) -> int:
    text = paragraph.said.text
    narrow = sum(each.isascii() for each in text)
    columns = width(text) + (_WIDE_DIGIT - 1) * narrow
    if paragraph.kind == "title":
        return ceil(columns / _TITLE_COLUMNS)
    indent = 4 if paragraph.kind in _INDENTED else 0
    return ceil((columns + indent) / (_COLUMNS - _LOST))

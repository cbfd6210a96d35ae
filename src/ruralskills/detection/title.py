"""The title over a header and its unit line."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ruralskills.detection import vocabulary
from ruralskills.detection.header_block import HeaderBlock
from ruralskills.detection.sheet_view import SheetView, cell_text
from ruralskills.text.lazy_regex import regex

_MOST_ROWS: Final = 12
_LONGEST_TITLE: Final = 80
_ANNEX: Final = regex(r"附[件表]?\d*[:：]?")


class TitleBlock(Struct, frozen=True):
    """Title and unit line of a table, and the row in which they begin."""

    title: str
    unit_line: str
    """The line over the header, with the units that only the title states."""
    first_row: int


def title_block(view: SheetView, header: HeaderBlock, first: int) -> TitleBlock:
    """Return the title and unit line over a header, of the rows from ``first`` on."""
    title: list[str] = []
    unit_line: list[str] = []
    begin = header.top
    for row in range(header.top - 1, max(first, header.top - _MOST_ROWS) - 1, -1):
        cells = view.cells(row)
        texts = [cell_text(value) for _, value in cells]
        if not texts or not texts[0] or vocabulary.is_page_line(texts[0]):
            if title:
                break
            continue
        if _is_unit_line(texts):
            if title:
                break  # the unit line of a table further up
            unit_line = texts + unit_line
        elif _is_title(texts, [value for _, value in cells]):
            text = re.sub(r"\s+", "", max(texts, key=len))
            if len(text) + sum(map(len, title)) > _LONGEST_TITLE and title:
                break
            if not _ANNEX.fullmatch(text) and text not in title:
                title.insert(0, text)
        elif title or unit_line:
            break
        else:
            continue
        begin = row
    text, line = "".join(title), "  ".join(unit_line)
    if not vocabulary.units_of_measure(line):
        line = f"{line}  {vocabulary.units_in_title(text)}".strip()
    return TitleBlock(text, line, begin)


def _is_unit_line(texts: list[str]) -> bool:
    if len(texts) == 1 and vocabulary.is_table_name(texts[0]):
        return False
    return any(vocabulary.is_unit_row(text) for text in texts)


def _is_title(texts: list[str], values: list[object]) -> bool:
    return (
        len(texts) <= 2
        and all(isinstance(value, str) for value in values)
        and not any(
            vocabulary.is_footer(t)
            or vocabulary.is_note(t)
            or vocabulary.is_numbered(t)
            or vocabulary.total_kind(t)
            for t in texts
        )
        and (len(texts) == 1 or any(vocabulary.is_date(t) or _ANNEX.match(t) for t in texts))
    )

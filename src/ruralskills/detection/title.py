"""What stands over a header: the title, and the line of unit, date and measure."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ruralskills.detection import vocabulary
from ruralskills.detection.header import Block
from ruralskills.detection.sheet_view import Sheet, plain
from ruralskills.text.lazy_regex import regex

_MOST_ROWS: Final = 12
_LONGEST_TITLE: Final = 80
_ANNEX: Final = regex(r"附[件表]?\d*[:：]?")


class TitleBlock(Struct, frozen=True):
    """Title and unit line, and the row where they begin."""

    title: str
    unit_line: str
    first_row: int


def over(sheet: Sheet, block: Block, first: int) -> TitleBlock:
    """The heading over a header; ``first`` is the first row that may belong to it."""
    title: list[str] = []
    unit_line: list[str] = []
    begins = block.top
    for row in range(block.top - 1, max(first, block.top - _MOST_ROWS) - 1, -1):
        cells = sheet.own(row)
        texts = [plain(value) for _, value in cells]
        if not texts or vocabulary.is_page_line(texts[0]):
            if title:
                break
            continue
        if _is_unit_line(texts):
            if title:
                break  # it belongs to a table further up
            unit_line = texts + unit_line
        elif _is_title(sheet, row, texts, [value for _, value in cells]):
            text = re.sub(r"\s+", "", max(texts, key=len))
            if len(text) + sum(map(len, title)) > _LONGEST_TITLE and title:
                break
            if not _ANNEX.fullmatch(text) and text not in title:
                title.insert(0, text)
        elif title or unit_line:
            break
        else:
            continue
        begins = row
    return TitleBlock("".join(title), "  ".join(unit_line), begins)


def _is_unit_line(texts: list[str]) -> bool:
    if len(texts) == 1 and vocabulary.names_a_table(texts[0]):
        return False
    return any(vocabulary.is_unit_row(text) for text in texts)


def _is_title(sheet: Sheet, row: int, texts: list[str], values: list[object]) -> bool:
    return (
        len(texts) <= 2
        and all(isinstance(value, str) for value in values)
        and not any(
            vocabulary.is_footer(t)
            or vocabulary.is_note(t)
            or vocabulary.is_numbered(t)
            or vocabulary.is_total(t)
            for t in texts
        )
        and (len(texts) == 1 or any(vocabulary.is_day(t) or _ANNEX.match(t) for t in texts))
    )

"""The columns under a header, each with its path of header texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ruralskills.detection import vocabulary
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.header_block import HeaderBlock
from ruralskills.detection.sheet_view import SheetView, cell_text, is_figure
from ruralskills.readers.grid import Grid
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import absent

HeaderPaths = tuple[tuple[int, tuple[str, ...]], ...]
"""The columns that have a header, each with its path."""
_SAMPLED_ROWS: Final = 300
"""Rows under the header that are searched for data of a column without header."""
_UNHEADED: Final = "（无表头）"


def columns_under(view: SheetView, header: HeaderBlock) -> list[HeaderColumn]:
    """Return the columns of a table, without blank ones at the left and right end."""
    found: list[HeaderColumn] = []
    groups: dict[int, str] = {}
    for index in range(header.left, header.right + 1):
        raw_texts = list(_header_texts(view, header, index, groups))
        pairs = [vocabulary.header_word(text) for text in raw_texts]
        path = tuple(word for word, _ in pairs if word)
        texts = tuple(re.sub(r"\s+", "", text) for text in raw_texts)
        if not path and _has_data(view.grid, index, header.bottom):
            texts = texts or (_UNHEADED,)
        unit = next((unit for _, unit in reversed(pairs) if unit), "")
        found.append(HeaderColumn(index, path, unit, texts))
    while found and not found[-1].texts:
        found.pop()
    while found and not found[0].texts:
        found.pop(0)
    return found


def _header_texts(
    view: SheetView, header: HeaderBlock, index: int, groups: dict[int, str]
) -> Iterator[str]:
    """Yield the texts over a column.

    ``groups`` keeps the group titles to the left, by row.
    """
    last = ""
    for row in range(header.top, header.bottom + 1):
        text = view.text(row, index)
        below = range(row + 1, header.bottom + 1)
        if text or (row, index) in view.merges:
            groups[row] = text
        elif any(view.text(r, index) for r in below):
            # a group title that was not merged over its columns
            text = groups.get(row, "") if _is_in_group(view, row, header, index) else ""
        else:
            groups[row] = ""
        if text and normalised(last) != normalised(text):
            yield text
            last = text


def _is_in_group(view: SheetView, row: int, header: HeaderBlock, index: int) -> bool:
    """Return True if the group title to the left extends over this blank cell."""
    left = index - 1
    while left >= header.left and not view.text(row, left):
        left -= 1
    return left >= header.left and any(
        view.text(r, left) for r in range(row + 1, header.bottom + 1)
    )


def _has_data(grid: Grid, index: int, bottom: int) -> bool:
    """Return True if a column without header holds data, and not one stray word."""
    column = grid.columns[index]
    codes = column.codes[bottom + 1 : bottom + 1 + _SAMPLED_ROWS]
    return sum(bool(cell_text(column.values[code])) for code in codes) >= 2


def column_numbers(view: SheetView, row: int) -> dict[int, str] | None:
    """Return the cells of a row of column numbers (甲 乙 1 2 ①=②+③), None if it is none.

    Beside 甲 and 乙 a stroke stands over a column that has no number.
    """
    if row >= view.height:
        return None
    cells = view.cells(row)
    texts = [(column, cell_text(value)) for column, value in cells]
    if any(vocabulary.is_stem(text) for _, text in texts):
        texts = [(column, text) for column, text in texts if absent(text) is None]
    if len(texts) < 2 or not all(vocabulary.is_column_number(text) for _, text in texts):
        return None
    numbers = [int(n) for _, t in texts if (n := normalised(t).strip("()")).isdigit()]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    if all(is_figure(value) for _, value in cells) and (numbers[:1] != [1] or len(numbers) < 3):
        return None
    return dict(texts)


def header_paths(columns: Sequence[HeaderColumn]) -> HeaderPaths:
    """Return what a header says over its columns, by which a repeated one is known."""
    return tuple((column.index, column.path) for column in columns if column.path)

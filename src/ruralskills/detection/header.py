"""Find the headers of a sheet and read their paths.

A header row is known by the words that ledgers use; how far the header reaches, by what is merged
over it and by the blanks that a group head leaves to its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection import day_headers
from ruralskills.detection import vocabulary as words
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.header_rows import hits_by_row, is_header_word
from ruralskills.detection.sheet_view import Cells, Sheet, is_figure, is_year, plain
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import absent

_BELOW: Final = 300
"""Rows under a header that tell whether a column without a word is one."""
_MOST_ROWS: Final = 5
_LONGEST: Final = 60
_UNHEADED: Final = "（无表头）"
_DATA: Final = regex(r"\d{5}|\d[年.\-/]\d{1,2}[月.\-/]\d")
"""What stands in data and in no header: a long number, a day."""


class Block(Struct, frozen=True):
    """First and last row of a header, first and last column."""

    top: int
    bottom: int
    left: int
    right: int


def _heads(sheet: Sheet, row: int, hits: int, last_bottom: int, vocabulary: frozenset[str]) -> bool:
    """Whether a row of header words is a header."""
    cells = sheet.own(row)
    if day_headers.stand_beside_names(cells):
        return True
    if hits < 2 or not _could_head(cells):
        return False
    known = [is_year(v) or is_header_word(str(v), vocabulary) for _, v in cells]
    if all(known):
        return True
    if last_bottom >= 0 and not _stands_apart(sheet, row):
        # In the midst of data header words are data: 贫困村 under 村类型, 户主 under 与户主关系.
        return _repeats(sheet, last_bottom, row)
    if sum(known) * 2 > len(cells):
        return True
    # Words that are parted by other words may be labels, each with its value at its right.
    beside = any(one and other for one, other in pairwise(known))
    return beside and (hits >= 3 or sum(known) * 2 == len(cells))


def _could_head(cells: Cells) -> bool:
    return bool(cells) and all(
        (isinstance(value, str) and not words.is_unit_row(value) and not _is_data(value))
        or is_year(value)
        for _, value in cells
    )


def _is_data(text: str) -> bool:
    """Whether a text is data; the example in brackets after a header is none."""
    return bool(_DATA.search(re.sub("[(（].{0,80}", "", text)))


def _stands_apart(sheet: Sheet, row: int) -> bool:
    """Whether a title, a blank row or a total parts a row from the data above it."""
    above = [sheet.own(upper) for upper in range(max(0, row - 2), row)]
    return any(len(cells) <= 1 or words.is_total(plain(cells[0][1])) for cells in above)


def blocks(sheet: Sheet, vocabulary: frozenset[str]) -> list[Block]:
    """Every header on the sheet, from top to bottom, side by side from left to right."""
    hits = hits_by_row(sheet, vocabulary)
    rows: list[tuple[int, int]] = []
    for row in sorted(hits):
        last = rows[-1][1] if rows else -1
        if row > last and _heads(sheet, row, hits[row], last, vocabulary):
            top, bottom = reach(sheet, row, hits)
            rows.append((max(top, last + 1), bottom))
    if not rows and (anchor := _split_words(sheet, vocabulary)) is not None:
        rows.append((anchor, anchor + 1))
    if not rows and (anchor := _over_figures(sheet)) is not None:
        rows.append(reach(sheet, anchor, hits))
    found: list[Block] = []
    for position, (top, bottom) in enumerate(rows):
        end = rows[position + 1][0] if position + 1 < len(rows) else sheet.height
        found += [Block(top, bottom, *span) for span in _sides(sheet, top, bottom, end)]
    return found


def _split_words(sheet: Sheet, vocabulary: frozenset[str]) -> int | None:
    """A row whose words go on in the row below: 身份证 over 号码."""
    for row in range(min(sheet.height - 1, 20)):
        pairs = [(plain(value), sheet.text(row + 1, column)) for column, value in sheet.own(row)]
        joined = sum(
            bool(upper and lower) and is_header_word(upper + lower, vocabulary)
            for upper, lower in pairs
        )
        if joined >= 3:
            return row
    return None


def _over_figures(sheet: Sheet) -> int | None:
    """A row of texts over rows of figures: the header of a table whose words nobody knows."""
    for row in range(min(sheet.height - 1, 20)):
        cells = sheet.own(row)
        if len(cells) < 2 or not _only_texts(cells) or _is_title_like(cells):
            continue
        below = [sheet.own(r) for r in range(row + 1, min(row + 6, sheet.height))]
        figures = [sum(is_figure(v) for _, v in r) for r in below if len(r) >= 2]
        if figures and max(figures) >= max(1, len(cells) // 3) and min(figures) >= 1:
            return row
    return None


def reach(sheet: Sheet, anchor: int, hits: Mapping[int, int]) -> tuple[int, int]:
    """First and last row of the header around a row of header words."""
    top = bottom = anchor
    while bottom < sheet.height - 1 and bottom - top + 1 < _MOST_ROWS:
        below = bottom + 1
        cells = sheet.own(below)
        if not _only_texts(cells) or not (
            _joined_by_merge(sheet, bottom, below)
            or _reads_as_subheads(sheet, bottom, below)
            or (hits.get(below, 0) * 2 > len(cells) > 1 and not _repeats(sheet, bottom, below))
        ):
            break
        bottom = below
    while top > 0 and bottom - top + 1 < _MOST_ROWS:
        above = top - 1
        cells = sheet.own(above)
        if not _joined_by_merge(sheet, above, top) and (
            _is_title_like(cells)
            or not _only_texts(cells)
            or all(words.names_a_table(plain(value)) for _, value in cells)
            or not (_reads_as_subheads(sheet, above, top) or _heads_groups(sheet, above))
        ):
            break
        top = above
    return top, bottom


def _joined_by_merge(sheet: Sheet, upper: int, lower: int) -> bool:
    """Whether a vertical merge binds two neighbouring rows into one header."""
    return any(
        (merge := sheet.cover.get((upper, column))) is not None
        and merge[0] <= upper
        and merge[2] >= lower
        and sheet.text(upper, column)
        for column in sheet.span
    )


def _reads_as_subheads(sheet: Sheet, upper: int, lower: int) -> bool:
    """Whether the lower row only names parts of groups that the upper row heads."""
    cells = sheet.own(lower)
    if not cells or any(not isinstance(value, str) and not is_year(value) for _, value in cells):
        return False
    under_groups = 0
    for column, value in cells:
        merge = sheet.cover.get((upper, column))
        if (merge is not None and merge[3] > merge[1] and merge[2] == upper) or (
            merge is None and sheet.grid.at(upper, column) == ""
        ):
            under_groups += 1
        elif not (
            sheet.grid.at(upper, column + 1) == "" and sheet.grid.at(lower, column + 1) != ""
        ):
            return False
        text = str(value)
        if (
            absent(value) is not None
            or len(text) > 20
            or _is_data(text)
            or (words.is_total(text) and column == sheet.left)
        ):
            return False
    return under_groups > 0


def _is_title_like(cells: Cells) -> bool:
    return len(cells) <= 1 or any(
        isinstance(value, str) and words.is_unit_row(value) for _, value in cells
    )


def _heads_groups(sheet: Sheet, row: int) -> bool:
    """Whether a row holds merged group heads."""
    return any(
        (merge := sheet.cover.get((row, column))) is not None and merge[3] > merge[1]
        for column, _ in sheet.own(row)
    )


def _only_texts(cells: Cells) -> bool:
    return (
        bool(cells)
        and all(
            (isinstance(v, str) and len(v) <= _LONGEST and not _is_data(v)) or is_year(v)
            for _, v in cells
        )
        and not all(words.is_column_number(str(v)) for _, v in cells)
    )


def _repeats(sheet: Sheet, upper: int, lower: int) -> bool:
    """Whether a row says again what the other says."""
    texts = {normalised(str(value)) for _, value in sheet.own(upper)}
    return all(normalised(str(value)) in texts for _, value in sheet.own(lower))


def _sides(sheet: Sheet, top: int, bottom: int, end: int) -> list[tuple[int, int]]:
    """The column spans of the tables that lie side by side under one line of headers."""
    heads = [column for column in sheet.span if _headed(sheet, column, top, bottom)]
    if not heads:
        return [(sheet.left, sheet.right)]
    full = {c: tuple(normalised(sheet.text(r, c)) for r in range(top, bottom + 1)) for c in heads}
    starts = [heads[0]]
    for before, column in pairwise(heads):
        again = full[column] == full[starts[-1]]
        gap = column - before > 1 and _is_gap(sheet, before + 1, column - 1, bottom + 1, end)
        if not again and not gap:
            continue
        mine = [c for c in heads if c >= column]
        left = {full[c] for c in heads if starts[-1] <= c < column}
        shared = sum(full[c] in left for c in mine[: len(left)])
        if (again and shared >= 2) or (
            gap
            and len(mine) >= 2
            and len(left) >= 2
            and (shared >= 1 or _titled_apart(sheet, before, column, top))
        ):
            starts.append(column)
    if len(starts) == 1:
        return [(sheet.left, sheet.right)]
    return [
        (start, following - 1)
        for start, following in zip(starts, [*starts[1:], sheet.right + 1], strict=True)
    ]


def _headed(sheet: Sheet, column: int, top: int, bottom: int) -> bool:
    return any(sheet.text(row, column) for row in range(top, bottom + 1))


def _is_gap(sheet: Sheet, first: int, last: int, start: int, end: int) -> bool:
    """Whether columns hold nothing under the header either."""
    return all(
        not plain(sheet.grid.columns[column].values[code])
        for column in range(first, last + 1)
        for code in set(sheet.grid.columns[column].codes[start:end])
    )


def _titled_apart(sheet: Sheet, before: int, column: int, top: int) -> bool:
    """Whether the right table has a title of its own, and the left one another."""
    for row in range(max(0, top - 3), top):
        right = [c for c, value in sheet.own(row) if c >= column and isinstance(value, str)]
        left = [c for c, value in sheet.own(row) if c <= before and isinstance(value, str)]
        if right and left and not any(words.is_unit_row(sheet.text(row, c)) for c in left + right):
            return True
    return False


def columns_of(sheet: Sheet, block: Block) -> list[HeaderColumn]:
    """The columns of a table, each with its header path."""
    found: list[HeaderColumn] = []
    groups: dict[int, str] = {}
    for index in range(block.left, block.right + 1):
        written = list(_written(sheet, block, index, groups))
        pairs = [words.header_word(text) for text in written]
        path = tuple(word for word, _ in pairs if word)
        shown = tuple(re.sub(r"\s+", "", text) for text in written)
        if not path and _holds_anything(sheet.grid, index, block.bottom):
            shown = shown or (_UNHEADED,)
        unit = next((unit for _, unit in reversed(pairs) if unit), "")
        found.append(HeaderColumn(index, path, unit, shown))
    while found and not found[-1].words:
        found.pop()
    while found and not found[0].words:
        found.pop(0)
    return found


def _written(sheet: Sheet, block: Block, index: int, groups: dict[int, str]) -> Iterator[str]:
    """What the header rows write over a column; ``groups`` remembers the heads to the left."""
    last = ""
    for row in range(block.top, block.bottom + 1):
        text = sheet.text(row, index)
        below = range(row + 1, block.bottom + 1)
        if text or (row, index) in sheet.cover:
            groups[row] = text
        elif any(sheet.text(r, index) for r in below):
            # A group head that was not merged over its columns: it reaches as far as there are
            # sub-heads under a blank.
            text = groups.get(row, "") if _has_group(sheet, row, block, index) else ""
        else:
            groups[row] = ""
        if text and normalised(last) != normalised(text):
            yield text
            last = text


def _has_group(sheet: Sheet, row: int, block: Block, index: int) -> bool:
    """Whether the text to the left in this row heads the blank column too."""
    left = index - 1
    while left >= block.left and not sheet.text(row, left):
        left -= 1
    return left >= block.left and any(sheet.text(r, left) for r in range(row + 1, block.bottom + 1))


def _holds_anything(grid: Grid, index: int, bottom: int) -> bool:
    """Whether a column without a header holds data, and not one stray word."""
    column = grid.columns[index]
    codes = column.codes[bottom + 1 : bottom + 1 + _BELOW]
    return sum(bool(plain(column.values[code])) for code in codes) >= 2


def number_row(sheet: Sheet, row: int) -> dict[int, str] | None:
    """What each cell of a row of column numbers (甲 乙 1 2 ①=②+③) says; None if it is no such row."""
    if row >= sheet.height:
        return None
    cells = sheet.own(row)
    texts = [(column, plain(value)) for column, value in cells]
    if len(texts) < 2 or not all(words.is_column_number(text) for _, text in texts):
        return None
    numbers = [int(n) for _, t in texts if (n := normalised(t).strip("()")).isdigit()]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    if all(is_figure(value) for _, value in cells) and (numbers[:1] != [1] or len(numbers) < 3):
        return None
    return dict(texts)


def same(one: Sequence[HeaderColumn], other: Sequence[HeaderColumn]) -> bool:
    """Whether two headers say the same over the same columns."""
    return [(c.index, c.path) for c in one if c.path] == [
        (c.index, c.path) for c in other if c.path
    ]

"""The headers of a sheet.

A header row is recognised by the words that ledgers use, the extent of the header by its merges
and by the blanks beside the title of a group of columns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ruralskills.detection import day_headers, vocabulary
from ruralskills.detection.header_block import (
    HeaderBlock,
    column_spans,
    has_texts_only,
    header_rows_around,
    is_data_text,
    is_repetition,
    is_title_like,
)
from ruralskills.detection.header_columns import column_numbers
from ruralskills.detection.header_rows import header_word_counts, is_header_word, is_row_of_headers
from ruralskills.detection.sheet_view import RowCells, SheetView, cell_text, is_figure, is_year
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import CellError, Raw

_LABEL: Final = regex(r"[:：]\s*$")
_CODE: Final = regex(r"[0-9]{7,19}[0-9Xx]?|[0-9]{4}[-./年][0-9]{1,2}[-./月].{0,4}")
_HEADERS_OF_A_ROW: Final = 3
_SEARCHED_ROWS: Final = 20
"""Rows from the top that are searched for a header without known words."""


def _is_header(
    view: SheetView, row: int, count: int, last_bottom: int, header_words: frozenset[str]
) -> bool:
    """Return True if a row with ``count`` header words is a header.

    ``last_bottom`` is the last row of the header above, -1 without one.
    """
    cells = view.cells(row)
    if day_headers.is_day_header_row(cells):
        return True
    known = [is_year(v) or is_header_word(str(v), header_words) for _, v in cells]
    if count < 2 or not _is_text_or_year(_without_labels(cells, known)):
        return False
    if all(known) or (last_bottom < 0 and is_row_of_headers(cells, header_words)):
        return True
    if last_bottom >= 0 and not _is_separated(view, row):
        # among data, header words are data: 贫困村 under 村类型, 户主 under 与户主关系
        return is_repetition(view, last_bottom, row)
    if sum(known) * 2 > len(cells):
        return True
    # header words that are separated by others may be labels, each followed by its value
    adjacent = any(one and other for one, other in pairwise(known))
    return adjacent and (count >= 3 or sum(known) * 2 == len(cells))


def _without_labels(cells: RowCells, known: list[bool]) -> RowCells:
    """Leave out labels such as 就业单位： among three headers or more.

    No unit line has so many headers.
    """
    plain = [cell for cell in cells if not _LABEL.search(str(cell[1]))]
    headers = sum(
        is_known
        for cell, is_known in zip(cells, known, strict=True)
        if not _LABEL.search(str(cell[1]))
    )
    return plain if headers >= _HEADERS_OF_A_ROW else cells


def _is_text_or_year(cells: RowCells) -> bool:
    return bool(cells) and all(
        (isinstance(value, str) and not vocabulary.is_unit_row(value) and not is_data_text(value))
        or is_year(value)
        for _, value in cells
    )


def _is_separated(view: SheetView, row: int) -> bool:
    """Return True if a title, blank row or total separates a row from data above."""
    above = [view.cells(upper) for upper in range(max(0, row - 2), row)]
    return any(len(cells) <= 1 or vocabulary.total_kind(cell_text(cells[0][1])) for cells in above)


def find_headers(view: SheetView, header_words: frozenset[str]) -> list[HeaderBlock]:
    """Return every header of a sheet, from top to bottom and from left to right."""
    counts = header_word_counts(view, header_words)
    rows: list[tuple[int, int]] = []
    for row in sorted(counts):
        last = rows[-1][1] if rows else -1
        if row > last and _is_header(view, row, counts[row], last, header_words):
            top, bottom = header_rows_around(view, row, counts)
            rows.append((max(top, last + 1), bottom))
    if not rows and (anchor := _row_of_split_words(view, header_words)) is not None:
        rows.append((anchor, anchor + 1))
    if not rows and (anchor := _row_of_like_words(view, header_words)) is not None:
        rows.append(header_rows_around(view, anchor, counts))
    if not rows and (anchor := _row_over_figures(view)) is not None:
        rows.append(header_rows_around(view, anchor, counts))
    headers: list[HeaderBlock] = []
    for position, (top, bottom) in enumerate(rows):
        end = rows[position + 1][0] if position + 1 < len(rows) else view.height
        headers += [
            HeaderBlock(top, bottom, *span) for span in column_spans(view, top, bottom, end)
        ]
    return headers


def _row_of_split_words(view: SheetView, header_words: frozenset[str]) -> int | None:
    """Return a row whose words continue in the row below, such as 身份证 over 号码."""
    for row in range(min(view.height - 1, _SEARCHED_ROWS)):
        pairs = [
            (cell_text(value), view.text(row + 1, column)) for column, value in view.cells(row)
        ]
        joined = sum(
            bool(upper and lower) and is_header_word(upper + lower, header_words)
            for upper, lower in pairs
        )
        if joined >= 3:
            return row
    return None


def _row_of_like_words(view: SheetView, header_words: frozenset[str]) -> int | None:
    """Return the first row of words like headers, such as 二代身份证号 and 所在镇（街）."""
    for row in range(min(view.height - 1, _SEARCHED_ROWS)):
        cells = view.cells(row)
        covers = (view.merges.get((row, column)) for column, _ in cells)
        if any(cover and cover[2] - cover[0] > _SEARCHED_ROWS for cover in covers):
            continue  # no header is merged down over its table
        if is_row_of_headers(cells, header_words):
            return row
    return None


def _is_figure_or_code(cell: tuple[int, Raw | CellError]) -> bool:
    """Return True for a figure, an identity number, a telephone number, a day."""
    value = cell[1]
    return is_figure(value) or (isinstance(value, str) and bool(_CODE.fullmatch(value.strip())))


def _row_over_figures(view: SheetView) -> int | None:
    """Return a row of texts over rows of figures: a header of unknown words."""
    for row in range(min(view.height - 1, _SEARCHED_ROWS)):
        cells = view.cells(row)
        if len(cells) < 2 or not has_texts_only(cells) or is_title_like(cells):
            continue
        lower = range(row + 1, min(row + 6, view.height))
        below = [view.cells(r) for r in lower if column_numbers(view, r) is None]
        figures = [sum(map(_is_figure_or_code, r)) for r in below if len(r) >= 2]
        if figures and max(figures) >= max(1, len(cells) // 3) and min(figures) >= 1:
            return row
    return None

"""The extent of a header: its rows, and the tables side by side under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection import vocabulary
from ruralskills.detection.sheet_view import RowCells, SheetView, cell_text, is_year
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import absent

_MOST_ROWS: Final = 5
"""The most rows of a header."""
_LONGEST: Final = 60
"""The longest text of a header, in characters."""
_DATA: Final = regex(r"\d{5}|\d[年.\-/]\d{1,2}[月.\-/]\d")
"""A long number or a date, which occur in data and in no header."""


class HeaderBlock(Struct, frozen=True):
    """First and last row and column of a header, from 0."""

    top: int
    bottom: int
    left: int
    right: int


_FEWEST_OF_GROUP: Final = 4
"""The fewest columns under a group that is a table of its own."""


def header_rows_around(view: SheetView, anchor: int, counts: Mapping[int, int]) -> tuple[int, int]:
    """Return first and last row of the header around a row of header words."""
    top = bottom = anchor
    while bottom < view.height - 1 and bottom - top + 1 < _MOST_ROWS:
        below = bottom + 1
        cells = view.cells(below)
        if not has_texts_only(cells) or not (
            _is_joined_by_merge(view, bottom, below)
            or _has_subheaders_only(view, bottom, below)
            or (
                counts.get(below, 0) * 2 > len(cells) > 1 and not is_repetition(view, bottom, below)
            )
        ):
            break
        bottom = below
    while top > 0 and bottom - top + 1 < _MOST_ROWS:
        above = top - 1
        cells = view.cells(above)
        if not _is_joined_by_merge(view, above, top) and (
            is_title_like(cells)
            or not has_texts_only(cells)
            or all(vocabulary.is_table_name(cell_text(value)) for _, value in cells)
            or not (_has_subheaders_only(view, above, top) or _has_group_titles(view, above))
        ):
            break
        top = above
    return top, bottom


def _is_joined_by_merge(view: SheetView, upper: int, lower: int) -> bool:
    """Return True if a vertical merge spans two neighbouring rows."""
    return any(
        (merge := view.merges.get((upper, column))) is not None
        and merge[0] <= upper
        and merge[2] >= lower
        and view.text(upper, column)
        for column in view.columns
    )


def _has_subheaders_only(view: SheetView, upper: int, lower: int) -> bool:
    """Return True if the lower row only names columns of groups in the upper row."""
    cells = view.cells(lower)
    if not cells or any(not isinstance(value, str) and not is_year(value) for _, value in cells):
        return False
    under_groups = 0
    for column, value in cells:
        merge = view.merges.get((upper, column))
        if (merge is not None and merge[3] > merge[1] and merge[2] == upper) or (
            merge is None and view.grid.at(upper, column) == ""
        ):
            under_groups += 1
        elif not (view.grid.at(upper, column + 1) == "" and view.grid.at(lower, column + 1) != ""):
            return False
        text = str(value)
        if (
            absent(value) is not None
            or len(text) > 20
            or is_data_text(text)
            or (vocabulary.total_kind(text) and column == view.left)
        ):
            return False
    return under_groups > 0


def _has_group_titles(view: SheetView, row: int) -> bool:
    """Return True if a row has titles merged over groups of columns."""
    return any(
        (merge := view.merges.get((row, column))) is not None and merge[3] > merge[1]
        for column, _ in view.cells(row)
    )


def column_spans(view: SheetView, top: int, bottom: int, end: int) -> list[tuple[int, int]]:
    """Return the column spans of the tables that stand side by side under a header."""
    columns = [column for column in view.columns if _has_header(view, column, top, bottom)]
    if not columns:
        return [(view.left, view.right)]
    texts = {c: tuple(normalised(view.text(r, c)) for r in range(top, bottom + 1)) for c in columns}
    starts = [columns[0]]
    left: set[tuple[str, ...]] = set()
    for at, (before, column) in enumerate(pairwise(columns), 1):
        left.add(texts[before])
        repeated = texts[column] == texts[starts[-1]]
        gap = column - before > 1 and _is_gap(view, before + 1, column - 1, bottom + 1, end)
        if not repeated and not gap:
            continue
        shared = sum(texts[c] in left for c in columns[at : at + len(left)])
        if (repeated and shared >= 2) or (
            gap
            and len(columns) - at >= 2
            and len(left) >= 2
            and (
                shared >= 1
                or _has_two_titles(view, before, column, top)
                or _are_two_groups(view, top, columns[columns.index(starts[-1]) : at], columns[at:])
            )
        ):
            starts.append(column)
            left = set()
    if len(starts) == 1:
        return [(view.left, view.right)]
    return [
        (start, following - 1)
        for start, following in zip(starts, [*starts[1:], view.right + 1], strict=True)
    ]


def _has_header(view: SheetView, column: int, top: int, bottom: int) -> bool:
    return any(view.text(row, column) for row in range(top, bottom + 1))


def _is_gap(view: SheetView, first: int, last: int, start: int, end: int) -> bool:
    """Return True if columns are blank below the header as well."""
    return all(
        not cell_text(view.grid.columns[column].values[code])
        for column in range(first, last + 1)
        for code in set(view.grid.columns[column].codes[start:end])
    )


def _has_two_titles(view: SheetView, before: int, column: int, top: int) -> bool:
    """Return True if there is a title over the left and one over the right table."""
    for row in range(max(0, top - 3), top):
        right = [c for c, value in view.cells(row) if c >= column and isinstance(value, str)]
        left = [c for c, value in view.cells(row) if c <= before and isinstance(value, str)]
        if (
            right
            and left
            and not any(vocabulary.is_unit_row(view.text(row, c)) for c in left + right)
        ):
            return True
    return False


def _are_two_groups(view: SheetView, top: int, left: Sequence[int], right: Sequence[int]) -> bool:
    """Return True if each side stands under one group title of its own.

    A table with an empty column in it has other columns that stand under no group.
    """
    if min(len(left), len(right)) < _FEWEST_OF_GROUP:
        return False
    merges = [view.merges.get((top, one[0])) for one in (left, right)]
    return all(
        merge is not None and (merge[1], merge[3]) == (one[0], one[-1])
        for merge, one in zip(merges, (left, right), strict=True)
    )


def is_title_like(cells: RowCells) -> bool:
    """Return True for a row with one cell at most, or with a unit line."""
    return len(cells) <= 1 or any(
        isinstance(value, str) and vocabulary.is_unit_row(value) for _, value in cells
    )


def has_texts_only(cells: RowCells) -> bool:
    """Return True for a row of short texts and years that are no column numbers."""
    return (
        bool(cells)
        and all(
            (isinstance(v, str) and len(v) <= _LONGEST and not is_data_text(v)) or is_year(v)
            for _, v in cells
        )
        and not all(vocabulary.is_column_number(str(v)) for _, v in cells)
    )


def is_repetition(view: SheetView, upper: int, lower: int) -> bool:
    """Return True if all texts of the lower row occur in the upper one."""
    texts = {normalised(str(value)) for _, value in view.cells(upper)}
    return all(normalised(str(value)) in texts for _, value in view.cells(lower))


def is_data_text(text: str) -> bool:
    """Return True for the text of a data cell, ignoring an example in brackets."""
    return bool(_DATA.search(re.sub("[(（].{0,80}", "", text)))

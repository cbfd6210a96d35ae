"""The tables of a sheet: title, unit line, header and the kinds of their rows.

Headers are found first, then the titles over them, then the kind of each row under them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from ruralskills.detection import page_halves, rows, total_rows, vocabulary
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.header import find_headers
from ruralskills.detection.header_block import HeaderBlock
from ruralskills.detection.header_columns import HeaderPaths, columns_under, header_paths
from ruralskills.detection.sheet_view import SheetView
from ruralskills.detection.table_ends import cut_at_unknown_header
from ruralskills.detection.title import TitleBlock, title_block
from ruralskills.readers.grid import Grid, Merge
from ruralskills.regions import UnitNames

_NAMES: Final = UnitNames()


def detect_tables(
    grid: Grid, header_words: frozenset[str], header_rows: Sequence[int] = ()
) -> list[DetectedTable]:
    """Return the tables of a sheet, from top to bottom and from left to right.

    ``header_rows``, from 1, are those that an office declares.
    """
    view = SheetView(grid)
    if header_rows and max(header_rows) <= grid.height:
        headers = [HeaderBlock(min(header_rows) - 1, max(header_rows) - 1, view.left, view.right)]
    else:
        headers = find_headers(view, header_words)
    bottoms = [header.bottom for header in headers]  # which lie from top to bottom, as headers do
    titles = []
    for header in headers:
        above = bisect_left(bottoms, header.top)
        first = bottoms[above - 1] + 1 if above else 0
        titles.append(title_block(view.window(header.left, header.right), header, first))
    for position, header in enumerate(headers):
        # the right half of a list has the title of the left one
        if not titles[position].title and position and headers[position - 1].top == header.top:
            titles[position] = titles[position - 1]
    tables: list[DetectedTable] = []
    by_header: dict[HeaderPaths, DetectedTable] = {}
    ends = _ends(headers, titles, grid)
    for header, title, end in zip(headers, titles, ends, strict=True):
        _add_table(view.window(header.left, header.right), tables, by_header, header, title, end)
    cut = (cut_at_unknown_header(view, detected) for detected in list(tables))
    tables += [other for other in cut if other is not None]
    page_halves.share_total_rows(view, tables)
    upright = upright_merges(grid)
    for detected in tables:
        finish(grid, detected, upright)
    return tables


def finish(grid: Grid, detected: DetectedTable, upright: Mapping[int, list[Merge]]) -> None:
    """Fill merged cells down and assign the rows of totals, once all rows are known."""
    _fill_down(grid, detected, upright)
    total_rows.assign_members(detected)


def _ends(headers: Sequence[HeaderBlock], titles: Sequence[TitleBlock], grid: Grid) -> list[int]:
    """Return the row in which the next table below each header begins."""
    tops = [header.top for header in headers]
    lowest = [*accumulate(reversed([t.first_row for t in titles]), min, initial=grid.height)][::-1]
    return [lowest[bisect_right(tops, header.bottom)] for header in headers]


def _add_table(
    view: SheetView,
    tables: list[DetectedTable],
    by_header: dict[HeaderPaths, DetectedTable],
    header: HeaderBlock,
    title: TitleBlock,
    end: int,
) -> None:
    """Add the table under a header, or its rows to the table whose header it repeats.

    ``by_header`` are the last tables of each header.
    """
    columns = columns_under(view, header)
    if not columns:
        return
    paths = header_paths(columns)
    same = by_header.get(paths)
    if (
        same is not None
        and (not title.title or title.title == same.title)
        and _has_same_unit(same, title.unit_line)
    ):
        same.repeated_headers.append(header.top)
        rows.classify(view, same, header.bottom + 1, end)
        return
    header_rows = tuple(range(header.top, header.bottom + 1))
    name = title.title or (same.title if same is not None else "")
    detected = DetectedTable(view.grid, name, title.unit_line, header_rows, columns)
    rows.classify(view, detected, header.bottom + 1, end)
    tables.append(detected)
    by_header[paths] = detected


def _has_same_unit(detected: DetectedTable, unit_line: str) -> bool:
    unit = _NAMES.name(vocabulary.reporting_unit(unit_line))
    return not unit or unit == _NAMES.name(vocabulary.reporting_unit(detected.unit_line))


def upright_merges(grid: Grid) -> dict[int, list[Merge]]:
    """Return by first column the merges of several rows, from top to bottom."""
    found: dict[int, list[Merge]] = {}
    for merge in grid.merges:
        if merge[2] > merge[0]:
            found.setdefault(merge[1], []).append(merge)
    for merges in found.values():
        merges.sort()
    return found


def _fill_down(grid: Grid, detected: DetectedTable, upright: Mapping[int, list[Merge]]) -> None:
    """Give the cells of a vertical merge the value of its first cell."""
    if not detected.rows or not upright:
        return
    data_rows = set(detected.rows)
    first, last = detected.first_row, detected.rows[-1]
    for column in detected.columns:
        merges = upright.get(column.index, [])
        codes = grid.columns[column.index].codes
        for at in range(bisect_left(merges, (first,)), bisect_left(merges, (last + 1,))):
            top, left, bottom, _right = merges[at]
            for row in range(top + 1, min(bottom, grid.height - 1) + 1):
                if row in data_rows:
                    codes[row] = codes[top]
                    detected.filled.setdefault(left, set()).add(row)


def has_sentences_only(grid: Grid) -> bool:
    """Return True for a sheet of explanations (说明, 填表须知) without any table."""
    counts = (
        sum(1 for value in grid.row(row) if value != "") for row in range(min(grid.height, 60))
    )
    return not any(count >= 3 for count in counts)

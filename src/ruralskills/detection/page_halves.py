"""Lists that fill a page in two or more columns of rows, under one title.

The halves are tables of their own, and a 合计 under one of them is mostly the sum of all. It is held
against its own half first, as a half may have a total of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from msgspec.structs import replace

from ruralskills.detection.columns import scaled
from ruralskills.detection.detected_table import DetectedTable, TotalRow
from ruralskills.detection.sheet_view import SheetView
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, StatedTotal
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent, CellError, Raw
from ruralskills.values.money_unit import unit_ratio

_FIGURE: Final = regex(r"-?[\d.,]{1,10}\D{0,3}")

Half = tuple[DetectedTable, Table]


def share_total_rows(view: SheetView, tables: Sequence[DetectedTable]) -> None:
    """Make rows of figures total rows where the label stands in another half.

    合计 is often merged over the left half and the columns before the figure.
    """
    for halves in _pages(tables):
        labels = {total.row: total for half in halves for total in half.total_rows}
        for half in halves:
            window = view.window(half.columns[0].index, half.columns[-1].index)
            for row in sorted(labels.keys() & set(half.rows)):
                cells = window.cells(row)
                if cells and all(_is_figure(value) for _, value in cells):
                    half.rows.remove(row)
                    half.total_rows.append(TotalRow(row, labels[row].label, labels[row].kind))
            half.total_rows.sort(key=lambda total: total.row)


def _pages(tables: Sequence[DetectedTable]) -> Iterator[list[DetectedTable]]:
    """Yield the tables that are halves of one list."""
    for _, group in groupby(tables, key=_page):
        halves = list(group)
        lines = {half.unit_line for half in halves} - {""}
        if len(halves) > 1 and len(lines) < 2:
            yield halves


def _page(detected: DetectedTable) -> tuple[object, ...]:
    """Return what halves of a list share: header rows, headers and title."""
    paths = tuple(column.path for column in detected.columns if column.path)
    return id(detected.grid), detected.header_rows, paths, detected.title


def _is_figure(value: Raw | CellError) -> bool:
    if isinstance(value, str):
        return bool(_FIGURE.fullmatch(normalised(value)))
    return isinstance(value, int | float)


def sum_over_halves(read: Sequence[Half]) -> None:
    """Hold each total that is not the sum of its half against all halves."""
    by_detected = {id(detected): (detected, table) for detected, table in read}
    for page in _pages([detected for detected, _ in read]):
        halves = [by_detected[id(detected)] for detected in page]
        if len({table.ledger for _, table in halves}) == 1:
            for half in halves:
                half[1].stated_totals = list(_over_all(half, halves))


def _over_all(half: Half, halves: Sequence[Half]) -> Iterator[StatedTotal]:
    detected, table = half
    others = [other for other in halves if other is not half]
    for stated in table.stated_totals:
        if stated.kind != "total" or isinstance(stated.stated, Absent) or _fits(stated):
            yield stated
            continue
        parts, times = list(stated.parts), list(stated.times or [1] * len(stated.parts))
        for other in others:
            figures = list(_figures(other, stated, _rows(stated, detected, halves)))
            parts += figures
            times += [1] * len(figures)
        over_all = replace(stated, parts=parts, times=times)
        is_stated = any(_is_stated(other, stated) for _, other in others)
        yield stated if is_stated and not _fits(over_all) else over_all


def _fits(stated: StatedTotal) -> bool:
    """Return True if a total is the sum of its parts."""
    times = stated.times or [1] * len(stated.parts)
    figures = [Decimal(0) if isinstance(part, Absent) else part for part in stated.parts]
    if not all(isinstance(figure, int | Decimal) for figure in (stated.stated, *figures)):
        return False
    return bool(stated.stated == sum(f * n for f, n in zip(figures, times, strict=True)))


def _is_stated(other: Table, stated: StatedTotal) -> bool:
    """Return True if another half states a total of the same column."""
    return any(
        (total.kind, total.header) == (stated.kind, stated.header)
        and not isinstance(total.stated, Absent)
        for total in other.stated_totals
    )


def _rows(stated: StatedTotal, detected: DetectedTable, halves: Sequence[Half]) -> range:
    """Return the rows of the sheet, from 1, that a total may sum in another half.

    They are all rows if it sums all of its own, else those of its block.
    """
    total = next(one for one in detected.total_rows if one.row + 1 == stated.cell.row)
    if len(total.members) == len(detected.rows):
        return range(1, detected.grid.height + 1)
    totals = (one.row + 1 for half, _ in halves for one in half.total_rows)
    return range(max((row for row in totals if row < stated.cell.row), default=0), stated.cell.row)


def _figures(half: Half, stated: StatedTotal, rows: range) -> Iterator[Any]:
    """Yield the figures of a half in the column with the header of a total."""
    detected, table = half
    columns = (*table.columns.values(), *table.unmapped)
    column = next(
        (c for c in columns if c.header == stated.header and c.cell_columns is None), None
    )
    if column is not None:
        ratio = 1 / unit_ratio(stated.unit, column.spec.unit)
        for index, row in enumerate(table.row_numbers):
            if row in rows and index not in column.filled:
                yield scaled(column[index], ratio) if ratio != 1 else column[index]
        return
    data = {row + 1 for row in detected.rows}
    indexes = {c.index for c in detected.columns if c.header == stated.header}
    for column in table.columns.values():
        yield from _figures_across(column, indexes, data.intersection(rows), table.row_numbers)


def _figures_across(
    column: Column, indexes: set[int], rows: set[int], row_numbers: Sequence[int]
) -> Iterator[Any]:
    """Yield the figures of a table read across, one a row of the table."""
    for index, (at, row) in enumerate(zip(column.cell_columns or (), row_numbers, strict=False)):
        if at in indexes and row in rows:
            yield column[index]

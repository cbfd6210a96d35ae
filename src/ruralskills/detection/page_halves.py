"""Lists that fill a page in two or more columns of rows, under one title.

The halves are tables of their own, and a 合计 under one of them is mostly the sum of all. It is held
against its own half first, as a half may have a total of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any, Final

from msgspec import Struct
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

_MOST_HALVES: Final = 40
"""Columns of rows on a page.

A sheet with more of them holds tables that have nothing to do with one another.
"""

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
    """Yield the tables that are halves of one list, which no page has very many of."""
    for _, group in groupby(tables, key=_page):
        halves = list(group)
        lines = {half.unit_line for half in halves} - {""}
        if 1 < len(halves) <= _MOST_HALVES and len(lines) < 2:
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
    for alike in _pages([detected for detected, _ in read]):
        halves = [by_detected[id(detected)] for detected in alike]
        if len({table.ledger for _, table in halves}) == 1:
            page = _Page(halves)
            for half in halves:
                half[1].stated_totals = list(page.over_all(half))


class _Page(Struct, dict=True):
    """The halves of one list, and where their totals and rows stand."""

    halves: Sequence[Half]

    def over_all(self, half: Half) -> Iterator[StatedTotal]:
        """Yield the totals of a half, against all halves where its own rows do not fit."""
        detected, table = half
        others = [other for other in self.halves if other is not half]
        by_row = {total.row + 1: total for total in detected.total_rows}
        for stated in table.stated_totals:
            if stated.kind != "total" or isinstance(stated.stated, Absent) or _fits(stated):
                yield stated
                continue
            rows = self._rows(by_row[stated.cell.row], detected)
            parts, times = list(stated.parts), list(stated.times or [1] * len(stated.parts))
            for other in others:
                figures = list(self._figures(other, stated, rows))
                parts += figures
                times += [1] * len(figures)
            over_all = replace(stated, parts=parts, times=times)
            is_stated = any(
                (stated.kind, stated.header) in self._stated[id(other)] for _, other in others
            )
            yield stated if is_stated and not _fits(over_all) else over_all

    @cached_property
    def _stated(self) -> dict[int, set[tuple[str, str]]]:
        """By half, the kinds and headers of its totals with a figure."""
        return {
            id(table): {
                (total.kind, total.header)
                for total in table.stated_totals
                if not isinstance(total.stated, Absent)
            }
            for _, table in self.halves
        }

    @cached_property
    def _totals(self) -> list[int]:
        """The rows of the sheet, from 1, with a total in any half."""
        return sorted({one.row + 1 for half, _ in self.halves for one in half.total_rows})

    def _rows(self, total: TotalRow, detected: DetectedTable) -> range:
        """Return the rows of the sheet, from 1, that a total may sum in another half.

        They are all rows if it sums all of its own, else those of its block.
        """
        if len(total.members) == len(detected.rows):
            return range(1, detected.grid.height + 1)
        above = bisect_left(self._totals, total.row + 1)
        return range(self._totals[above - 1] if above else 0, total.row + 1)

    @cached_property
    def _order(self) -> dict[int, list[tuple[int, int]]]:
        """By half, the rows of the sheet in order, each with its place in the table."""
        return {
            id(table): sorted((row, at) for at, row in enumerate(table.row_numbers))
            for _, table in self.halves
        }

    def _figures(self, half: Half, stated: StatedTotal, rows: range) -> Iterator[Any]:
        """Yield the figures of a half in the column with the header of a total."""
        detected, table = half
        columns = (*table.columns.values(), *table.unmapped)
        column = next(
            (c for c in columns if c.header == stated.header and c.cell_columns is None), None
        )
        if column is not None:
            ratio = 1 / unit_ratio(stated.unit, column.spec.unit)
            order = self._order[id(table)]
            first, end = bisect_left(order, (rows.start, 0)), bisect_left(order, (rows.stop, 0))
            for _, index in order[first:end]:
                if index not in column.filled:
                    yield scaled(column[index], ratio) if ratio != 1 else column[index]
            return
        data = {row + 1 for row in detected.rows}
        indexes = {c.index for c in detected.columns if c.header == stated.header}
        for column in table.columns.values():
            yield from _figures_across(column, indexes, data.intersection(rows), table.row_numbers)


def _fits(stated: StatedTotal) -> bool:
    """Return True if a total is the sum of its parts."""
    times = stated.times or [1] * len(stated.parts)
    figures = [Decimal(0) if isinstance(part, Absent) else part for part in stated.parts]
    if not all(isinstance(figure, int | Decimal) for figure in (stated.stated, *figures)):
        return False
    return bool(stated.stated == sum(f * n for f, n in zip(figures, times, strict=True)))


def _figures_across(
    column: Column, indexes: set[int], rows: set[int], row_numbers: Sequence[int]
) -> Iterator[Any]:
    """Yield the figures of a table read across, one a row of the table."""
    for index, (at, row) in enumerate(zip(column.cell_columns or (), row_numbers, strict=False)):
        if at in indexes and row in rows:
            yield column[index]

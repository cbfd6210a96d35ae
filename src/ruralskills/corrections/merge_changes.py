"""Cells of rows that were merged since, or whose merge was undone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from ruralskills.model.table import Table
from ruralskills.readers.grid import Grid, Merge
from ruralskills.text.addresses import cell_address, column_index
from ruralskills.text.normalise import normalised

_MOST_CELLS: Final = 20_000
"""Cells compared over all merges. A merge beyond them counts as a hiding one."""

_BAND: Final = 64
"""Rows that are looked up together."""

_Extent = tuple[int, int, Sequence[str], Sequence[str]]
"""First and last row on the returned sheet, and names of the end columns."""


class MergeChange(Struct, frozen=True):
    """A merge over rows of data that only one of two sheets has, told in Chinese."""

    says: str
    hides_nothing: bool
    """True if all of its cells show what they showed before."""


class SheetMerges(Struct, dict=True):
    """The merges of a sheet, found by the rows that they cover."""

    grid: Grid

    def over(self, first: int, last: int) -> Iterator[Merge]:
        """Yield the merges that may cover rows from ``first`` to ``last``, in their order."""
        bands = range(first // _BAND, last // _BAND + 1)
        for at in sorted({at for band in bands for at in self._by_band.get(band, ())}):
            yield self.grid.merges[at]

    @cached_property
    def _by_band(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at, (top, _, bottom, _) in enumerate(self.grid.merges):
            for band in range(top // _BAND, min(bottom, self.grid.height) // _BAND + 1):
                found.setdefault(band, []).append(at)
        return found


class _Side(Struct):
    """A sheet with its table, and its rows that both workbooks have."""

    table: Table
    sheet: SheetMerges
    rows: Sequence[int]
    """Their numbers on this sheet, from 0, in order."""
    as_returned: Sequence[int]
    """Their numbers on the returned sheet."""

    def merges(self) -> Iterator[tuple[_Extent, Merge]]:
        """Yield the merges over rows that both have, by what they cover."""
        names = _column_names(self.table)
        if not self.rows:
            return
        for merge in self.sheet.over(self.rows[0], self.rows[-1]):
            top, left, bottom, right = merge
            first, end = bisect_left(self.rows, top), bisect_right(self.rows, bottom)
            ends = names.get(left, (str(left),)), names.get(right, (str(right),))
            if end - first > 1 or (end > first and left < right):
                covered = self.as_returned[first:end]
                yield (min(covered), max(covered), *ends), merge


def merge_changes(
    before: Table,
    after: Table,
    rows: Sequence[tuple[int, int]],
    sheet_before: SheetMerges,
    sheet_after: SheetMerges,
) -> Iterator[MergeChange]:
    """Yield the merges over matched rows that only one of two sheets has."""
    old, new = sheet_before.grid, sheet_after.grid
    if not (old.merges_known and new.merges_known and (old.merges or new.merges)):
        return
    numbers = sorted((before.row_numbers[a] - 1, after.row_numbers[b] - 1) for a, b in rows)
    was = _Side(before, sheet_before, [one for one, _ in numbers], [other for _, other in numbers])
    there = sorted(other for _, other in numbers)
    now = _Side(after, sheet_after, there, there)
    old_merges, new_merges = dict(was.merges()), dict(now.merges())
    budget = _MOST_CELLS
    back = {other: one for one, other in numbers}
    columns = _columns_of_the_other(after, before)
    for extent, merge in new_merges.items():
        if extent not in old_merges:
            budget -= _size(merge)
            same = budget >= 0 and _shows_the_same(merge, new, old, back, columns)
            same = same and not _counted_once(merge, after)
            yield MergeChange(_said(merge, "合并成了一格", same), same)
    on = dict(numbers)
    columns = _columns_of_the_other(before, after)
    for extent, merge in old_merges.items():
        if extent not in new_merges:
            budget -= _size(merge)
            same = budget >= 0 and _shows_the_same(merge, old, new, on, columns)
            same = same and not _counted_once(merge, before)
            yield MergeChange(_said(merge, "原来合并成一格，现在拆开了", same), same)


def _size(merge: Merge) -> int:
    return (merge[2] - merge[0] + 1) * (merge[3] - merge[1] + 1)


def _column_names(table: Table) -> dict[int, tuple[str, str]]:
    """Return the header of each column of a table, and which one of that header it is."""
    seen: Counter[str] = Counter()
    names: dict[int, tuple[str, str]] = {}
    for column in table.layout.columns:
        if column.column:
            seen[column.header] += 1
            names[column_index(column.column)] = column.header, str(seen[column.header])
    return names


def _columns_of_the_other(table: Table, other: Table) -> dict[int, int]:
    theirs = {name: index for index, name in _column_names(other).items()}
    return {index: theirs[name] for index, name in _column_names(table).items() if name in theirs}


def _counted_once(merge: Merge, table: Table) -> bool:
    """Return True if a merge makes one of several figures that add up."""
    _, left, _, right = merge
    columns = (*table.columns.values(), *table.unmapped)
    return any(left <= column.index <= right and column.spec.reads.additive for column in columns)


def _shows_the_same(
    merge: Merge, grid: Grid, other: Grid, rows: dict[int, int], columns: dict[int, int]
) -> bool:
    """Return True if each cell of a merge shows its text on the other sheet as well."""
    top, left, bottom, right = merge
    text = normalised(grid.text(top, left))
    shown = {
        normalised(other.text(rows[row], columns[column]))
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if row in rows and column in columns
    }
    return shown <= {text}


def _said(merge: Merge, what: str, is_same: bool) -> str:
    top, left, bottom, right = merge
    place = f"{cell_address(top + 1, left)}:{cell_address(bottom + 1, right)}"
    return f"{place}{what}，{'内容没有变' if is_same else '各行的内容因此变了'}"

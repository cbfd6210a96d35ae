"""Findings in the order of reading, the same fault of many rows together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding

ALIKE: Final = 4
"""From so many rows on, one fault is told once with its cells."""


def grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return a file's findings in reading order, the same fault in many rows of a sheet together."""
    alike: dict[tuple[str | None, str, str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[finding.sheet, finding.code, finding.field, finding.severity].append(finding)
    groups: list[list[Finding]] = []
    for group in alike.values():
        groups += [group] if len(group) >= ALIKE else [[finding] for finding in group]
    return sorted(groups, key=lambda group: (group[0].number, group[0].reading_order))


def places(finding: Finding) -> list[Cell]:
    """Return the cell of a finding and the cells of the same column that share its fault."""
    if finding.cell is None:
        return []
    here = finding.cell
    return [here] + [
        cell
        for cell in finding.related
        if (cell.file, cell.sheet, cell.column) == (here.file, here.sheet, here.column)
    ]


def also(finding: Finding) -> list[str]:
    """Name the related cells that the message itself does not name."""
    if finding.cell is None:
        return []
    here = finding.cell
    unnamed = [
        cell
        for cell in finding.related
        if not re.search(rf"{re.escape(cell.seen_from(here))}(?![0-9])", finding.message)
    ]
    return ranges(unnamed, here)


def ranges(cells: Sequence[Cell], seen_from: Cell) -> list[str]:
    """Name cells the short way, those below each other as a range.

    >>> here = Cell("a.xlsx", "表1", 9, 1)
    >>> ranges([Cell("a.xlsx", "表1", row, 1) for row in (5, 3, 4, 9)], here)
    ['B3:B5', 'B9']
    >>> ranges([Cell("a.xlsx", "表2", row, 1) for row in (3, 4)], here)
    ['表2!B3:B4']
    """
    named = []
    by_column = groupby(
        sorted(cells, key=lambda c: (c.file, c.sheet, c.column, c.row)),
        key=lambda c: (c.file, c.sheet, c.column),
    )
    for _, column in by_column:
        for first, last in _runs(list(column)):
            name = first.seen_from(seen_from)
            same = first.row == last.row
            named.append(name if same else f"{name}:{last.address}")
    return named


def _runs(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Yield the first and the last of the cells of a column that stand below each other."""
    first = last = cells[0]
    for cell in cells[1:]:
        if cell.row > last.row + 1:
            yield first, last
            first = cell
        last = cell
    yield first, last

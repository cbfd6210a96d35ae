"""Findings in reading order, the same fault in many rows as one group."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding

GROUP_SIZE: Final = 4
"""The least number of rows whose common fault is reported once."""


def finding_groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return a file's findings in reading order, the same fault in many rows together."""
    alike: dict[tuple[str | None, str, str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[finding.sheet, finding.code, finding.field, finding.severity].append(finding)
    groups: list[list[Finding]] = []
    for group in alike.values():
        groups += [group] if len(group) >= GROUP_SIZE else [[finding] for finding in group]
    return sorted(groups, key=lambda group: (group[0].number, group[0].reading_order))


def column_cells(finding: Finding) -> list[Cell]:
    """Return the cell of a finding and its related cells in the same column."""
    if finding.cell is None:
        return []
    here = finding.cell
    return [here] + [
        cell
        for cell in finding.related
        if (cell.file, cell.sheet, cell.column) == (here.file, here.sheet, here.column)
    ]


def unnamed_cells(finding: Finding, without: Collection[Cell] = ()) -> list[str]:
    """Return the addresses of the related cells that the message does not name.

    Those of ``without`` are left out.
    """
    if finding.cell is None:
        return []
    here = finding.cell
    unnamed = [
        cell
        for cell in finding.related
        if cell not in without and not _names(finding.message, cell.relative_to(here))
    ]
    return ranges(unnamed, here)


def _names(message: str, address: str) -> bool:
    if address not in message:  # as nearly always, and a pattern costs more
        return False
    return re.search(rf"{re.escape(address)}(?![0-9])", message) is not None


def ranges(cells: Sequence[Cell], seen_from: Cell) -> list[str]:
    """Return addresses seen from a cell, cells below each other as one range.

    >>> here = Cell("a.xlsx", "表1", 9, 1)
    >>> ranges([Cell("a.xlsx", "表1", row, 1) for row in (5, 3, 4, 9)], here)
    ['B3:B5', 'B9']
    >>> ranges([Cell("a.xlsx", "表2", row, 1) for row in (3, 4)], here)
    ['表2!B3:B4']
    """
    addresses = []
    by_column = groupby(
        sorted(cells, key=lambda c: (c.file, c.sheet, c.column, c.row)),
        key=lambda c: (c.file, c.sheet, c.column),
    )
    for _, column in by_column:
        for first, last in _runs(list(column)):
            start = first.relative_to(seen_from)
            addresses.append(start if first.row == last.row else f"{start}:{last.address}")
    return addresses


def _runs(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Yield the first and last cell of each run of adjacent cells in a column."""
    first = last = cells[0]
    for cell in cells[1:]:
        if cell.row > last.row + 1:
            yield first, last
            first = cell
        last = cell
    yield first, last

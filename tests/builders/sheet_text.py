"""Sheets drawn as text, read through the real reader.

A line is a row and ``|`` parts its cells.  ``{12}`` is a number, other text is text; ``<`` joins a
cell to the one on its left and ``^`` to the one above, as a merge does; ``<^`` inside a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ruralskills.detection.hints import Hint
from ruralskills.detection.tables import RecognisedTable, find_tables, to_table
from ruralskills.model.table import Table
from ruralskills.notices import Notice, notices_in_force, shipped_notices
from ruralskills.readers.grid import Grid, build
from ruralskills.values.field_type import CellError, Raw

_NOTICES: Mapping[str, Notice] = shipped_notices()


def drawn(text: str, name: str = "Sheet1") -> Grid:
    """The grid of a drawn sheet."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    rows = [[cell.strip() for cell in line.split("|")] if line else [] for line in lines]
    width = max(map(len, rows))
    for row in rows:
        row += [""] * (width - len(row))
    merges = list(_merges(rows))
    cells: list[list[Raw]] = [[_cell(cell) for cell in row] for row in rows]
    return build(name, cells, merges)


def _cell(text: str) -> Any:
    if text in ("<", "^", "<^"):
        return ""
    if match := re.fullmatch(r"\{(-?[\d.]+)\}", text):
        return float(match[1])
    return CellError(text[1:-1]) if text.startswith("{#") else text.replace("\\n", "\n")


def _merges(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell in ("<", "^", "<^"):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][left] == "^":
                bottom += 1
            if (right, bottom) != (left, top):
                yield top, left, bottom, right


def found(text: str, name: str = "Sheet1", hint: Hint | None = None) -> list[RecognisedTable]:
    """What is found on a drawn sheet."""
    return find_tables(drawn(text, name), hint)


def tables(text: str, name: str = "Sheet1", notices: tuple[str, ...] = ()) -> list[Table]:
    """The typed tables of a drawn sheet."""
    bound = notices_in_force([_NOTICES[n] for n in notices], _NOTICES)
    return [to_table("台账.xlsx", name, each, bound) for each in found(text, name)]


def table(text: str, name: str = "Sheet1") -> Table:
    """The one table of a drawn sheet."""
    [one] = tables(text, name)
    return one


def column(of: Table, name: str) -> list[Any]:
    """The values of a field, row by row."""
    return [of.value(position, name) for position in range(len(of))]


def figures(of: Table) -> dict[tuple[str, str], int]:
    """The figures of a table read across, by unit and indicator."""
    return {
        (of.value(i, "unit") or "", of.value(i, "indicator") or ""): of.value(i, "value")
        for i in range(len(of))
    }


def wrong_sums(of: Table) -> list[str]:
    """The figures that do not follow, as the rules of arithmetic see them."""
    from ruralskills.rules.figures import totals

    rules = (
        totals.total_does_not_add_up, totals.subtotal_does_not_add_up,
        totals.parts_across_do_not_add_up, totals.formula_in_the_header_does_not_hold,
        totals.part_over_its_whole, totals.completion_rate_does_not_follow,
    )  # fmt: skip
    return [place.address for each in rules for place, _ in each.check(of)]

"""From a grid to its tables, recognised; and from each to typed columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ruralskills.ledgers import HouseholdLink, Leader, Trainee
from ruralskills.notice import InForce
from ruralskills.table import Table
from ruralskills.workbook import crosstab, layout, match, nest, turned, typed
from ruralskills.workbook.grid import Grid
from ruralskills.workbook.hint import Hint
from ruralskills.workbook.match import Match
from ruralskills.workbook.region import Region
from ruralskills.workbook.sheet import Sheet

_PEOPLE: Final = (Leader, HouseholdLink, Trainee)
"""Whose form it is, is whom the tables further down the form are about."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table on a grid, which is the sheet's own or one turned round."""

    grid: Grid
    region: Region
    match: Match | None
    """None for a table that is read across."""


def find_tables(grid: Grid, hint: Hint | None = None) -> list[Found]:
    """Return the tables of a sheet, recognised, from top to bottom."""
    told = hint is not None and bool(hint.header_rows)
    sheet = Sheet(grid)
    labels = [] if told else turned.labels_of(sheet, match.field_words())
    found = _turned(sheet, labels, hint) if labels else []
    if any(each.match and each.match.ledger in _PEOPLE for each in found):
        return found
    is_form = bool(found) or (bool(labels) and not turned.on_its_side(sheet, labels))
    form_ends = labels[-1].row if is_form else -1
    header_rows = hint.header_rows if hint else ()
    for region in layout.find_regions(grid, match.vocabulary(), header_rows):
        if region.header_rows[0] <= form_ends:
            continue
        if not told and (nested := nest.parted(region)):
            found += [Found(grid, part, each) for part, each in nested]
            continue
        ledger = match.recognise(region, grid.name, hint)
        if ledger is not None or crosstab.is_table(grid, region):
            found.append(Found(grid, region, ledger))
    return found


def _turned(sheet: Sheet, labels: list[turned.Label], hint: Hint | None) -> list[Found]:
    """The records of a form or of a table on its side; a form that nobody filled in has none."""
    made = turned.read(sheet, labels)
    if made is None:
        return []
    ledger = match.recognise(made.region, sheet.grid.name, hint)
    if ledger is None or ledger.missing or not typed.records(made.region, ledger, made.grid):
        return []
    return [Found(made.grid, made.region, ledger)]


def to_table(file: str, sheet: str, found: Found, in_force: InForce) -> Table:
    """Read a found table's cells into typed columns, by the code lists in force."""
    if found.match is None:
        table = crosstab.read_across(file, sheet, found.grid, found.region)
        assert table is not None  # is_table said so when it was found
        return table
    return typed.build_table(file, sheet, found.grid, found.region, found.match, in_force)

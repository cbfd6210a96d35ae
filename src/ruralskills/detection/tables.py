"""From a grid to its tables, recognised; and from each to typed columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from ruralskills.detection import (
    attendance_sheets,
    columns,
    crosstab,
    forms,
    monthly_pay,
    nested,
    table_blocks,
)
from ruralskills.detection import recognition as match
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.hints import AddedHeaders, Hint
from ruralskills.detection.recognition import Match
from ruralskills.detection.sheet_view import Sheet
from ruralskills.ledgers import CadrePay, HouseholdLink, Leader, Trainee
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.readers.grid import Grid

_PEOPLE: Final = (Leader, HouseholdLink, Trainee)
"""Whose form it is, is whom the tables further down the form are about."""


ReadAcross = Callable[[str, str, Grid, DetectedTable, InForce], Table]


class RecognisedTable(Struct, frozen=True):
    """A table on a grid, which is the sheet's own or one turned round."""

    grid: Grid
    region: DetectedTable
    match: Match | None
    """None for a table that is read across."""
    across: ReadAcross | None = None
    """How a table is read whose columns are no fields."""


def prepare(added: AddedHeaders) -> None:
    """Put the words of all headers in order, as ``find_tables`` wants them; once for all sheets."""
    match.vocabulary(added)
    match.field_words(added)


def find_tables(grid: Grid, hint: Hint | None = None) -> list[RecognisedTable]:
    """Return the tables of a sheet, recognised, from top to bottom."""
    header_rows, added = (hint.header_rows, hint.headers) if hint else ((), ())
    sheet = Sheet(grid)
    labels = [] if header_rows else forms.labels_of(sheet, match.field_words(added))
    found = _turned(sheet, labels, hint) if labels else []
    if any(each.match and each.match.ledger in _PEOPLE for each in found):
        return found
    is_form = bool(found) or (bool(labels) and not forms.on_its_side(sheet, labels))
    form_ends = labels[-1].row if is_form else -1
    for region in table_blocks.find_regions(grid, match.vocabulary(added), header_rows):
        if region.header_rows[0] <= form_ends:
            continue
        found += next((tables for know in _KINDS if (tables := know(grid, region, hint))), [])
    return found


def _days_across(grid: Grid, region: DetectedTable, hint: Hint | None) -> list[RecognisedTable]:
    """An attendance sheet."""
    if hint is not None and hint.ledger:
        return []
    known = attendance_sheets.is_table(grid, region)
    return [RecognisedTable(grid, region, None, attendance_sheets.read)] if known else []


def _months_across(grid: Grid, region: DetectedTable, hint: Hint | None) -> list[RecognisedTable]:
    """A sheet of monthly pay."""
    told = hint.ledger if hint is not None else ""
    known = told in ("", CadrePay.info.id) and monthly_pay.is_table(region, grid.name, told)
    return [RecognisedTable(grid, region, None, monthly_pay.read)] if known else []


def _nested(grid: Grid, region: DetectedTable, hint: Hint | None) -> list[RecognisedTable]:
    """Two ledgers in one: leaders with their households beside them."""
    if hint is not None and hint.header_rows:
        return []
    return [
        RecognisedTable(grid, part, each)
        for part, each in nested.parted(region, hint.headers if hint else ())
    ]


def _things_down(grid: Grid, region: DetectedTable, hint: Hint | None) -> list[RecognisedTable]:
    """A ledger, with one thing a row."""
    ledger = match.recognise(region, grid.name, hint)
    return [] if ledger is None else [RecognisedTable(grid, region, ledger)]


def _figures_across(grid: Grid, region: DetectedTable, hint: Hint | None) -> list[RecognisedTable]:
    """A task or statistical table."""
    known = crosstab.is_table(grid, region)
    return [RecognisedTable(grid, region, None, crosstab.read_across)] if known else []


_KINDS: Final = (_days_across, _months_across, _nested, _things_down, _figures_across)
"""What a table may be, the most particular first."""


def _turned(sheet: Sheet, labels: list[forms.Label], hint: Hint | None) -> list[RecognisedTable]:
    """The records of a form or of a table on its side; a form that nobody filled in has none."""
    made = forms.read(sheet, labels)
    if made is None:
        return []
    ledger = match.recognise(made.region, sheet.grid.name, hint)
    if ledger is None or ledger.missing or not columns.records(made.region, ledger, made.grid):
        return []
    return [RecognisedTable(made.grid, made.region, ledger)]


def to_table(file: str, sheet: str, found: RecognisedTable, in_force: InForce) -> Table:
    """Read a found table's cells into typed columns, by the code lists in force."""
    if found.match is None:
        assert found.across is not None  # a table is one or the other
        return found.across(file, sheet, found.grid, found.region, in_force)
    return columns.build_table(file, sheet, found.grid, found.region, found.match, in_force)

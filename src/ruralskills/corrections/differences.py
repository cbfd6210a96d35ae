"""The differences of two versions of a workbook: changed cells, rows, sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.corrections.merge_changes import merge_changes
from ruralskills.corrections.outside_cells import (
    hidden_since,
    outside_cells,
    outside_changes,
    said_of_hidden,
    said_of_struck,
)
from ruralskills.corrections.row_matches import RowMatches, match_rows, table_pairs
from ruralskills.corrections.sheet_changes import (
    ChangeKind,
    OpenBook,
    SheetChange,
    changed_sums,
    renamed_sheets,
    sheet_changes,
    table_changes,
    unknown_cells,
)
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Subject
from ruralskills.model.masking import mask_name, mask_value
from ruralskills.model.table import Table
from ruralskills.values.field_type import CellError
from ruralskills.values.partial_date import PartialDate


class ChangedCell(Struct, frozen=True):
    """A cell with another content than before."""

    before: Cell
    after: Cell
    header: str
    field: str
    old: str
    new: str
    subject: Subject
    is_requested: bool
    """True if a finding or a normalisation had named the cell."""

    def masked(self, kind: str) -> ChangedCell:
        """Return the change with personal numbers hidden by the kind of its field."""
        return replace(
            self,
            before=self.before.masked(),
            after=self.after.masked(),
            header=mask_name(self.header),
            old=mask_value(self.old, kind),
            new=mask_value(self.new, kind),
            subject=self.subject.masked(),
        )


class UnmatchedRow(Struct, frozen=True):
    """A row that only one of the two workbooks has."""

    cell: Cell
    subject: Subject

    def masked(self) -> UnmatchedRow:
        """Return the row with personal numbers in its names hidden."""
        return UnmatchedRow(self.cell.masked(), self.subject.masked())


Place = tuple[str, int]
"""A sheet and a row, from 1."""


class Differences(Struct):
    """The differences of the tables of two workbooks."""

    changed: list[ChangedCell] = field(default_factory=list)
    added: list[UnmatchedRow] = field(default_factory=list)
    removed: list[UnmatchedRow] = field(default_factory=list)
    kept: int = 0
    sheets: list[SheetChange] = field(default_factory=list)
    rows: dict[Place, Place] = field(default_factory=dict)
    """The place of each row in the returned workbook."""
    renamed: dict[str, str] = field(default_factory=dict)
    """The new names of renamed sheets."""


def differences(
    old: OpenBook, new: OpenBook, requested: frozenset[tuple[str, int, int]]
) -> Differences:
    """Compare two workbooks.

    ``requested`` are the cells that somebody asked to change.
    """
    found = Differences()
    pairs = list(table_pairs(old.tables, new.tables))
    found.sheets += sheet_changes(old, new, pairs)
    for before, after in pairs:
        matches = match_rows(before, after)
        found.kept += len(matches.pairs)
        grids = old.grids[before.sheet], new.grids[after.sheet]
        is_certain = all(grid.merges_known for grid in grids)
        changes = list(
            _changes(before, after, matches.pairs, requested, are_merges_known=is_certain)
        )
        found.changed += changes
        found.removed += [_unmatched(before, position) for position in matches.only_old]
        found.added += [_unmatched(after, position) for position in matches.only_new]
        for one, other in matches.pairs:
            place = after.sheet, after.row_numbers[other]
            found.rows[before.sheet, before.row_numbers[one]] = place
        unknown = list(unknown_cells(before, after, matches.pairs, old, new))
        found.sheets += (change for _, change in unknown)
        if not (matches.only_old or matches.only_new):
            explained = {change.header for change in changes}
            found.sheets += changed_sums(before, after, explained, old, new)
        touched = {change.after.row for change in changes} | {row for row, _ in unknown}
        found.sheets += _hidden(before, after, matches, touched, old, new)
        merges = old.merges[before.sheet], new.merges[after.sheet]
        for merge in merge_changes(before, after, matches.pairs, *merges):
            kind: ChangeKind = "same_merged" if merge.hides_nothing else "merged"
            found.sheets.append(SheetChange(kind, after.sheet, merge.says))
    _compare_unpaired(found, pairs, old, new)
    found.renamed = renamed_sheets(old, new, pairs)
    found.sheets += _outside(old, new, found.renamed, requested)
    return found


def _compare_unpaired(
    found: Differences, pairs: Sequence[tuple[Table, Table]], old: OpenBook, new: OpenBook
) -> None:
    """Take all rows of a table that only one workbook has for added or removed ones."""
    known = {id(table) for pair in pairs for table in pair}
    gone = [table for table in old.tables if id(table) not in known]
    come = [table for table in new.tables if id(table) not in known]
    found.sheets += table_changes(old, new, gone, come)
    for table in gone:
        found.removed += (_unmatched(table, position) for position in range(len(table)))
    for table in come:
        found.added += (_unmatched(table, position) for position in range(len(table)))


def _hidden(
    before: Table,
    after: Table,
    matches: RowMatches,
    touched: Collection[int],
    old: OpenBook,
    new: OpenBook,
) -> Iterator[SheetChange]:
    """Yield the word on hidden rows that changed, and on those that did not."""
    numbers = _numbers(before, after, matches)
    added = [after.row_numbers[position] for position in matches.only_new]
    hidden = hidden_since(old.grids[before.sheet], new.grids[after.sheet], numbers, added)
    changed = hidden.intersection((*touched, *added))
    if changed:
        says = said_of_hidden(changed, are_same=False)
        yield SheetChange("rows_hidden", after.sheet, says)
    was, now = old.grids[before.sheet].struck_rows, new.grids[after.sheet].struck_rows
    if now and (
        struck := [
            b for a, b in _numbers(before, after, matches) if b - 1 in now and a - 1 not in was
        ]
    ):
        yield SheetChange("rows_struck", after.sheet, said_of_struck(struck))
    if same := hidden - changed:
        yield SheetChange("same_rows_hidden", after.sheet, said_of_hidden(same, are_same=True))


def _numbers(before: Table, after: Table, matches: RowMatches) -> Iterator[tuple[int, int]]:
    """Yield the numbers of each matched row on both sheets."""
    return ((before.row_numbers[a], after.row_numbers[b]) for a, b in matches.pairs)


def _outside(
    old: OpenBook,
    new: OpenBook,
    renamed: Mapping[str, str],
    requested: frozenset[tuple[str, int, int]],
) -> Iterator[SheetChange]:
    """Yield the changes outside the tables of the sheets that both workbooks have."""
    requested_on: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for sheet, row, column in requested:
        requested_on[sheet].add((row - 1, column))
    for name, grid in old.grids.items():
        given = renamed.get(name, name)
        if given not in new.grids:
            continue
        asked = requested_on[name]
        was = outside_cells(grid, old.tables_on(name))
        now = outside_cells(new.grids[given], new.tables_on(given))
        for change in outside_changes(was, now, asked):
            kind: ChangeKind = "signer" if change.is_signer else "outside_cell"
            yield SheetChange(kind, given, change.says)


def _unmatched(table: Table, position: int) -> UnmatchedRow:
    return UnmatchedRow(table.cell(position, table.ledger.info.name), table.subject(position))


def _changes(
    old: Table,
    new: Table,
    pairs: Sequence[tuple[int, int]],
    requested: frozenset[tuple[str, int, int]],
    *,
    are_merges_known: bool,
) -> Iterator[ChangedCell]:
    """Yield the changed cells of matched rows, column by column.

    A cell that is merged with the one above it on both sheets is told with that one.
    """
    shared = [n for n in old.columns if n in new.columns]
    shared = [n for n in shared if old.columns[n].index >= 0 and new.columns[n].index >= 0]
    by_column: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for before, after in pairs:
        for name in shared:
            was, now = _words(old, before, name), _words(new, after, name)
            if was == now or (name == "seq" and _is_number(now)):
                continue
            # a text file writes days and numbers in its own way
            if are_merges_known or not _has_one_value(old, before, new, after, name):
                by_column[name].append((before, after))
    for name, places in by_column.items():
        for before, after in places:
            was_merged = before in old.columns[name].filled
            is_merged = after in new.columns[name].filled
            if (was_merged and is_merged) or (was_merged != is_merged and not are_merges_known):
                continue
            cell = old.cell(before, name)
            yield ChangedCell(
                cell,
                new.cell(after, name),
                old.columns[name].header or old.columns[name].spec.header,
                name,
                _words(old, before, name),
                _words(new, after, name),
                _subject(old, before, new, after),
                (cell.sheet, cell.row, cell.column) in requested,
            )


def _words(table: Table, index: int, name: str) -> str:
    """Return what a sentence calls the content of a cell."""
    column = table.columns[name]
    raw = column.raws[column.codes[index]]
    return raw.shown if isinstance(raw, CellError) else column.text(index)


def _has_one_value(old: Table, before: int, new: Table, after: int, name: str) -> bool:
    value = old.columns[name][before]
    is_certain = isinstance(value, int | Decimal | PartialDate)
    return is_certain and value == new.columns[name][after]


def _is_number(text: str) -> bool:
    """Return True for the number of a row, which changes as rows come and go."""
    return not text.strip() or text.strip("(（)）.．、 ").isdecimal()


def _subject(old: Table, before: int, new: Table, after: int) -> Subject:
    """Return the person of a row.

    It is that of the old sheet where a merge has put another's name there.
    """
    name = new.columns.get(new.ledger.info.name)
    is_of_another = name is not None and after in name.filled
    return old.subject(before) if is_of_another else new.subject(after)

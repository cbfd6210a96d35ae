"""The tables of a sheet, recognised, and their cells read into typed columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from ruralskills.detection import (
    attendance_sheets,
    crosstab,
    forms,
    ledger_headers,
    ledger_rows,
    monthly_pay,
    recognition,
)
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.hints import AddedHeaders, Hint
from ruralskills.detection.lost_merges import with_unknown_blanks
from ruralskills.detection.nested_tables import split_nested
from ruralskills.detection.page_halves import sum_over_halves
from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.detection.sheet_view import SheetView
from ruralskills.detection.table_blocks import detect_tables
from ruralskills.detection.table_unit import UnitSources, set_unit
from ruralskills.ledgers import CadrePay, HouseholdLink, Leader, Trainee
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.readers.grid import Grid

_PEOPLE: Final = (Leader, HouseholdLink, Trainee)
"""The ledgers of a form whose other tables describe the same person."""
_FEWEST_HEADERS: Final = 3
_FEWEST_ROWS: Final = 2
_MOST_HEADERS: Final = 300
"""The different headers of a sheet that are compared with all ledgers."""


def prepare_vocabulary(added: AddedHeaders) -> None:
    """Build the vocabulary that ``find_tables`` needs, once for all sheets."""
    ledger_headers.header_vocabulary(added)
    ledger_headers.field_vocabulary(added)


class SheetTables(Struct):
    """The tables of a sheet, from top to bottom, and those that are of no ledger."""

    recognised: list[RecognisedTable] = field(default_factory=list)
    unknown: list[DetectedTable] = field(default_factory=list)


def tables_on(grid: Grid, file: str, hint: Hint | None = None) -> SheetTables:
    """Return the tables of a sheet, known and unknown."""
    return _Recognition(grid, file, hint or Hint()).tables()


def find_tables(grid: Grid, file: str, hint: Hint | None = None) -> list[RecognisedTable]:
    """Return the recognised tables of a sheet, from top to bottom."""
    return tables_on(grid, file, hint).recognised


def to_tables(
    recognised: Sequence[RecognisedTable], in_force: InForce, sources: UnitSources | None = None
) -> list[Table]:
    """Read the tables of a workbook, with the totals that several have together."""
    tables = [to_table(one, in_force, sources) for one in recognised]
    sum_over_halves([(one.detected, table) for one, table in zip(recognised, tables, strict=True)])
    return tables


def to_table(
    recognised: RecognisedTable, in_force: InForce, sources: UnitSources | None = None
) -> Table:
    """Read the cells of a table into typed columns, by the code lists in force.

    ``sources`` are the texts beside the workbook that may name its unit.
    """
    table = recognised.reader(recognised, in_force)
    grid = recognised.detected.grid
    if not grid.merges_known:
        table = with_unknown_blanks(table)
    table.text_formulas = grid.text_formulas
    set_unit(table, sources or UnitSources())
    return table


def _is_worth_a_word(detected: DetectedTable) -> bool:
    """Return True for what a person would call a table: columns with rows."""
    headers = sum(bool(column.path) for column in detected.columns)
    return headers >= _FEWEST_HEADERS and len(detected.rows) >= _FEWEST_ROWS


class _Recognition(Struct, frozen=True):
    """The recognition of the tables of one sheet."""

    grid: Grid
    file: str
    hint: Hint

    def tables(self) -> SheetTables:
        view, hint = SheetView(self.grid), self.hint
        labels = (
            []
            if hint.header_rows
            else forms.labels_of(view, ledger_headers.field_vocabulary(hint.headers))
        )
        found = self._form(view, labels) if labels else []
        if any(form.match and form.match.ledger in _PEOPLE for form in found):
            return SheetTables(found)
        is_form = bool(found) or (bool(labels) and not forms.is_sideways(view, labels))
        form_end = labels[-1].row if is_form else -1
        header_words = ledger_headers.header_vocabulary(hint.headers)
        tables = SheetTables(found)
        headers: set[tuple[tuple[str, ...], ...]] = set()
        for detected in detect_tables(self.grid, header_words, hint.header_rows):
            if detected.header_rows[0] <= form_end:
                continue
            header = tuple(column.path for column in detected.columns)
            if len(headers) < _MOST_HEADERS:
                headers.add(header)
            recognised = self._recognised(detected) if header in headers else []
            tables.recognised += recognised
            if not recognised and _is_worth_a_word(detected):
                tables.unknown.append(detected)
        return tables

    def _form(self, view: SheetView, labels: list[forms.Label]) -> list[RecognisedTable]:
        """Return the records of a form or sideways table, none if it is not filled in."""
        detected = forms.read(view, labels)
        if detected is None:
            return []
        match = recognition.recognise(detected, self.hint)
        if match is None or not match.is_certain or not ledger_rows.record_rows(detected, match):
            return []
        return [RecognisedTable(self.file, detected, match, ledger_rows.read)]

    def _recognised(self, detected: DetectedTable) -> list[RecognisedTable]:
        """Return a detected table by the first kind that fits, special kinds first."""
        kinds = (
            self._attendance,
            self._monthly_pay,
            self._nested,
            self._statistics,
            self._ledger,
            self._people,
            self._crosstab,
        )
        return next((found for kind in kinds if (found := list(kind(detected)))), [])

    def _attendance(self, detected: DetectedTable) -> Iterator[RecognisedTable]:
        if not self.hint.ledger and attendance_sheets.is_table(detected):
            yield RecognisedTable(self.file, detected, None, attendance_sheets.read)

    def _monthly_pay(self, detected: DetectedTable) -> Iterator[RecognisedTable]:
        declared = self.hint.ledger == CadrePay.info.id
        if (declared or not self.hint.ledger) and monthly_pay.is_table(detected, declared):
            yield RecognisedTable(self.file, detected, None, monthly_pay.read)

    def _nested(self, detected: DetectedTable) -> Iterator[RecognisedTable]:
        """Yield the two ledgers of a table such as leaders with their households."""
        if not self.hint.header_rows:
            for part, match in split_nested(detected, self.hint.headers):
                yield RecognisedTable(self.file, part, match, ledger_rows.read)

    def _statistics(self, detected: DetectedTable) -> Iterator[RecognisedTable]:
        """Yield figures of townships, whose headers may be those of a ledger too."""
        if not self.hint.ledger and crosstab.counts_townships(detected):
            yield RecognisedTable(self.file, detected, None, crosstab.read)

    def _ledger(self, detected: DetectedTable) -> Iterator[RecognisedTable]:
        if match := recognition.recognise(detected, self.hint):
            yield RecognisedTable(self.file, detected, match, ledger_rows.read)

    def _people(self, detected: DetectedTable) -> Iterator[RecognisedTable]:
        """Yield a list of people that is no ledger, for the checks that need none."""
        if not self.hint.ledger and (match := recognition.recognise_people(detected, self.hint)):
            yield RecognisedTable(self.file, detected, match, ledger_rows.read)

    def _crosstab(self, detected: DetectedTable) -> Iterator[RecognisedTable]:
        if crosstab.is_table(detected) and not recognition.lists_people(detected):
            yield RecognisedTable(self.file, detected, None, crosstab.read)

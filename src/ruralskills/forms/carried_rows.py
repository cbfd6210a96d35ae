"""Rows of an old layout carried into a blank ledger, and what had no place in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ruralskills.detection.vocabulary import header_word
from ruralskills.forms.blank_columns import SEQ, BlankColumn
from ruralskills.forms.form_run import FormError, naming
from ruralskills.forms.roster import row_text
from ruralskills.ledgers.shared_fields import SEQ_HEADERS
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.readers.grid import Grid
from ruralskills.readers.kept_workbooks import KeptWorkbooks
from ruralskills.text.addresses import column_index, column_letters
from ruralskills.validation.file_check import CheckOptions, tables_in_context
from ruralskills.validation.input_file import InputFile
from ruralskills.values.field_type import CellError, display_text
from ruralskills.values.partial_date import PartialDate


class CarriedRows(Struct):
    """Rows by field, the columns that had no place, and each of their cells."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


def carried_rows(
    path: Path, ledger: type[Ledger], columns: Sequence[BlankColumn], options: CheckOptions
) -> CarriedRows:
    """Return the rows of a ledger in a file of another layout.

    Raises FormError where the file has no such ledger, or cannot be read.
    """
    books = KeptWorkbooks((path,), options.password)
    with naming(path):
        tables, _ = tables_in_context(InputFile(path, path.name), options, books)
    kept = [table for table in tables if table.ledger is ledger]
    if not kept:
        raise FormError(f"{path.name}：没有认出{ledger.info.title}，请核对表头")
    carried = CarriedRows()
    book = books.book(path)
    for sheet, on_sheet in groupby(kept, key=lambda table: table.sheet):
        grid = book.read(sheet)
        for table in on_sheet:
            _carry(table, columns, grid, carried)
    for other in (table for table in tables if table.ledger is not ledger):
        name = f"{other.file}!{other.sheet}"
        carried.columns.append(f"{name}：{other.ledger.info.title}，不是这种台账")
    return carried


def _carry(table: Table, columns: Sequence[BlankColumn], grid: Grid, carried: CarriedRows) -> None:
    known = {column.spec.field: column for column in columns if column.spec.field != SEQ}
    for index in range(len(table)):
        carried.rows.append(
            {
                name: value
                for name, column in known.items()
                if name in table.columns and (value := _value(table, index, name, column)) != ""
            }
        )
    placed = {
        column_letters(index)
        for field_name, column in table.columns.items()
        if field_name in known or field_name == SEQ
        for index in {column.index, *(column.cell_columns or ())}
        if index >= 0
    }
    name = f"{table.file}!{table.sheet}"
    for layout in table.layout.columns:
        if layout.column in placed or header_word(layout.header)[0] in SEQ_HEADERS:
            continue
        cells = list(_cells(table, layout.column, layout.header, grid))
        carried.cells += cells
        why = "本表没有这一列，--all-columns 有" if layout.field else "没有对应的列"
        carried.columns.append(
            f"{name}!{layout.column}列“{layout.header}”：{why}，{len(cells)}格没有带入"
        )
    for row in table.layout.total_rows:
        carried.columns.append(f"{name}第{row}行：合计行，没有带入")


def _cells(table: Table, letter: str, header: str, grid: Grid) -> Iterator[str]:
    """Yield a line for each filled cell of a column that had no place."""
    index = column_index(letter)
    for number, row in enumerate(table.row_numbers):
        raw = grid.at(row - 1, index)
        text = raw.text if isinstance(raw, CellError) else display_text(raw)
        if text.strip():
            who = row_text(table, number, table.ledger.info.name) if table.ledger.info.name else ""
            yield f"{table.sheet}!{letter}{row}“{header}”{f'（{who}）' if who else ''}：{text.strip()}"


def _value(table: Table, index: int, name: str, column: BlankColumn) -> Any:
    """Return a cell in the proper form where it is certain, else as it was."""
    old: Column = table.columns[name]
    value = old[index]
    if isinstance(value, Unknown) or value is None:
        return _as_it_was(table, index, name)
    if isinstance(value, bool):
        yes, no = column.choices[:2] if column.kind == "yesno" else ("是", "否")
        return yes if value else no
    if isinstance(value, PartialDate):
        return value.earliest if value.exact else _as_it_was(table, index, name)
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, str) and (column.codes is not None or column.kind == "identity"):
        return value
    return _as_it_was(table, index, name)


def _as_it_was(table: Table, index: int, name: str) -> str:
    return row_text(table, index, name)

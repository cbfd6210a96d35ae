"""The map step: one file becomes its tables and records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from ruralskills.errors import CannotRead
from ruralskills.facts.reported_figures import is_corrected
from ruralskills.facts.table_periods import table_period
from ruralskills.ledgers import Figure
from ruralskills.model.fields import field_specs
from ruralskills.model.masking import mask_name, mask_text
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.readers.content import digest
from ruralskills.regions import UnitNames, village_name
from ruralskills.rollups.person_keys import Hasher
from ruralskills.rollups.records import SourceRecords
from ruralskills.rollups.row_units import row_units
from ruralskills.rollups.row_values import RowValues
from ruralskills.rollups.sources import FigureCell, SourceContent, SourceTable, UnknownSheet
from ruralskills.rollups.table_records import Errors, TableRecords, fields_read
from ruralskills.text.addresses import column_letters
from ruralskills.validation.engine import row_errors
from ruralskills.validation.file_check import CheckOptions, OpenedFile, open_tables
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.waived_errors import not_waived, waived_numbers
from ruralskills.validation.waiver_list import WaiverEntry

_MOST_PARTS: Final = 2000
_SHORTEST_NAME: Final = 2
"""Characters of a name of a person that can be told from any other word."""


class ReadOptions(Struct, frozen=True):
    """The options of reading, the same for every file. They travel to the workers."""

    check: CheckOptions
    key: bytes
    """The key of the hashes that stand for persons."""
    stored: bool = False
    """True where records are to be kept as files."""
    waivers: tuple[WaiverEntry, ...] = ()
    """The office's waivers in force: an error that it lets stand takes no row away."""


class Reading(Struct):
    """A file that was read, with its records."""

    content: SourceContent
    records: SourceRecords


def read_content(file: InputFile, content: bytes, options: ReadOptions) -> Reading:
    """Read the content of a file, or say why it cannot be read."""
    try:
        opened = open_tables(file, options.check, content)
    except CannotRead as error:
        return Reading(SourceContent(digest(content), mask_text(str(error))), SourceRecords())
    unknown = (each for each in opened.sheets if each.cause == "no_table")
    source = SourceContent(
        opened.sha256,
        choices=opened.choices,
        unknown=tuple(UnknownSheet(mask_name(each.sheet), each.reason) for each in unknown),
    )
    records = SourceRecords()
    hasher, names = Hasher(options.key), options.check.units.names
    for number, table in enumerate(opened.tables):
        source.tables.append(_source_table(table, hasher, names, file.name))
        in_force = opened.context.in_force
        errors = _errors(table, opened, in_force, options.waivers)
        numbers = waived_numbers(table, opened.context, options.waivers)
        own = TableRecords(number, RowValues(table, hasher, numbers), errors, records, names)
        own.add(in_force.indicators)
    source.texts = list(records.texts.codes)
    return Reading(source, records)


def _errors(
    table: Table, opened: OpenedFile, in_force: InForce, waivers: Sequence[WaiverEntry]
) -> Errors:
    """Return the errors of rows in what indicators read, by row and field."""
    ledger = table.ledger.info.id
    read = {
        name
        for indicator in in_force.indicators
        for each in indicator.alternatives
        if each.ledger == ledger
        for name in fields_read(each)
    }
    if not read:
        return {}
    fields = {*read, table.ledger.info.id_field}
    errors: dict[tuple[int, str], str] = {}
    found = row_errors(table, opened.context, fields)
    for index, name, code, _ in not_waived(table, opened.context, found, waivers):
        errors.setdefault((index, name), code)
    return errors


def _source_table(table: Table, hasher: Hasher, names: UnitNames, file: str) -> SourceTable:
    """Return what is kept of a table, personal numbers in its texts hidden."""
    layout, info = table.layout, table.ledger.info
    units, first_cells = _units(table, names)
    is_figure = table.ledger is Figure
    return SourceTable(
        mask_name(table.sheet),
        info.id,
        mask_name(layout.title),
        table_period(table),
        mask_name(layout.unit),
        layout.unit_source,
        len(table),
        units,
        first_cells,
        (_hashes(table, info.village, hasher), _hashes(table, "class_name", hasher)),
        tuple(_figures(table)) if is_figure else (),
        is_figure and is_corrected(table),
        people_of_file=tuple(sorted(_people_of_file(table, file))),
        is_unchanged=layout.is_unchanged,
    )


def _people_of_file(table: Table, file: str) -> set[str]:
    """Return the names of people in a table that stand in the name of its file."""
    name = file.rpartition("/")[2]
    columns = [
        table.columns[field]
        for field, spec in field_specs(table.ledger).items()
        if spec.reads.name == "name" and field in table.columns
    ]
    return {
        value
        for column in columns
        for value in column.values
        if isinstance(value, str) and len(value) >= _SHORTEST_NAME and value in name
    }


def _units(table: Table, names: UnitNames) -> tuple[dict[str, int], dict[str, str]]:
    """Return the units that rows name, each with its rows and the first cell."""
    found = row_units(table, names)
    if found.codes is None or table.ledger is Figure:
        return {"": len(table)}, {}
    counts, firsts = found.counted()
    cells = {unit: table.cell(row, found.field).address for unit, row in firsts.items()}
    return counts, cells


def _hashes(table: Table, name: str, hasher: Hasher) -> frozenset[int]:
    """Return the hashes of the texts of a field, none where there are very many."""
    column = table.columns.get(name)
    if column is None:
        return frozenset()
    values = {column.values[code] for code in set(column.codes)}
    texts = {village_name(value) for value in values if isinstance(value, str)}
    return frozenset(map(hasher.of_text, texts)) if len(texts) <= _MOST_PARTS else frozenset()


def _figures(table: Table) -> list[FigureCell]:
    headers = {column.column: column.header for column in table.layout.columns}
    found = []
    for row in table.rows(Figure):
        if row.value is None or not row.indicator:
            continue
        cell = row.at("value").cell
        found.append(
            FigureCell(
                mask_name(row.unit or ""),
                mask_name(row.indicator),
                mask_name(row.period or ""),
                mask_name(headers.get(column_letters(cell.column), "")),
                str(row.value),
                cell.address,
                mask_name(row.measure or ""),
            )
        )
    return found

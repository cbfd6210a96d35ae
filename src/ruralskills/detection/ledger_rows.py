"""The typed table of a ledger with one record a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec.structs import replace

from ruralskills.detection.class_days import HELD, days_in_names
from ruralskills.detection.column_profile import profile_of
from ruralskills.detection.columns import (
    NOT_SUMMED,
    column_unit,
    own_cells,
    parse_values,
    scaled,
    stated_unit,
)
from ruralskills.detection.detected_table import DetectedTable, TotalRow
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch
from ruralskills.detection.form_table import FormTable
from ruralskills.detection.odd_cells import kind_of_text, odd_cells
from ruralskills.detection.recognised_table import RecognisedTable, first_period
from ruralskills.detection.table_layout import layout_of
from ruralskills.detection.unmapped_columns import unmapped_columns
from ruralskills.model.cell import Cell
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, StatedTotal
from ruralskills.notices import InForce
from ruralskills.readers.grid import GridColumn
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent, CellError, Context, Raw, absent
from ruralskills.values.money_unit import unit_ratio


def record_rows(detected: DetectedTable, match: LedgerMatch) -> list[int]:
    """Return the rows that are records.

    A row that was only numbered in advance, or that continues a merged record, is none.
    """
    fields = match.fields.values()
    filled_in = [m.column.index for m in fields if not m.spec.label and m.spec.field != "seq"]
    keys = [m.column.index for m in fields if m.spec.required and not m.spec.label]
    columns = detected.grid.columns
    no_records = set(detected.rows)
    for index in sorted(filled_in, key=lambda index: len(columns[index].values)):  # cheapest first
        column = columns[index]
        filled = detected.filled.get(index, ())
        codes = column.codes
        blank = {code for code in _codes_to_look_at(column, no_records) if _is_blank(column, code)}
        no_records = {row for row in no_records if codes[row] in blank or row in filled}
        if not no_records:
            break
    if keys:
        no_records |= set.intersection(*(detected.filled.get(index, set()) for index in keys))
    return [row for row in detected.rows if row not in no_records] if no_records else detected.rows


def _codes_to_look_at(column: GridColumn, rows: Collection[int]) -> Collection[int]:
    """Return the codes of a column, of few rows on a large sheet those of the rows."""
    if len(column.values) <= 4 * len(rows):
        return range(len(column.values))
    return {column.codes[row] for row in rows}


def _is_blank(column: GridColumn, code: int) -> bool:
    return absent(column.values[code]) is Absent.BLANK


def read(recognised: RecognisedTable, in_force: InForce) -> Table:
    """Return the typed table."""
    detected, match = recognised.detected, recognised.match
    assert match is not None  # tables.py pairs this reader with a match
    period = first_period(detected.title, recognised.sheet, recognised.file)
    year = period.year if period else None
    rows = record_rows(detected, match)
    columns = {
        name: _column(detected, matched, rows, year, in_force)
        for name, matched in match.fields.items()
    }
    title = f"{detected.title} {recognised.sheet}"
    for name, value in match.ledger.from_title(title).items():
        if name not in columns:
            spec = field_specs(match.ledger)[name]
            columns[name] = Column(spec, "", -1, [value], [value], [0] * len(rows))
    if (held := days_in_names(match.ledger, columns, title, year, len(rows))) is not None:
        columns[HELD] = held
    fields = {m.column.index: name for name, m in match.fields.items()}
    suggestions = {column.index: header for column, header in match.unknown}
    chosen_by = {m.column.index: m.chosen_by for m in match.fields.values()}
    attributes: dict[str, Any] = {
        "ledger": match.ledger,
        "layout": layout_of(recognised, match.ledger, fields, rows, suggestions, chosen_by),
        "period": period,
        "row_numbers": _row_numbers(detected, rows),
        "columns": columns,
        "missing": tuple(
            (spec.field, header)
            for spec, header in match.missing
            if spec.field not in columns and (header or columns.keys().isdisjoint(spec.unless))
        ),
        "doubled": tuple(
            (name, tuple(c.index for c in claimants)) for name, claimants in match.doubled.items()
        ),
        "places": _places(detected, columns),
    }
    if detected.origin is not None:
        return _form_table(attributes, detected, match, rows)
    table = Table(**attributes)
    table.unmapped = unmapped_columns(detected, match, rows, in_force)
    table.stated_totals = list(_stated_totals(table, detected, match, rows))
    return table


def _column(
    detected: DetectedTable,
    matched: FieldMatch,
    rows: Sequence[int],
    year: int | None,
    in_force: InForce,
) -> Column:
    index = matched.column.index
    raws, codes, filled = own_cells(detected, index, rows)
    unit = column_unit(matched, detected.unit_line)
    context = Context(year=year, unit=unit)
    values = parse_values(raws, matched.spec, context, in_force, codes)
    if kind := kind_of_text(matched.spec):
        for code, defect in odd_cells(profile_of(detected, index), raws, kind).items():
            values[code] = defect
    ratio = unit_ratio(unit, matched.spec.unit)
    return Column(
        spec=matched.spec,
        header=matched.column.header,
        index=index,
        raws=raws,
        values=values if ratio == 1 else [scaled(value, ratio) for value in values],
        codes=codes,
        filled=filled,
        leaf=matched.column.texts[-1],
        stated_unit=stated_unit(matched, detected.unit_line),
    )


def _row_numbers(detected: DetectedTable, rows: Sequence[int]) -> list[int]:
    """Return the row of each record on the sheet, from 1.

    On a form it is the row of the record's first cell.
    """
    origin = detected.origin
    if origin is None:
        return [row + 1 for row in rows]
    return [
        min((position[0] for (at, _), position in origin.items() if at == row), default=0) + 1
        for row in rows
    ]


def _form_table(
    attributes: dict[str, Any], detected: DetectedTable, match: LedgerMatch, rows: Sequence[int]
) -> FormTable:
    """Return the table of a form, with the position of each of its cells."""
    header_row = detected.header_rows[-1]
    indexes = {name: m.column.index for name, m in match.fields.items()}
    origin = detected.origin or {}
    return FormTable(
        **attributes,
        cells={
            (row_index, name): origin[row, index]
            for row_index, row in enumerate(rows)
            for name, index in indexes.items()
            if (row, index) in origin
        },
        header_cells={
            name: detected.sheet_position(header_row, index) for name, index in indexes.items()
        },
    )


def _places(detected: DetectedTable, columns: dict[str, Column]) -> str:
    """Return the text in which the places of notices are looked for."""
    texts = [detected.title, detected.unit_line]
    for name in ("county", "township", "unit"):
        if name in columns:
            codes = list(set(columns[name].codes))[:200]  # a county has some dozens of townships
            texts += [str(columns[name].raws[code]) for code in codes]
    return normalised(" ".join(texts))


def _stated_totals(
    table: Table, detected: DetectedTable, match: LedgerMatch, rows: Sequence[int]
) -> Iterator[StatedTotal]:
    """Yield the figures of 合计 and 小计 rows, each with those that it should sum."""
    indexes = {row: index for index, row in enumerate(rows)} if detected.total_rows else {}
    columns = [(table.columns[name], name, found) for name, found in match.fields.items()]
    summed: list[tuple[Column, str, FieldMatch | None]] = [
        *columns,
        *((column, "", None) for column in table.unmapped),
    ]
    summed = [one for one in summed if one[0].spec.reads.additive and _may_be_summed(one[0])]
    for total in detected.total_rows:
        members = [indexes[row] for row in total.members if row in indexes]
        for column, name, matched in summed:
            raw = detected.grid.at(total.row, column.index)
            if isinstance(raw, CellError) or absent(raw) is None:
                unit = column_unit(matched, detected.unit_line) if matched else column.spec.unit
                cell = Cell(table.file, table.sheet, total.row + 1, column.index)
                stated = _stated_total(column, name, total, cell, raw, members, unit)
                if not NOT_SUMMED.search(column.header):
                    yield stated
                elif _is_near_sum(stated):
                    yield replace(stated, is_presumed=True)


_STANDARDS: Final = regex("标准|单价")
_FEWEST_PARTS: Final = 5
_NEAR: Final = Decimal("0.1")


def _may_be_summed(column: Column) -> bool:
    """Return True if figures add up, or are standards that some offices sum."""
    rest = _STANDARDS.sub("", column.header)
    return not NOT_SUMMED.search(rest)


def _is_near_sum(stated: StatedTotal) -> bool:
    """Return True if a figure is the sum of its parts or a little off it.

    Five standards are five times their mean, so that no other figure comes near to their sum.
    """
    times = stated.times or ()
    figures = [part for part in stated.parts if isinstance(part, int | Decimal)]
    if len(figures) != len(stated.parts) or sum(times) < _FEWEST_PARTS:
        return False
    if not isinstance(stated.stated, int | Decimal):
        return False
    total = sum((Decimal(f) * n for f, n in zip(figures, times, strict=True)), Decimal(0))
    return abs(stated.stated - total) <= _NEAR * abs(total)


def _stated_total(
    column: Column,
    name: str,
    total: TotalRow,
    cell: Cell,
    raw: Raw | CellError,
    members: Sequence[int],
    unit: str,
) -> StatedTotal:
    """Return a stated total and its parts in the unit of the column."""
    [stated] = parse_values([raw], column.spec, Context(unit=unit), InForce(()))
    counted = [p for p in members if p not in column.filled] if column.filled else members
    counts = Counter(map(column.codes.__getitem__, counted))
    ratio = 1 / unit_ratio(unit, column.spec.unit)
    return StatedTotal(
        kind="subtotal" if total.kind == "小计" else "total",
        cell=cell,
        label=total.label,
        header=column.header,
        unit=unit,
        stated=stated,
        parts=[
            scaled(column.values[code], ratio) if ratio != 1 else column.values[code]
            for code in counts
        ],
        times=list(counts.values()),
        field=name,
    )

"""Sheets of monthly pay: people down, months across.

Each amount paid for a month becomes one row of the ledger of cadres' pay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection.columns import column_unit, parse_values, scaled, stated_unit
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, match_fields
from ruralskills.detection.recognised_table import RecognisedTable, first_period
from ruralskills.detection.table_layout import layout_of
from ruralskills.detection.unmapped_columns import unread_errors
from ruralskills.ledgers import CadrePay
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, CellError, Context, Raw, absent
from ruralskills.values.money_unit import unit_ratio

_MONTH: Final = regex(r"(?:20\d\d年)?(1[0-2]|0?[1-9])月份?")
_CADRES: Final = regex("后备干部|双百计划")
_PARTS: Final = (("county_pay", regex("县")), ("township_pay", regex("[乡镇]")))
_PERSON_FIELDS: Final = ("township", "village", "name", "id_number", "account", "remark")
_FEWEST_MONTHS: Final = 3
"""The columns of months that make a sheet of monthly pay."""


class _PayColumn(Struct, frozen=True):
    """A column of amounts, for one part of the pay and one month."""

    column: HeaderColumn
    month: str
    part: str


class _Payment(Struct, frozen=True):
    """The pay of a person for a month: its row, and the column of each part."""

    row: int
    month: str
    columns: dict[str, int]


def is_table(detected: DetectedTable, declared: bool) -> bool:
    """Return True for the pay of reserve cadres with columns of months beside a name.

    The heading names such cadres, unless an office has ``declared`` the ledger.
    """
    heading = _heading(detected)
    months = {column.month for column in _pay_columns(detected)}
    is_of_cadres = declared or bool(_CADRES.search(heading))
    return is_of_cadres and len(months) >= _FEWEST_MONTHS and "name" in _people(detected)


def read(recognised: RecognisedTable, in_force: InForce) -> Table:
    """Return the sheet as one row for each person and month that has an amount."""
    detected = recognised.detected
    pay_columns = _pay_columns(detected)
    people = _people(detected)
    payments = list(_payments(detected, people["name"], pay_columns))
    columns = {
        name: _person_column(detected.grid, matched, payments, in_force)
        for name, matched in people.items()
    }
    columns["month"] = _month_column(pay_columns, payments)
    for part in dict.fromkeys(column.part for column in pay_columns):
        columns[part] = _amount_column(detected, part, pay_columns, payments, in_force)
    fields = {matched.column.index: name for name, matched in people.items()}
    fields |= {column.column.index: column.part for column in pay_columns}
    rows = list(dict.fromkeys(payment.row for payment in payments))
    row_numbers = [payment.row + 1 for payment in payments]
    return Table(
        ledger=CadrePay,
        layout=layout_of(recognised, CadrePay, fields, rows),
        period=first_period(detected.title, detected.unit_line, recognised.sheet, recognised.file),
        row_numbers=row_numbers,
        unmapped=unread_errors(detected, row_numbers, fields),
        columns=columns,
        places=normalised(detected.heading),
    )


def _heading(detected: DetectedTable) -> str:
    return normalised(f"{detected.title} {detected.grid.name}")


def _pay_columns(detected: DetectedTable) -> list[_PayColumn]:
    """Return the columns of months, each with the part of the pay that it is of.

    The header names the part, else the heading of the table.
    """
    found = []
    for column in detected.columns:
        months = [_MONTH.fullmatch(word) for word in column.path]
        month = next((match[1].lstrip("0") for match in months if match), "")
        others = "".join(w for w, m in zip(column.path, months, strict=True) if not m)
        if month:
            payer = _payer_words(others or _heading(detected))
            parts = [part for part, words in _PARTS if words.search(payer)]
            found.append(_PayColumn(column, month, parts[0] if len(parts) == 1 else "total"))
    return found


def _payer_words(text: str) -> str:
    """Return the words about the payer, without those about the person paid."""
    found = re.findall("县级?补助|乡?镇?级?补助|县级|乡镇级?", text)
    return "".join(word for word in found if word != "补助")


def _people(detected: DetectedTable) -> dict[str, FieldMatch]:
    """Return the columns that tell who was paid."""
    match = match_fields(tuple(detected.columns), CadrePay)
    return {
        name: found
        for name, found in match.fields.items()
        if name in _PERSON_FIELDS and not any(_MONTH.fullmatch(word) for word in found.column.path)
    }


def _payments(
    detected: DetectedTable, name: FieldMatch, pay_columns: Sequence[_PayColumn]
) -> Iterator[_Payment]:
    """Yield the payments of each person that have an amount."""
    months: dict[str, dict[str, int]] = defaultdict(dict)
    for column in pay_columns:
        months[column.month].setdefault(column.part, column.column.index)
    grid = detected.grid
    for row in detected.rows:
        if not _is_blank(grid.at(row, name.column.index)):
            for month, columns in months.items():
                if not all(_is_blank(grid.at(row, index)) for index in columns.values()):
                    yield _Payment(row, month, columns)


def _is_blank(raw: Raw | CellError) -> bool:
    return not isinstance(raw, CellError) and absent(raw) is not None


def _person_column(
    grid: Grid, matched: FieldMatch, payments: Sequence[_Payment], in_force: InForce
) -> Column:
    """Return the column of a field of a person, repeated for each month."""
    source = grid.columns[matched.column.index]
    repeats = [one.row == other.row for one, other in pairwise(payments)]
    return Column(
        spec=matched.spec,
        header=matched.column.header,
        index=matched.column.index,
        raws=source.values,
        values=parse_values(source.values, matched.spec, NO_CONTEXT, in_force),
        codes=[source.codes[payment.row] for payment in payments],
        filled=frozenset(index for index, same in enumerate(repeats, 1) if same),
    )


def _month_column(pay_columns: Sequence[_PayColumn], payments: Sequence[_Payment]) -> Column:
    months = list(dict.fromkeys(column.month for column in pay_columns))
    return Column(
        spec=field_specs(CadrePay)["month"],
        header="月份",
        index=pay_columns[0].column.index,
        raws=[f"{month}月" for month in months],
        values=[f"{month}月" for month in months],
        codes=[months.index(payment.month) for payment in payments],
        cell_columns=[min(payment.columns.values()) for payment in payments],
    )


def _amount_column(
    detected: DetectedTable,
    part: str,
    pay_columns: Sequence[_PayColumn],
    payments: Sequence[_Payment],
    in_force: InForce,
) -> Column:
    """Return the column of a part of the pay, with a cell for each payment."""
    spec = field_specs(CadrePay)[part]
    first = next(column.column for column in pay_columns if column.part == part)
    unit = column_unit(FieldMatch(first, spec, 0), detected.unit_line)
    raws: list[Raw | CellError] = [
        detected.grid.at(payment.row, payment.columns[part]) if part in payment.columns else ""
        for payment in payments
    ]
    ratio = unit_ratio(unit, spec.unit)
    values = [
        scaled(value, ratio) for value in parse_values(raws, spec, Context(unit=unit), in_force)
    ]
    return Column(
        spec=spec,
        header=spec.header,
        index=first.index,
        raws=raws,
        values=[Absent.NONE if value is Absent.BLANK else value for value in values],
        codes=list(range(len(payments))),
        cell_columns=[payment.columns.get(part, first.index) for payment in payments],
        stated_unit=stated_unit(FieldMatch(first, spec, 0), detected.unit_line),
    )

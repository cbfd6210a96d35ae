"""Read a sheet of pay with people down and months across: each month paid becomes a row of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from msgspec import Struct

from ruralskills.detection.columns import parsed, table_period, written_unit
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.recognition import Matched, fields_of
from ruralskills.detection.table_layout import layout_of
from ruralskills.ledgers import CadrePay
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import InForce
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, CellError, Context, Raw, absent

_MONTH: Final = regex(r"(?:20\d\d年)?(1[0-2]|0?[1-9])月份?")
_PAY: Final = regex("后备干部|双百计划")
_PARTS: Final = (("county_pay", regex("县")), ("township_pay", regex("[乡镇]")))
_OF_PEOPLE: Final = ("township", "village", "name", "id_number", "account", "remark")
_YUAN: Final = {"百元": 100, "千元": 1000, "万元": 10_000}
_FEWEST: Final = 3
"""How many months make a sheet of months."""


class _Paid(Struct, frozen=True):
    """A column of pay: which part of it, for which month."""

    column: HeaderColumn
    month: str
    part: str


class _Entry(Struct, frozen=True):
    """What a person was paid for a month: the row, and the column of each part."""

    row: int
    month: str
    columns: dict[str, int]


def is_table(region: DetectedTable, sheet: str, told: str = "") -> bool:
    """Whether a region is of the pay of reserve cadres, with columns of months beside a name.

    Its heading says that it is of their pay, unless somebody has told so.
    """
    heading = normalised(f"{region.title} {sheet}")
    months = {paid.month for paid in _paid(region, heading)}
    of_cadres = bool(told or _PAY.search(heading))
    return of_cadres and len(months) >= _FEWEST and "name" in _people(region)


def read(file: str, sheet: str, grid: Grid, region: DetectedTable, in_force: InForce) -> Table:
    """Return the sheet as one row for each person and month that has an amount."""
    paid = _paid(region, normalised(f"{region.title} {sheet}"))
    people = _people(region)
    entries = list(_entries(grid, region, people["name"], paid))
    columns = {
        name: _of_people(grid, matched, entries, in_force) for name, matched in people.items()
    }
    columns["month"] = _months(paid, entries)
    for part in dict.fromkeys(each.part for each in paid):
        columns[part] = _amounts(grid, region, part, paid, entries, in_force)
    fields = {matched.column.index: name for name, matched in people.items()}
    fields |= {each.column.index: each.part for each in paid}
    rows = list(dict.fromkeys(entry.row for entry in entries))
    return Table(
        ledger=CadrePay,
        layout=layout_of(file, grid, region, CadrePay, fields, rows, {}),
        period=table_period(region.title, region.unit_line, sheet, file),
        row_numbers=[entry.row + 1 for entry in entries],
        columns=columns,
        places=normalised(f"{region.title} {region.unit_line}"),
    )


def _paid(region: DetectedTable, heading: str) -> list[_Paid]:
    """The columns of months, each with the part of the pay that it or the heading names."""
    found = []
    for column in region.columns:
        months = [_MONTH.fullmatch(word) for word in column.path]
        month = next((match[1].lstrip("0") for match in months if match), "")
        others = "".join(w for w, m in zip(column.path, months, strict=True) if not m) or heading
        if month:
            named = [part for part, words in _PARTS if words.search(_said(others))]
            found.append(_Paid(column, month, named[0] if len(named) == 1 else "total"))
    return found


def _said(words: str) -> str:
    """The words about a payment, without those about who is paid."""
    found = re.findall("县级?补助|乡?镇?级?补助|县级|乡镇级?", words)
    return "".join(word for word in found if word != "补助")


def _people(region: DetectedTable) -> dict[str, Matched]:
    """The columns that say who was paid."""
    match = fields_of(tuple(region.columns), CadrePay)
    return {
        name: found
        for name, found in match.fields.items()
        if name in _OF_PEOPLE and not any(_MONTH.fullmatch(word) for word in found.column.path)
    }


def _entries(
    grid: Grid, region: DetectedTable, name: Matched, paid: Sequence[_Paid]
) -> list[_Entry]:
    months: dict[str, dict[str, int]] = defaultdict(dict)
    for each in paid:
        months[each.month].setdefault(each.part, each.column.index)
    return [
        _Entry(row, month, columns)
        for row in region.rows
        if not _blank(grid.at(row, name.column.index))
        for month, columns in months.items()
        if not all(_blank(grid.at(row, index)) for index in columns.values())
    ]


def _blank(raw: Raw | CellError) -> bool:
    return not isinstance(raw, CellError) and absent(raw) is not None


def _of_people(
    grid: Grid, matched: Matched, entries: Sequence[_Entry], in_force: InForce
) -> Column:
    """A field that stands once for each person, and in each of the months."""
    source = grid.columns[matched.column.index]
    again = [one.row == other.row for one, other in pairwise(entries)]
    return Column(
        spec=matched.spec,
        header=matched.column.header,
        index=matched.column.index,
        raws=source.values,
        values=parsed(source.values, matched.spec, NO_CONTEXT, in_force),
        codes=[source.codes[entry.row] for entry in entries],
        filled=frozenset(position for position, same in enumerate(again, 1) if same),
    )


def _months(paid: Sequence[_Paid], entries: Sequence[_Entry]) -> Column:
    months = list(dict.fromkeys(each.month for each in paid))
    return Column(
        spec=field_specs(CadrePay)["month"],
        header="月份",
        index=paid[0].column.index,
        raws=[f"{month}月" for month in months],
        values=[f"{month}月" for month in months],
        codes=[months.index(entry.month) for entry in entries],
        at=[min(entry.columns.values()) for entry in entries],
    )


def _amounts(
    grid: Grid, region: DetectedTable, part: str, paid: Sequence[_Paid], entries: Sequence[_Entry],
    in_force: InForce,
) -> Column:  # fmt: skip
    """A part of the pay: of each entry, the cell under its month."""
    spec = field_specs(CadrePay)[part]
    first = next(each.column for each in paid if each.part == part)
    unit = written_unit(Matched(first, spec, 0), region.unit_line)
    raws: list[Raw | CellError] = [
        grid.at(entry.row, entry.columns[part]) if part in entry.columns else ""
        for entry in entries
    ]
    times = _YUAN.get(unit, 1)
    values: list[Any] = [
        value * times if isinstance(value, Decimal) else value
        for value in parsed(raws, spec, Context(unit=unit), in_force)
    ]
    return Column(
        spec=spec,
        header=spec.header,
        index=first.index,
        raws=raws,
        values=[Absent.NONE if value is Absent.BLANK else value for value in values],
        codes=list(range(len(entries))),
        at=[entry.columns.get(part, first.index) for entry in entries],
    )

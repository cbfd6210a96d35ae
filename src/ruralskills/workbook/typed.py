"""Turn a region and its match into a table of typed columns: parse once, at the door."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ruralskills.diagnostic import Cell, ColumnLayout, TableLayout, column_letter
from ruralskills.notice import InForce
from ruralskills.period import Period, find_period
from ruralskills.table import (
    Balance,
    CellError,
    Column,
    ColumnSpec,
    Table,
    Unknown,
    column_specs,
)
from ruralskills.values import Absent, Context, Raw, Unreadable, absent, folded
from ruralskills.workbook import words
from ruralskills.workbook.codes import coded
from ruralskills.workbook.grid import Grid
from ruralskills.workbook.layout import Region
from ruralskills.workbook.match import Match

NOT_SUMMED = re.compile(r"率|占比|比例|%|人均|户均|均|标准|单价|年龄|天数|序号|年限")


def read_error(error: CellError) -> Unknown:
    """The finding about a cell that holds an error or a formula nobody computed."""
    if error.text:
        return Unknown("C101", f"显示为错误值“{error.text}”，公式引用的内容已经丢失或不能计算")
    return Unknown("C102", "公式没有保存计算结果，读不出数值")


def parsed(
    raws: Sequence[Raw | CellError], spec: ColumnSpec, context: Context, in_force: InForce
) -> list[Any]:
    """Read the distinct values of a column."""
    code_list = in_force.code_list(spec.codes) if spec.codes else None
    read = spec.reads.read
    values: list[Any] = []
    for raw in raws:
        if raw == "" or raw is None:
            values.append(Absent.BLANK)
            continue
        if isinstance(raw, CellError):
            values.append(read_error(raw))
            continue
        try:
            value = read(raw, context)
        except Unreadable as problem:
            value = Unknown(problem.code, problem.message, problem.candidate)
        else:
            if code_list is not None and isinstance(value, str):
                value = coded(value, code_list, several=spec.several)
        values.append(value)
    return values


def _context(spec: ColumnSpec, written_unit: str, line_unit: str, year: int | None) -> Context:
    return Context(year=year, unit=written_unit or line_unit or spec.unit)


def table_period(*texts: str) -> Period | None:
    """The period that the nearest of title, unit line, sheet and file name speaks of."""
    return next((period for text in texts if (period := find_period(text))), None)


def _placed(file: str, sheet: str, region: Region, match: Match) -> TableLayout:
    known = {m.column.index: name for name, m in match.fields.items()}
    suggestions = {column.index: guess for column, guess in match.unknown}
    return TableLayout(
        file=file,
        sheet=sheet,
        ledger=match.ledger.ledger.id,
        ledger_title=match.ledger.ledger.title,
        title=region.title,
        unit=words.reporting_unit(region.unit_line),
        header_rows=tuple(row + 1 for row in region.header_rows),
        first_row=region.first_row + 1,
        last_row=region.last_row + 1,
        rows=0,
        total_rows=tuple(s.row + 1 for s in region.sums),
        footer_rows=tuple(row + 1 for row in region.footer_rows),
        columns=tuple(
            ColumnLayout(
                column_letter(c.index), c.header, known.get(c.index), suggestions.get(c.index, "")
            )
            for c in region.columns
            if c.path
        ),
    )


def _records(region: Region, match: Match, grid: Grid) -> list[int]:
    """The rows that are records: not numbered beforehand and left blank, not the rest of a merge."""
    own = [
        m.column.index for m in match.fields.values() if not m.spec.label and m.spec.field != "seq"
    ]
    key = [m.column.index for m in match.fields.values() if m.spec.required and not m.spec.label]
    candidates = set(region.rows)
    for index in own:
        column = grid.columns[index]
        filled = region.filled.get(index, ())
        empty = {code for code, raw in enumerate(column.values) if absent(raw) is Absent.BLANK}
        codes = column.codes
        candidates = {row for row in candidates if codes[row] in empty or row in filled}
        if not candidates:
            break
    if key:
        rest = set.intersection(*(region.filled.get(index, set()) for index in key))
        candidates |= rest
    return [row for row in region.rows if row not in candidates]


def build_table(
    file: str, sheet: str, grid: Grid, region: Region, match: Match, in_force: InForce
) -> Table:
    """Return the typed table of a recognised region."""
    layout = _placed(file, sheet, region, match)
    period = table_period(region.title, sheet, file)
    year = period.year if period else None
    line_unit = ""
    records = _records(region, match, grid)
    columns: dict[str, Column] = {}
    whole = bool(records) and records == list(range(records[0], records[-1] + 1))
    for name, matched in match.fields.items():
        source = grid.columns[matched.column.index]
        codes = (
            source.codes[records[0] : records[-1] + 1]
            if whole
            else [source.codes[row] for row in records]
        )
        context = _context(matched.spec, matched.column.unit, line_unit, year)
        filled = region.filled.get(matched.column.index, set())
        columns[name] = Column(
            spec=matched.spec,
            header=matched.column.header,
            index=matched.column.index,
            raws=source.values,
            values=parsed(source.values, matched.spec, context, in_force),
            codes=codes,
            filled=frozenset(i for i, row in enumerate(records) if row in filled)
            if filled
            else frozenset(),
        )
    title = f"{region.title} {sheet}"
    for name, value in match.ledger.from_title(title).items():
        if name not in columns:
            spec = _spec_of(match, name)
            columns[name] = Column(spec, "", -1, [value], [value], [0] * len(records))
    table = Table(
        ledger=match.ledger,
        layout=_with_rows(layout, records),
        period=period,
        rows=[row + 1 for row in records],
        columns=columns,
        missing=tuple((spec.field, meant) for spec, meant in match.missing),
        doubled=tuple(
            (name, tuple(c.index for c in claimants)) for name, claimants in match.doubled.items()
        ),
        places=_places(region, columns),
    )
    table.balances = _sums(table, region, grid, records)
    return table


def _spec_of(match: Match, name: str) -> ColumnSpec:
    return column_specs(match.ledger)[name]


def _with_rows(layout: TableLayout, records: Sequence[int]) -> TableLayout:
    return replace(layout, rows=len(records))


def _places(region: Region, columns: dict[str, Column]) -> str:
    """Where the notices' places are looked for: title, unit line, and the region columns."""
    parts = [region.title, region.unit_line]
    for name in ("county", "township", "unit"):
        if name in columns:
            used = set(columns[name].codes)
            parts += [
                str(columns[name].raws[code]) for code in list(used)[:200]
            ]  # a county has some dozens of townships
    return folded(" ".join(parts))


def _sums(table: Table, region: Region, grid: Grid, records: Sequence[int]) -> list[Balance]:
    """What the 合计 and 小计 rows state, beside the figures they should sum."""
    positions = {row: position for position, row in enumerate(records)}
    balances: list[Balance] = []
    for sums in region.sums:
        members = [positions[row] for row in sums.members if row in positions]
        for name, column in table.columns.items():
            if (
                column.index < 0
                or not column.spec.reads.additive
                or NOT_SUMMED.search(column.header)
            ):
                continue
            raw = grid.at(sums.row, column.index)
            if not isinstance(raw, CellError) and absent(raw) is not None:
                continue
            context = Context(unit=column.spec.unit)
            [stated] = parsed([raw], column.spec, context, InForce(()))
            counts = Counter(column.codes[p] for p in members if p not in column.filled)
            balances.append(
                Balance(
                    kind="subtotal" if sums.kind == "小计" else "total",
                    cell=Cell(table.file, table.sheet, sums.row + 1, column.index),
                    label=sums.label,
                    header=column.header,
                    unit=column.spec.unit,
                    stated=stated,
                    parts=[column.values[code] for code in counts],
                    times=list(counts.values()),
                    field=name,
                )
            )
    return balances

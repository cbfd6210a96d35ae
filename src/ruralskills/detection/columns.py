"""Turn a region and its match into a table of typed columns: parse once, at the door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from ruralskills.detection import vocabulary
from ruralskills.detection.code_lists import coded
from ruralskills.detection.detected_table import DetectedTable, SumRow
from ruralskills.detection.form_table import FormTable
from ruralskills.detection.recognition import Match, Matched
from ruralskills.detection.table_layout import layout_of
from ruralskills.model.cell import Cell
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.period import Period, find_period
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, StatedTotal, Unknown
from ruralskills.notices import InForce
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import (
    Absent,
    CellError,
    Context,
    Raw,
    Unreadable,
    absent,
)

NOT_SUMMED: Final = regex(r"率|占比|比例|%|人均|户均|均|标准|单价|年龄|天数|序号|年限")


def read_error(error: CellError) -> Unknown:
    """The finding about a cell that holds an error or a formula nobody computed."""
    if error.text:
        return Unknown("C101", f"显示为错误值“{error.text}”，公式引用的内容已经丢失或不能计算")
    return Unknown("C102", "公式没有保存计算结果，读不出数值")


def parsed(
    raws: Sequence[Raw | CellError],
    spec: FieldSpec,
    context: Context,
    in_force: InForce,
    codes: Sequence[int] | None = None,
) -> list[Any]:
    """Read the distinct values of a column; of ``codes``, the rows' own, each word is looked up."""
    reads = spec.reads
    values = reads.read_many(raws) if reads.read_many else [None] * len(raws)
    for code in [code for code, value in enumerate(values) if value is None]:
        raw = raws[code]
        if raw == "" or raw is None:
            values[code] = Absent.BLANK
        elif isinstance(raw, CellError):
            values[code] = read_error(raw)
        else:
            try:
                values[code] = reads.read(raw, context)
            except Unreadable as problem:
                values[code] = Unknown(problem.code, problem.message, problem.candidate)
    code_list = in_force.code_list(spec.codes) if spec.codes else None
    if code_list is not None:
        for code in range(len(values)) if codes is None else set(codes):
            if isinstance(value := values[code], str):
                values[code] = coded(value, code_list, several=spec.several)
    return values


_MONEY: Final = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "亿元": 10**8}


def table_period(*texts: str) -> Period | None:
    """The period that the nearest of title, unit line, sheet and file name speaks of."""
    return next((period for text in texts if (period := find_period(text))), None)


def written_unit(matched: Matched, unit_line: str) -> str:
    """The unit in which a column is written: its header's, else the unit line's, else the ledger's.

    A unit line speaks of money where a column counts money, and of nothing else.
    """
    own = matched.spec.unit
    if matched.column.unit:
        return matched.column.unit
    return (vocabulary.money(unit_line) if own in _MONEY else "") or own


def _scale(written: str, own: str) -> Decimal:
    """By how much an amount is multiplied to stand in the ledger's own unit."""
    if written == own or written not in _MONEY or own not in _MONEY:
        return Decimal(1)
    return Decimal(_MONEY[written]) / _MONEY[own]


def _scaled(value: Any, scale: Decimal) -> Any:
    return value * scale if isinstance(value, int | Decimal) else value


def records(region: DetectedTable, match: Match, grid: Grid) -> list[int]:
    """The rows that are records: not numbered beforehand and left blank, not the rest of a merge."""
    own = [
        m.column.index for m in match.fields.values() if not m.spec.label and m.spec.field != "seq"
    ]
    key = [m.column.index for m in match.fields.values() if m.spec.required and not m.spec.label]
    candidates = set(region.rows)
    own.sort(key=lambda index: len(grid.columns[index].values))  # the quickest to read come first
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
    return [row for row in region.rows if row not in candidates] if candidates else region.rows


def build_table(
    file: str, sheet: str, grid: Grid, region: DetectedTable, match: Match, in_force: InForce
) -> Table:
    """Return the typed table of a recognised region."""
    period = table_period(region.title, sheet, file)
    rows = records(region, match, grid)
    columns = {
        name: _column(grid, region, matched, rows, period.year if period else None, in_force)
        for name, matched in match.fields.items()
    }
    for name, value in match.ledger.from_title(f"{region.title} {sheet}").items():
        if name not in columns:
            spec = field_specs(match.ledger)[name]
            columns[name] = Column(spec, "", -1, [value], [value], [0] * len(rows))
    told: dict[str, Any] = {
        "ledger": match.ledger,
        "layout": layout_of(
            file,
            grid,
            region,
            match.ledger,
            {m.column.index: name for name, m in match.fields.items()},
            rows,
            {column.index: guess for column, guess in match.unknown},
        ),
        "period": period,
        "row_numbers": _numbered(region, rows),
        "columns": columns,
        "missing": tuple(
            (spec.field, meant) for spec, meant in match.missing if spec.field not in columns
        ),
        "doubled": tuple(
            (name, tuple(c.index for c in claimants)) for name, claimants in match.doubled.items()
        ),
        "places": _places(region, columns),
    }
    if region.origin is not None:
        return _form(told, region, match, rows)
    table = Table(**told)
    table.stated_totals = list(_sums(table, region, grid, match, rows))
    return table


def _column(
    grid: Grid, region: DetectedTable, matched: Matched, rows: Sequence[int], year: int | None,
    in_force: InForce,
) -> Column:  # fmt: skip
    index = matched.column.index
    source = grid.columns[index]
    whole = bool(rows) and rows[-1] - rows[0] + 1 == len(rows)
    unit = written_unit(matched, region.unit_line)
    codes = source.codes[rows[0] : rows[-1] + 1] if whole else [source.codes[r] for r in rows]
    context = Context(year=year, unit=unit)
    values = parsed(source.values, matched.spec, context, in_force, codes)
    scale = _scale(unit, matched.spec.unit)
    filled = region.filled.get(index)
    return Column(
        spec=matched.spec,
        header=matched.column.header,
        index=index,
        raws=source.values,
        values=values if scale == 1 else [_scaled(value, scale) for value in values],
        codes=codes,
        filled=frozenset(i for i, row in enumerate(rows) if row in filled)
        if filled
        else frozenset(),
    )


def _numbered(region: DetectedTable, rows: Sequence[int]) -> list[int]:
    """The sheet's row of each record, from 1: of its first cell, in a form."""
    origin = region.origin
    if origin is None:
        return [row + 1 for row in rows]
    return [
        min((place[0] for (at, _), place in origin.items() if at == row), default=0) + 1
        for row in rows
    ]


def _form(
    told: dict[str, Any], region: DetectedTable, match: Match, rows: Sequence[int]
) -> FormTable:
    """The table of a form, with the place of each of its cells."""
    head = region.header_rows[-1]
    indexes = {name: m.column.index for name, m in match.fields.items()}
    origin = region.origin or {}
    return FormTable(
        **told,
        cells={
            (position, name): origin[row, index]
            for position, row in enumerate(rows)
            for name, index in indexes.items()
            if (row, index) in origin
        },
        heads={name: region.place(head, index) for name, index in indexes.items()},
    )


def _places(region: DetectedTable, columns: dict[str, Column]) -> str:
    """Where the notices' places are looked for: title, unit line, and the region columns."""
    parts = [region.title, region.unit_line]
    for name in ("county", "township", "unit"):
        if name in columns:
            used = set(columns[name].codes)
            parts += [
                str(columns[name].raws[code]) for code in list(used)[:200]
            ]  # a county has some dozens of townships
    return normalised(" ".join(parts))


def _sums(
    table: Table, region: DetectedTable, grid: Grid, match: Match, rows: Sequence[int]
) -> Iterator[StatedTotal]:
    """What the 合计 and 小计 rows state, beside the figures they should sum."""
    positions = {row: position for position, row in enumerate(rows)} if region.sums else {}
    for sums in region.sums:
        members = [positions[row] for row in sums.members if row in positions]
        for name, matched in match.fields.items():
            column = table.columns[name]
            if column.spec.reads.additive and not NOT_SUMMED.search(column.header):
                raw = grid.at(sums.row, column.index)
                if isinstance(raw, CellError) or absent(raw) is None:
                    unit = written_unit(matched, region.unit_line)
                    yield _balance(table, name, sums, raw, members, unit)


def _balance(
    table: Table, name: str, sums: SumRow, raw: Raw | CellError, members: Sequence[int], unit: str
) -> StatedTotal:
    """A stated sum and its parts, in the unit in which the sheet writes them."""
    column = table.columns[name]
    [stated] = parsed([raw], column.spec, Context(unit=unit), InForce(()))
    own = [p for p in members if p not in column.filled] if column.filled else members
    counts = Counter(map(column.codes.__getitem__, own))
    back = 1 / _scale(unit, column.spec.unit)
    return StatedTotal(
        kind="subtotal" if sums.kind == "小计" else "total",
        cell=Cell(table.file, table.sheet, sums.row + 1, column.index),
        label=sums.label,
        header=column.header,
        unit=unit,
        stated=stated,
        parts=[
            _scaled(column.values[code], back) if back != 1 else column.values[code]
            for code in counts
        ],
        times=list(counts.values()),
        field=name,
    )

"""Read a task or statistical table across: every figure becomes one row of a long model.

Rows are units and columns indicators (潼南), or rows are indicators and columns periods or units;
cities (山西), departments (东乡), townships: the first column of words tells which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from ruralskills.diagnostic import Cell, ColumnLayout, TableLayout, column_letter
from ruralskills.ledgers import Figure
from ruralskills.period import Period
from ruralskills.table import Balance, CellError, Column, Table, Unknown, column_specs
from ruralskills.values import Absent, Context, Raw, Unreadable, absent, folded, shown
from ruralskills.values import amount as amounts
from ruralskills.workbook import words
from ruralskills.workbook.grid import Grid
from ruralskills.workbook.layout import HeaderColumn, Region
from ruralskills.workbook.typed import NOT_SUMMED, read_error, table_period

_INDICATOR_HEADS: Final = (
    "指标",
    "指标名称",
    "项目",
    "任务",
    "工作任务",
    "目标任务",
    "内容",
    "任务名称",
)
_PERIOD_HEADS: Final = re.compile(
    r"^(本季|本月|当季|当月|当期|本期|累计|年度任务|任务|计划|目标|完成|上季|\d{4}年)"
)
_ASIDE: Final = re.compile(r"序号|编号|备注|说明|时限|责任人|文号|排名|资金来源|计量单位|单位$")
_SUM_LEAVES: Final = ("小计", "合计", "总计", "计", "共计")
_PART: Final = re.compile(r"^其中[:：]?")


@dataclass(frozen=True, slots=True)
class _Measure:
    """A column of figures."""

    column: HeaderColumn
    values: Mapping[int, Any]
    """By sheet row, from 0."""

    @property
    def name(self) -> str:
        return "/".join(self.column.path)

    @property
    def leaf(self) -> str:
        return self.column.path[-1] if self.column.path else ""

    @property
    def group(self) -> tuple[str, ...]:
        return self.column.path[:-1]

    @property
    def is_part(self) -> bool:
        return bool(_PART.match(self.leaf))

    @property
    def summed(self) -> bool:
        return not NOT_SUMMED.search(self.column.header)


def _read(raw: Raw | CellError, unit: str) -> Any:
    if isinstance(raw, CellError):
        return read_error(raw)
    if absent(raw) is not None:
        return absent(raw)
    try:
        return amounts.read(raw, Context(unit=unit))
    except Unreadable as problem:
        return Unknown(problem.code, problem.message)


def _is_measure(grid: Grid, column: HeaderColumn, rows: Sequence[int]) -> bool:
    """Whether most of what stands in a column is figures."""
    if not column.path or _ASIDE.search(column.path[-1]):
        return False
    held = [raw for row in rows if (raw := grid.at(row, column.index)) != "" and raw is not None]
    figures = sum(
        isinstance(raw, CellError)
        or (isinstance(raw, int | float) and not isinstance(raw, bool))
        or (isinstance(raw, str) and bool(re.fullmatch(r"[约近]?-?[\d.,]+[^\d]{0,4}", folded(raw))))
        for raw in held
    )
    return bool(held) and figures * 2 > len(held)


def _label_column(
    columns: Sequence[HeaderColumn], measures: Sequence[HeaderColumn]
) -> HeaderColumn | None:
    """The column that says what a row is about."""
    first = min(c.index for c in measures)
    labels = [
        c for c in columns if c.index < first and c.path and not re.search("序号|编号", c.path[-1])
    ]
    return labels[-1] if labels else None


def is_table(grid: Grid, region: Region) -> bool:
    """Whether a region has labelled rows of figures."""
    rows = [*region.rows, *(s.row for s in region.sums)]
    held = [c for c in region.columns if c.index < grid.width and _is_measure(grid, c, rows)]
    return bool(held) and _label_column(region.columns, held) is not None


def read_across(file: str, sheet: str, grid: Grid, region: Region) -> Table | None:
    """Return the table as figures; None when it has no labelled rows of figures."""
    sum_rows = {s.row: s.label for s in region.sums}
    rows = sorted([*region.rows, *sum_rows])
    held = [c for c in region.columns if c.index < grid.width and _is_measure(grid, c, rows)]
    label = _label_column(region.columns, held) if held else None
    if label is None:
        return None
    line_unit = words.measure(region.unit_line)
    measures = [
        _Measure(c, {row: _read(grid.at(row, c.index), c.unit or line_unit) for row in rows})
        for c in held
    ]
    labels = {row: sum_rows.get(row) or shown(_text(grid.at(row, label.index))) for row in rows}
    period = table_period(region.title, sheet, file)
    table = _long(file, sheet, region, label, labels, measures, period)
    table.balances = list(_balances(file, sheet, region, labels, measures, line_unit))
    return table


def _text(raw: Raw | CellError) -> Raw:
    return raw.text if isinstance(raw, CellError) else raw


def _long(
    file: str,
    sheet: str,
    region: Region,
    label: HeaderColumn,
    labels: Mapping[int, str],
    measures: Sequence[_Measure],
    period: Period | None,
) -> Table:
    by_indicator = label.path[-1] in _INDICATOR_HEADS
    cells: list[tuple[int, int, str, str, str, Any]] = []
    for row, name in labels.items():
        for measure in measures:
            value = measure.values[row]
            if value is Absent.BLANK:
                continue
            written = next((p for p in measure.column.path if _PERIOD_HEADS.match(p)), "")
            if by_indicator:
                unit, indicator = ("" if written else measure.name), folded(name)
            else:
                unit, indicator = folded(name), measure.name
            cells.append(
                (
                    row,
                    measure.column.index,
                    unit,
                    indicator,
                    written or (str(period.year) if period else ""),
                    value,
                )
            )
    specs = column_specs(Figure)
    columns = {
        name: Column(
            spec=specs[name],
            header=label.header if name == "unit" else specs[name].header,
            index=label.index,
            raws=[cell[at] for cell in cells],
            values=[cell[at] for cell in cells],
            codes=range(len(cells)),
            at=[cell[1] for cell in cells] if name == "value" else None,
        )
        for name, at in (("unit", 2), ("indicator", 3), ("period", 4), ("value", 5))
    }
    return Table(
        ledger=Figure,
        layout=_placed(file, sheet, region, label, measures),
        period=period,
        rows=[cell[0] + 1 for cell in cells],
        columns=columns,
        places=folded(f"{region.title} {region.unit_line} {' '.join(list(labels.values())[:200])}"),
    )


def _placed(
    file: str, sheet: str, region: Region, label: HeaderColumn, measures: Sequence[_Measure]
) -> TableLayout:
    figures = {m.column.index for m in measures}
    return TableLayout(
        file=file,
        sheet=sheet,
        ledger=Figure.ledger.id,
        ledger_title=Figure.ledger.title,
        title=region.title,
        unit=words.reporting_unit(region.unit_line),
        header_rows=tuple(row + 1 for row in region.header_rows),
        first_row=region.first_row + 1,
        last_row=region.last_row + 1,
        rows=len(region.rows),
        total_rows=tuple(s.row + 1 for s in region.sums),
        footer_rows=tuple(row + 1 for row in region.footer_rows),
        columns=tuple(
            ColumnLayout(
                column_letter(c.index),
                c.header,
                "unit" if c.index == label.index else "value" if c.index in figures else None,
            )
            for c in region.columns
            if c.path
        ),
    )


def _balances(
    file: str,
    sheet: str,
    region: Region,
    labels: Mapping[int, str],
    measures: Sequence[_Measure],
    line_unit: str,
) -> Iterator[Balance]:
    def balance(
        kind: Any, row: int, of: _Measure, parts: Sequence[Any], terms: str = ""
    ) -> Balance:
        return Balance(
            kind=kind,
            cell=Cell(file, sheet, row + 1, of.column.index),
            label=labels[row],
            header=of.column.header,
            unit=of.column.unit or line_unit,
            stated=of.values[row],
            parts=parts,
            terms=terms,
        )

    detail = [row for row in labels if not _PART.match(labels[row])]
    for sums in region.sums:
        members = [row for row in sums.members if row in detail]
        kind = "subtotal" if sums.kind == "小计" else "total"
        for measure in measures:
            filled = region.filled.get(measure.column.index, ())
            if measure.summed and members:
                parts = [measure.values[row] for row in members if row not in filled]
                yield balance(kind, sums.row, measure, parts)
    for whole, parts_of in _across(measures):
        terms = "、".join(p.column.header for p in parts_of)
        for row in labels:
            yield balance("across", row, whole, [p.values[row] for p in parts_of], terms)
    for part, whole in _parts(measures):
        for row in labels:
            yield balance("part", row, part, [whole.values[row]], whole.column.header)
    for rate, part, whole in _rates(measures):
        terms = f"{part.column.header}÷{whole.column.header}"
        for row in labels:
            yield balance("rate", row, rate, [part.values[row], whole.values[row]], terms)
    for whole, signed in _formulas(region, measures):
        terms = "".join(f"{'＋' if s > 0 else '－'}{m.column.header}" for s, m in signed)[1:]
        for row in labels:
            parts = [_signed(s, m.values[row]) for s, m in signed]
            yield balance("formula", row, whole, parts, terms)


def _signed(sign: int, value: Any) -> Any:
    return -value if sign < 0 and isinstance(value, int | Decimal) else value


def _across(measures: Sequence[_Measure]) -> Iterator[tuple[_Measure, list[_Measure]]]:
    """小计 or 合计 under a group head, and the other columns of the group."""
    for whole in measures:
        if whole.leaf not in _SUM_LEAVES or not whole.group:
            continue
        siblings = [
            m for m in measures
            if m is not whole and m.group == whole.group and m.summed and not m.is_part
            and m.leaf not in _SUM_LEAVES and m.column.unit == whole.column.unit
        ]  # fmt: skip
        if len(siblings) >= 2 and _mostly_adds_up(whole, siblings):
            yield whole, siblings


def _mostly_adds_up(whole: _Measure, parts: Sequence[_Measure]) -> bool:
    """Whether the relation holds in most rows, so that a row which breaks it is a slip."""
    held = broken = 0
    for row, stated in whole.values.items():
        figures = [_figure(p.values[row]) for p in parts]
        if not isinstance(stated, int | Decimal) or None in figures:
            continue
        if sum(f for f in figures if f is not None) == stated:
            held += 1
        else:
            broken += 1
    return held >= broken and held > 0


def _figure(value: Any) -> Decimal | None:
    if isinstance(value, Absent):
        return Decimal(0)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def _parts(measures: Sequence[_Measure]) -> Iterator[tuple[_Measure, _Measure]]:
    """其中 columns, and the column before them that they are a part of."""
    whole: _Measure | None = None
    for measure in measures:
        if not measure.is_part:
            whole = measure
        elif (
            whole is not None
            and (whole.summed and measure.summed and whole.group == measure.group)
            and whole.column.unit in ("", measure.column.unit)
        ):
            yield measure, whole


def _rates(measures: Sequence[_Measure]) -> Iterator[tuple[_Measure, _Measure, _Measure]]:
    """完成率, and the one figure done and the one task in its group."""
    for rate in measures:
        if not re.search(r"完成率|完成比例|完成占比", rate.leaf):
            continue
        near = [m for m in measures if m is not rate and m.group == rate.group and m.summed]
        tasks = [m for m in near if re.search(r"任务|计划|目标", m.leaf)]
        done = [m for m in near if re.search(r"累计|完成", m.leaf) and m not in tasks]
        if len(done) > 1:
            done = [m for m in done if "累计" in m.leaf]
        if len(tasks) == 1 and len(done) == 1:
            yield rate, done[0], tasks[0]


_CIRCLED: Final = {chr(0x2460 + n): n + 1 for n in range(20)}


def _formulas(
    region: Region, measures: Sequence[_Measure]
) -> Iterator[tuple[_Measure, list[tuple[int, _Measure]]]]:
    """What the column numbers say: ①=②+③."""
    numbers: dict[int, _Measure] = {}
    formulas: list[tuple[_Measure, str]] = []
    for measure in measures:
        written = region.numbers.get(measure.column.index, "") or "".join(
            re.findall(r"[①-⑳].*$", measure.column.header)
        )
        plain = "".join(f"#{_CIRCLED[c]}" if c in _CIRCLED else c for c in written)
        plain = folded(plain).strip("()")
        head, _, tail = plain.partition("=")
        if head.lstrip("#").isdigit():
            numbers[int(head.lstrip("#"))] = measure
            if tail:
                formulas.append((measure, tail))
    for whole, tail in formulas:
        terms = re.findall(r"([+-]?)#?(\d+)", tail)
        if re.fullmatch(r"(?:[+-]?#?\d+)+", tail) and all(int(n) in numbers for _, n in terms):
            yield whole, [(-1 if sign == "-" else 1, numbers[int(n)]) for sign, n in terms]

"""Read a task or statistical table across: every figure becomes one row of a long model.

Rows are units and columns indicators (潼南), or rows are indicators and columns periods or units;
cities (山西), departments (东乡), townships: the columns of words before the figures tell which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.detection import crosstab_sums, vocabulary
from ruralskills.detection.columns import read_error, table_period
from ruralskills.detection.crosstab_sums import Measure
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.table_layout import layout_of
from ruralskills.ledgers import Figure
from ruralskills.model.cell import Cell
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, StatedTotal, Unknown
from ruralskills.notices import InForce
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values import amount
from ruralskills.values.field_type import (
    Absent,
    CellError,
    Context,
    Raw,
    Unreadable,
    absent,
    display_text,
)

_INDICATOR_HEADS: Final = regex(
    r"指标(名称)?|项目|任务|工作任务|目标任务|内容|任务名称|(培训)?(工种|类别|专业|项目)|事项|类别|名称"
)
_PERIOD_HEADS: Final = regex(
    r"^(本季|本月|当季|当月|当期|本期|累计|年度任务|任务|计划|目标|完成|上季|\d{4}年?)"
)
_ASIDE: Final = regex(r"序号|编号|备注|说明|时限|责任人|文号|排名|资金来源|计量单位")
_NO_FIGURE: Final = regex(
    rf"{_ASIDE.pattern}|单位$|电话|手机|联系方式|身份证|号码|账号|卡号|日期|姓名"
)
_FIGURE: Final = regex(r"(?!1\d{10}$)[约近]?-?[\d.,]{1,13}[^\d]{0,4}")
_MOST_ROWS: Final = 20_000
"""A task table names units or indicators; what is longer is a list that nobody knows."""


class _Reading(Struct, frozen=True):
    """A table being read across."""

    file: str
    sheet: str
    grid: Grid
    region: DetectedTable
    rows: list[int]
    measures: list[Measure]
    unit: HeaderColumn | None
    """The column that says which unit a row is about."""
    indicator: HeaderColumn | None
    """The column that says which indicator."""

    @property
    def label(self) -> HeaderColumn:
        """The column that labels a row."""
        label = self.unit or self.indicator
        assert label is not None  # a table without one is none
        return label

    def text(self, row: int, column: HeaderColumn | None) -> str:
        """What a row says in a column of words."""
        if column is None:
            return ""
        raw = self.grid.at(row, column.index)
        return raw.text if isinstance(raw, CellError) else display_text(raw).strip()

    def labels(self) -> dict[int, str]:
        """What each row is called."""
        sums = {s.row: s.label for s in self.region.sums}
        own = self.indicator or self.unit
        return {
            row: sums.get(row) or self.text(row, own) or self.text(row, self.label)
            for row in self.rows
        }


def _read(raw: Raw | CellError, unit: str) -> Any:
    if isinstance(raw, CellError):
        return read_error(raw)
    if absent(raw) is not None:
        return absent(raw)
    try:
        return amount.read(raw, Context(unit=unit))
    except Unreadable as problem:
        return Unknown(problem.code, problem.message)


def _is_measure(grid: Grid, column: HeaderColumn, rows: Sequence[int]) -> bool:
    """Whether most of what stands in a column is figures."""
    if column.path and _NO_FIGURE.search(column.path[-1]):
        return False
    held = [raw for row in rows if (raw := grid.at(row, column.index)) != "" and raw is not None]
    figures = sum(
        isinstance(raw, CellError)
        or (isinstance(raw, int | float) and not isinstance(raw, bool))
        or (isinstance(raw, str) and len(raw) < 40 and bool(_FIGURE.fullmatch(normalised(raw))))
        for raw in held
    )
    return bool(held) and figures * 2 > len(held)


def _figure_columns(grid: Grid, region: DetectedTable) -> tuple[list[int], list[HeaderColumn]]:
    """The rows that hold figures, and the columns."""
    rows = sorted([*region.rows, *region.parts, *(s.row for s in region.sums)])
    if len(rows) > _MOST_ROWS:
        return rows, []
    return rows, [c for c in region.columns if c.words and _is_measure(grid, c, rows)]


def _labels(
    region: DetectedTable, held: Sequence[HeaderColumn]
) -> tuple[HeaderColumn | None, HeaderColumn | None]:
    """The columns of unit and of indicator among the words before the figures."""
    first = min(c.index for c in held)
    labels = [
        c for c in region.columns if c.index < first and c.path and not _ASIDE.search(c.path[-1])
    ]
    indicators = [c for c in labels if _INDICATOR_HEADS.fullmatch(c.path[-1])]
    units = [c for c in labels if c not in indicators]
    return (units[-1] if units else None), (indicators[-1] if indicators else None)


def is_table(grid: Grid, region: DetectedTable) -> bool:
    """Whether a region has labelled rows of figures."""
    _, held = _figure_columns(grid, region)
    return bool(held) and any(c.path for c in held) and _labels(region, held) != (None, None)


def read_across(
    file: str, sheet: str, grid: Grid, region: DetectedTable, in_force: InForce
) -> Table:
    """Return a table that has labelled rows of figures as figures."""
    rows, held = _figure_columns(grid, region)
    line_unit = vocabulary.measure(region.unit_line)
    of_rows = next((c for c in region.columns if c.path[-1:] == ("计量单位",)), None)
    measures = []
    for column in held:
        values = {}
        for row in rows:
            unit = column.unit or (str(grid.at(row, of_rows.index)) if of_rows else "") or line_unit
            values[row] = _read(grid.at(row, column.index), unit)
        measures.append(Measure(column, values))
    reading = _Reading(file, sheet, grid, region, rows, measures, *_labels(region, held))
    table = _long(reading)
    table.stated_totals = list(_balances(reading, line_unit))
    return table


def _long(reading: _Reading) -> Table:
    region, label = reading.region, reading.label
    period = table_period(region.title, reading.sheet, reading.file)
    labels = reading.labels()
    cells = list(_cells(reading, labels, str(period.year) if period else ""))
    specs = field_specs(Figure)
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
    fields = {m.column.index: "value" for m in reading.measures}
    fields |= {
        c.index: n for c, n in ((reading.unit, "unit"), (reading.indicator, "indicator")) if c
    }
    return Table(
        ledger=Figure,
        layout=layout_of(
            reading.file, reading.grid, region, Figure, fields, [*region.rows, *region.parts], {}
        ),
        period=period,
        row_numbers=[cell[0] + 1 for cell in cells],
        columns=columns,
        places=normalised(" ".join(_words(reading, labels))),
    )


def _words(reading: _Reading, labels: Mapping[int, str]) -> Iterator[str]:
    """What is written around the figures: heading, labels, remarks, the notes below."""
    region = reading.region
    yield from (region.title, region.unit_line, *list(labels.values())[:200])
    for column in region.columns:
        if column.path and column.path[-1] in ("备注", "说明"):
            yield from (reading.text(row, column) for row in reading.rows[:200])
    yield from (*region.footer, *region.notes)


def _cells(
    reading: _Reading, labels: Mapping[int, str], year: str
) -> Iterator[tuple[int, int, str, str, str, Any]]:
    """Each figure with its row, column, unit, indicator and period."""
    for row, name in labels.items():
        for measure in reading.measures:
            value = measure.values[row]
            if value is Absent.BLANK or row in reading.region.filled.get(measure.column.index, ()):
                continue
            written = next((p for p in measure.column.path if _PERIOD_HEADS.match(p)), "")
            if reading.unit is None:
                unit, indicator = ("" if written else measure.name), name
            else:
                unit = (reading.text(row, reading.unit) if reading.indicator else "") or name
                parts = (reading.text(row, reading.indicator), measure.name)
                indicator = "/".join(part for part in parts if part)
            at = measure.column.index
            yield row, at, normalised(unit), normalised(indicator), written or year, value


def _balances(reading: _Reading, line_unit: str) -> Iterator[StatedTotal]:
    """Every figure that follows from others: down the columns, and along the rows."""
    region, measures = reading.region, reading.measures
    labels = reading.labels()

    def balance(
        kind: Any, row: int, of: Measure, parts: Sequence[Any], terms: str = ""
    ) -> StatedTotal:
        return StatedTotal(
            kind=kind,
            cell=Cell(reading.file, reading.sheet, row + 1, of.column.index),
            label=labels[row],
            header=of.column.header,
            unit=of.column.unit or line_unit,
            stated=of.values[row],
            parts=parts,
            terms=terms,
        )

    for sums in region.sums:
        kind = "subtotal" if sums.kind == "小计" else "total"
        for measure in measures:
            filled = region.filled.get(measure.column.index, ())
            parts = [measure.values[row] for row in sums.members if row not in filled]
            if measure.summed and parts:
                yield balance(kind, sums.row, measure, parts)
    for whole, addends in crosstab_sums.across(measures):
        terms = "、".join(p.column.header for p in addends)
        for row in labels:
            yield balance("across", row, whole, [p.values[row] for p in addends], terms)
    for part, whole in crosstab_sums.parts(measures):
        for row in labels:
            yield balance("part", row, part, [whole.values[row]], whole.column.header)
    for rate, part, whole in crosstab_sums.rates(measures):
        terms = f"{part.column.header}÷{whole.column.header}"
        for row in labels:
            yield balance("rate", row, rate, [part.values[row], whole.values[row]], terms)
    for whole, signed in crosstab_sums.formulas(region.numbers, measures):
        terms = "".join(f"{'＋' if s > 0 else '－'}{m.column.header}" for s, m in signed)[1:]
        for row in labels:
            yield balance(
                "formula", row, whole, [_signed(s, m.values[row]) for s, m in signed], terms
            )


def _signed(sign: int, value: Any) -> Any:
    return -value if sign < 0 and isinstance(value, int | Decimal) else value

"""Task and statistical tables, each of whose figures becomes a row of a ledger.

Rows are units and columns indicators (潼南), or rows are indicators and columns periods or units:
cities (山西), departments (东乡), townships. The labels before the figures tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct

from ruralskills.detection import crosstab_sums, vocabulary
from ruralskills.detection.columns import read_error
from ruralskills.detection.crosstab_columns import (
    Measure,
    figure_columns,
    is_rate,
    is_side_column,
    label_columns,
    unit_column,
)
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.header_parts import is_of_other_business, speaks_of_programmes
from ruralskills.detection.ledger_headers import CROSSTAB_WORDS
from ruralskills.detection.recognised_table import RecognisedTable, first_period
from ruralskills.detection.table_layout import layout_of
from ruralskills.detection.unmapped_columns import unread_errors
from ruralskills.ledgers import Figure
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import InForce, shipped_notices
from ruralskills.regions import is_township
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values import amount, rate
from ruralskills.values.field_type import (
    Absent,
    CellError,
    Context,
    Raw,
    Unreadable,
    absent,
    display_text,
)

_PERIOD_HEADERS: Final = regex(
    r"^(本季|本月|当季|当月|当期|本期|累计|年度任务|任务|计划|目标|完成|上季|\d{4}年?)"
)
_MONTH_HEADERS: Final = regex(r"^(?:1[0-2]|0?[1-9])月份?$")
_ANY_HEADS: Final = frozenset({"单位", "项目", "序号", "备注"})
"""Heads of labels that every list may have."""
_STATISTICS: Final = regex(r"(?:统计|情况|汇总)表|[季月]报")
"""The words of a title under which figures are stated."""
_PLACE: Final = regex("(?:镇|乡|街道|县|区|市|州)$")
_OFFICE: Final = regex(r"^\D{2,20}?(?:局|办(?!班|学|理)|中心|学校|公司|站)")
"""The office that a title begins with: a training centre has assets too."""
_FEWEST_NAMES: Final = 2
"""The heads that are names of indicators, of which one alone may be anybody's."""
_MOST_TEXTS: Final = 200
"""Rows whose labels and remarks are searched for places."""


class _FigureRow(Struct, frozen=True):
    """A figure with its cell, and the unit, indicator and period that it is of."""

    row: int
    column: int
    unit: str
    indicator: str
    period: str
    measure: str
    value: Any


class _Crosstab(Struct, frozen=True):
    """A crosstab whose figures are read."""

    detected: DetectedTable
    rows: list[int]
    measures: list[Measure]
    unit: HeaderColumn | None
    """The column with the unit of a row."""
    indicator: HeaderColumn | None
    """The column with the indicator of a row."""

    @property
    def label(self) -> HeaderColumn:
        """The column that labels a row."""
        label = self.unit or self.indicator
        assert label is not None  # is_table
        return label

    def text(self, row: int, column: HeaderColumn | None) -> str:
        """Return the text of a cell in a column of labels, empty without the column."""
        if column is None:
            return ""
        raw = self.detected.grid.at(row, column.index)
        return raw.text if isinstance(raw, CellError) else display_text(raw).strip()

    def labels(self) -> dict[int, str]:
        """Return the label of each row."""
        totals = {total.row: total.label for total in self.detected.total_rows}
        column = self.indicator or self.unit
        return {
            row: totals.get(row) or self.text(row, column) or self.text(row, self.label)
            for row in self.rows
        }


def is_table(detected: DetectedTable) -> bool:
    """Return True for a table with labelled rows of figures."""
    _, figures = figure_columns(detected)
    return (
        bool(figures)
        and any(column.path for column in figures)
        and label_columns(detected, figures) != (None, None)
        and _is_of_the_field(detected, figures)
    )


def counts_townships(detected: DetectedTable) -> bool:
    """Return True for a title of statistics over a row of figures a township."""
    if not _STATISTICS.search(normalised(f"{detected.title} {detected.grid.name}")):
        return False
    _, figures = figure_columns(detected)
    if not figures:
        return False
    unit, indicator = label_columns(detected, figures)
    if unit is None or indicator is not None:
        return False
    told = {column.index for column in (*figures, unit)}
    others = (column for column in detected.columns if column.index not in told)
    if not all(map(is_side_column, others)):
        return False
    texts = [normalised(str(detected.grid.at(row, unit.index))) for row in detected.rows]
    return len(set(texts)) == len(texts) > 0 and all(map(is_township, texts)) and is_table(detected)


def _is_of_the_field(detected: DetectedTable, figures: Sequence[HeaderColumn]) -> bool:
    """Return True if title, sheet name, columns or rows speak of what notices count.

    Lists of assets, prices and bills are rows of figures too.
    """
    title, sheet = (_OFFICE.sub("", normalised(t)) for t in (detected.title, detected.grid.name))
    if is_of_other_business(f"{title} {sheet}"):
        return False
    if speaks_of_programmes(f"{title} {sheet}"):
        return True
    if sum("/".join(column.path) in _indicator_names() for column in figures) >= _FEWEST_NAMES:
        return True
    hits = sum(bool(speaks_of_programmes("".join(column.path))) for column in figures)
    heads = [column for column in label_columns(detected, figures) if column is not None]
    known = any(column.path[-1] in CROSSTAB_WORDS - _ANY_HEADS for column in heads)
    if 2 * hits >= len(figures) or (known and (hits or all(map(_is_plain, figures)))):
        return True
    labels = [
        str(detected.grid.at(row, column.index))
        for column in heads
        for row in detected.rows[:_MOST_TEXTS]
    ]
    return 3 * sum(bool(speaks_of_programmes(label)) for label in labels) >= len(labels) > 0


@cache
def _indicator_names() -> frozenset[str]:
    """Return the names of the indicators of all notices that come with the program."""
    notices = shipped_notices().values()
    return frozenset(
        normalised(name)
        for notice in notices
        for indicator in notice.indicators
        for name in indicator.names
    )


def read(recognised: RecognisedTable, in_force: InForce) -> Table:
    """Return the table as one row for each figure, with the totals that it states."""
    detected = recognised.detected
    rows, figures = figure_columns(detected)
    measures = []
    for column in figures:
        units = _units(detected, column, rows)
        measures.append(Measure(column, _figures(detected, column, units), units))
    crosstab = _Crosstab(detected, rows, measures, *label_columns(detected, figures))
    labels = crosstab.labels()
    table = _long_table(recognised, crosstab, labels)
    table.stated_totals = list(crosstab_sums.stated_totals(recognised, measures, labels))
    return table


def _is_plain(column: HeaderColumn) -> bool:
    """Return True for a column of a year, a total, or a place."""
    word = column.path[-1] if column.path else ""
    return bool(
        vocabulary.is_year_header(word) or vocabulary.total_kind(word) or _PLACE.search(word)
    )


def _units(detected: DetectedTable, column: HeaderColumn, rows: list[int]) -> dict[int, str]:
    """Return the units of a column by row: that of header, row or unit line."""
    line_unit = vocabulary.unit_of_measure(detected.unit_line)
    units = unit_column(detected)
    return {
        row: column.unit or (str(detected.grid.at(row, units.index)) if units else "") or line_unit
        for row in rows
    }


def _figures(
    detected: DetectedTable, column: HeaderColumn, units: Mapping[int, str]
) -> dict[int, Any]:
    """Return the figures of a column by row, in the unit of each."""
    of_rates = is_rate(column)
    return {
        row: _figure(detected.grid.at(row, column.index), unit, of_rates=of_rates)
        for row, unit in units.items()
    }


def _figure(raw: Raw | CellError, unit: str, *, of_rates: bool) -> Any:
    if isinstance(raw, CellError):
        return read_error(raw)
    if absent(raw) is not None:
        return absent(raw)
    try:
        if of_rates and isinstance(raw, str):
            readings = rate.read(raw)
            return readings if isinstance(readings, Absent) else readings[0]
        return amount.read(raw, Context(unit=unit))
    except Unreadable as problem:
        return Unknown(problem.code, problem.message)


def _long_table(
    recognised: RecognisedTable, crosstab: _Crosstab, labels: Mapping[int, str]
) -> Table:
    """Return the table of all figures, one a row."""
    detected = recognised.detected
    period = first_period(detected.title, recognised.sheet, recognised.file)
    figures = list(_figure_rows(crosstab, labels, str(period.year) if period else ""))
    specs = field_specs(Figure)
    columns = {
        name: Column(
            spec=specs[name],
            header=crosstab.label.header if name == "unit" else specs[name].header,
            index=crosstab.label.index,
            raws=[_raw(detected, figure, name) for figure in figures],
            values=[getattr(figure, name) for figure in figures],
            codes=range(len(figures)),
            cell_columns=[figure.column for figure in figures] if name == "value" else None,
        )
        for name in ("unit", "indicator", "period", "measure", "value")
    }
    fields = {measure.column.index: "value" for measure in crosstab.measures}
    fields |= {
        column.index: name
        for column, name in ((crosstab.unit, "unit"), (crosstab.indicator, "indicator"))
        if column
    }
    row_numbers = [figure.row + 1 for figure in figures]
    return Table(
        ledger=Figure,
        layout=layout_of(recognised, Figure, fields, [*detected.rows, *detected.part_rows]),
        period=period,
        row_numbers=row_numbers,
        unmapped=unread_errors(
            detected, row_numbers, {measure.column.index for measure in crosstab.measures}
        ),
        columns=columns,
        places=normalised(" ".join(_texts(crosstab, labels))),
    )


def _raw(detected: DetectedTable, figure: _FigureRow, name: str) -> Any:
    """Return what reports show: the cell itself where a figure cannot be read."""
    value = getattr(figure, name)
    return detected.grid.at(figure.row, figure.column) if isinstance(value, Unknown) else value


def _texts(crosstab: _Crosstab, labels: Mapping[int, str]) -> Iterator[str]:
    """Yield the texts around the figures: heading, labels, remarks, footer and notes."""
    detected = crosstab.detected
    yield from (detected.title, detected.unit_line, *list(labels.values())[:_MOST_TEXTS])
    for column in detected.columns:
        if column.path and column.path[-1] in ("备注", "说明"):
            yield from (crosstab.text(row, column) for row in crosstab.rows[:_MOST_TEXTS])
    yield from (*detected.footer, *detected.notes)


def _first_match(pattern: re.Pattern[str], path: Sequence[str]) -> str:
    return next((part for part in path if pattern.match(part)), "")


def _figure_rows(crosstab: _Crosstab, labels: Mapping[int, str], year: str) -> Iterator[_FigureRow]:
    """Yield each figure that is not blank and not the rest of a merge."""
    money = vocabulary.unit_of_money(crosstab.detected.unit_line)
    for row, label in labels.items():
        for measure in crosstab.measures:
            index, value = measure.column.index, measure.values[row]
            if value is Absent.BLANK or row in crosstab.detected.filled.get(index, ()):
                continue
            period = _first_match(_PERIOD_HEADERS, measure.column.path) or _first_match(
                _MONTH_HEADERS, measure.column.path
            )
            if crosstab.unit is None:
                unit, indicator = ("" if period else measure.name), label
            else:
                unit = (crosstab.text(row, crosstab.unit) if crosstab.indicator else "") or label
                parts = (crosstab.text(row, crosstab.indicator), measure.name)
                indicator = "/".join(part for part in parts if part)
            yield _FigureRow(
                row,
                index,
                normalised(unit),
                normalised(indicator),
                period or year,
                measure.units[row] or money,
                value,
            )

"""The columns of a task or statistical table: figures, and the labels before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from ruralskills.detection import vocabulary
from ruralskills.detection.columns import NOT_SUMMED
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.sheet_view import cell_text
from ruralskills.readers.grid import Grid
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import CellError

_INDICATOR_HEADERS: Final = regex(
    r"(?:统计|考核|监测|调度|填报|汇总|工作)?(?:指标|项目|事项)(?:名称|内容)?|任务|工作任务|目标任务|内容|任务名称|(培训)?(工种|类别|专业|项目)|事项|类别|名称"
)
_SIDE_HEADERS: Final = regex(
    r"序号|编号|备注|说明|时限|责任人|文号|排名|资金来源|计量单位|^(指标)?代码$|行次|栏次|行号"
    r"|(?:统计|报告|所属|填报)(?:时段|时间|期|期间|月份|年度)$|^(?:时段|期间|期别|月份|季度)$"
)
"""Headers of columns that are neither labels nor figures."""
_NO_FIGURE: Final = regex(
    rf"{_SIDE_HEADERS.pattern}|单位$|电话|手机|联系方式|身份证|号码|账号|卡号|日期|姓名"
)
_FIGURE: Final = regex(r"(?!1\d{10}$|(?:19|20)\d\d年|\d{1,2}月$)[约近]?-?[\d.,]{1,13}[^\d]{0,4}")
_YEAR_HEADERS: Final = regex("年[份度]$")
_YEAR: Final = regex(r"(?:19|20)\d\d年?")
_FRACTION: Final = regex(r"\d{1,9}[/÷]\d{1,9}")
_RATE: Final = regex(r"率|占比|比例|%")
_UNIT_HEADERS: Final = regex("[镇乡村县区市州]|街道|社区|单位|部门|机构|学校|企业|公司|合作社|车间")
_LONGEST_FIGURE: Final = 40
_MOST_ROWS: Final = 20_000
"""A table of units or indicators is shorter, a longer one is an unknown list."""


class Measure(Struct, frozen=True):
    """A column of figures."""

    column: HeaderColumn
    values: Mapping[int, Any]
    """By row of the grid."""
    units: Mapping[int, str]
    """By row, the unit that its figure is stated in, empty where nothing tells it."""

    @property
    def name(self) -> str:
        """The header path in one text."""
        return "/".join(self.column.path)

    @property
    def leaf(self) -> str:
        """The last word of the header path."""
        return self.column.path[-1] if self.column.path else ""

    @property
    def group(self) -> tuple[str, ...]:
        """The header path without its last word."""
        return self.column.path[:-1]

    @property
    def is_part(self) -> bool:
        """True for 其中 of the column before."""
        return bool(re.match("其中", self.leaf))

    @property
    def is_summed(self) -> bool:
        """True if its figures add up, as rates and averages do not."""
        return not NOT_SUMMED.search(self.column.header)


def figure_columns(detected: DetectedTable) -> tuple[list[int], list[HeaderColumn]]:
    """Return the rows of data, parts and totals, and the columns of figures."""
    totals = (total.row for total in detected.total_rows)
    rows = sorted([*detected.rows, *detected.part_rows, *totals])
    if len(rows) > _MOST_ROWS:
        return rows, []
    columns = [
        column
        for column in detected.columns
        if column.texts and _has_figures(detected.grid, column, rows)
    ]
    return rows, columns


def is_side_column(column: HeaderColumn) -> bool:
    """Return True for a column that neither labels a row nor is a figure of it."""
    return not column.path or bool(_SIDE_HEADERS.search(column.path[-1]))


def is_rate(column: HeaderColumn) -> bool:
    """Return True for a column of rates, in which 27/30 is a figure."""
    return bool(_RATE.search(column.header))


def _has_figures(grid: Grid, column: HeaderColumn, rows: Sequence[int]) -> bool:
    """Return True if most cells of a column that are not blank are figures."""
    if column.path and _NO_FIGURE.search(column.path[-1]):
        return False
    fraction = _FRACTION if is_rate(column) else None
    cells = [raw for row in rows if (raw := grid.at(row, column.index)) != "" and raw is not None]
    is_of_years = bool(column.path) and _YEAR_HEADERS.search(column.path[-1])
    if is_of_years and all(_YEAR.fullmatch(cell_text(raw)) for raw in cells):
        return False
    figures = sum(
        isinstance(raw, CellError)
        or (isinstance(raw, int | float) and not isinstance(raw, bool))
        or (
            isinstance(raw, str)
            and len(raw) < _LONGEST_FIGURE
            and bool(
                _FIGURE.fullmatch(text := normalised(raw))
                or (fraction and fraction.fullmatch(text))
            )
        )
        for raw in cells
    )
    return bool(cells) and figures * 2 > len(cells)


def label_columns(
    detected: DetectedTable, figures: Sequence[HeaderColumn]
) -> tuple[HeaderColumn | None, HeaderColumn | None]:
    """Return the columns of unit and indicator before the figures, None without one."""
    first = min(column.index for column in figures)
    measured_in = unit_column(detected)
    labels = [
        column
        for column in detected.columns
        if column.index < first and column is not measured_in and not is_side_column(column)
    ]
    indicators = [c for c in labels if _INDICATOR_HEADERS.fullmatch(c.path[-1])]
    units = [c for c in labels if c not in indicators]
    return (units[-1] if units else None), (indicators[-1] if indicators else None)


def unit_column(detected: DetectedTable) -> HeaderColumn | None:
    """Return the column with the unit of measure of each row, None without one.

    A column 单位 may hold offices as well.
    """
    for column in detected.columns:
        word = column.path[-1] if column.path else ""
        if word == "计量单位":
            return column
        if word == "单位":
            texts = {cell_text(detected.grid.at(row, column.index)) for row in detected.rows} - {""}
            if texts and all(vocabulary.unit_of_measure(f"单位：{text}") == text for text in texts):
                return column
    return None


def is_of_units(column: HeaderColumn) -> bool:
    """Return True for a column of places or offices, by its header."""
    return bool(_UNIT_HEADERS.search(column.path[-1]))

"""The workbook beside a bulletin: annexes, charts, and the cells behind figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.bulletin.annexes import Annex, AnnexTable
from ruralskills.bulletin.number_cells import AnnexCell
from ruralskills.bulletin.number_marks import plain_digits
from ruralskills.bulletin.problem_counts import ALL_FINDINGS, NATURES, ProblemPlace
from ruralskills.bulletin.problem_sheet import ProblemSheet
from ruralskills.bulletin.statement import StatedNumber
from ruralskills.bulletin.task_view import spoken_title, top_figures
from ruralskills.rollups.book_formats import SIGNATURES, BookFormats, Format, Worksheet
from ruralskills.rollups.book_lists import write_list
from ruralskills.rollups.entries import Span
from ruralskills.rollups.group_sheet import GroupSheet
from ruralskills.rollups.indicator_groups import (
    IndicatorColumns,
    Role,
    depth_first,
    indicator_groups,
)
from ruralskills.rollups.official_book import write_groups, write_lists
from ruralskills.rollups.rollup import Rollup
from ruralskills.rollups.source_sheet import SourceRows, source_rows, write_sources
from ruralskills.text.addresses import cell_address
from ruralskills.text.width import lines, width

_FIRST_HEAD: Final = 2
_ROLES: Final[Mapping[str, Role]] = {
    "target": "target", "current": "current", "cumulative": "confirmed", "pending": "pending",
    "rate": "rate", "gap": "gap", "rank": "rank",
    "previous": "previous",
}  # fmt: skip
"""By the field of a number, the column of the group sheets in which it stands."""
_WITH_SOURCES: Final = frozenset({"current", "cumulative"})
_LEAST, _MOST = 7, 46
_LINE: Final = 14
"""Points of a line."""


def annex_book(
    rollup: Rollup, annexes: Sequence[Annex], places: Sequence[ProblemPlace] = ()
) -> bytes:
    """Return the workbook: annexes, sheets of the tasks, charts, sources."""
    formats = BookFormats()
    front = [
        (table, formats.sheet(name), annex) for annex in annexes for name, table in _sheets(annex)
    ]
    shown = _with_tasks(rollup)
    order, below = depth_first(rollup.units)
    groups = indicator_groups(shown.indicators, shown.figures)
    sources = source_rows(shown, groups, order, below)
    figures = _FigureSheets(write_groups(formats, shown, groups, sources), sources, rollup)
    problems = ProblemSheet(places)
    for table, sheet, annex in front:
        _AnnexSheet(formats, sheet, table, figures, problems).write(annex, rollup)
    _write_moved(formats, rollup)
    write_lists(formats, rollup)
    problems.write(formats, str(rollup.period))
    write_sources(formats, sources, str(rollup.period), mask=True)
    return formats.finished()


def _sheets(annex: Annex) -> Iterator[tuple[str, AnnexTable]]:
    for number, table in enumerate(annex.tables, 1):
        part = f"-{number}" if len(annex.tables) > 1 else ""
        yield f"附件{annex.number}{part}", table


def _with_tasks(rollup: Rollup) -> Rollup:
    """Return the roll-up without the indicators that have no task, all where none has."""
    top = top_figures(rollup)

    def has_sum(name: str) -> bool:
        return name in top and bool(top[name].cumulative)

    ids = {each.indicator for each in rollup.figures if each.target}
    ids |= {each.id for each in rollup.indicators if "元" in each.measure and has_sum(each.id)}
    if not ids:
        return rollup
    return replace(
        rollup,
        indicators=tuple(each for each in rollup.indicators if each.id in ids),
        figures=tuple(each for each in rollup.figures if each.indicator in ids),
    )


class _FigureSheets:
    """The sheets on which figures stand, and the cells behind them."""

    def __init__(self, sheets: Sequence[GroupSheet], sources: SourceRows, rollup: Rollup) -> None:
        self._sources = sources
        self.top = rollup.units[0].name if rollup.units else ""
        self._spans: dict[str, Span] = {
            name: figure.span for name, figure in top_figures(rollup).items()
        }
        self._columns: dict[tuple[str, Span], tuple[GroupSheet, IndicatorColumns]] = {
            (columns.indicator.id, columns.span): (sheet, columns)
            for sheet in sheets
            for columns in sheet.group.columns
        }

    def formula(self, number: StatedNumber, unit: str) -> str:
        """Return the formula of a figure, empty where it stands nowhere else."""
        if number.field == "rate_change":
            return self._change(number, unit)
        span, role = self._spans.get(number.indicator), _ROLES.get(number.field)
        found = self._columns.get((number.indicator, span)) if span else None
        if found is None or role is None:
            return ""
        sheet, columns = found
        is_there = role in columns.roles and unit in sheet.rows
        return sheet.reference(columns, role, unit) if is_there else ""

    def _change(self, number: StatedNumber, unit: str) -> str:
        """Return the formula of the change of a printed rate."""
        places = [
            self.formula(replace(number, field=field), unit).removeprefix("=")
            for field in ("rate", "previous", "target")
        ]
        if not all(places):
            return ""
        rate, previous, target = places
        return f"=ROUND({rate}-ROUND({previous}*100/{target},2),2)"

    def link(self, number: StatedNumber, unit: str) -> str:
        """Return the link to the rows behind a figure, empty for none."""
        span = self._spans.get(number.indicator)
        if span is None or number.field not in _WITH_SOURCES:
            return ""
        return self._sources.link((number.indicator, span, unit))


class _AnnexSheet(Struct):
    """A sheet with a table of an annex."""

    formats: BookFormats
    sheet: Worksheet
    table: AnnexTable
    figures: _FigureSheets
    problems: ProblemSheet

    def write(self, annex: Annex, rollup: Rollup) -> None:
        """Write everything from the title to the signatures."""
        columns = len(self.table.headers)
        line = (
            f"附件{annex.number}　　　　填报单位：{self.figures.top}　　　　时段：{rollup.period}"
        )
        self.formats.write_title(self.sheet, annex.title, line, columns)
        last_head = self._write_heads()
        sizes = list(self._widths())
        is_by_unit = self.table.headers[0] == "单位"
        row = last_head
        for row, cells in enumerate(self.table.rows, last_head + 1):
            unit = cells[0].text if is_by_unit else self.figures.top
            fit = max(lines(each.text, size) for each, size in zip(cells, sizes, strict=True))
            self.sheet.set_row(row, _LINE * fit + 6)
            for column, cell in enumerate(cells):
                self._write_cell(row, column, cell, unit)
        for text in (annex.note, SIGNATURES):
            row += 1
            self.formats.write_line(self.sheet, row, text, columns)
            self.sheet.set_row(row, 30)
        for column, size in enumerate(sizes):
            self.sheet.set_column(column, column, size)
        self.formats.set_up_pages(self.sheet, last_head)

    def _write_heads(self) -> int:
        """Write the headers and return their last row."""
        head, headers, groups = self.formats.head, self.table.headers, self.table.groups
        if not groups:
            for column, text in enumerate(headers):
                self.sheet.write_string(_FIRST_HEAD, column, text, head)
            return _FIRST_HEAD
        self.sheet.set_row(_FIRST_HEAD, 32)
        at = 0
        for group, members in groupby(groups):
            size = len(list(members))
            if group:
                self.sheet.merge_range(_FIRST_HEAD, at, _FIRST_HEAD, at + size - 1, group, head)
            for column in range(at, at + size):
                if group:
                    self.sheet.write_string(_FIRST_HEAD + 1, column, headers[column], head)
                else:
                    self.sheet.merge_range(
                        _FIRST_HEAD, column, _FIRST_HEAD + 1, column, headers[column], head
                    )
            at += size
        return _FIRST_HEAD + 1

    def _write_cell(self, row: int, column: int, cell: AnnexCell, unit: str) -> None:
        if not cell.is_number:
            form = self.formats.number if column and len(cell.text) < _LEAST else self.formats.text
            self.sheet.write_string(row, column, cell.text, form)
            return
        [number] = cell.numbers
        formula, link = self._formula(cell, number, row, unit), self._link(cell, number, unit)
        form = self._format(number, is_linked=bool(link))
        if link:
            self.sheet.write_url(row, column, link, form, string=" ", tip="点击查看来源")
        if formula:
            self.sheet.write_formula(row, column, formula, form, number.value)
        else:
            self.sheet.write_number(row, column, number.value, form)

    def _formula(self, cell: AnnexCell, number: StatedNumber, row: int, unit: str) -> str:
        if cell.rows is not None:
            return self.problems.of_kind(cell.rows)
        if number.indicator == ALL_FINDINGS:
            return self.problems.of_unit(cell_address(row + 1, 0), None)
        if nature := NATURES.get(number.indicator):
            return self.problems.of_unit(cell_address(row + 1, 0), nature)
        return self.figures.formula(number, unit)

    def _link(self, cell: AnnexCell, number: StatedNumber, unit: str) -> str:
        if cell.rows is not None:
            return self.problems.link(cell.rows)
        return self.figures.link(number, unit)

    def _format(self, number: StatedNumber, *, is_linked: bool) -> Format:
        if number.unit == "百分点":
            return self.formats.gap
        if number.unit == "%":
            return self.formats.rate
        return self.formats.linked if is_linked else self.formats.number

    def _widths(self) -> Iterator[float]:
        for column, header in enumerate(self.table.headers):
            texts = [row[column].text for row in self.table.rows]
            yield min(max(*map(width, texts), width(header), _LEAST), _MOST) + 2 if texts else 12


def _write_moved(formats: BookFormats, rollup: Rollup) -> None:
    """Write the sheet of figures that a freeze had otherwise, if any."""
    titles = {each.id: spoken_title(each.title) for each in rollup.indicators}
    heads = (("单位", 20), ("指标", 36), ("上次定稿", 12), ("现为", 12), ("有变动的文件", 80))
    rows = [
        (
            each.unit, titles.get(each.indicator, each.indicator) + each.what, _digits(each.was),
            _digits(each.now), "、".join(each.files),
        )
        for each in rollup.moved
    ]  # fmt: skip
    if rows:
        note = "与上次定稿不同的数，和引起变动的文件。"
        write_list(
            formats, "与上次定稿的差别", f"{rollup.period}与上次定稿的差别", note, heads, rows
        )


def _digits(value: float | None) -> str:
    return "没有数" if value is None else plain_digits(value)

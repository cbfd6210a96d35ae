"""Checks of a plan that somebody may have edited, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from ruralskills.corrections.plan import FilePlan, PlanError, Step, Value
from ruralskills.ledgers import by_id
from ruralskills.model.cell import Cell
from ruralskills.model.fields import field_specs
from ruralskills.model.layout import TableLayout
from ruralskills.model.outcome import Outcome
from ruralskills.readers.grid import LONGEST_TEXT, Grid
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW, column_index
from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import Absent, Context, Unreadable, display_text
from ruralskills.values.partial_date import PartialDate

_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date(2199, 12, 31)
"""Days that every spreadsheet program counts alike, and that a ledger may hold."""
_LARGEST: Final = Decimal(10) ** 15
"""A sheet keeps 15 digits."""
_UNSEEN: Final = regex(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{INVISIBLE}]")
"""Characters that nobody sees, but for tabs and the ends of lines."""


def refuse_misfits(
    plans: Sequence[FilePlan], outcome: Outcome, edited: Collection[Cell] = ()
) -> None:
    """Raise PlanError where a step is impossible, doubled, or no value of its column.

    ``edited`` are the cells whose new values no check has proposed: they must be data of a ledger.
    """
    counts = Counter(plan.location for plan in plans)
    if twice := [location for location, times in counts.items() if times > 1]:
        raise PlanError(f"{twice[0]}：在计划里出现了两次，请删去一处")
    for plan in plans:
        problems = [*_impossible(plan), *_of_another_kind(plan, outcome.tables)]
        problems += _not_for_a_plan(plan, outcome, edited)
        if problems:
            raise PlanError(
                f"{plan.name}：{'；'.join(problems[:20])}。请在计划里改正，本次没有写任何文件"
            )


def _impossible(plan: FilePlan) -> Iterator[str]:
    """Yield what no sheet can hold, and cells that are set twice."""
    counts = Counter(step.cell for step in plan.steps)
    for cell, times in counts.items():
        if times > 1:
            yield f"{cell.sheet}!{cell.address}写了{times}次"
        if cell.column > LAST_COLUMN or not 1 <= cell.row <= LAST_ROW:
            yield f"{cell.sheet}!{cell.address}不在表格范围内"
    for step in plan.steps:
        if reason := _out_of_range(step.new):
            yield f"{step.cell.sheet}!{step.cell.address}的新值{reason}"


def _not_for_a_plan(plan: FilePlan, outcome: Outcome, edited: Collection[Cell]) -> Iterator[str]:
    """Yield what was written outside the data of a ledger, or cannot be seen."""
    own = [table for table in outcome.tables if table.file == plan.name]
    names = {each.sheet for each in outcome.sheets if each.file == plan.name}
    for step in plan.steps:
        if step.cell not in edited:
            continue
        where = f"{step.cell.sheet}!{step.cell.address}"
        is_data = any(_has_data_at(table, step.cell) for table in own)
        if step.cell.sheet in names and not is_data:
            yield f"{where}不在台账的数据行、数据列里（标题、表头和表外的不能由计划改）"
        if isinstance(step.new, str) and _UNSEEN.search(step.new):
            yield f"{where}的新值里有看不见的控制字符"


def _has_data_at(table: TableLayout, cell: Cell) -> bool:
    if table.sheet != cell.sheet:
        return False
    is_row = table.first_row <= cell.row <= table.last_row or cell.row in table.total_rows
    columns = [column_index(column.column) for column in table.columns if column.column]
    is_column = cell.column in columns or not (columns and table.has_record_rows)
    return is_row and is_column


def _out_of_range(value: Value) -> str:
    if isinstance(value, date):
        return "" if _FIRST_DAY <= value <= _LAST_DAY else f"“{value}”不是台账中可能的日期"
    if isinstance(value, int | Decimal):
        is_exact = Decimal(value).is_finite() and abs(Decimal(value)) < _LARGEST
        return "" if is_exact else "不是表格存得下的数字"
    return "" if len(value) <= LONGEST_TEXT else f"超过{LONGEST_TEXT}个字，一格存不下"


def _of_another_kind(plan: FilePlan, tables: Sequence[TableLayout]) -> Iterator[str]:
    """Yield the new values that are none of their column."""
    fields = _fields(plan.name, tables)
    for step in plan.steps:
        place = (step.cell.sheet, step.cell.column)
        for first, last, ledger, name in fields.get(place, ()):
            if not first <= step.cell.row <= last:
                continue
            where = f"{step.cell.sheet}!{step.cell.address}"
            if reason := _misfit(step, ledger, name):
                yield f"{where}的新值“{step.new}”{reason}"
            info = by_id(ledger).info
            if step.new == "" != step.old and name in (info.id_field, info.name):
                yield f"{where}的新值是空的，写明是谁的一格不能清空"


_Column = tuple[int, int, str, str]
"""First and last row, ledger and field of a column."""


def _fields(
    file: str, tables: Sequence[TableLayout]
) -> Mapping[tuple[str, int], Sequence[_Column]]:
    found: dict[tuple[str, int], list[_Column]] = {}
    for table in tables:
        if table.file != file or not table.has_record_rows:
            continue
        for column in table.columns:
            if column.field:
                place = table.sheet, column_index(column.column)
                rows = table.first_row, table.last_row
                found.setdefault(place, []).append((*rows, table.ledger, column.field))
    return found


def _misfit(step: Step, ledger: str, name: str) -> str:
    """Return why a value is none of a field, empty where it is one."""
    spec = field_specs(by_id(ledger)).get(name)
    if spec is None:
        return ""
    raw = float(step.new) if isinstance(step.new, int | Decimal) else step.new
    try:
        value = spec.reads.read(raw, Context(unit=spec.unit))
    except Unreadable as error:
        return f"不能填在“{spec.header}”列（{error.message}）"
    is_number, is_day = isinstance(step.new, int | Decimal), isinstance(step.new, date)
    if isinstance(value, Absent):
        return ""
    if is_number and not isinstance(value, int | Decimal):
        return f"是数字，“{spec.header}”列填的不是数字"
    if is_day and not isinstance(value, PartialDate):
        return f"是日期，“{spec.header}”列填的不是日期"
    return ""


def refuse_other_content(plan: FilePlan, digest: str, grids: Mapping[str, Grid]) -> None:
    """Raise PlanError if the workbook is not as planned, with the cells that differ."""
    gone = sorted({step.cell.sheet for step in plan.steps if step.cell.sheet not in grids})
    if gone:
        raise PlanError(f"{plan.name}：没有名为“{gone[0]}”的工作表。请重新生成计划")
    changed = [step.cell.address for step in plan.steps if not _is_as_planned(step, grids)]
    if digest == plan.sha256 and not changed:
        return
    where = f"，其中{'、'.join(changed[:20])}已不是计划中的内容" if changed else ""
    what = "计划里写的原值与文件不符" if digest == plan.sha256 else "生成计划以后文件改动过"
    raise PlanError(f"{plan.name}：{what}{where}。请重新生成计划")


def changes(step: Step, grids: Mapping[str, Grid]) -> bool:
    """Return True unless a step writes the value that its cell has, of the same kind."""
    present = grids[step.cell.sheet].at(step.cell.row - 1, step.cell.column)
    if isinstance(step.new, str):
        return not isinstance(present, str) or present != step.new
    if isinstance(step.new, int | Decimal):
        return not isinstance(present, int | float) or present != float(step.new)
    return not isinstance(present, date) or display_text(present) != str(step.new)


def _is_as_planned(step: Step, grids: Mapping[str, Grid]) -> bool:
    return grids[step.cell.sheet].text(step.cell.row - 1, step.cell.column) == step.old

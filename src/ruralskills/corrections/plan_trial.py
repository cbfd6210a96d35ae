"""A check of workbooks as a plan would leave them, before anything is written."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ruralskills.corrections.plan import FilePlan, PlanError, Step, Value
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.readers.content import content_of
from ruralskills.readers.grid import Grid
from ruralskills.readers.open import Workbook, open_content
from ruralskills.text.real_path import real_path
from ruralskills.validation import validate
from ruralskills.validation.batch_check import CheckRequest

_ABOUT_ONE_CELL: Final = ("C", "N4", "D503")
"""Rules on what a single cell may hold: its kind, its words, its range."""
_MOST: Final = 20


def refuse_wrong_values(
    plans: Sequence[FilePlan], edited: Collection[Cell], outcome: Outcome, request: CheckRequest
) -> None:
    """Raise PlanError where an edited value is wrong in its cell.

    ``edited`` are the cells whose new values no check has proposed.  What the rules call wrong in a
    ledger is wrong in a plan, unless the cell has it already, written otherwise.
    """
    touched = [plan for plan in plans if any(step.cell in edited for step in plan.steps)]
    if not touched:
        return
    known = {(f.cell, f.code, f.message) for f in outcome.findings}
    locations = [plan.location for plan in touched]
    planned = _PlannedWorkbooks(touched, request.password)
    names = {os.path.realpath(plan.location): plan.name for plan in touched}
    for check in validate.check_workspaces(locations, request, prefetched=planned):
        found: defaultdict[str, list[str]] = defaultdict(list)
        for finding, cell in _of_single_cells(check.outcome, names):
            if cell in edited and (cell, finding.code, finding.message) not in known:
                found[cell.file].append(f"{cell.sheet}!{cell.address}{finding.message}")
        for name, reasons in found.items():
            raise PlanError(
                f"{name}：新值不对：{'；'.join(reasons[:_MOST])}。请在计划里改正，本次没有写任何文件"
            )


def _of_single_cells(outcome: Outcome, names: dict[str, str]) -> Iterator[tuple[Finding, Cell]]:
    """Yield the findings on what a cell holds, with the cell as the plan calls it."""
    files = {each.path: names.get(os.path.realpath(each.location)) for each in outcome.files}
    for finding in outcome.findings:
        name, cell = files.get(finding.file), finding.cell
        if name is None or cell is None or finding.nature is not Nature.DATA:
            continue
        if finding.code.startswith(_ABOUT_ONE_CELL):
            yield finding, Cell(name, cell.sheet, cell.row, cell.column)


class _PlannedWorkbooks:
    """The workbooks of plans, opened with the new values in their cells."""

    def __init__(self, plans: Sequence[FilePlan], password: str) -> None:
        self._steps = {real_path(plan.location): plan.steps for plan in plans}
        self._password = password

    def take(self, path: Path) -> tuple[bytes, Workbook] | None:
        """Return the content of a file and the workbook with its new values.

        Raises CannotRead.
        """
        steps = self._steps.get(real_path(path))
        if steps is None:
            return None
        content = content_of(path)
        return content, _PlannedWorkbook(open_content(content, path.name, self._password), steps)


class _PlannedWorkbook:
    """A workbook whose sheets are read with new values in some cells."""

    def __init__(self, book: Workbook, steps: Sequence[Step]) -> None:
        self._book = book
        self._steps = steps
        self.names = book.names
        self.non_worksheets = book.non_worksheets
        self.hidden = book.hidden

    def read(self, name: str) -> Grid:
        grid = self._book.read(name)
        for step in self._steps:
            row, column = step.cell.row - 1, step.cell.column
            if step.cell.sheet == name and row < grid.height and column < grid.width:
                grid.columns[column].put(row, _raw(step.new))
        return grid


def _raw(value: Value) -> str | float | date:
    return value if isinstance(value, str | date) else float(value)

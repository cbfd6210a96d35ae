"""Correct ledgers: copies with safe changes made and other findings marked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.corrections.corrected_copy import WrittenCopy, write_copy
from ruralskills.corrections.plan import FilePlan, PlanError, plans
from ruralskills.corrections.plan_check import refuse_misfits
from ruralskills.corrections.plan_trial import refuse_wrong_values
from ruralskills.errors import REPRODUCE, CannotRead, CannotWrite
from ruralskills.model.cell import Cell
from ruralskills.model.layout import FileStatus
from ruralskills.model.outcome import Outcome
from ruralskills.outputs.streams import OutputRefused
from ruralskills.readers.open import OpenBefore
from ruralskills.rules import accepted_prefixes
from ruralskills.validation import validate
from ruralskills.validation.batch_check import CheckRequest
from ruralskills.validation.map_step import Progress
from ruralskills.validation.merged_outcome import merged
from ruralskills.workspace.settings import Settings


class Corrected(Struct):
    """The result of one run of corrections."""

    outcome: Outcome
    written: list[WrittenCopy] = field(default_factory=list)
    failed: list[FileStatus] = field(default_factory=list)
    """The workbooks of which no copy could be written, each with the reason."""
    crashes: list[Exception] = field(default_factory=list)
    """Errors of the program itself, in workbooks that are in ``failed`` too."""


def correct(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    notices: Sequence[str] = (),
    as_of: date | None = None,
    accept: Sequence[str] = (),
    marks_only: bool | None = None,
    output: Path | None = None,
    password: str = "",
    jobs: int = 1,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> Corrected:
    """Write a corrected copy beside each workbook, or into the folder ``output``.

    ``accept`` are prefixes of rule codes whose proposed values are written too; ``marks_only``
    writes marks and nothing else (None: as the workspace has it); the rest is as for ``validate``.
    The sources are never written.

    Raises as ``validate``.  A workbook that cannot be written is in ``failed``.
    """
    outcome, made = plan_corrections(
        paths, notices=notices, as_of=as_of, accept=accept, marks_only=marks_only,
        password=password, jobs=jobs, progress=progress, settings=settings,
    )  # fmt: skip
    return apply_plans(outcome, made, output, password)


def plan_corrections(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    notices: Sequence[str] = (),
    as_of: date | None = None,
    accept: Sequence[str] = (),
    marks_only: bool | None = None,
    password: str = "",
    jobs: int = 1,
    progress: Progress | None = None,
    settings: Settings | None = None,
    prefetched: OpenBefore | None = None,
) -> tuple[Outcome, list[FilePlan]]:
    """Check workbooks as ``correct`` does, and return the outcome and their plans."""
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    accept = accepted_prefixes(accept)
    request = CheckRequest(
        tuple(notices), as_of=as_of, password=password, normalise=True, jobs=jobs
    )
    checked = validate.check_workspaces(given, request, settings, progress, prefetched)
    made: list[FilePlan] = []
    for each in checked:
        only = each.settings.marks_only if marks_only is None else marks_only
        made += plans(each.outcome, accept, marks_only=only)
    return merged([each.outcome for each in checked]), made


def apply_plans(
    outcome: Outcome,
    file_plans: Sequence[FilePlan],
    output: Path | None,
    password: str = "",
    *,
    clean: bool = False,
) -> Corrected:
    """Write the copies of all plans, whatever becomes of single ones.

    With ``clean`` our marks and sheets are taken off, and nothing else is changed.
    """
    result = Corrected(outcome)
    taken: set[Path] = set()
    for plan in file_plans:
        try:
            written = write_copy(plan, output, password, outcome.as_of, clean=clean, taken=taken)
        except CannotRead as error:
            result.failed.append(FileStatus(plan.name, "unreadable", f"{plan.name}：{error}"))
        except (CannotWrite, PlanError, OutputRefused) as error:
            result.failed.append(FileStatus(plan.name, "unreadable", str(error)))
        except Exception as error:  # the other workbooks of a county are written all the same
            why = f"程序出错（{type(error).__name__}），没有写出副本。{REPRODUCE}"
            result.failed.append(FileStatus(plan.name, "unreadable", f"{plan.name}：{why}"))
            result.crashes.append(error)
        else:
            result.written.append(written)
            taken |= {written.output} if written.output else set()
    return result


def with_current_marks(
    edited: Sequence[FilePlan],
    outcome: Outcome,
    *,
    notices: Sequence[str] = (),
    password: str = "",
) -> list[FilePlan]:
    """Return edited plans with the marks and problems of a check of the same files.

    What a step settles is no problem any more.  Raises PlanError where a plan is impossible, writes
    what is wrong in its cell, or is not about the files that were checked.
    """
    names = {_real(status.location): status.path for status in outcome.files}
    checked: list[FilePlan] = []
    for plan in edited:
        name = names.get(_real(plan.location))
        if name is None:
            raise PlanError(f"{plan.name}：计划是给“{plan.location}”的，不能用在别的文件上")
        steps = tuple(replace(s, cell=replace(s.cell, file=name)) for s in plan.steps)
        checked.append(replace(plan, name=name, steps=steps))
    written = {(step.cell, step.code) for plan in checked for step in plan.steps}
    current = {
        plan.name: plan
        for plan in plans(outcome, lambda finding: (finding.cell, finding.code) in written)
    }
    by_hand = _edited_cells(checked, current.values())
    refuse_misfits(checked, outcome, by_hand)
    request = CheckRequest(tuple(notices), as_of=outcome.as_of, password=password, normalise=True)
    refuse_wrong_values(checked, by_hand, outcome, request)
    return [
        _marked(before, current[plan.name])
        for before, plan in zip(edited, checked, strict=True)
        if plan.name in current
    ]


def _marked(plan: FilePlan, current: FilePlan) -> FilePlan:
    """Return a plan with what else the current one has."""
    marks = (replace(m, cell=replace(m.cell, file=plan.name)) for m in current.marks)
    return replace(
        plan,
        marks=tuple(marks),
        problems=current.problems,
        reply_terms=current.reply_terms,
        unchecked=current.unchecked,
    )


def _edited_cells(edited: Sequence[FilePlan], current: Iterable[FilePlan]) -> set[Cell]:
    """Return the cells whose new values are not those that a check proposes."""
    proposed = {step.cell: step.new for plan in current for step in plan.steps}
    steps = (step for plan in edited for step in plan.steps)
    return {step.cell for step in steps if proposed.get(step.cell) != step.new}


def _real(location: str) -> str:
    return os.path.realpath(location)

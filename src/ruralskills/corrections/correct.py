"""Correct ledgers: a copy of each workbook, mended where that is certain and marked where it is not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.corrections.plan import FilePlan, PlanError, plans
from ruralskills.corrections.write import WrittenCopy, copy_of
from ruralskills.errors import CannotRead, CannotWrite
from ruralskills.model.layout import FileStatus
from ruralskills.model.outcome import Outcome
from ruralskills.readers.prefetch import Prefetched
from ruralskills.rules import code_prefixes
from ruralskills.validation import validate
from ruralskills.validation.map_step import Progress
from ruralskills.workspace import settings as workspace

__all__ = [
    "Corrected",
    "FilePlan",
    "PlanError",
    "WrittenCopy",
    "correct",
    "planned",
    "plans",
]


class Corrected(Struct):
    """What one run of corrections did."""

    outcome: Outcome
    written: list[WrittenCopy] = field(default_factory=list)
    failed: list[FileStatus] = field(default_factory=list)
    """The workbooks of which no copy could be written, each with the reason."""


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
    settings: workspace.Settings | None = None,
) -> Corrected:
    """Write a corrected copy of each workbook beside it, or into the folder ``output``.

    ``accept`` are prefixes of rule codes whose proposed values are written too; ``marks_only``
    writes marks and nothing else (None: as the workspace has it); the rest is as for ``validate``.
    The sources are never written.

    Raises what ``validate`` raises; a workbook that cannot be written is told in ``failed``.
    """
    outcome, made = planned(
        paths, notices=notices, as_of=as_of, accept=accept, marks_only=marks_only,
        password=password, jobs=jobs, progress=progress, settings=settings,
    )  # fmt: skip
    return carried_out(outcome, made, output, password)


def planned(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    notices: Sequence[str] = (),
    as_of: date | None = None,
    accept: Sequence[str] = (),
    marks_only: bool | None = None,
    password: str = "",
    jobs: int = 1,
    progress: Progress | None = None,
    settings: workspace.Settings | None = None,
    prefetched: Prefetched | None = None,
) -> tuple[Outcome, list[FilePlan]]:
    """Check workbooks and return what was found and what is to be done to each; as for ``correct``."""
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    settings = workspace.find(given) if settings is None else settings
    accept = code_prefixes(accept)
    outcome = validate.validate(
        given, notices=notices, as_of=as_of, password=password, normalise=True, jobs=jobs,
        progress=progress, settings=settings, prefetched=prefetched,
    )  # fmt: skip
    only = settings.marks_only if marks_only is None else marks_only
    return outcome, plans(outcome, accept, marks_only=only)


def carried_out(
    outcome: Outcome,
    made: Sequence[FilePlan],
    output: Path | None,
    password: str = "",
    *,
    clean: bool = False,
) -> Corrected:
    """Write the copies that plans ask for; one that fails does not keep the others from it."""
    done = Corrected(outcome)
    taken: set[Path] = set()
    for plan in made:
        try:
            written = copy_of(plan, output, password, outcome.as_of, clean=clean, taken=taken)
        except CannotRead as problem:
            done.failed.append(FileStatus(plan.name, "unreadable", f"{plan.name}：{problem}"))
        except (CannotWrite, PlanError) as problem:
            done.failed.append(FileStatus(plan.name, "unreadable", str(problem)))
        else:
            done.written.append(written)
            taken |= {written.output} if written.output else set()
    return done


def fitted(made: Sequence[FilePlan], outcome: Outcome) -> list[FilePlan]:
    """Edited plans with the marks and problems of a check of the same files."""
    now = {plan.name: plan for plan in plans(outcome)}
    return [
        replace(plan, marks=now[plan.name].marks, findings=now[plan.name].findings)
        if plan.name in now
        else plan
        for plan in made
    ]

"""The public functions that check ledgers and read them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.ledger_set import Role
from ruralskills.model.outcome import Outcome
from ruralskills.model.period import Period, period_before
from ruralskills.model.table import Table
from ruralskills.readers.open import OpenBefore
from ruralskills.validation.batch_check import BatchCheck, CheckRequest, check_batch
from ruralskills.validation.batches import workspaces
from ruralskills.validation.file_check import read_tables
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.map_step import Progress
from ruralskills.validation.merged_outcome import merged
from ruralskills.validation.notice_choice import ChoiceError
from ruralskills.validation.preparation import check_options
from ruralskills.validation.reference_data import OneOrMorePaths
from ruralskills.validation.settings_check import unused_layouts
from ruralskills.validation.supplied_regions import ReferenceDataError
from ruralskills.validation.waivers import told_once
from ruralskills.workspace.settings import Settings, find_settings

__all__ = ["ChoiceError", "ReferenceDataError", "read", "validate"]


def validate(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    notices: Sequence[str] = (),
    previous: OneOrMorePaths = (),
    register: OneOrMorePaths = (),
    exclude: OneOrMorePaths = (),
    regions: OneOrMorePaths = (),
    as_of: date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    password: str = "",
    normalise: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    settings: Settings | None = None,
    prefetched: OpenBefore | None = None,
) -> Outcome:
    """Check ledgers and return the findings, with what was read, skipped and not run.

    ``paths`` are files, folders and zip archives; ``notices`` the ids of those in force (else the
    workspace's, else recognised by place and year, else ``common``); ``previous``, ``register``,
    ``exclude`` and ``regions`` are reference data, never checked: the last period's ledgers,
    exports of the national system, lists of people not eligible, the list of townships and
    villages (else the workspace's); ``as_of`` stands for today; ``select`` and ``ignore`` are
    prefixes of rule codes whose findings are kept or left out; ``password`` opens protected
    workbooks; ``normalise`` looks also for cells that can be rewritten in the proper form; ``jobs``
    is the number of worker processes (a script that asks for more than one must guard its main part,
    as multiprocessing does); ``progress`` is called with the number of files done and of all files;
    ``prefetched`` hands out those of the paths that are open or being read already.

    Raises ChoiceError when the files name different places or a notice does not exist,
    ReferenceDataError when reference data or a waiver cannot be used, RuleError when no rule has a
    code that is kept or left out, WorkspaceError when the workspace's settings cannot be read, and
    NoticeError when a notice of the workspace has problems.
    """
    request = request_of(
        notices=notices, previous=previous, register=register, exclude=exclude, regions=regions,
        as_of=as_of, select=select, ignore=ignore, password=password, normalise=normalise, jobs=jobs,
    )  # fmt: skip
    paths = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    checked = check_workspaces(paths, request, settings, progress, prefetched)
    return merged([each.outcome for each in checked])


def request_of(
    *,
    notices: Sequence[str] = (),
    previous: OneOrMorePaths = (),
    register: OneOrMorePaths = (),
    exclude: OneOrMorePaths = (),
    regions: OneOrMorePaths = (),
    as_of: date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    password: str = "",
    normalise: bool = False,
    jobs: int = 1,
) -> CheckRequest:
    """Return a request of the arguments of ``validate``."""
    references: dict[Role, OneOrMorePaths] = {
        "previous": previous, "register": register, "excluded": exclude, "regions": regions,
    }  # fmt: skip
    return CheckRequest(
        tuple(notices), references, as_of, tuple(select), tuple(ignore), password, normalise, jobs
    )


class WorkspaceCheck(Struct, frozen=True):
    """The outcome for the files of a workspace, with its settings."""

    settings: Settings
    outcome: Outcome


def check_workspaces(
    paths: Sequence[str | os.PathLike[str]],
    request: CheckRequest,
    settings: Settings | None = None,
    progress: Progress | None = None,
    prefetched: OpenBefore | None = None,
) -> list[WorkspaceCheck]:
    """Check the files of each workspace by themselves, and of these each period.

    A period is compared with the one before if that is among the files too.  Raises as ``validate``.
    """
    found = workspaces(paths, settings)
    sizes = [len(batch.files) for workspace in found for batch in workspace.batches]
    ticks = _Ticks(progress, sum(sizes)) if progress and len(sizes) > 1 else None
    done: list[WorkspaceCheck] = []
    for workspace in found:
        checks: dict[Period | None, BatchCheck] = {}
        for batch in workspace.batches:
            before = checks.get(period_before(batch.period)) if batch.period else None
            checks[batch.period] = check_batch(
                batch, workspace.settings, request, before, ticks or progress, prefetched
            )
            if ticks:
                ticks.done += len(batch.files)
        done.append(_of_workspace(workspace.settings, list(checks.values())))
    return done


def _of_workspace(settings: Settings, checks: Sequence[BatchCheck]) -> WorkspaceCheck:
    """Return the check of a workspace, put together from those of its periods."""
    findings = told_once([c.outcome.findings for c in checks], [c.waivers for c in checks])
    outcome = merged(
        [replace(c.outcome, findings=own) for c, own in zip(checks, findings, strict=True)]
    )
    unused = unused_layouts(settings, (file.path for file in outcome.files))
    return WorkspaceCheck(settings, replace(outcome, remarks=(*outcome.remarks, *unused)))


class _Ticks(Struct):
    """The progress of one batch after the other, told as that of all files."""

    progress: Progress
    of: int
    done: int = 0

    def __call__(self, done: int, _of: int) -> None:
        self.progress(min(self.done + done, self.of), self.of)


def read(
    path: str | os.PathLike[str],
    *,
    notices: Sequence[str] = (),
    password: str = "",
    settings: Settings | None = None,
    prefetched: OpenBefore | None = None,
) -> list[Table]:
    """Return the tables of one workbook, read and not checked.  Raises CannotRead."""
    settings = find_settings([path]) if settings is None else settings
    options = check_options(settings, notices, None, password)
    return read_tables(InputFile(Path(path), Path(path).name), options, prefetched)[1]

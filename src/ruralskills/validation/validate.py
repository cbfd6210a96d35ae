"""The public functions that check ledgers and read them."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from ruralskills.model.outcome import Outcome, ReplyTerms
from ruralskills.model.table import Table
from ruralskills.outputs.scratch import scratch_folder
from ruralskills.readers.prefetch import Prefetched
from ruralskills.rules import all_rules
from ruralskills.validation.code_selection import CodeSelection
from ruralskills.validation.file_check import read_tables
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.inputs import find_inputs
from ruralskills.validation.map_step import Progress, check_all
from ruralskills.validation.notice_choice import ChoiceError
from ruralskills.validation.preparation import check_options, region_tables, village_tables
from ruralskills.validation.reduce_step import reduce_checks, tables_of
from ruralskills.validation.reference_data import (
    OneOrMorePaths,
    ReferenceData,
    all_paths,
    read_reference_data,
    reference_paths,
)
from ruralskills.validation.settings_check import (
    code_selection,
    refuse_wrong_layouts,
    unused_layouts,
)
from ruralskills.validation.supplied_regions import (
    ReferenceDataError,
    region_list_of_villages,
    unit_names,
)
from ruralskills.validation.waivers import CheckExtent, read_waivers
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
    prefetched: Prefetched | None = None,
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
    ``prefetched`` is the workbook among the paths that is being read already.

    Raises ChoiceError when the files name different places or a notice does not exist,
    ReferenceDataError when reference data or a waiver cannot be used, RuleError when no rule has a
    code that is kept or left out, WorkspaceError when the workspace's settings cannot be read, and
    NoticeError when a notice of the workspace has problems.
    """
    started = time.perf_counter()
    paths = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    settings = find_settings(paths) if settings is None else settings
    options = check_options(settings, notices, as_of, password, normalise)
    selection = code_selection(settings, select, ignore, options.rules)
    refuse_wrong_layouts(settings)
    references = reference_paths(
        {"previous": previous, "register": register, "excluded": exclude, "regions": regions},
        settings.reference,
    )
    without_notices = options.context(())
    with scratch_folder() as scratch:
        inputs = find_inputs(paths, scratch, all_paths(references))
        names = unit_names(region_tables(references, settings, options, scratch))
        options = replace(options, units=replace(options.units, names=names))
        options, checks = check_all(inputs.files, options, jobs, progress, prefetched)
        digests = {check.status.sha256: check.status.path for check in checks if check.tables}
        reference = read_reference_data(references, options, digests, scratch)
        villages = village_tables(settings, options)
        _add_regions(reference, villages, settings)
        waivers = read_waivers(
            settings, reference.tables.get("waivers", ()), without_notices, names
        )
        outcome = reduce_checks(checks, options, villages, reference)
    reported, waived = waivers.apply(
        [finding for finding in outcome.findings if selection.reports(finding)],
        outcome.sheets,
        CheckExtent(_reported_codes(outcome, selection), tables_of(checks), selection),
    )
    return replace(
        outcome,
        findings=tuple(reported),
        waived=tuple(waived),
        files=(*outcome.files, *inputs.not_checked),
        remarks=(
            *outcome.remarks,
            *inputs.remarks,
            *unused_layouts(settings, (file.name for file in inputs.files)),
        ),
        reply_terms=_reply_terms(settings),
        seconds=time.perf_counter() - started,
    )


def read(
    path: str | os.PathLike[str],
    *,
    notices: Sequence[str] = (),
    password: str = "",
    settings: Settings | None = None,
) -> list[Table]:
    """Return the tables of one workbook, read and not checked.  Raises CannotRead."""
    settings = find_settings([path]) if settings is None else settings
    options = check_options(settings, notices, None, password)
    return read_tables(InputFile(Path(path), Path(path).name), options)[1]


def _reply_terms(settings: Settings) -> ReplyTerms:
    """Return what the head of a list of problems says of answers."""
    given = settings.problem_list
    deadline = given.deadline
    return ReplyTerms(
        f"{deadline.year}年{deadline.month}月{deadline.day}日" if deadline else "",
        (given.contact or settings.bulletin.contact).removeprefix("联系人："),
    )


def _add_regions(reference: ReferenceData, villages: Sequence[Table], settings: Settings) -> None:
    """Use the list of villages where there is no list of regions."""
    if "regions" not in reference.tables and (lists := region_list_of_villages(villages)):
        reference.tables["regions"] = lists
    if settings.regions_complete:
        reference.complete = frozenset({"regions"})


def _reported_codes(outcome: Outcome, selection: CodeSelection) -> set[str]:
    """Return the codes whose findings are all reported, the reader's defects included."""
    defects = {code for code, rule in all_rules().items() if rule.scope == "cell"}
    return {code for code in defects.union(outcome.rules_ran) if selection.has(code)}

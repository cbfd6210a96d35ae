"""The check of files that belong together, from the files to the outcome."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.ledger_set import Role
from ruralskills.model.outcome import Outcome, ReplyTerms
from ruralskills.model.period import Period
from ruralskills.model.table import Table
from ruralskills.outputs.scratch import scratch_folder
from ruralskills.readers.open import OpenBefore
from ruralskills.rules import all_rules
from ruralskills.validation.batches import Batch
from ruralskills.validation.code_selection import CodeSelection
from ruralskills.validation.file_check import FileCheck
from ruralskills.validation.inputs import take_inputs
from ruralskills.validation.map_step import Progress, check_all
from ruralskills.validation.preparation import check_options, region_tables, village_tables
from ruralskills.validation.reduce_step import reduce_checks, tables_of
from ruralskills.validation.reference_data import (
    OneOrMorePaths,
    ReferenceData,
    all_paths,
    read_reference_data,
    reference_paths,
)
from ruralskills.validation.settings_check import code_selection, refuse_wrong_layouts
from ruralskills.validation.supplied_regions import region_list_of_villages, unit_names
from ruralskills.validation.waivers import CheckExtent, Waivers, read_waivers
from ruralskills.workspace.settings import Settings


class CheckRequest(Struct, frozen=True):
    """The options of a check, with the meaning that they have for ``validate``."""

    notices: tuple[str, ...] = ()
    references: Mapping[Role, OneOrMorePaths] = {}
    as_of: date | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    password: str = ""
    normalise: bool = False
    jobs: int = 1


class BatchCheck(Struct, frozen=True):
    """The outcome of a batch, and the checks of its files."""

    outcome: Outcome
    checks: list[FileCheck]
    waivers: Waivers
    period: Period | None = None


def check_batch(
    batch: Batch,
    settings: Settings,
    request: CheckRequest,
    before: BatchCheck | None,
    progress: Progress | None,
    prefetched: OpenBefore | None,
) -> BatchCheck:
    """Check a batch under the settings of its workspace.

    ``before`` is the batch of the period before, which then stands for last period's ledgers.
    """
    started = time.perf_counter()
    options = check_options(
        settings, request.notices, request.as_of, request.password, request.normalise
    )
    selection = code_selection(settings, request.select, request.ignore, options.rules)
    refuse_wrong_layouts(settings)
    references = reference_paths(request.references, settings.reference)
    without_notices = options.context(())
    with scratch_folder() as scratch:
        inputs = take_inputs(batch.files, scratch, all_paths(references))
        if before is not None:
            references.pop("previous", None)
        names = unit_names(region_tables(references, settings, options, scratch))
        options = replace(options, units=replace(options.units, names=names))
        options, checks = check_all(inputs.files, options, request.jobs, progress, prefetched)
        digests = {check.status.sha256: check.status.path for check in checks if check.tables}
        reference = read_reference_data(references, options, digests, scratch)
        if before is not None:
            _add_period_before(reference, before, digests)
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
    outcome = replace(
        outcome,
        findings=tuple(reported),
        waived=tuple(waived),
        files=(*outcome.files, *inputs.not_checked),
        remarks=(*outcome.remarks, *inputs.remarks),
        reply_terms=_reply_terms(settings),
        seconds=time.perf_counter() - started,
    )
    return BatchCheck(outcome, checks, waivers, batch.period)


def _add_period_before(
    reference: ReferenceData, before: BatchCheck, digests: Collection[str]
) -> None:
    """Use the tables of the period before, less those of files sent again unchanged."""
    others = [check for check in before.checks if check.status.sha256 not in digests]
    if tables := tables_of(others):
        reference.tables["previous"] = tables
        reference.remarks.append(f"上期：与{before.period}的{len(tables)}张表比对")


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

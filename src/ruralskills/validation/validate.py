"""Check ledgers: map over files, reduce over the book, one outcome."""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from ruralskills.catalogue import available_notices
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.outcome import Outcome, RuleStatus
from ruralskills.model.table import LedgerSet, Role, Table
from ruralskills.notices import NoticeHeading
from ruralskills.readers.prefetch import Prefetched
from ruralskills.rules import all_rules, code_prefixes
from ruralskills.validation import notice_choice
from ruralskills.validation.engine import RuleRun, run_on_book
from ruralskills.validation.file_check import CheckOptions, FileCheck, check_file, read_tables
from ruralskills.validation.folding import folded
from ruralskills.validation.inputs import InputFile, find_inputs
from ruralskills.validation.notice_choice import ChoiceError, NoticeChoice
from ruralskills.validation.parallel import check_files, cores
from ruralskills.validation.reference_data import (
    Given,
    ReferenceData,
    ReferenceDataError,
    all_paths,
    handed_in,
    read_reference_data,
)
from ruralskills.validation.supplied_regions import serving
from ruralskills.validation.waivers import Scope, waivers
from ruralskills.workspace import settings as workspace

__all__ = ["ChoiceError", "ReferenceDataError", "cores", "read", "validate"]

Progress = Callable[[int, int], None]


def validate(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    notices: Sequence[str] = (),
    previous: Given = (),
    register: Given = (),
    exclude: Given = (),
    regions: Given = (),
    as_of: date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    password: str = "",
    normalise: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    settings: workspace.Settings | None = None,
    prefetched: Prefetched | None = None,
) -> Outcome:
    """Check ledgers and return everything that was found, read, skipped and not run.

    ``paths`` are files, folders and zip archives; ``notices`` the ids of those in force (else the
    workspace's, else recognised by place and year, else ``common``); ``previous``, ``register``,
    ``exclude`` and ``regions`` are files to look up, never checked: the last period's ledgers,
    exports of the national system, lists of people not eligible, the list of townships and
    villages (else the workspace's); ``as_of`` stands for today;
    ``select`` and ``ignore`` are prefixes of rule codes whose findings are kept or left out;
    ``password`` opens protected workbooks; ``normalise`` looks for cells that could be written
    properly too; ``jobs`` is the number of worker processes (a script
    that asks for more than one must guard its main part, as multiprocessing does); ``progress``
    is called with the files done and the files in all; ``prefetched`` is the workbook among the
    paths that is being read already.

    Raises ChoiceError when the files name different places or a notice does not exist, BesideError
    when a file to look up or a waiver cannot be used, RuleError when no rule has a code that is
    kept or left out, WorkspaceError when the workspace's settings cannot be read, and NoticeError
    when a notice of the workspace has mistakes.
    """
    started = time.perf_counter()
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    wanted = partial(_wanted, select=code_prefixes(select), ignore=code_prefixes(ignore))
    settings = workspace.find(given) if settings is None else settings
    shelf = available_notices.load(settings.folder)
    options = CheckOptions(
        shelf,
        as_of or date.today(),
        _told(notices, settings, shelf.headings),
        settings.hints,
        password,
        normalise=normalise,
    )
    named: dict[Role, Given] = {
        "previous": previous, "register": register, "excluded": exclude, "regions": regions,
    }  # fmt: skip
    looked_up = handed_in(named, settings.reference)
    by_default = options.context(())
    with tempfile.TemporaryDirectory(prefix="rs-", ignore_cleanup_errors=True) as scratch:
        gathered = find_inputs(given, Path(scratch), all_paths(looked_up))
        options, checked = _map(gathered.sources, options, jobs, progress, prefetched)
        digests = {one.status.sha256: one.status.path for one in checked if one.tables}
        beside = read_reference_data(looked_up, options, digests, Path(scratch))
        villages = _side_tables(settings, options)
        if "regions" not in beside.tables and (lists := serving(villages)):
            beside.tables["regions"] = lists
        if settings.regions_complete:
            beside.complete = frozenset({"regions"})
        told = waivers(settings, beside.tables.get("waivers", ()), by_default)
        outcome = _reduce(checked, options, villages, beside)
    kept = [finding for finding in outcome.findings if wanted(finding.code)]
    scope = Scope(_asked_for(outcome, wanted), _tables(checked), wanted)
    findings, waived = told.set_apart(kept, outcome.sheets, scope)
    return replace(
        outcome,
        findings=tuple(findings),
        waived=tuple(waived),
        files=(*outcome.files, *gathered.set_aside),
        remarks=(*outcome.remarks, *gathered.remarks),
        seconds=time.perf_counter() - started,
    )


def read(
    path: str | os.PathLike[str],
    *,
    notices: Sequence[str] = (),
    password: str = "",
    settings: workspace.Settings | None = None,
) -> list[Table]:
    """Return the tables of one workbook, read and not checked.  Raises CannotRead."""
    settings = workspace.find([path]) if settings is None else settings
    shelf = available_notices.load(settings.folder)
    told = _told(notices, settings, shelf.headings)
    options = CheckOptions(shelf, date.today(), told, settings.hints, password)
    return read_tables(InputFile(Path(path), Path(path).name), options)[1]


def _tables(checked: Iterable[FileCheck]) -> list[Table]:
    return [table for one in checked for table in one.tables]


def _asked_for(outcome: Outcome, wanted: Callable[[str], bool]) -> set[str]:
    """The codes of which every finding there is would have been told: what the reader finds, too."""
    of_the_reader = {code for code, rule in all_rules().items() if rule.scope == "cell"}
    return {code for code in of_the_reader.union(outcome.rules_ran) if wanted(code)}


def _told(
    notices: Sequence[str], settings: workspace.Settings, available: Mapping[str, NoticeHeading]
) -> tuple[NoticeChoice, ...] | None:
    """The notices that somebody named; None when they are to be recognised."""
    if notices:
        return tuple(notice_choice.named(notices, available, "由 --notice 指定"))
    if settings.notices:
        return tuple(notice_choice.named(settings.notices, available, "由工作区设置指定"))
    return None


def _wanted(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether findings of a code are wanted; the longer prefix wins where both name it."""
    chosen = max((len(p) for p in select if code.startswith(p)), default=0 if select else 1)
    refused = max((len(p) for p in ignore if code.startswith(p)), default=0)
    return chosen > 0 and chosen >= refused if select else not refused


def _map(
    files: Sequence[InputFile],
    options: CheckOptions,
    jobs: int,
    progress: Progress | None,
    prefetched: Prefetched | None,
) -> tuple[CheckOptions, list[FileCheck]]:
    """Check each file; those that went by another choice of notices than all together, again."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, len(files))

    checked = check_files(files, options, jobs, tick, prefetched)
    if options.chosen is not None:
        return options, checked
    by_file = {one.status.path: one.choices for one in checked}
    options = replace(
        options, chosen=tuple(notice_choice.agreed(by_file, options.notices.headings))
    )
    wanted = {choice.notice for choice in options.chosen or ()}
    again = [
        number
        for number, one in enumerate(checked)
        if one.tables and {choice.notice for choice in one.choices} != wanted
    ]
    for number, one in zip(
        again, check_files([files[n] for n in again], options, jobs), strict=True
    ):
        checked[number] = one
    return options, checked


def _side_tables(settings: workspace.Settings, options: CheckOptions) -> list[Table]:
    """The tables of the workspace's side inputs: looked up, not checked."""
    if not settings.villages or settings.folder is None:
        return []
    path = settings.folder / settings.villages
    checked = check_file(InputFile(path, settings.villages), options)
    if checked.status.status == "unreadable":
        raise ReferenceDataError(f"村名单“{settings.villages}”：{checked.status.reason}")
    return checked.tables


def _reduce(
    checked: Sequence[FileCheck],
    options: CheckOptions,
    side: Sequence[Table],
    beside: ReferenceData,
) -> Outcome:
    tables = _tables(checked)
    known = {(table.file, table.sheet) for table in tables}
    shown = [*tables, *(t for t in side if (t.file, t.sheet) not in known)]
    book = LedgerSet(shown, beside.tables, beside.complete)
    choices = options.chosen or ()
    context = options.context(choices)
    over_all = run_on_book(book, context)
    findings = [finding for one in checked for finding in one.ran.findings]
    findings += _folded_by_table(over_all.findings, tables, options)
    ran = [one.ran for one in checked] + [over_all]
    rules_ran = {code for one in ran for code in one.ran}
    return Outcome(
        findings=tuple(findings),
        files=tuple(one.status for one in checked),
        sheets=tuple(sheet for one in checked for sheet in one.sheets),
        tables=tuple(table.layout for table in tables),
        notices=notice_choice.in_words(choices, options.notices.headings),
        rules_ran=tuple(sorted(rules_ran)),
        rules_skipped=_skipped(ran, rules_ran, options),
        rules_broken=tuple(sorted({s for one in ran for s in one.broken}, key=lambda s: s.code)),
        remarks=(*(remark for one in checked for remark in one.remarks), *beside.remarks),
        normalisations=tuple(each for one in checked for each in one.normalisations),
        as_of=options.as_of,
        private=_private(),
    )


def _folded_by_table(
    findings: Iterable[Finding], tables: Sequence[Table], options: CheckOptions
) -> list[Finding]:
    rows: dict[tuple[str, str | None], int] = defaultdict(int)
    for table in tables:
        rows[table.file, table.sheet] += len(table)
    groups: dict[tuple[str, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.file, finding.sheet].append(finding)
    return [
        finding
        for place, group in groups.items()
        for finding in folded(group, rows[place], all_rules())
    ]


def _skipped(
    ran: Sequence[RuleRun], done: set[str], options: CheckOptions
) -> tuple[RuleStatus, ...]:
    """The rules that ran on no table, and why: the reader's entries need no table to have run."""
    skipped: dict[str, RuleStatus] = {}
    for one in ran:
        for status in one.skipped:
            skipped.setdefault(status.code, status)
    broken = {status.code for one in ran for status in one.broken}
    for code, rule in all_rules().items():
        if rule.scope != "cell" and code not in done | broken:
            skipped.setdefault(code, RuleStatus(code, "没有要用到它的台账"))
    return tuple(status for code, status in sorted(skipped.items()) if code not in done)


def _private() -> dict[str, str]:
    """Which fields hold personal numbers, by field."""
    return {
        name: spec.reads.private
        for ledger in LEDGERS
        for name, spec in field_specs(ledger).items()
        if spec.reads.private
    }

"""The check of one file by itself, which needs no other file."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.detection.hints import Hint
from ruralskills.detection.table_unit import UnitSources, share_unit
from ruralskills.detection.tables import to_tables
from ruralskills.detection.workbook import OpenedWorkbook, open_workbook
from ruralskills.errors import CannotRead
from ruralskills.facts.person_columns import tells_other_name
from ruralskills.model.layout import FileStatus, SheetStatus
from ruralskills.model.outcome import Normalisation
from ruralskills.model.rule import Rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce, NoticeLibrary, fields_read, notices_in_force
from ruralskills.readers.open import OpenBefore
from ruralskills.rules import all_rules, declared_rules
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import RuleRun, run_on_table
from ruralskills.validation.folding import fold_findings
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.mend_hints import mend_hints
from ruralskills.validation.normalisation import find_normalisations
from ruralskills.validation.notice_choice import (
    NoticeChoice,
    binding_choices,
    recognise_notices,
    remarks_on_years,
)


class CheckOptions(Struct, frozen=True, dict=True):
    """The options of a check, the same for every file. They travel to the workers."""

    notices: NoticeLibrary
    as_of: date
    chosen: tuple[NoticeChoice, ...] | None = None
    """The notices in force. None where they are to be recognised."""
    hints: Sequence[Hint] = ()
    password: str = ""
    normalise: bool = False
    """True to look also for cells that can be rewritten in the proper form."""
    units: UnitSources = UnitSources()
    """The names of units, and texts beside a workbook that name its unit."""
    off: Mapping[str, str] = {}
    """By rule, the reason for which the workspace switches it off."""
    home: Path | None = None
    """The workspace. None without one."""

    def context(self, choices: Sequence[NoticeChoice]) -> CheckContext:
        """Return the context of the rules under some notices, made once for each choice."""
        names = tuple(choice.notice for choice in choices)
        if names not in self._contexts:
            self._contexts[names] = CheckContext(self.rules, self.in_force(choices), self.as_of)
        return self._contexts[names]

    def in_force(self, choices: Sequence[NoticeChoice]) -> InForce:
        """Return what notices say together, for which no rule need be there."""
        chosen = (self.notices[choice.notice] for choice in choices)
        return notices_in_force(chosen, self.notices, self.off)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules of the program, and those that the office's own notices declare."""
        return {**all_rules(), **declared_rules(self.notices.own)}

    @cached_property
    def _contexts(self) -> dict[tuple[str, ...], CheckContext]:
        return {}


class FileCheck(Struct):
    """The result of checking one file: status, tables, findings, remarks."""

    status: FileStatus
    sheets: list[SheetStatus] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    run: RuleRun = field(default_factory=RuleRun)
    choices: tuple[NoticeChoice, ...] = ()
    """The notices that it was checked under."""
    remarks: list[str] = field(default_factory=list)
    normalisations: list[Normalisation] = field(default_factory=list)


class OpenedFile(Struct):
    """A file with its tables read, and the context of the rules for it."""

    sha256: str
    tables: list[Table]
    choices: tuple[NoticeChoice, ...]
    """The notices that it is read under."""
    context: CheckContext
    sheets: list[SheetStatus]


def open_tables(file: InputFile, options: CheckOptions, content: bytes | None = None) -> OpenedFile:
    """Open a file, or its content, and read its tables, unchecked.  Raises CannotRead."""
    headers = options.notices.own_headers
    workbook = open_workbook(
        file.path, file.name, options.hints, options.password, headers, content=content
    )
    choices = _choices(workbook, options)
    context = options.context(choices)
    tables = _tables(workbook, file, options, context.in_force)
    return OpenedFile(workbook.sha256, tables, choices, context, workbook.sheets)


def read_tables(
    file: InputFile, options: CheckOptions, prefetched: OpenBefore | None = None
) -> tuple[str, list[Table]]:
    """Return the digest of a file and its tables, unchecked.  Raises CannotRead."""
    workbook = _open(file, options, prefetched)
    in_force = options.context(options.chosen or ()).in_force
    return workbook.sha256, _tables(workbook, file, options, in_force)


def tables_in_context(
    file: InputFile, options: CheckOptions, prefetched: OpenBefore | None = None
) -> tuple[list[Table], CheckContext]:
    """Return the tables of a file and the context of its notices.  Raises CannotRead."""
    workbook = _open(file, options, prefetched)
    context = options.context(_choices(workbook, options))
    return _tables(workbook, file, options, context.in_force), context


def check_file(
    file: InputFile, options: CheckOptions, prefetched: OpenBefore | None = None
) -> FileCheck:
    """Read a file, find its tables, and run the rules that look at one table."""
    try:
        workbook = _open(file, options, prefetched)
    except CannotRead as error:
        return FileCheck(FileStatus(file.name, "unreadable", str(error), location=str(file.path)))
    choices = _choices(workbook, options)
    context = options.context(choices)
    status = FileStatus(file.name, "read", "", workbook.sha256, str(file.path))
    if not workbook.tables:
        status = replace(status, status="skipped", reason=_why_skipped(workbook.sheets))
    check = FileCheck(status, workbook.sheets, choices=choices)
    check.remarks += [
        f"{sheet.file}!{sheet.sheet}：{sheet.reason}"
        for sheet in workbook.sheets
        if sheet.status == "read" and sheet.reason
    ]
    if not any(choice.is_explicit for choice in choices):
        check.remarks += remarks_on_years(workbook.tables, options.notices.headings)
    check.tables = _tables(workbook, file, options, context.in_force)
    _add_layout_remarks(check)
    for table in check.tables:
        _run_rules(check, table, context)
        if options.normalise:
            check.normalisations += find_normalisations(table, context.in_force)
    return check


def _why_skipped(sheets: Sequence[SheetStatus]) -> str:
    """Return the reason why nothing in a file is checked."""
    own = (sheet.reason for sheet in sheets if sheet.cause == "appended")
    return next(own, "没有认出要检查的表")


def _open(
    file: InputFile, options: CheckOptions, prefetched: OpenBefore | None = None
) -> OpenedWorkbook:
    headers = options.notices.own_headers
    return open_workbook(file.path, file.name, options.hints, options.password, headers, prefetched)


def _tables(
    workbook: OpenedWorkbook, file: InputFile, options: CheckOptions, in_force: InForce
) -> list[Table]:
    """Read the cells of all tables, and decide to which unit each belongs."""
    sources = replace(options.units, folders=folders_of(file.path, options.home))
    tables = to_tables(workbook.tables, in_force, sources)
    share_unit(tables)
    return tables


def folders_of(path: Path, home: Path | None) -> list[str]:
    """Return the folders of a file, the nearest first, up to the workspace's."""
    folders = Path(os.path.abspath(path)).parents
    last = next((n for n, folder in enumerate(folders) if folder == home), len(folders))
    return [folder.name for folder in folders[: last + 1]]


def _choices(workbook: OpenedWorkbook, options: CheckOptions) -> tuple[NoticeChoice, ...]:
    available = options.notices.headings
    if options.chosen is None:
        return recognise_notices(workbook.tables, available)
    return binding_choices(options.chosen, workbook.tables, available)


def _add_layout_remarks(check: FileCheck) -> None:
    """Remark on hidden rows, lost merges and the like, also in the status of sheets."""
    by_sheet: dict[str, list[str]] = defaultdict(list)
    for table in check.tables:
        if remarks := "；".join(table.layout.remarks):
            check.remarks.append(f"{table.file}!{table.sheet}：{remarks}")
            by_sheet[table.sheet].append(remarks)
    check.sheets = [
        replace(sheet, reason="；".join(filter(None, (sheet.reason, *by_sheet[sheet.sheet]))))
        if sheet.sheet in by_sheet
        else sheet
        for sheet in check.sheets
    ]


def _run_rules(check: FileCheck, table: Table, context: CheckContext) -> None:
    run = run_on_table(table, context)
    check.run.findings += fold_findings(run.findings, len(table), context.rules)
    check.run.findings += mend_hints(table, context)
    check.run.ran |= run.ran
    check.run.skipped += run.skipped
    check.run.broken += run.broken


def map_file(
    file: InputFile, options: CheckOptions, prefetched: OpenBefore | None = None
) -> FileCheck:
    """Check a file and keep the columns that the reduce step reads.

    The rest need not travel from a worker, nor lie in memory till all files are checked.
    """
    check = check_file(file, options, prefetched)
    choices = check.choices if options.chosen is None else options.chosen
    read = _fields_of_book_rules() | fields_read(options.context(choices).in_force.notices)
    for table in check.tables:
        info = table.ledger.info
        kept = read | {info.unit, info.village, info.name}
        table.columns = {name: column for name, column in table.columns.items() if name in kept}
        table.unmapped = tuple(filter(tells_other_name, table.unmapped))
        table.text_formulas = frozenset()
        table.stated_totals = []
    return check


@cache
def _fields_of_book_rules() -> frozenset[str]:
    """Return the fields that rules over all tables read."""
    rules = all_rules().values()
    return frozenset(name for rule in rules if rule.scope == "book" for name in rule.reads)

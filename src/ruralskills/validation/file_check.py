"""Check one file by itself: everything that needs no other file, so that files can go in parallel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.detection.hints import Hint
from ruralskills.detection.tables import to_table
from ruralskills.detection.workbook import OpenedWorkbook, open_workbook
from ruralskills.errors import CannotRead
from ruralskills.model.layout import FileStatus, SheetStatus
from ruralskills.model.outcome import Normalisation
from ruralskills.model.table import Table
from ruralskills.notices import NoticeLibrary, fields_read, notices_in_force
from ruralskills.readers.prefetch import Prefetched
from ruralskills.rules import all_rules
from ruralskills.validation import notice_choice
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import RuleRun, run_on_table
from ruralskills.validation.folding import folded
from ruralskills.validation.inputs import InputFile
from ruralskills.validation.normalisation import normalisations
from ruralskills.validation.notice_choice import NoticeChoice


class CheckOptions(Struct, frozen=True, dict=True):
    """The options of a check, the same for every file; they travel to the workers."""

    notices: NoticeLibrary
    as_of: date
    chosen: tuple[NoticeChoice, ...] | None = None
    """None where the notices are to be recognised."""
    hints: Sequence[Hint] = ()
    password: str = ""
    normalise: bool = False
    """True to look also for cells that could be written properly."""

    def context(self, choices: Sequence[NoticeChoice]) -> CheckContext:
        """Return the rules under the chosen notices; files that choose alike share one."""
        names = tuple(choice.notice for choice in choices)
        if names not in self._contexts:
            bound = notices_in_force((self.notices[name] for name in names), self.notices)
            self._contexts[names] = CheckContext(all_rules(), bound, self.as_of)
        return self._contexts[names]

    @cached_property
    def _contexts(self) -> dict[tuple[str, ...], CheckContext]:
        return {}


class FileCheck(Struct):
    """What one file gave."""

    status: FileStatus
    sheets: list[SheetStatus] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    ran: RuleRun = field(default_factory=RuleRun)
    choices: tuple[NoticeChoice, ...] = ()
    remarks: list[str] = field(default_factory=list)
    normalisations: list[Normalisation] = field(default_factory=list)


def _opened(
    source: InputFile, options: CheckOptions, prefetched: Prefetched | None = None
) -> OpenedWorkbook:
    headers = options.notices.own_headers
    return open_workbook(
        source.path, source.name, options.hints, options.password, headers, prefetched
    )


def read_tables(source: InputFile, options: CheckOptions) -> tuple[str, list[Table]]:
    """The digest of a file and its tables, without checking anything.  Raises CannotRead."""
    opened = _opened(source, options)
    bound = options.context(options.chosen or ()).in_force
    return opened.sha256, [to_table(recognised, bound) for recognised in opened.tables]


def check_file(
    source: InputFile, options: CheckOptions, prefetched: Prefetched | None = None
) -> FileCheck:
    """Read a file, find its tables, and run the rules that look at one table."""
    try:
        opened = _opened(source, options, prefetched)
    except CannotRead as problem:
        return FileCheck(
            FileStatus(source.name, "unreadable", str(problem), location=str(source.path))
        )
    if options.chosen is None:
        choices = tuple(notice_choice.recognised(opened.tables, options.notices.headings))
    else:
        choices = notice_choice.fitting(options.chosen, opened.tables, options.notices.headings)
    context = options.context(choices)
    status = FileStatus(source.name, "read", "", opened.sha256, str(source.path))
    if not opened.tables:
        status = replace(status, status="skipped", reason="没有认出要检查的表")
    checked = FileCheck(status, opened.sheets, choices=choices)
    if not any(choice.told for choice in choices):
        checked.remarks += notice_choice.out_of_force(opened.tables, options.notices.headings)
    for recognised in opened.tables:
        table = to_table(recognised, context.in_force)
        ran = run_on_table(table, context)
        checked.tables.append(table)
        _say(checked, table)
        checked.ran.findings += folded(ran.findings, len(table), context.rules)
        checked.ran.ran |= ran.ran
        checked.ran.skipped += ran.skipped
        checked.ran.broken += ran.broken
        if options.normalise:
            checked.normalisations += normalisations(table, context.in_force)
    return checked


def _say(checked: FileCheck, table: Table) -> None:
    """Tell of a table what a reader of the findings must know: hidden rows, merges that are lost."""
    said = "；".join(table.layout.remarks)
    if said:
        checked.remarks.append(f"{table.file}!{table.sheet}：{said}")
        checked.sheets = [
            replace(s, reason="；".join(filter(None, (s.reason, said))))
            if s.sheet == table.sheet
            else s
            for s in checked.sheets
        ]


@cache
def _read_over_all() -> frozenset[str]:
    """The columns that rules over all tables look at."""
    rules = all_rules().values()
    return frozenset(name for rule in rules if rule.scope == "book" for name in rule.reads)


def checked_for_the_book(
    source: InputFile, options: CheckOptions, prefetched: Prefetched | None = None
) -> FileCheck:
    """Check a file and keep of it only what rules over all tables look at: the rest need not travel."""
    checked = check_file(source, options, prefetched)
    choices = checked.choices if options.chosen is None else options.chosen
    read = _read_over_all() | fields_read(options.context(choices).in_force.notices)
    for table in checked.tables:
        about = table.ledger.info
        wanted = read | {about.unit, about.village, about.name}
        table.columns = {name: c for name, c in table.columns.items() if name in wanted}
        table.stated_totals = []
    return checked

"""Check ledgers: map over files, reduce over the book, one outcome."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ruralskills import notice, rules, workspace
from ruralskills.check import choose
from ruralskills.check.choose import ChoiceError
from ruralskills.check.engine import Ran, run_on_book
from ruralskills.check.fold import folded
from ruralskills.check.gather import Source, sources
from ruralskills.check.one_file import Checked, Orders, check_file
from ruralskills.diagnostic import Finding, Outcome, RuleStatus, numbered
from ruralskills.ledgers import LEDGERS
from ruralskills.table import Book, Table, column_specs

__all__ = ["ChoiceError", "validate"]


def validate(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    notices: Sequence[str] = (),
    as_of: date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: workspace.Settings | None = None,
) -> Outcome:
    """Check ledgers and return everything that was found, read, skipped and not run.

    ``paths`` are files and folders; ``notices`` the ids of those in force (else the workspace's,
    else recognised by place and year, else ``common``); ``as_of`` stands for today; ``select`` and
    ``ignore`` are prefixes of rule codes whose findings are kept or left out.

    Raises ChoiceError when the files name different places or a notice does not exist, and
    WorkspaceError when the workspace's settings cannot be read.
    """
    started = time.perf_counter()
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    settings = workspace.find(given) if settings is None else settings
    available = notice.packs()
    chosen = None
    if notices:
        chosen = tuple(choose.named(notices, available, "由 --notice 指定"))
    elif settings.notices:
        chosen = tuple(choose.named(settings.notices, available, "由工作区设置指定"))
    orders = Orders(rules.all_rules(), available, as_of or date.today(), chosen, settings.hints)
    checked = [check_file(source, orders) for source in sources(given)]
    if chosen is None:
        orders, checked = _agree(sources(given), orders, checked)
    outcome = _reduce(checked, orders, _side_tables(settings, orders))
    kept = [f for f in outcome.findings if _wanted(f.code, select, ignore)]
    seconds = time.perf_counter() - started
    return replace(outcome, findings=tuple(numbered(kept)), seconds=seconds)


def _wanted(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether findings of a code are wanted; the longer prefix wins where both name it."""
    chosen = max((len(p) for p in select if code.startswith(p)), default=0 if select else 1)
    refused = max((len(p) for p in ignore if code.startswith(p)), default=0)
    return chosen > 0 and chosen >= refused if select else not refused


def _agree(
    files: Sequence[Source], orders: Orders, checked: Sequence[Checked]
) -> tuple[Orders, list[Checked]]:
    """One choice of notices for all files; those checked under another are checked again."""
    by_file = {one.status.path: one.choices for one in checked}
    choices = tuple(choose.agreed(by_file, orders.notices))
    orders = replace(orders, chosen=choices)
    wanted = {choice.notice for choice in choices}
    again = [
        one
        if {choice.notice for choice in one.choices} == wanted or not one.tables
        else check_file(file, orders)
        for file, one in zip(files, checked, strict=True)
    ]
    return orders, again


def _side_tables(settings: workspace.Settings, orders: Orders) -> list[Table]:
    """The tables of the workspace's side inputs: looked up, not checked."""
    if not settings.villages or settings.folder is None:
        return []
    path = settings.folder / settings.villages
    return check_file(Source(path, settings.villages), orders).tables


def _reduce(checked: Sequence[Checked], orders: Orders, side: Sequence[Table]) -> Outcome:
    tables = [table for one in checked for table in one.tables]
    known = {(table.file, table.sheet) for table in tables}
    book = Book([*tables, *(t for t in side if (t.file, t.sheet) not in known)])
    choices = orders.chosen or ()
    setting = orders.setting(choices)
    over_all = run_on_book(book, setting)
    findings = [finding for one in checked for finding in one.ran.findings]
    findings += _folded_by_table(over_all.findings, tables, orders)
    ran = [one.ran for one in checked] + [over_all]
    rules_ran = {code for one in ran for code in one.ran}
    return Outcome(
        findings=tuple(numbered(findings)),
        files=tuple(one.status for one in checked),
        sheets=tuple(sheet for one in checked for sheet in one.sheets),
        tables=tuple(table.layout for table in tables),
        notices=choose.in_words(choices, orders.notices),
        rules_ran=tuple(sorted(rules_ran)),
        rules_skipped=_skipped(ran, rules_ran, orders),
        rules_broken=tuple(sorted({s for one in ran for s in one.broken}, key=lambda s: s.code)),
        as_of=orders.as_of,
        private=_private(),
    )


def _folded_by_table(
    findings: Iterable[Finding], tables: Sequence[Table], orders: Orders
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
        for finding in folded(group, rows[place], orders.rules)
    ]


def _skipped(ran: Sequence[Ran], done: set[str], orders: Orders) -> tuple[RuleStatus, ...]:
    """The rules that ran on no table, and why: the reader's entries need no table to have run."""
    reasons: dict[str, str] = {}
    for one in ran:
        for status in one.skipped:
            reasons.setdefault(status.code, status.reason)
    broken = {status.code for one in ran for status in one.broken}
    for code, rule in orders.rules.items():
        if rule.scope != "cell" and code not in done | broken:
            reasons.setdefault(code, "没有要用到它的台账")
    return tuple(
        RuleStatus(code, reason) for code, reason in sorted(reasons.items()) if code not in done
    )


def _private() -> dict[str, str]:
    """Which fields hold personal numbers, by field."""
    return {
        name: spec.reads.private
        for ledger in LEDGERS
        for name, spec in column_specs(ledger).items()
        if spec.reads.private
    }

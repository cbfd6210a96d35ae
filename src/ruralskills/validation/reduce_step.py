"""The reduce step: rules over all tables together, and the outcome of the check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.outcome import ColumnGap, Outcome, RuleStatus
from ruralskills.model.rule import Rule
from ruralskills.model.table import Table
from ruralskills.validation.engine import RuleRun, run_on_book
from ruralskills.validation.file_check import CheckOptions, FileCheck
from ruralskills.validation.folding import fold_findings
from ruralskills.validation.notice_choice import describe_choices
from ruralskills.validation.reference_data import ReferenceData


def reduce_checks(
    checks: Sequence[FileCheck],
    options: CheckOptions,
    villages: Sequence[Table],
    reference: ReferenceData,
) -> Outcome:
    """Run the rules over all tables, and return the outcome with unnumbered findings.

    ``villages`` is the workspace's list of villages; rules over all tables see it too, once.
    """
    tables = tables_of(checks)
    checked_sheets = {(table.file, table.sheet) for table in tables}
    lists = [table for table in villages if (table.file, table.sheet) not in checked_sheets]
    book = LedgerSet([*tables, *lists], reference.tables, reference.complete)
    choices = options.chosen or ()
    book_run = run_on_book(book, options.context(choices))
    runs = [*(check.run for check in checks), book_run]
    ran = {code for run in runs for code in run.ran}
    broken = {status for run in runs for status in run.broken}
    return Outcome(
        findings=(
            *(finding for check in checks for finding in check.run.findings),
            *_fold_by_table(book_run.findings, tables, options.rules),
        ),
        files=tuple(check.status for check in checks),
        sheets=tuple(sheet for check in checks for sheet in check.sheets),
        tables=tuple(table.layout for table in tables),
        notices=describe_choices(choices, options.notices.headings),
        rules_ran=tuple(sorted(ran)),
        rules_skipped=_skipped_rules(runs, ran, options.rules),
        column_gaps=_column_gaps(runs),
        rules_broken=tuple(sorted(broken, key=lambda status: status.code)),
        remarks=(*(remark for check in checks for remark in check.remarks), *reference.remarks),
        normalisations=tuple(each for check in checks for each in check.normalisations),
        as_of=options.as_of,
        private=_private_fields(),
        own_titles={r.code: r.title for r in options.rules.values() if r.declared_by},
    )


def tables_of(checks: Iterable[FileCheck]) -> list[Table]:
    """Return the tables of all files, in reading order."""
    return [table for check in checks for table in check.tables]


def _fold_by_table(
    findings: Iterable[Finding], tables: Sequence[Table], rules: Mapping[str, Rule]
) -> list[Finding]:
    rows: dict[tuple[str, str | None], int] = defaultdict(int)
    for table in tables:
        rows[table.file, table.sheet] += len(table)
    groups: dict[tuple[str, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.file, finding.sheet].append(finding)
    return [
        finding
        for sheet, group in groups.items()
        for finding in fold_findings(group, rows[sheet], rules)
    ]


def _skipped_rules(
    runs: Sequence[RuleRun], ran: set[str], rules: Mapping[str, Rule]
) -> tuple[RuleStatus, ...]:
    """Return the rules that ran on no table, each with the first reason.

    Defects of the reader, which are no rules, are not among them.
    """
    skipped: dict[str, RuleStatus] = {}
    for run in runs:
        for status in run.skipped:
            skipped.setdefault(status.code, status)
    broken = {status.code for run in runs for status in run.broken}
    for code, rule in rules.items():
        if rule.scope != "cell" and code not in ran | broken:
            skipped.setdefault(code, RuleStatus(code, "没有要用到它的台账"))
    return tuple(status for code, status in sorted(skipped.items()) if code not in ran)


def _column_gaps(runs: Sequence[RuleRun]) -> tuple[ColumnGap, ...]:
    """Return the columns that tables lack, those that most rules need first."""
    tables: dict[tuple[str, tuple[str, ...]], dict[str, None]] = defaultdict(dict)
    codes: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for status in (status for run in runs for status in run.skipped if status.is_gap):
        key = status.ledger, status.missing
        tables[key][status.table] = None
        codes[key].add(status.code)
    gaps = [ColumnGap(*key, tuple(tables[key]), tuple(sorted(codes[key]))) for key in tables]
    return tuple(sorted(gaps, key=lambda gap: (-len(gap.codes), gap.missing)))


def _private_fields() -> dict[str, str]:
    """Return the fields that hold personal numbers, each with its kind."""
    return {
        name: spec.reads.private
        for ledger in LEDGERS
        for name, spec in field_specs(ledger).items()
        if spec.reads.private
    }

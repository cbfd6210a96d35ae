"""The engine that runs rules over tables and over the set of them."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from ruralskills.facts.table_periods import table_period
from ruralskills.ledgers import Village, by_id
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding, Nature, Severity
from ruralskills.model.ledger_set import LedgerSet, Role
from ruralskills.model.outcome import RuleStatus, quoted_headers
from ruralskills.model.rule import Rule, Says
from ruralskills.model.table import Ledger, Table
from ruralskills.validation.bound_rule import BoundRule
from ruralskills.validation.context import CheckContext
from ruralskills.validation.reader_defects import (
    column_defects,
    defects_without_field,
    nameless_rows,
    read_defects,
    unplaced_rows,
)
from ruralskills.validation.row_rules import RowCombinations
from ruralskills.validation.rule_findings import finding_at
from ruralskills.validation.scopes import (
    by_limit,
    restrict_book,
    restrict_table,
    without_words,
)


class RuleRun(Struct):
    """The result of running rules: findings, and the rules that ran or did not."""

    findings: list[Finding] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)
    skipped: list[RuleStatus] = field(default_factory=list)
    broken: list[RuleStatus] = field(default_factory=list)


def _supplied_values(
    bound: BoundRule, context: CheckContext, table: Table | None
) -> dict[str, Any]:
    """Return the values of a rule's parameters that are no fields."""
    supplied = bound.rule.supplied
    values = {
        "limit": bound.limit,
        "as_of": context.as_of,
        "year": table.year if table else None,
        "period": table_period(table) if table and "period" in supplied else None,
        "headers": _headers(table) if table and "headers" in supplied else {},
        "notices": context.in_force,
    }
    return {name: values[name] for name in supplied if name in values}


def _headers(table: Table) -> dict[str, str]:
    """Return the sheet's own headers by field."""
    return {name: column.header or column.spec.header for name, column in table.columns.items()}


def _missing_columns(bound: BoundRule, table: Table) -> tuple[str, ...]:
    """Return the headers of the columns that a rule lacks and cannot run without."""
    missing = bound.rule.missing_columns(table.ledger, table.columns.keys())
    wanted = dict(bound.scope)
    if bound.limit_each:
        wanted[bound.limit_by] = tuple(bound.limit_each)
    if wanted:
        specs = bound.notices.fields(table.ledger)
        missing += [
            specs[name].header if name in specs else name
            for name, words in wanted.items()
            if name not in table.columns and "" not in words
        ]
    return tuple(dict.fromkeys(missing))


def _lacking_columns(rule: Rule, table: Table, missing: tuple[str, ...]) -> RuleStatus:
    title, name = table.ledger.info.title, f"{table.file}!{table.sheet}"
    reason = f"{title}（{name}）没有{quoted_headers(missing)}列"
    is_asked_for = bool(rule.any_of or rule.limit or rule.carries_out or not rule.fields)
    is_gap = is_asked_for or any(field in table.columns for field in rule.fields)
    return RuleStatus(rule.code, reason, missing, name, title, is_gap)


def run_on_table(table: Table, context: CheckContext) -> RuleRun:
    """Report defects of the reader, and run the rules over rows and over the table."""
    run = RuleRun()
    run.findings += read_defects(table, context)
    run.findings += nameless_rows(table, context)
    run.findings += defects_without_field(table, context)
    run.findings += unplaced_rows(table, context)
    run.findings += column_defects(table, context)
    rows = RowCombinations(table)
    for code, bound in context.bound.items():
        rule = bound.rule
        if rule.scope not in ("row", "table") or not rule.applies_to(table.ledger):
            continue
        if bound.skip_reason:
            run.skipped.append(RuleStatus(code, bound.skip_reason, is_off=bound.is_off))
        elif missing := _missing_columns(bound, table):
            run.skipped.append(_lacking_columns(rule, table, missing))
        else:
            if parts := rule.lacking_parts(table.ledger, table.columns.keys()):
                run.skipped.append(_lacking_columns(rule, table, tuple(parts)))
            _run(run, rule, partial(_table_findings, bound, context, table, rows))
    return run


def row_errors(
    table: Table, context: CheckContext, fields: Collection[str]
) -> Iterator[tuple[int, str, str, Says]]:
    """Yield each wrong entry of a row by itself: index, field, code, answer."""
    rows = RowCombinations(table)
    for code, bound in context.bound.items():
        rule = bound.rule
        is_by_row = rule.scope == "row" or rule.by_row
        if not is_by_row or rule.nature is not Nature.DATA or "as_of" in rule.supplied:
            continue
        if not rule.applies_to(table.ledger) or bound.skip_reason:
            continue
        named = {rule.at, *rule.fields} - {""}
        if (named and named.isdisjoint(fields)) or _missing_columns(bound, table):
            continue
        for index, name, says in _row_answers(bound, context, table, rows):
            severity = bound.severity_of(says, table.year, context.as_of)
            if name in fields and severity is Severity.ERROR:
                yield index, name, code, says


def _row_answers(
    bound: BoundRule, context: CheckContext, table: Table, rows: RowCombinations
) -> Iterator[tuple[int, str, Says]]:
    """Yield index, field and answer of the rows that a rule looks at one by one."""
    if bound.limit_each:
        for limited, indexes in _by_word(bound, table):
            part = table.take(indexes)
            found = _row_answers(limited, context, part, RowCombinations(part))
            yield from ((indexes[at], name, says) for at, name, says in found)
        return
    rule, supplied = bound.rule, _supplied_values(bound, context, table)
    if rule.scope == "row":
        for index, answer in rows.hits(rule, supplied):
            says = _as_says(answer)
            yield index, says.at or rule.at, says
        return
    for place, answer in rule.check(table, **supplied):
        if place.index is not None:
            yield place.index, place.field, _as_says(answer)


def _table_findings(
    bound: BoundRule, context: CheckContext, table: Table, rows: RowCombinations
) -> Iterator[Finding]:
    if bound.limit_each:
        for of_word, indexes in _by_word(bound, table):
            part = table.take(indexes)
            yield from _table_findings(of_word, context, part, RowCombinations(part))
        return
    if bound.scope:
        table = restrict_table(table, bound.scope)
        rows = RowCombinations(table)
    supplied = _supplied_values(bound, context, table)
    rule = bound.rule
    if rule.scope == "row":
        for index, answer in rows.hits(rule, supplied):
            says = _as_says(answer)
            yield finding_at(bound, context, table.at_field(index, says.at or rule.at), says)
        return
    limited = table.limited_to(bound.reads) if bound.reads else table
    for place, answer in rule.check(limited, **supplied):
        yield finding_at(bound, context, place, _as_says(answer))


def _by_word(bound: BoundRule, table: Table) -> Iterator[tuple[BoundRule, list[int]]]:
    """Yield the rule with the limit of each word, and the rows that have the word."""
    for word, indexes in by_limit(table, bound.limit_by, bound.limit_each).items():
        limit = bound.limit_each[word] if word else bound.limit
        if indexes and limit is not None:
            yield replace(bound, limit=limit, limit_each={}), indexes


def _as_says(answer: Says | str) -> Says:
    return answer if isinstance(answer, Says) else Says(answer)


_REFERENCE_MISSING: Final[dict[Role, str]] = {
    "previous": "没有给出上一期的台账（--previous）",
    "register": "没有给出脱贫、监测户名册（--register）",
    "excluded": "没有给出排除名单（--exclude）",
    "regions": "没有给出区划名单（--regions）",
}


def run_on_book(book: LedgerSet, context: CheckContext) -> RuleRun:
    """Run the rules over all tables together."""
    run = RuleRun()
    for code, bound in context.bound.items():
        if bound.rule.scope != "book":
            continue
        if reason := bound.skip_reason or _missing_tables(bound.rule, book):
            run.skipped.append(RuleStatus(code, reason, is_off=bound.is_off))
            continue
        can_run, gaps = _book_gaps(bound.rule, book)
        run.skipped += gaps
        if can_run:
            _run(run, bound.rule, partial(_book_findings, bound, context, book))
    return run


def _missing_tables(rule: Rule, book: LedgerSet) -> str:
    """Return the reason why a rule cannot run, if it lacks tables, or empty."""
    if rule.reference and not book.in_role(rule.reference):
        return _REFERENCE_MISSING[rule.reference]
    absent = [ledger for ledger in rule.ledgers if not _has_tables(book, ledger)]
    titles = "”“".join(ledger.info.title for ledger in absent)
    if not rule.ledgers:  # any of those that it speaks of will do
        spoken_of = list(dict.fromkeys(by_id(name) for name, _ in rule.needs_of_ledgers()))
        if not any(_has_tables(book, ledger) for ledger in spoken_of):
            absent, titles = spoken_of, "”或“".join(each.info.title for each in spoken_of)
    return f"没有“{titles}”" if absent else ""


def _has_tables(book: LedgerSet, ledger: type[Ledger]) -> bool:
    """Return True if a ledger is there. A list of regions lists villages too."""
    return bool(book.of(ledger)) or (ledger is Village and bool(book.in_role("regions")))


def _book_gaps(rule: Rule, book: LedgerSet) -> tuple[bool, list[RuleStatus]]:
    """Return True if a rule can run, and what single tables lack for it."""
    can_run, gaps = True, []
    for name, fields in rule.needs_of_ledgers():
        ledger = by_id(name)
        tables = book.of(ledger)
        lacking = [t for t in tables if not any(field in t.columns for field in fields)]
        can_run = can_run and len(lacking) < max(1, len(tables))
        headers = "”或“".join(field_specs(ledger)[field].header for field in fields)
        gaps += [_lacking_columns(rule, table, (headers,)) for table in lacking]
    return can_run, gaps


def _book_findings(bound: BoundRule, context: CheckContext, book: LedgerSet) -> Iterator[Finding]:
    if bound.limit_each:
        for word, limit in bound.limit_each.items():
            part = replace(bound, limit=limit, limit_each={})
            own = restrict_book(book, {bound.limit_by: (word,)}, bound.notices)
            yield from _book_findings(part, context, own)
        if bound.limit is None:
            return
        book = without_words(book, bound.limit_by, bound.limit_each, bound.notices)
    limited = restrict_book(book, bound.scope, bound.notices)
    if bound.reads:
        limited = limited.limited_to(bound.reads)
    for place, answer in bound.rule.check(limited, **_supplied_values(bound, context, None)):
        yield finding_at(bound, context, place, _as_says(answer))


def _run(run: RuleRun, rule: Rule, find: Callable[[], Iterable[Finding]]) -> None:
    """Run one rule. If it raises an exception, record that and go on."""
    try:
        run.findings += list(find())
        run.ran.add(rule.code)
    except Exception as error:  # a defect of one rule must not hide the findings of others
        run.broken.append(RuleStatus(rule.code, _error_text(error)))


def _error_text(error: Exception) -> str:
    """Return the type and place of an error, without values that may be personal."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"，{Path(frames[-1].filename).name}第{frames[-1].lineno}行" if frames else ""
    return f"程序内部错误（{type(error).__name__}{place}）"

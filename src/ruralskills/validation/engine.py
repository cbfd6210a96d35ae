"""Run rules over tables and over the book, and word what they find."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.facts.table_periods import edition
from ruralskills.ledgers import Village
from ruralskills.model.cell import Cell, column_letter
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Finding, Fix, Subject
from ruralskills.model.outcome import RuleStatus
from ruralskills.model.rule import Rule, Says
from ruralskills.model.table import Ledger, LedgerSet, Place, Role, Table
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import fields_read
from ruralskills.validation import scopes
from ruralskills.validation.row_rules import RowCombinations
from ruralskills.validation.severity import CheckContext, clause_of, nature_of, severity_of
from ruralskills.values.field_type import Absent


class RuleRun(Struct):
    """What came of running rules: findings, and the rules that could not run or broke."""

    findings: list[Finding] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)
    skipped: list[RuleStatus] = field(default_factory=list)
    broken: list[RuleStatus] = field(default_factory=list)


def _finding(
    rule: Rule,
    setting: CheckContext,
    says: Says,
    *,
    file: str,
    sheet: str | None,
    cell: Cell | None,
    year: int | None = None,
    column: Column | None = None,
    name: str = "",
    value: str | None = None,
    subject: Subject | None = None,
) -> Finding:
    clause = clause_of(rule, setting, says.clause)
    severity = severity_of(rule, clause, says, year, setting)
    return Finding(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        severity=severity,
        nature=nature_of(says.nature or rule.nature, severity),
        message=says.message,
        remedy=says.remedy or rule.remedy,
        file=file,
        sheet=sheet,
        cell=cell,
        header=(column.header or column.spec.header) if column else None,
        field=name or None,
        value=value,
        subject=subject or Subject(),
        clause=clause,
        fix=says.fix,
        related=tuple(r.cell if isinstance(r, Place) else r for r in says.related),
    )


def at_row(
    rule: Rule, setting: CheckContext, table: Table, position: int, name: str, says: Says
) -> Finding:
    """The finding of a rule about a field of a row."""
    return _finding(
        rule,
        setting,
        says,
        file=table.file,
        sheet=table.sheet,
        cell=table.cell(position, name),
        year=table.year,
        column=table.columns.get(name),
        name=name,
        value=table.text(position, name),
        subject=says.subject or table.subject(position),
    )


def at_cell(rule: Rule, setting: CheckContext, table: Table, cell: Cell, says: Says) -> Finding:
    """The finding of a rule about a place that is no field of a row: a total, a header."""
    column = next((c for c in table.columns.values() if c.index == cell.column), None)
    return _finding(
        rule,
        setting,
        says,
        file=cell.file,
        sheet=cell.sheet,
        cell=cell,
        year=table.year,
        column=column,
        name=column.spec.field if column else "",
        subject=says.subject or Subject(unit=table.layout.unit),
    )


def at_place(rule: Rule, setting: CheckContext, place: Place, says: Says) -> Finding:
    """Return the finding of a rule at the place that it names."""
    if place.index is None:
        return at_cell(rule, setting, place.table, place.cell, says)
    return at_row(rule, setting, place.table, place.index, place.field, says)


def of_file(rule: Rule, setting: CheckContext, file: str, says: Says) -> Finding:
    """The finding of a rule about a file that has no cells."""
    return _finding(rule, setting, says, file=file, sheet=None, cell=None, subject=says.subject)


def read_defects(table: Table, setting: CheckContext) -> Iterator[Finding]:
    """What the reader could not read, each cell once; and blanks in required columns."""
    for name, column in table.columns.items():
        if column.index < 0:
            continue
        kinds = list(map(type, column.values))
        unknown = [(code, column.values[code]) for code in _places_of(Unknown, kinds)]
        wrong: dict[int, Unknown] = {code: value for code, value in unknown if value.code}
        if column.spec.required:
            absent = _places_of(Absent, kinds)
            wrong |= {code: _BLANK for code in absent if column.values[code] is Absent.BLANK}
        for position, code in column.positions(wrong):
            value = wrong[code]
            fix = (
                Fix(value.candidate, "review", "只是可能的写法，请对照原件核实")
                if value.candidate
                else None
            )
            rule = setting.rules[value.code]
            clause = _by_its_list(column, rule, setting)
            if rule.code == "R101":
                clause = _by_what_is_expected(table, name, setting)
            says = Says(_worded(column, value.message), fix=fix, **clause)
            yield at_row(rule, setting, table, position, name, says)


def _places_of(wanted: type, kinds: Sequence[type]) -> Iterator[int]:
    """Where a kind of value stands among others, most of which are not of that kind."""
    at = -1
    for _ in range(kinds.count(wanted)):
        at = kinds.index(wanted, at + 1)
        yield at


def _by_its_list(column: Column, rule: Rule, setting: CheckContext) -> dict[str, Any]:
    """The clause of the list that a word is not in; the weight stays that of an open or closed list."""
    codes = setting.in_force.code_list(column.spec.codes) if column.spec.codes else None
    if codes is None or codes.clause is None or rule.code != codes.code:
        return {}
    return {"clause": codes.clause.id, "severity": rule.severity}


def _by_what_is_expected(table: Table, name: str, setting: CheckContext) -> dict[str, Any]:
    """The clause of a notice that asks for a column which its ledger cannot do without anyway."""
    own = table.ledger.info.id
    asked = (
        e for e in setting.in_force.expects if (e.ledger, e.name) == (own, name) and not e.when
    )
    expect = next(asked, None)
    return {"clause": expect.clause} if expect else {}


def _worded(column: Column, message: str) -> str:
    """A reader's message, under its header unless it names itself what it is about."""
    if message.startswith(("身份证号", "手机号码", "证件号码")):
        return message
    header = (column.header or column.spec.header).rpartition("/")[2]
    return f"“{header}”{message}"


_BLANK = Unknown("R101", "是空的")


def shape_defects(table: Table, setting: CheckContext) -> Iterator[Finding]:
    """Columns that two claim or that none gives."""
    specs = {name: column.spec for name, column in table.columns.items()}
    for name, indexes in table.doubled:
        cells = tuple(
            Cell(table.file, table.sheet, table.layout.header_rows[-1], index) for index in indexes
        )
        headers = [c.header for c in table.layout.columns if c.column in _letters(indexes)]
        message = (
            f"{'、'.join(f'{cell.address}“{h}”' for cell, h in zip(cells, headers, strict=False))}"
            f"两列都是“{specs[name].header}”，已按前一列检查"
        )
        yield at_cell(
            setting.rules["S101"], setting, table, cells[0], Says(message, related=cells[1:])
        )
    for name, meant in table.missing:
        header = field_specs(table.ledger)[name].header
        message = f"{table.ledger.info.title}没有“{header}”列"
        if meant:
            message += f"；“{meant}”列是不是它"
        first = Cell(
            table.file, table.sheet, (table.layout.header_rows or (1,))[-1], table.first_column
        )
        yield at_cell(setting.rules["S102"], setting, table, first, Says(message))


def _letters(indexes: Sequence[int]) -> list[str]:
    return [column_letter(index) for index in indexes]


def _given(rule: Rule, setting: CheckContext, table: Table | None) -> dict[str, Any]:
    limit = setting.in_force.limit(rule.limit) if rule.limit else None
    values = {
        "limit": limit.value if limit else None,
        "as_of": setting.as_of,
        "year": table.year if table else None,
        "period": edition(table) if table and "period" in rule.given else None,
        "headers": _headers(table) if table and "headers" in rule.given else {},
        "notices": setting.in_force,
    }
    return {name: values[name] for name in rule.given if name in values}


def _headers(table: Table) -> dict[str, str]:
    """What the sheet calls its columns, by field."""
    return {name: column.header or column.spec.header for name, column in table.columns.items()}


def _missing_columns(rule: Rule, table: Table) -> list[str]:
    wanted = [n for n in rule.fields if n not in rule.optional]
    return [n for n in (*wanted, *rule.needs) if n not in table.columns]


def _cannot_run(rule: Rule, setting: CheckContext, table: Table) -> str:
    """Why a rule cannot run on a table: a column that it needs, or keeps to, is not there."""
    wanting = _missing_columns(rule, table)
    where = setting.in_force.scope(rule.code)
    wanting += [n for n in where if n not in table.columns and "" not in where[n]]
    if not wanting:
        return ""
    specs = field_specs(table.ledger)
    header = "”“".join(specs[n].header if n in specs else n for n in dict.fromkeys(wanting))
    return f"{table.ledger.info.title}（{table.file}!{table.sheet}）没有“{header}”列"


def _why_not(rule: Rule, setting: CheckContext) -> str:
    if rule.limit and setting.in_force.limit(rule.limit) is None:
        return "适用的通知没有规定这一限额"
    if rule.carries_out == "clauses":
        declared = setting.in_force.clause_for(rule.code) is not None
    else:
        declared = not rule.carries_out or setting.in_force.has_entries(rule.section)
    return "" if declared else "适用的通知没有这一要求"


def run_on_table(table: Table, setting: CheckContext) -> RuleRun:
    """Run everything that needs no other table."""
    outcome = RuleRun()
    outcome.findings += read_defects(table, setting)
    outcome.findings += shape_defects(table, setting)
    rows = RowCombinations(table)
    for rule in setting.rules.values():
        if rule.scope not in ("row", "table") or not rule.applies_to(table.ledger):
            continue
        if reason := _why_not(rule, setting):
            outcome.skipped.append(RuleStatus(rule.code, reason))
            continue
        if reason := _cannot_run(rule, setting, table):
            outcome.skipped.append(RuleStatus(rule.code, reason, wanting=True))
            continue
        _run(outcome, rule, _table_findings, setting, table, rows)
    return outcome


def _table_findings(
    rule: Rule, setting: CheckContext, table: Table, rows: RowCombinations
) -> Iterator[Finding]:
    if where := setting.in_force.scope(rule.code):
        table = scopes.of_table(table, where)
        rows = RowCombinations(table)
    given = _given(rule, setting, table)
    if rule.scope == "row":
        for position, word in rows.hits(rule, given):
            says = word if isinstance(word, Says) else Says(word)
            yield at_row(rule, setting, table, position, says.at or rule.at, says)
        return
    if reads := _reads(rule, setting):
        table = table.reading(reads)
    for place, word in rule.check(table, **given):
        says = word if isinstance(word, Says) else Says(word)
        if isinstance(place, Place):
            yield at_place(rule, setting, place, says)
        elif isinstance(place, Cell):
            yield at_cell(rule, setting, table, place, says)
        else:
            yield at_row(rule, setting, table, place[0], place[1], says)


def _reads(rule: Rule, setting: CheckContext) -> frozenset[str]:
    """Return the fields that a rule's rows carry: its own, and those that its notices name."""
    named = fields_read(setting.in_force.notices) if "notices" in rule.given else frozenset()
    return frozenset(rule.reads) | named if rule.reads else frozenset()


_NOT_HANDED_IN: Final[dict[Role, str]] = {
    "previous": "没有给出上一期的台账（--previous）",
    "register": "没有给出脱贫、监测户名册（--register）",
    "excluded": "没有给出排除名单（--exclude）",
    "regions": "没有给出区划名单（--regions）",
}


def run_on_book(book: LedgerSet, setting: CheckContext) -> RuleRun:
    """Run the rules that look over all tables."""
    outcome = RuleRun()
    for rule in setting.rules.values():
        if rule.scope != "book":
            continue
        if reason := _why_not(rule, setting):
            outcome.skipped.append(RuleStatus(rule.code, reason))
            continue
        if rule.reference and not book.in_role(rule.reference):
            outcome.skipped.append(RuleStatus(rule.code, _NOT_HANDED_IN[rule.reference]))
            continue
        absent = [ledger for ledger in rule.ledgers if not _has(book, ledger)]
        if absent:
            titles = "”“".join(ledger.info.title for ledger in absent)
            outcome.skipped.append(RuleStatus(rule.code, f"没有“{titles}”"))
            continue
        _run(outcome, rule, _book_findings, setting, book)
    return outcome


def _has(book: LedgerSet, ledger: type[Ledger]) -> bool:
    """Whether a ledger is there; a list of regions is a list of villages too."""
    return bool(book.of(ledger)) or (ledger is Village and bool(book.in_role("regions")))


def _book_findings(rule: Rule, setting: CheckContext, book: LedgerSet) -> Iterator[Finding]:
    meant = scopes.of_book(book, setting.in_force.scope(rule.code))
    if reads := _reads(rule, setting):
        meant = meant.reading(reads)
    for where, word in rule.check(meant, **_given(rule, setting, None)):
        says = word if isinstance(word, Says) else Says(word)
        if isinstance(where, Place):
            yield at_place(rule, setting, where, says)
            continue
        table, *place = where
        if len(place) == 1:
            yield at_cell(rule, setting, table, place[0], says)
        else:
            position, name = place
            yield at_row(rule, setting, table, position, name, says)


def _run(
    outcome: RuleRun, rule: Rule, find: Callable[..., Iterable[Finding]], *arguments: Any
) -> None:
    """Run one rule; one that breaks is named, and the rest goes on."""
    try:
        outcome.findings += list(find(rule, *arguments))
        outcome.ran.add(rule.code)
    except Exception as error:  # a rule's own fault must not hide what the others find
        outcome.broken.append(RuleStatus(rule.code, _fault(error)))


def _fault(error: Exception) -> str:
    """Where a rule broke, without what it was looking at: that may be somebody's number."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"，{Path(frames[-1].filename).name}第{frames[-1].lineno}行" if frames else ""
    return f"程序内部错误（{type(error).__name__}{place}）"


__all__ = ["CheckContext", "RuleRun", "run_on_book", "run_on_table"]

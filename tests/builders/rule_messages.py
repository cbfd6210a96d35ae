"""Messages of rules about the tables that show them, and about others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from builders.rule_samples import Sample, book_of, findings_of, read_tables, sample, setting_of
from ruralskills import rules
from ruralskills.model.findings import Finding
from ruralskills.model.rule import Rule
from ruralskills.validation.mend_hints import MEND_CODES

_OF_THE_READER = "CRS"
"""The letters of codes that say what cannot be read."""
_OVER_ALL = "O"
"""The letter of the codes about other rules."""


Change = Callable[[list[list[str]]], list[list[str]]]
"""A change of the rows of a table before they are read."""


def messages(rule: Rule, change: Change = list) -> list[tuple[str, str]]:
    """Return the header and the words of each finding, in the order of the cells."""
    told = sample(rule)
    told.tables = [(title, [rows[0], *change(rows[1:])]) for title, rows in told.tables]
    return messages_about(rule, told)


def messages_about(rule: Rule, told: Sample) -> list[tuple[str, str]]:
    """Return the header and the words of each finding about some tables."""
    headers = {f"表{number}": rows[0] for number, (_, rows) in enumerate(told.tables)}
    return [(_header(finding, headers), finding.message) for finding in findings_about(rule, told)]


def findings_about(rule: Rule, told: Sample) -> list[Finding]:
    """Return the findings of a rule about some tables, in the order of the cells."""
    setting = setting_of(rule, told, _asked(rule))
    book = book_of(told, [table for table, _, _ in read_tables(told, setting)])
    found = findings_of(book, setting, hints=rule.code in MEND_CODES)
    return sorted((f for f in found if f.code == rule.code), key=_where)


def told(
    code: str, notice: str, title: str, head: str, *rows: str, as_of: str = "2020-12-31"
) -> list[str]:
    """Return what a rule says of one table."""
    return told_of(code, notice, (title, head, *rows), as_of=as_of)


def told_of(
    code: str, notice: str, *tables: tuple[str, ...], as_of: str = "2020-12-31", before: int = 0
) -> list[str]:
    """Return what a rule says of tables, the last of them of the period before."""
    return [each.message for each in found_in(code, notice, *tables, as_of=as_of, before=before)]


def found_in(
    code: str, notice: str, *tables: tuple[str, ...], as_of: str = "2020-12-31", before: int = 0
) -> list[Finding]:
    """Return the findings of a rule about tables, the last ones of the period before."""
    now = len(tables) - before
    sample = Sample(
        notice=notice,
        as_of=date.fromisoformat(as_of),
        tables=[
            (title, [[*line.split("|"), ""] for line in (head, *rows)])
            for title, head, *rows in tables
        ],
        roles=["" if at < now else "previous" for at in range(len(tables))],
    )
    return findings_about(rules.all_rules()[code], sample)


def _asked(rule: Rule) -> dict[str, Rule]:
    return {
        code: each
        for code, each in rules.all_rules().items()
        if code[0] in _OF_THE_READER or code == rule.code or rule.code[0] == _OVER_ALL
    }


def _where(finding: Finding) -> tuple[str, int, int]:
    cell = finding.cell
    return finding.sheet or "", cell.row if cell else -1, cell.column if cell else -1


def _header(finding: Finding, headers: dict[str, list[str]]) -> str:
    header = headers.get(finding.sheet or "", [])
    return header[finding.cell.column] if finding.cell and finding.cell.column < len(header) else ""


@cache
def lines(code: str) -> tuple[str, ...]:
    """Return the messages of a rule about its own tables, each once."""
    found = messages(rules.all_rules()[code])
    return tuple(dict.fromkeys(_line(*each) for each in found))


def _line(header: str, words: str) -> str:
    return f"“{header}”：{words}" if header else words

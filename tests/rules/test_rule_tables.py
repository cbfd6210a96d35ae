"""Every rule's table is its test: read through the real reader, it must hit and miss as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from ruralskills import notice, rules
from ruralskills.check.engine import Setting, run_on_book, run_on_table
from ruralskills.ledgers import LEDGERS
from ruralskills.notice import in_force
from ruralskills.rule import Rule
from ruralskills.table import Book, CellError, Table, column_specs
from ruralskills.workbook import _drafts as drafts_of
from ruralskills.workbook import to_table
from ruralskills.workbook.grid import Grid, build

TITLES = {ledger.ledger.title: ledger for ledger in LEDGERS}


@dataclass
class Sample:
    """The tables of one rule's docstring."""

    notice: str = ""
    as_of: date = date(2020, 12, 31)
    tables: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    headers_hit: list[str] = field(default_factory=list)


def _sample(rule: Rule) -> Sample:
    sample = Sample()
    caption = ""
    rows: list[list[str]] = []
    title = ""

    def close() -> None:
        if rows:
            sample.tables.append((title or caption or _default_title(rule, rows[0]), list(rows)))
            rows.clear()

    for line in rule.doc.splitlines():
        line = line.strip()
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(cells)
            continue
        close()
        if match := re.fullmatch(r"通知：(\S+)", line):
            sample.notice = match[1]
        elif match := re.fullmatch(r"截至：(\S+)", line):
            sample.as_of = date.fromisoformat(match[1])
        elif match := re.fullmatch(r"标题：(.+)", line):
            title = match[1]
        elif match := re.fullmatch(r"应报表头：(.+)", line):
            sample.headers_hit.append(match[1])
        elif line in TITLES:
            caption, title = line, ""
    close()
    return sample


def _default_title(rule: Rule, header: list[str]) -> str:
    if rule.ledgers:
        return rule.ledgers[0].ledger.title
    for ledger in LEDGERS:
        known = {h for spec in column_specs(ledger).values() for h in spec.headers}
        if set(header[:-1]) <= known:
            return ledger.ledger.title
    raise AssertionError(f"{rule.code}: no ledger has {header}")


def _cell(text: str) -> Any:
    if text == "{=}":
        return CellError("")
    if text.startswith("{#"):
        return CellError(text[1:-1])
    if match := re.fullmatch(r"\{(-?[\d.]+)\}", text):
        return float(match[1])
    return text


def _grid(title: str, rows: list[list[str]], number: int) -> Grid:
    """A sheet with a title, one or two header rows, and the rows of the sample."""
    header = rows[0][:-1]
    width = len(header)
    depth = (
        max(cell.count("/") for cell in header) + 1
        if "任务与统计表" in title or "年" in title
        else 1
    )
    tops: list[list[str]] = []
    merges = [(0, 0, 0, width - 1)]
    if depth > 1:
        tops = [[cell.split("/")[0] for cell in header]]
        tops.append([cell.split("/")[-1] if "/" in cell else "" for cell in header])
        for column, cell in enumerate(header):
            if "/" not in cell:
                merges.append((1, column, 2, column))
    else:
        tops = [header]
    body = [[_cell(cell) for cell in row[:-1]] for row in rows[1:]]
    lines = [[title, *[""] * (width - 1)], *tops, *body]
    return build(f"表{number}", lines, merges)


def _tables(sample: Sample, setting: Setting) -> Iterator[tuple[Table, list[list[str]], int]]:
    for number, (title, rows) in enumerate(sample.tables):
        grid = _grid(title, rows, number)
        found = drafts_of("样例.xlsx", grid, None)
        assert len(found) == 1, f"found {len(found)} tables under {title!r}"
        table = to_table(found[0], setting.in_force)
        yield table, rows, grid.height - len(rows) + 2


def _notices(rule: Rule, sample: Sample) -> tuple[notice.Notice, ...]:
    packs = notice.packs()
    return (packs[sample.notice],) if sample.notice else ()


@pytest.mark.parametrize("code", sorted(rules.all_rules()))
def test_table_of_rule(code: str) -> None:
    rule = rules.all_rules()[code]
    sample = _sample(rule)
    assert sample.tables, f"{code} has no table"
    bound = in_force(_notices(rule, sample), notice.packs())
    setting = Setting(rules.all_rules(), bound, sample.as_of)
    read = list(_tables(sample, setting))
    findings = []
    for table, _, _ in read:
        ran = run_on_table(table, setting)
        assert not ran.broken, ran.broken
        findings += ran.findings
    over_all = run_on_book(Book([table for table, _, _ in read]), setting)
    assert not over_all.broken, over_all.broken
    findings += over_all.findings
    expected = set()
    shown = 0
    for table, rows, first in read:
        header = rows[0][:-1]
        for offset, row in enumerate(rows[1:]):
            for word in filter(None, re.split("[、，]", row[-1])):
                expected.add((table.sheet, first + offset, header.index(word)))
            shown += 1
        for word in sample.headers_hit:
            expected.add((table.sheet, first - 1, header.index(word)))
    if rule.scope == "cell" or sample.headers_hit or code in _WITH_OTHERS:
        got = {(f.sheet, f.cell.row, f.cell.column) for f in findings if f.cell}
        assert any(f.code == code for f in findings), f"{code} hits nothing"
    else:
        mine = [f for f in findings if f.code == code]
        got = {(f.sheet, f.cell.row, f.cell.column) for f in mine if f.cell}
        unknown = {
            (f.sheet, f.cell.row, f.cell.column) for f in findings if f.cell and f.code[0] == "C"
        }
        got |= unknown
        assert mine, f"{code} hits nothing"
    assert got == expected
    assert len(expected) < shown or sample.headers_hit, f"{code} has no miss"


_WITH_OTHERS: frozenset[str] = frozenset()


def test_codes_are_of_their_family() -> None:
    for code, rule in rules.all_rules().items():
        assert re.fullmatch(r"[A-Z]\d{3}", code)
        assert rule.title
        assert rule.remedy

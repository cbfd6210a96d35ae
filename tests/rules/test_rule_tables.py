"""Every rule's table is its test: read through the real reader, it must hit and miss as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from builders.rule_samples import (
    Sample,
    book_of,
    findings_of,
    only_declared,
    read_tables,
    sample,
    samples,
    setting_of,
)
from ruralskills import rules
from ruralskills.model.findings import Finding
from ruralskills.validation.mend_hints import MEND_CODES


def _cells(findings: list[Finding]) -> set[tuple[str | None, int, int]]:
    return {(f.sheet, f.cell.row, f.cell.column) for f in findings if f.cell}


@pytest.mark.parametrize("code", sorted(rules.all_rules()))
def test_table_of_rule(code: str) -> None:
    rule = rules.all_rules()[code]
    told = sample(rule)
    assert told.tables, f"{code} has no table"
    setting = setting_of(rule, told)
    read = list(read_tables(told, setting))
    book = book_of(told, [table for table, _, _ in read])
    findings = findings_of(book, setting, hints=code in MEND_CODES)
    expected = set()
    shown = 0
    for (table, rows, first), role in zip(read, told.roles, strict=True):
        header = rows[0][:-1]
        for offset, row in enumerate(rows[1:]):
            for word in filter(None, re.split("[、，]", row[-1])):
                expected.add((table.sheet, first + offset, header.index(word)))
            shown += 1
        for word in told.headers_hit if not role else ():
            expected.add((table.sheet, first - 1, header.index(word)))
    assert {f.code for f in findings if f.fix} <= rules.proposing_rules().keys()
    mine = [f for f in findings if f.code == code]
    assert mine, f"{code} hits nothing"
    of_the_reader = [f for f in findings if f.code[0] == "C"]
    everything = rule.scope == "cell" or told.headers_hit
    assert _cells(findings if everything else mine + of_the_reader) == expected
    assert len(expected) < shown or told.headers_hit, f"{code} has no miss"


@pytest.mark.parametrize(
    "code", sorted(code for code, rule in rules.all_rules().items() if rule.scope == "book")
)
def test_rule_over_the_book_reads_what_it_declares(code: str) -> None:
    """Only declared columns come from the worker processes that read the files."""
    rule = rules.all_rules()[code]
    told = sample(rule)
    setting = setting_of(rule, told, {code: rule})
    tables = [table for table, _, _ in read_tables(told, setting_of(rule, told))]
    whole = findings_of(book_of(told, tables), setting)
    declared = book_of(told, only_declared(rule, tables, setting))
    found = [f for f in findings_of(declared, setting) if f.code == code]
    assert [(f.cell, f.message) for f in found] == [
        (f.cell, f.message) for f in whole if f.code == code
    ]


APART = [(code, at) for code, r in rules.all_rules().items() for at in range(1, len(samples(r)))]


@pytest.mark.parametrize(("code", "at"), APART)
def test_table_that_stands_apart_is_left_alone(code: str, at: int) -> None:
    rule = rules.all_rules()[code]
    told = samples(rule)[at]
    assert told.tables
    setting = setting_of(rule, told)
    book = book_of(told, [table for table, _, _ in read_tables(told, setting)])
    found = findings_of(book, setting, hints=code in MEND_CODES)
    assert [finding.code for finding in found if finding.code == code] == []


def test_codes_are_of_their_family() -> None:
    for code, rule in rules.all_rules().items():
        assert re.fullmatch(r"[A-Z]\d{3}", code)
        assert rule.title
        assert rule.remedy


@pytest.mark.parametrize("code", sorted(rules.all_rules()))
def test_table_has_a_miss_and_a_near_miss(code: str) -> None:
    """Beside what it hits, a rule shows two rows that it leaves alone, one filled where it looks.

    A rule that reports at a header has one table a sample, and shows another that it leaves alone.
    """
    told, *apart = samples(rules.all_rules()[code])
    if told.headers_hit:
        assert apart, f"{code} has no near-miss"
        return
    words = {word for _, rows in told.tables for row in rows[1:] for word in _words(row)}
    misses = [
        dict(zip(rows[0][:-1], row, strict=False))
        for _, rows in told.tables
        if any(map(_words, rows[1:])) or words & set(rows[0])
        for row in rows[1:]
        if not _words(row)
    ]
    assert len(misses) > 1, f"{code} has no near-miss"
    assert any(miss.get(word) for miss in misses for word in words), f"{code}: its misses are blank"


_NAMING = re.compile(
    "姓名|名称$|身份证|序号|证件号|编号|券号|户主$|单位$|机构$|乡镇|镇街|地区|^村$"
)
"""Headers of columns that only name whom or what a row is about."""
_NEAR = 2


@pytest.mark.parametrize("code", sorted(rules.all_rules()))
def test_table_has_an_honest_row_next_to_a_hit(code: str) -> None:
    """In few cells another than a hit, names apart: what an office may rightly send."""
    told, *apart = samples(rules.all_rules()[code])
    if told.headers_hit:
        assert apart
        return
    assert min(_distances(told), default=99) <= _NEAR, f"{code} has no near-miss"


def _distances(told: Sample) -> Iterator[int]:
    """The cells in which each row that is left alone differs from each hit of its table."""
    for _, (header, *rows) in told.tables:
        for hit in filter(_words, rows):
            looked_at = [
                at
                for at, head in enumerate(header[:-1])
                if not _NAMING.search(head) or head in _words(hit)
            ]
            for row in rows:
                if not _words(row):
                    yield sum(hit[at] != row[at] for at in looked_at)


def _words(row: list[str]) -> list[str]:
    return [word for word in re.split("[、，]", row[-1]) if word]

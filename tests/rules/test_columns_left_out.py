"""No rule breaks off over tables that lack a column, or beside reference data that it may be given."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from msgspec.structs import replace

from builders.rule_samples import Sample, book_of, read_tables, samples, setting_of
from builders.sheet_text import table as sheet
from ruralskills import rules
from ruralskills.model.ledger_set import LedgerSet, Role
from ruralskills.model.rule import Rule
from ruralskills.model.table import Table
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book, run_on_table

ALL = {code: rule for code, rule in rules.all_rules().items() if rule.scope != "cell"}
DEFECTS = {code: rule for code, rule in rules.all_rules().items() if rule.scope == "cell"}


@cache
def lists() -> dict[str, Table]:
    """Lists of places and of people, as an office may hand them in beside any ledger."""
    regions = sheet(
        "区划名单|<|<|<|<|<|<|<|<\n"
        "名称|上级|级别|村类型|曾用名|户籍人口|是否涉农|设立日期|撤销日期\n"
        "云潼区||县||||||\n双河镇|云潼区|乡镇||双桥镇||||\n"
        "红花村|双河镇|村|贫困村|青龙村|1200|是|2004-01-01|\n"
        "白云村|双河镇|村|非贫困村||800|是||2019-05-01\n"
    )
    villages = sheet(
        "村名单|<|<|<|<|<\n镇街|村|村类型|曾用名|是否涉农|撤并日期\n"
        "双河镇|红花村|贫困村|青龙村|是|\n双河镇|白云村|非贫困村||是|2019-05-01\n"
    )
    return {"regions": regions, "villages": villages}


def variants(example: Sample, tables: list[Table]) -> Iterator[LedgerSet]:
    """The tables of a sample with and without each column, alone and beside reference data."""
    whole = book_of(example, tables)
    bare = replace(whole, reference={})
    listed = lists()
    full: dict[Role, list[Table]] = {
        "previous": tables, "register": tables, "excluded": tables, "regions": [*listed.values()],
    }  # fmt: skip
    beside = replace(whole, reference={**full, **whole.reference})
    in_regions = replace(whole, reference={**whole.reference, "regions": [listed["regions"]]})
    with_villages = replace(whole, tables=[*whole.tables, listed["villages"]])
    for book in (whole, bare, beside, in_regions, with_villages):
        yield book
        for at, table in enumerate(book.tables):
            for name in table.columns:
                less = replace(table, columns={n: c for n, c in table.columns.items() if n != name})
                yield replace(book, tables=[*book.tables[:at], less, *book.tables[at + 1 :]])


def broken(rule: Rule, book: LedgerSet, context: CheckContext) -> list[str]:
    """What a rule breaks off with."""
    if rule.scope == "book":
        return [each.reason for each in run_on_book(book, context).broken]
    runs = [run_on_table(table, context) for table in book.tables]
    return [each.reason for run in runs for each in run.broken]


@pytest.mark.parametrize("code", ALL)
def test_a_rule_runs_whatever_columns_and_lists_are_there(code: str) -> None:
    rule = ALL[code]
    for example in samples(rule):
        context = setting_of(rule, example, {**DEFECTS, code: rule})
        tables = [table for table, _, _ in read_tables(example, context)]
        for book in variants(example, tables):
            lacking = [sorted(table.columns) for table in book.tables]
            assert not broken(rule, book, context), f"{code} over {lacking}, {[*book.reference]}"

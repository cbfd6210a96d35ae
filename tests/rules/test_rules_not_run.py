"""A rule is said to have run only where its columns let it find something."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

import ruralskills
from builders.rule_samples import book_of, read_tables, sample, setting_of
from builders.sheet_text import Sheet, write
from builders.sheet_text import table as sheet
from builders.workbook_fixture import leaders, number
from ruralskills import rules
from ruralskills.ledgers import Leader, by_id
from ruralskills.model.fields import field_specs
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.outcome import Outcome
from ruralskills.model.table import Table
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import RuleRun, run_on_book, run_on_table
from ruralskills.workspace.settings import Settings

WITH_OPTIONAL = sorted(code for code, rule in rules.all_rules().items() if rule.optional)


def kept(table: Table, names: Collection[str]) -> Table:
    """The table with these columns alone."""
    part = copy.copy(table)
    part.columns = {name: column for name, column in table.columns.items() if name in names}
    return part


def tables_of(code: str) -> tuple[list[Table], CheckContext]:
    rule = rules.all_rules()[code]
    told = sample(rule)
    tables = [table for table, _, _ in read_tables(told, setting_of(rule, told))]
    of_reader = {name: one for name, one in rules.all_rules().items() if one.scope == "cell"}
    return tables, setting_of(rule, told, {**of_reader, code: rule})


def runs_with(code: str, names: Collection[str]) -> list[RuleRun]:
    """The runs of one rule over the tables of its page, of which these columns are left."""
    tables, setting = tables_of(code)
    return [run_on_table(kept(table, names), setting) for table in tables]


def ways_to_run(code: str) -> Iterator[set[str]]:
    """The least sets of columns with which a rule says that it runs."""
    rule = rules.all_rules()[code]
    always = {*rule.fields, *rule.needs} - (rule.optional - set(rule.needs))
    for fields in rule.any_of or ((),):
        yield always.union(fields)


@pytest.mark.parametrize("code", WITH_OPTIONAL)
def test_a_rule_that_runs_can_find_something(code: str) -> None:
    """Whoever adds an optional field says by ``any_of`` or ``needs`` that it is needed."""
    in_sample = {name for table in tables_of(code)[0] for name in table.columns}
    tried = [way for way in ways_to_run(code) if way <= in_sample]
    assert tried, f"{code}: its page shows no table that it runs on with its least columns"
    runs = [run for way in tried for run in runs_with(code, way)]
    assert any(code in run.ran for run in runs)
    assert any(finding.code == code for run in runs for finding in run.findings)


@pytest.mark.parametrize("code", [code for code in WITH_OPTIONAL if rules.all_rules()[code].any_of])
def test_a_rule_without_any_of_its_alternatives_does_not_run(code: str) -> None:
    rule = rules.all_rules()[code]
    alternatives = {name for fields in rule.any_of for name in fields}
    assert alternatives <= rule.optional
    runs = runs_with(code, set(rule.fields) - alternatives)
    assert not any(run.ran or run.findings for run in runs)
    assert all(status.missing for run in runs for status in run.skipped)


OVER_ALL = sorted(
    code
    for code, rule in rules.all_rules().items()
    if rule.scope == "book" and list(rule.needs_of_ledgers())
)


@pytest.mark.parametrize("code", OVER_ALL)
def test_a_rule_over_all_tables_does_not_run_where_none_has_a_column_it_needs(code: str) -> None:
    rule = rules.all_rules()[code]
    tables, setting = tables_of(code)
    told = sample(rule)
    assert code in run_on_book(book_of(told, tables), setting).ran
    for ledger, fields in rule.needs_of_ledgers():
        assert set(fields) <= set(rule.reads), f"{code}: only fields of reads come from workers"
        without = [
            kept(one, one.columns.keys() - set(fields)) if one.ledger is by_id(ledger) else one
            for one in tables
        ]
        run = run_on_book(book_of(told, without), setting)
        assert code not in run.ran
        missing = {text for status in run.skipped for text in status.missing}
        assert "”或“".join(field_specs(by_id(ledger))[name].header for name in fields) in missing


def test_one_table_with_the_column_is_enough_and_the_others_are_named() -> None:
    tables, setting = tables_of("L202")
    bare = [kept(one, {"name", "id_number"}) for one in tables if one.ledger is Leader]
    run = run_on_book(LedgerSet([*tables, *bare]), setting)
    assert "L202" in run.ran
    [gap] = [status for status in run.skipped if status.code == "L202"]
    assert gap.missing == ("带动贫困户数”或“带动户数",)


def check(path: Path) -> Outcome:
    return ruralskills.validate(path, notices=["tongnan-2020"], settings=Settings())


def test_too_few_households_without_any_count_of_them(tmp_path: Path) -> None:
    path = write(tmp_path / "青龙镇.xlsx", leaders("| 种植 |", head="| 创办项目 |"))
    outcome = check(path)
    assert "L201" not in outcome.rules_ran
    [status] = [status for status in outcome.rules_skipped if status.code == "L201"]
    assert status.is_column_missing
    assert "没有“带动贫困户数”或“带动户数”列" in status.reason


@pytest.mark.parametrize(
    ("title", "head", "code", "missing"),
    [
        ("带头人培训班台账", "培训班名称|班次类别|课时|开班日期|参训人数", "N407", "培训天数”或“结业日期”或“培训时间"),
        ("致富带头人台账", "姓名|身份证号|年龄|带动贫困户数", "P105", "申报日期”或“村推荐日期”或“认定时间"),
        ("带头人培训班台账", "培训班名称|班次类别|课时|参训人数", "N407", "培训天数”或“开班日期”“结业日期”或“培训时间"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_with_its_alternatives(
    title: str, head: str, code: str, missing: str
) -> None:
    width = head.count("|") + 1
    row = "|".join(["{1}"] * width)
    one = sheet(f"{title}{'|<' * (width - 1)}\n{head}\n{row}")
    rule = rules.all_rules()[code]
    skipped = run_on_table(one, setting_of(rule, sample(rule))).skipped
    assert [status.missing for status in skipped if status.code == code] == [(missing,)]


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("培训班名称|班次类别|参训人数", ["培训天数”或“开班日期”或“培训时间", "培训天数”或“结业日期”或“培训时间"]),
        ("培训班名称|班次类别|开班日期|参训人数", ["培训天数”或“结业日期”或“培训时间"]),
        ("培训班名称|班次类别|培训天数|参训人数", []),
    ],
)  # fmt: skip
def test_what_a_rule_over_all_tables_lacks_is_named(head: str, missing: list[str]) -> None:
    width = head.count("|") + 1
    one = sheet(f"带头人培训班台账{'|<' * (width - 1)}\n{head}\n{'|'.join(['{1}'] * width)}")
    rule = rules.all_rules()["T301"]
    run = run_on_book(LedgerSet([one]), setting_of(rule, sample(rule)))
    told = [status.missing for status in run.skipped if status.code == "T301"]
    assert told == [(each,) for each in missing]
    assert ("T301" in run.ran) == (not missing)


def test_a_rule_about_either_of_two_ledgers_wants_one_of_them() -> None:
    tables, _ = tables_of("L202")
    rule = rules.all_rules()["T301"]
    run = run_on_book(LedgerSet(tables), setting_of(rule, sample(rule)))
    [status] = [status for status in run.skipped if status.code == "T301"]
    assert status.reason == "没有“培训班台账”或“学员花名册”"


def test_one_alternative_is_enough(tmp_path: Path) -> None:
    for head in ("带动贫困户数", "带动户数"):
        path = write(tmp_path / f"{head}.xlsx", leaders("| 2 |", head=f"| {head} |"))
        assert "L201" in check(path).rules_ran


def test_a_gap_is_told_although_the_rule_ran_on_another_table(tmp_path: Path) -> None:
    write(tmp_path / "甲镇.xlsx", leaders("| 3 |", head="| 带动贫困户数 |"))
    for name in ("乙镇", "丙镇"):
        rows = f"| 姓名 | 身份证号 | 创办项目 |\n| 张三 | {number()} | {name}的项目 |"
        write(tmp_path / f"{name}.xlsx", Sheet("2020年致富带头人台账", rows, name="带头人"))
    outcome = check(tmp_path)
    assert "L201" in outcome.rules_ran
    [gap] = [gap for gap in outcome.column_gaps if "L201" in gap.codes]
    assert gap.ledger == "致富带头人台账"
    assert gap.missing == ("带动贫困户数”或“带动户数",)
    assert sorted(gap.tables) == ["丙镇.xlsx!带头人", "乙镇.xlsx!带头人"]

"""Registers, owners of rows, reported figures and people who stand more than once."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import table
from builders.workbook_fixture import number
from ruralskills.facts.person_columns import is_of_two_names, person_columns
from ruralskills.facts.register_dates import register_date_text
from ruralskills.facts.registers import registered_persons
from ruralskills.facts.repeated_people import is_filled_in, repeated_people
from ruralskills.facts.reported_figures import (
    figures_of,
    is_corrected,
    is_count,
    is_whole,
    name_and_span,
)
from ruralskills.facts.row_owners import Owners
from ruralskills.facts.village_list import village_lines
from ruralskills.ledgers import HouseholdLink, Leader, Trainee
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.notices import Owner

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
OLD_A = A[:6] + A[8:17]


def register(*rows: str, title: str = "2020年建档立卡贫困人口名册") -> Table:
    head = "乡镇|户编号|姓名|身份证号|户类型|监测对象类别"
    return table("\n".join([f"{title}|<|<|<|<|<", head, *rows]))


def test_somebody_is_lacking_only_where_that_is_certain() -> None:
    book = LedgerSet(
        [], {"register": [register(f"双河镇|1号|张三|{A}|脱贫户|", "双河镇|2号|李四||脱贫户|")]}
    )
    known = registered_persons(book)
    assert not known.lacks("双河镇", A, "张三")
    assert known.lacks("双河镇", B, "王五")
    assert not known.lacks("双河镇", B, "李四")
    assert not known.lacks("双河镇", B, "王五", "1号")
    assert known.lacks("双河镇", B, "王五", "3号")
    assert not known.lacks("桂林街道", B, "王五")
    assert known.lacks("", B, "王五")


def test_a_number_that_cannot_be_read_may_be_anybody() -> None:
    one = register(f"双河镇|1号|张三|{A}|脱贫户|", "双河镇|2号||50019919|脱贫户|")
    known = registered_persons(LedgerSet([], {"register": [one]}))
    assert known.has_nameless
    assert not known.lacks("双河镇", B, "王五")
    blank = register(f"双河镇|1号|张三|{A}|脱贫户|", "双河镇|2号|||脱贫户|")
    assert not registered_persons(LedgerSet([], {"register": [blank]})).has_nameless


@pytest.mark.parametrize(
    ("kinds", "never"),
    [
        ("脱贫户|", ""), ("一般户|边缘易致贫户", "边缘易致贫户"), ("|突发严重困难户", "突发严重困难户"), ("脱贫户|边缘易致贫户", ""),
        ("边缘易致贫户|", "边缘易致贫户"), ("脱贫户|脱贫不稳定户", ""),
    ],
)  # fmt: skip
def test_who_was_never_poor(kinds: str, never: str) -> None:
    one = register(f"双河镇|1号|张三|{A}|{kinds}", f"双河镇|2号|李四|{B}|脱贫户|")
    assert registered_persons(LedgerSet([], {"register": [one]})).never_poor_kind(A) == never


def test_the_day_of_a_register_stands_in_column_heading_or_title() -> None:
    assert (
        register_date_text(register(f"双河镇|1号|张三|{A}||", f"双河镇|2号|李四|{B}||"))
        == "未写日期"
    )
    title = "2020年建档立卡贫困人口名册（截至2020年6月30日）"
    assert (
        register_date_text(
            register(f"双河镇|1号|张三|{A}||", f"双河镇|2号|李四|{B}||", title=title)
        )
        == "2020-06-30"
    )


LINK = "2020年致富带头人带动明细|<|<|<\n乡镇|带头人姓名|带头人身份证号|户主姓名"
OWNER = Owner("leader", "leader_id", "leader_name")
IN_STOCK = Owner("leader", "leader_id", "leader_name", {"village_kind": ("贫困村",)})


def verdict(owner: Owner, link: str, *leaders: str) -> tuple[bool | None, str]:
    head = "2020年致富带头人台账|<|<|<|<\n乡镇|姓名|身份证号|状态|村类型"
    ledger = table("\n".join([head, *leaders, f"桂林街道|某某|{D}|在库|贫困村"]))
    [row, _] = table(f"{LINK}\n桂林街道|{link}|赵一\n桂林街道|某某|{D}|钱二").rows(HouseholdLink)
    found = Owners.of(ledger.rows(Leader)).verdict(owner, row)
    return found.counts, found.reason


@pytest.mark.parametrize(
    ("link", "leaders", "counts"),
    [
        (f"张三|{A}", (f"桂林街道|张三|{A}|在库|贫困村",), True),
        (f"张三|{A}", (f"桂林街道|张三|{A}|退出|贫困村",), False),
        (f"张三|{A}", (f"桂林街道|张三|{A}|在库|贫困村", f"桂林街道|张三|{A}|退出|贫困村"), None),
        (f"张三|{A}", (), True),
        ("张三|", (f"桂林街道|张三|{A}|退出|贫困村",), False),
        ("张三|", (f"双河镇|张三|{A}|退出|贫困村",), True),
        ("张三|", (f"桂林街道|张三|{A}|退出|贫困村", f"桂林街道|张三|{B}|退出|贫困村"), True),
        (f"张三|{B}", (f"桂林街道|张三|{A}|退出|贫困村",), True),
        (f"张三|{B}", ("桂林街道|张三||退出|贫困村",), False),
        ("|", (f"桂林街道|张三|{A}|退出|贫困村",), True),
    ],
)
def test_a_row_counts_by_its_owner(
    link: str, leaders: tuple[str, ...], counts: bool | None
) -> None:
    assert verdict(OWNER, link, *leaders)[0] is counts


def test_an_owner_has_to_meet_what_is_asked_of_him() -> None:
    assert verdict(IN_STOCK, f"张三|{A}", f"桂林街道|张三|{A}|在库|贫困村") == (True, "")
    assert verdict(IN_STOCK, f"张三|{A}", f"桂林街道|张三|{A}|在库|非贫困村") == (
        False,
        "带头人不在统计口径内",
    )
    assert verdict(IN_STOCK, f"张三|{A}", f"桂林街道|张三|{A}|在库|") == (
        None,
        "带头人的情况不能确定",
    )
    assert verdict(IN_STOCK, f"张三|{A}") == (None, "没有查到带头人")
    assert verdict(IN_STOCK, f"张三|{A}", f"桂林街道|张三|{A}|退出|非贫困村") == (
        False,
        "带头人已退出",
    )


def test_figures_without_sums_targets_and_rates() -> None:
    text = (
        "2020年第二季度就业扶贫情况统计表|<|<|<\n镇街|送工送岗（人）|招聘会任务（场）|完成率\n"
        "桂花街道|{3}|{1}|{50}\n双河镇|{1}|{2}|{40}\n合计|{4}|{3}|{45}"
    )
    one = table(text)
    assert [(f.unit, f.name, int(f.value)) for f in figures_of(one)] == [
        ("桂花街道", "送工送岗", 3),
        ("双河镇", "送工送岗", 1),
    ]
    assert list(figures_of(table(text.replace("情况统计表", "任务分解表")))) == []


QUARTER, SO_FAR, YEAR = (
    (date(2020, first, 1), date(2020, last, day))
    for first, last, day in ((4, 6, 30), (1, 6, 30), (1, 12, 31))
)


@pytest.mark.parametrize(
    ("title", "heads", "days"),
    [
        ("2020年第二季度", ("本季", "累计"), [QUARTER, SO_FAR]),
        ("2020年5月", ("本月", "累计"), [None, (date(2020, 1, 1), date(2020, 5, 31))]),
        ("2020年", ("男", "女"), [YEAR, YEAR]),
        ("2020年", ("本季", "累计"), [None, YEAR]),
        ("2020年第二季度", ("本月", "6月"), [None, None]),
        ("第二季度", ("本季", "累计"), [None, None]),
        ("2020年第二季度", ("男", "女"), [None, None]),
    ],
)
def test_the_span_of_a_figure(
    title: str, heads: tuple[str, str], days: list[tuple[date, date] | None]
) -> None:
    text = f"{title}就业扶贫情况统计表|<|<\n镇街|送工送岗（人）|<\n^|{heads[0]}|{heads[1]}\n桂花街道|{{3}}|{{1}}\n双河镇|{{1}}|{{2}}"
    assert [figure.days for figure in figures_of(table(text))] == days * 2


@pytest.mark.parametrize(
    ("word", "whole"),
    [("合计", True), ("全县", True), ("全市合计", True), ("双河镇", False), ("", False)],
)
def test_labels_of_sums(word: str, whole: bool) -> None:
    assert is_whole(word) is whole


def test_headers_of_counts() -> None:
    assert is_count("技能培训", "累计")
    assert not is_count("技能培训任务", "")
    assert not is_count("技能培训", "上年同期")


@pytest.mark.parametrize(
    ("path", "word", "found"),
    [
        ("技能培训/本季", "", ("技能培训", "quarter")),
        ("技能培训/本季度完成数", "", ("技能培训", "quarter")),
        ("技能培训/1-6月累计", "", ("技能培训", "year")),
        ("技能培训/年初至今", "", ("技能培训", "year")),
        ("技能培训本年累计", "", ("技能培训", "year")),
        ("技能培训", "", ("技能培训", "")),
        ("按季累计", "", ("按季累计", "")),
        ("技能培训/本期", "", ("技能培训", "period")),
        ("技能培训当月", "", ("技能培训", "month")),
        ("技能培训8月份", "", ("技能培训", 8)),
        ("技能培训", "08月", ("技能培训", 8)),
        ("技能培训/7月/累计", "", ("技能培训/7月", "year")),
    ],
)
def test_the_days_of_a_figure(path: str, word: str, found: tuple[str, str | int]) -> None:
    assert name_and_span(path, word) == found


def test_a_correction_is_written_beside_a_table() -> None:
    rows = "镇街|送工送岗（人）\n桂花街道|{3}\n双河镇|{1}"
    assert not is_corrected(table(f"2020年就业扶贫情况统计表|<\n{rows}"))
    assert is_corrected(table(f"2020年就业扶贫情况统计表（更正）|<\n{rows}"))


def roster(*rows: str) -> Table:
    return table("\n".join(["学员花名册|<|<", "姓名|身份证号|班次名称", *rows]))


def test_an_old_number_stands_for_the_new_one_where_asked_for() -> None:
    one = roster(f"张三|{A}|第1期", f"张三|{OLD_A}|第2期", f"李四|{B}|第1期")
    assert list(repeated_people([one], Trainee)) == []
    [rows] = repeated_people([one], Trainee, old_numbers=True)
    assert [row.class_name for row in rows] == ["第1期", "第2期"]
    two = roster(f"张三|{OLD_A}|第3期", f"王五|{C}|第3期")
    [rows] = repeated_people(
        [roster(f"张三|{A}|第1期", f"李四|{B}|第1期"), two], Trainee, old_numbers=True
    )
    assert [row.class_name for row in rows] == ["第1期", "第3期"]


def test_tables_without_the_field_have_nobody() -> None:
    bare = table("学员花名册|<\n姓名|班次名称\n张三|第1期\n张三|第2期")
    assert list(repeated_people([bare], Trainee)) == []
    one = roster(f"张三|{A}|第1期", f"张三|{A}|第2期")
    assert [len(rows) for rows in repeated_people([bare, one], Trainee)] == [2]
    assert [len(rows) for rows in repeated_people([one, one], Trainee)] == [4]


def test_a_key_with_a_blank_tells_nobody_apart() -> None:
    assert is_filled_in([("value", "第1期"), ("missing", None)])
    assert not is_filled_in([("value", "第1期"), ("blank", None)])
    assert not is_filled_in([("none", None)])
    assert is_filled_in([])


def test_names_beside_numbers() -> None:
    assert is_of_two_names("李三", "李四")
    assert not is_of_two_names("李三", "")
    assert not is_of_two_names(None, "李四")
    one = table(f"学员花名册|<|<\n姓名|身份证号|备注\n张三|{A}|曾用名张山\n李四|{B}|\n|{C}|")
    [columns] = person_columns(one)
    assert columns.people() == {(A, "张三"), (B, "李四")}
    assert [columns.may_be_renamed(index) for index in (0, 1)] == [True, False]


def test_villages_of_the_list_then_those_of_other_townships() -> None:
    villages = table(
        "2020年村名单|<|<|<\n乡镇|村|村类型|撤并日期\n双河镇|红花村|贫困村|\n双河镇|青龙村|非贫困村|2019-05-01"
    )
    lines = list(village_lines(LedgerSet([villages])))
    assert [(line.township, line.names, line.is_rural) for line in lines] == [
        ("双河镇", ("红花村",), True), ("双河镇", ("青龙村",), True),
    ]  # fmt: skip
    assert [line.exists_on(date(2020, 1, 1)) for line in lines] == [True, False]

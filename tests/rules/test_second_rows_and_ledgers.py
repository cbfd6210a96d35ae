"""Ledgers of several periods and townships, and rows that only another column explains."""

from __future__ import annotations

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
STOCK = "镇街|村|姓名|身份证号|状态|村类型"
VILLAGES = ("2020年村名单", "镇街|村|村类型", "桂花街道|红花村|贫困村", "桂花街道|青龙村|非贫困村")


def stock(
    title: str, count: int, village: str = "桂花街道|红花村", kind: str = ""
) -> tuple[str, ...]:
    people = zip("甲乙丙丁戊", (A, B, C, D, E), strict=True)
    rows = [f"{village}|{name}|{one}|在库|{kind}" for name, one in people][:count]
    return (title, STOCK, *rows)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2020年5月致富带头人台账", "2020年第二季度致富带头人台账"), ("2020年第一季度致富带头人台账", "2020年4月致富带头人台账"), ("2019年第四季度致富带头人台账", "2020年1月致富带头人台账"),
        ("致富带头人台账", "第二季度致富带头人台账"), ("2020年第三季度致富带头人台账", "2020年第四季度致富带头人台账"),
    ],
)  # fmt: skip
def test_the_newest_ledger_counts_whatever_the_order(older: str, newer: str) -> None:
    for first, second, short in (
        (stock(older, 4), stock(newer, 3), 1),
        (stock(older, 3), stock(newer, 4), 0),
    ):
        assert len(told_of("L208", "tongnan-2020", VILLAGES, first, second)) == short
        assert len(told_of("L208", "tongnan-2020", VILLAGES, second, first)) == short


def test_townships_without_a_list_are_looked_at_by_their_own_column() -> None:
    listed = stock("2020年致富带头人台账", 4)
    other = [f"双河镇|白云村|己|{F}|在库|贫困村"]
    found = told_of("L208", "tongnan-2020", VILLAGES, (*listed, *other))
    assert [words.partition("，")[0] for words in found] == ["白云村在库带头人1人（己）"]
    assert (
        told_of(
            "L208", "tongnan-2020", VILLAGES, (*listed, other[0].replace("|贫困村", "|非贫困村"))
        )
        == []
    )
    alone = told_of("L208", "tongnan-2020", stock("2020年致富带头人台账", 3, kind="贫困村"))
    assert [words.partition("，")[0] for words in alone] == ["红花村在库带头人3人（甲、乙、丙）"]
    assert told_of("L208", "tongnan-2020", stock("2020年致富带头人台账", 4, kind="贫困村")) == []


def test_a_quarter_s_ledger_is_no_base_for_the_year_so_far() -> None:
    head = "镇街|送工送岗（人）/本季|送工送岗（人）/累计"
    figures = (
        "2020年第二季度就业扶贫情况统计表",
        head,
        "桂花街道|{2}|{5}",
        "双河镇|{1}|{6}",
        "柏梓镇|{4}|{4}",
    )
    ledger = (
        "2020年第二季度送工送岗台账",
        "镇街|姓名|身份证号|户类型|送岗时间",
        f"桂花街道|张三|{A}|贫困户|2020-05-01",
        f"桂花街道|李四|{B}|贫困户|2020-06-01",
    )
    assert told_of("Q603", "tongnan-2020", figures, ledger) == []
    [says] = told_of(
        "Q603", "tongnan-2020", (*figures[:2], "桂花街道|{3}|{5}", *figures[3:]), ledger
    )
    assert "填3人" in says
    assert "数为2人" in says


REGISTER = "户编号|姓名|证件号码|与户主关系|户主姓名"


def test_heads_of_a_household_in_a_register_are_those_who_say_so() -> None:
    rows = (f"101|甲|{A}|户主|甲", f"101|乙|{B}|配偶|丙", f"102|丁|{D}|户主|丁")
    assert told("P129", "", "人口信息名册", REGISTER, *rows) == []
    assert len(told("P129", "", "人口信息名册", REGISTER, *rows, f"101|戊|{E}|户主|戊")) == 1
    bare = [row.replace("|户主", "").replace("|配偶", "") for row in rows]
    assert len(told("P129", "", "人口信息名册", REGISTER.replace("|与户主关系", ""), *bare)) == 1


def test_months_paid_under_another_name_are_paid() -> None:
    roster = (
        "村级后备干部名册",
        "姓名|身份证号|聘任日期",
        f"张三|{A}|2022-12-15",
        f"李四|{B}|2022-12-15",
    )
    head = "月份|姓名|身份证号|县级补助|乡镇补助"
    rows = [f"{month}月|李四|{B}|1000|1000" for month in (1, 2, 3)]
    sheet = ("2023年村级后备干部补助发放表", head, *rows, f"1-3月|张山|{A}|3000|3000")
    assert told_of("J203", "qingliu-2022", roster, sheet, as_of="2023-12-31") == []
    named = (*sheet[:-1], "1-3月|张三||3000|3000")
    assert told_of("J203", "qingliu-2022", roster, named, as_of="2023-12-31") == []
    [says] = told_of(
        "J203",
        "qingliu-2022",
        roster,
        (*sheet[:-1], f"1-2月|张山|{A}|2000|2000"),
        as_of="2023-12-31",
    )
    assert "缺1个月" in says


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("30|1000元|{30000}", 0),
        ("30|1000元/人|{30000}", 0),
        ("30|1000元|{30001}", 1),
        ("30|1000|3万元", 0),
        ("30|1000|3.1万元", 1),
    ],
)
def test_claims_in_words_are_exact(row: str, hits: int) -> None:
    rows = (f"电焊第1期|{row}", "家政第1期|10|1000|{10000}")
    assert (
        len(told("N405", "", "培训补贴申请表", "班次名称|补贴人数|补贴标准|申请金额", *rows))
        == hits
    )


@pytest.mark.parametrize(("most", "hits"), [("{2000}", 1), ("{2001}", 0)])
def test_amounts_far_apart_have_no_usual_one(most: str, hits: int) -> None:
    figures = ("{60000}", "{100}", "{600}", "{600}", most, "{600}")
    rows = [
        f"甲{n}|{number(sequence=2 * n + 1)}|保洁员|{figure}" for n, figure in enumerate(figures)
    ]
    found = told("N420", "", "公益性岗位台账", "姓名|身份证号|岗位名称|月补贴标准", *rows)
    assert len(found) == hits

"""Cadres and leaders of trades beside the tables of rules: parts of a month, years, roles."""

from __future__ import annotations

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
PAY = "月份|姓名|身份证号|县级补助|乡镇补助|合计|备注"


def pay(*rows: str) -> list[str]:
    return told("J205", "qingliu-2022", "2023年村级后备干部补助发放表", PAY, *rows)


@pytest.mark.parametrize(
    ("first", "second", "hits"),
    [
        ("{1000}|{0}", "{0}|{1000}", 0), ("{1000}|", "|{1000}", 0), ("{1000}|{0}", "{1000}|{0}", 1), ("{1000}|{1000}", "{1000}|", 1),
        ("{1000}|{1000}", "|", 1), ("{0}|{1000}", "{1000}|{1}", 1),
    ],
)  # fmt: skip
def test_two_parts_of_a_month_are_no_second_payment(first: str, second: str, hits: int) -> None:
    others = (f"1月|李四|{B}|{{1000}}|{{1000}}||", f"1月|王五|{C}|{{1000}}|{{1000}}||")
    rows = (f"1月|张三|{A}|{first}||", f"1月|张三|{A}|{second}||")
    assert len(pay(*rows, *others)) == len(pay(*others, *rows)) == hits


@pytest.mark.parametrize(("remark", "hits"), [("", 1), ("补发上月", 0), ("见附件", 1)])
def test_a_payment_that_is_explained(remark: str, hits: int) -> None:
    one = f"张三|{A}|{{1000}}|{{1000}}|"
    assert len(pay(f"1月|{one}|", f"1月|{one}|{remark}", f"2月|{one}|", f"1月|{one}|")) == hits + 1
    assert pay(f"1月|{one}|", f"2月|{one}|", f"1-2月|李四|{B}|{{2000}}|{{2000}}||") == []


ROSTERS = "农村产业发展带头人名册", "村级后备干部名册"


@pytest.mark.parametrize(
    ("years", "hits"), [(("", ""), 1), (("2023年", ""), 1), (("", "2023年"), 1), (("2023年", "2023年"), 1), (("2022年", "2023年"), 0)]
)  # fmt: skip
def test_rosters_of_one_year_or_of_no_year(years: tuple[str, str], hits: int) -> None:
    leaders, cadres = (
        (
            f"{year}{title}",
            "姓名|身份证号|状态",
            f"李四|{B}|在册",
            f"张三|{A}|在册",
            f"王五|{n}|在册",
        )
        for year, title, n in zip(years, ROSTERS, (C, D), strict=True)
    )
    assert len(told_of("J101", "qingliu-2022", leaders, cadres)) == 2 * hits


@pytest.mark.parametrize(
    ("state", "hits"), [("在册", 2), ("退出", 1), ("离任", 1), ("", 2), ("{#N/A}", 1)]
)
def test_of_those_who_have_left_no_schooling_is_asked(state: str, hits: int) -> None:
    for title in ROSTERS:
        says = told(
            "J102", "qingliu-2022", title, "姓名|身份证号|文化程度|状态", f"张三|{A}|初中|{state}", f"李四|{B}|小学|在册", f"王五|{C}|高中|在册",
        )  # fmt: skip
        assert len(says) == hits


@pytest.mark.parametrize("title", ROSTERS)
def test_changes_of_either_roster_in_a_year(title: str) -> None:
    head = "乡镇|姓名|身份证号"
    sheets = [
        (f"2023年第{quarter}季度{title}", head, f"双河镇|张三|{one}", f"柏梓镇|赵六|{F}")
        for quarter, one in zip("一二三四", (A, B, C, D), strict=True)
    ]
    assert len(told_of("J107", "qingliu-2022", *sheets[:2])) == 0
    assert len(told_of("J107", "qingliu-2022", *sheets[:3])) == 1
    assert len(told_of("J107", "qingliu-2022", *sheets)) == 1
    next_year = (f"2024年第一季度{title}", head, f"双河镇|张三|{E}", f"柏梓镇|赵六|{F}")
    assert len(told_of("J107", "qingliu-2022", *sheets[:2], next_year)) == 0


def test_all_numbers_of_each_roster_are_needed() -> None:
    head = "乡镇|姓名|身份证号"
    for title in ROSTERS:
        sheets = [
            (f"2023年第{quarter}季度{title}", head, f"双河镇|张三|{one}", f"双河镇|赵六|{other}")
            for quarter, one, other in zip("一二三", (A, B, C), ("", F, F), strict=True)
        ]
        assert told_of("J107", "qingliu-2022", *sheets) == []


def test_sums_after_rows_that_lack_a_part() -> None:
    rows = (
        f"1月|张三|{A}||{{1000}}|{{1000}}|",
        f"1月|李四|{B}|{{1000}}|{{1000}}|{{1500}}|",
        f"1月|王五|{C}|{{0}}|{{0}}|{{0}}|",
        f"1月|赵六|{D}|{{0}}|{{1}}|{{0}}|",
    )
    assert told("J202", "qingliu-2022", "2023年村级后备干部补助发放表", PAY, *rows) == [
        "填1500元，两项相加为2000元，少500元", "填0元，两项相加为1元，少1元",
    ]  # fmt: skip

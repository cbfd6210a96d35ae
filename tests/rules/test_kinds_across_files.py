"""Faults that only several files together show, in one file and in two, and what only looks so."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.facts.public_holidays import public_holidays, working_weekends

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
FIRST_CLASS = "电焊班 | 2020-07-06 | 2020-07-12"
OTHER_CLASS = "家政班 | 2020-07-06 | 2020-07-12"


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join([f"| {head} |", *(f"| {row} |" for row in rows)]))


def roster(town: str, *rows: str) -> Sheet:
    head = "镇街 | 姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期"
    return sheet(f"{town}2020年学员花名册", head, *(f"{town} | {row}" for row in rows))


def spending(unit: str, *rows: str) -> Sheet:
    head = "凭证号 | 支付日期 | 支出项目 | 收款单位 | 支出金额（元） | 备注"
    return sheet(f"{unit}2020年资金支出台账", head, *rows)


def test_a_number_with_two_names_in_two_townships_is_one_finding(office: Office) -> None:
    found = office.only(
        roster("双河镇", f"张三 | {A} | {FIRST_CLASS}"),
        roster("桂林街道", f"李四 | {A} | 养殖班 | 2020-09-07 | 2020-09-13"),
        roster("柏梓镇", f"张三 | {A} | 烹饪班 | 2020-10-12 | 2020-10-16"),
    )
    assert found.code == "P127"
    assert {cell.file for cell in found.related} == {"台账A.xlsx", "台账C.xlsx"}
    assert "“张三”" in found.message
    assert "“李四”" in found.message


@pytest.mark.parametrize("name", ["张 三", "张　三", "张三 "])
def test_blanks_make_no_other_name(office: Office, name: str) -> None:
    assert not office.codes(
        roster("双河镇", f"张三 | {A} | {FIRST_CLASS}"),
        roster("桂林街道", f"{name} | {A} | 养殖班 | 2020-09-07 | 2020-09-13"),
    )


def test_a_former_name_in_the_remark_is_no_other_person(office: Office) -> None:
    posts = "镇街 | 姓名 | 身份证号 | 岗位名称 | 备注"
    assert not office.codes(
        roster("双河镇", f"张三 | {A} | {FIRST_CLASS}"),
        sheet("双河镇2020年公益性岗位台账", posts, f"双河镇 | 张小三 | {A} | 保洁员 | 曾用名张三"),
    )


def test_in_two_townships_classes_on_the_same_days(office: Office) -> None:
    found = office.only(
        roster("双河镇", f"张三 | {A} | {FIRST_CLASS}"),
        roster("桂林街道", f"张三 | {A} | {OTHER_CLASS}"),
    )
    assert found.code == "P109"


def test_one_class_in_two_tables_of_a_township_is_no_clash(office: Office) -> None:
    rows = [f"张三 | {A} | {FIRST_CLASS}"]
    assert "P109" not in office.codes(roster("双河镇", *rows), roster("双河镇", *rows))


def test_a_payment_in_the_books_of_two_departments(office: Office) -> None:
    row = "记018 | 2020-06-12 | 培训补贴 | 县职校 | 21000 | "
    found = office.only(spending("人社局", row), spending("农业农村局", row))
    assert (found.code, found.cell and found.cell.file) == ("F106", "台账B.xlsx")


def test_a_voucher_with_two_payees_and_a_refund_are_no_repetition(office: Office) -> None:
    assert not office.codes(
        spending(
            "人社局",
            "记018 | 2020-06-12 | 培训补贴 | 县职校 | 21000 | ",
            "记018 | 2020-06-12 | 培训补贴 | 农广校 | 21000 | ",
            "记019 | 2020-06-13 | 冲销 | 县职校 | -21000 | 冲记018",
        )
    )


def test_a_class_claimed_in_two_batches(office: Office) -> None:
    head = "申请单位 | 班次名称 | 开班日期 | 结业日期 | 补贴人数 | 补贴标准 | 申请金额"
    row = f"县职校 | {FIRST_CLASS} | 40 | 1000 | 40000"
    batches = [sheet(f"2020年第{n}批培训补贴申请表", head, row) for n in "一二"]
    assert office.only(*batches).code == "N421"


LINKS = "镇街 | 带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号"


def leader_ledger(town: str, *rows: str) -> Sheet:
    head = "镇街 | 姓名 | 身份证号"
    return sheet(f"{town}2020年致富带头人台账", head, *(f"{town} | {row}" for row in rows))


def test_a_leader_of_the_link_sheet_who_is_in_no_ledger(office: Office) -> None:
    links = sheet(
        "双河镇2020年带动户明细", LINKS,
        f"双河镇 | 张三 | {A} | 王甲 | {C}", f"双河镇 | 李四 | {B} | 王乙 | {D}",
    )  # fmt: skip
    found = office.outcome(leader_ledger("双河镇", f"张三 | {A}"), links).findings
    [told] = [one for one in found if one.code == "L219"]
    assert "李四" in told.message


def test_links_of_a_township_without_a_ledger_are_left_alone(office: Office) -> None:
    links = sheet("双河镇2020年带动户明细", LINKS, f"双河镇 | 李四 | {B} | 王乙 | {D}")
    assert "L219" not in office.codes(leader_ledger("桂林街道", f"张三 | {A}"), links)


def test_paid_though_not_on_the_roster(office: Office) -> None:
    paid = sheet(
        "双河镇2020年培训补贴发放花名册", "镇街 | 姓名 | 身份证号 | 班次名称 | 补贴金额",
        f"双河镇 | 张三 | {A} | 电焊班 | 1000", f"双河镇 | 李四 | {B} | 电焊班 | 1000",
    )  # fmt: skip
    found = office.only(roster("双河镇", f"张三 | {A} | {FIRST_CLASS}"), paid)
    assert found.code == "X102"
    assert "李四" in found.message


def test_days_off_and_working_weekends() -> None:
    off, working = public_holidays(), working_weekends()
    assert {date(2020, 2, 2), date(2021, 2, 17), date(2025, 10, 8), date(2026, 2, 23)} <= off
    assert {date(2020, 6, 28), date(2024, 2, 4), date(2026, 2, 28)} <= working
    assert not off & working
    assert all(day.weekday() >= 5 for day in working)
    assert {day.year for day in off} == set(range(2020, 2027))

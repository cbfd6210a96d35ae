"""Money taken back, payments before applications, presence above what is due."""

from __future__ import annotations

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

A, B, C = (number(sequence=n) for n in (1, 3, 5))


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join(f"| {line} |" for line in (head, *rows)))


def found(office: Office, one: Sheet, code: str) -> list[str]:
    return [f"{f.cell.address}" for f in office.outcome(one).findings if f.code == code and f.cell]


SPENT = "凭证号 | 支出项目 | 收款单位 | 班次名称 | 支出金额（元） | 备注"


@pytest.mark.parametrize(
    ("refund", "count"),
    [
        ("K2 | 培训补贴 | 宏远学校 | 叉车班 | -43200 | 追回", 1),
        ("K2 | 培训补贴 | 宏远学校 | | -43200 | 冲销", 1),
        ("K2 | 追回补贴 | 宏远学校 | | -43200 |", 1),
        ("K2 | 培训补贴 | 县职校 | 电焊班 | -90000 | 退回", 1),
        ("K2 | 培训补贴 | 县职校 | 叉车班 | -1000 | 收回", 1),
        ("K2 | 培训补贴 | 县职校 | 电焊班 | -5000 | 追回", 0),
        ("K2 | 培训补贴 | 东乡县职校 | | -45000 | 追回", 0),
        ("K2 | 培训补贴 | 宏远学校 | 叉车班 | -43200 | 追回上年多付", 0),
        ("K2 | 培训补贴 | 宏远学校 | 叉车班 | -43200 | 冲2021年12月第8号凭证", 0),
        ("K2 | 更正记账科目 | 宏远学校 | | -300 |", 0),
    ],
)
def test_more_taken_back_than_paid(office: Office, refund: str, count: int) -> None:
    paid = "K1 | 培训补贴 | 县职校 | 电焊班 | 45000 |"
    title = "青龙县2022年培训资金支出台账"
    assert len(found(office, sheet(title, SPENT, paid, refund), "F107")) == count


@pytest.mark.parametrize("header", ["申请日期", "补贴申请日期", "申领日期", "申报时间"])
@pytest.mark.parametrize(
    ("applied", "cells"), [("2023-11-20", 1), ("2023-10-16", 0), ("2023-09-01", 0), ("", 0)]
)
def test_paid_before_the_application(office: Office, header: str, applied: str, cells: int) -> None:
    head = f"姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期 | 补贴金额 | {header} | 发放日期"
    row = f"张三 | {A} | 制茶班 | 2023-09-11 | 2023-09-20 | 800 | {applied} | 2023-11-06"
    assert len(found(office, sheet("双河镇2023年职业培训补贴花名册", head, row), "D515")) == cells


@pytest.mark.parametrize(
    "heads",
    [
        "应出勤（半天） | 实际出勤（半天）", "应到 | 实到", "应到课时 | 实到课时", "应到次数 | 实到次数",
        "应出勤天数 | 实际出勤天数", "应到学时 | 实到学时",
    ],
)  # fmt: skip
def test_present_above_what_is_due(office: Office, heads: str) -> None:
    rows = (f"张三 | {A} | 20 | 19", f"李四 | {B} | 20 | 23", f"王五 | {C} | 20 | 20")
    one = sheet("阳长镇2022年竹编培训班考勤表", f"姓名 | 身份证号 | {heads}", *rows)
    assert len(found(office, one, "N401")) == 1


def test_present_above_expected_of_a_class(office: Office) -> None:
    head = "班次名称 | 开班日期 | 结业日期 | 应到 | 实到"
    days = "2022-07-04 | 2022-07-13"
    one = sheet(
        "2022年培训班台账", head, f"电焊班 | {days} | 40 | 45", f"家政班 | {days} | 40 | 39"
    )
    assert len(found(office, one, "N401")) == 1


def test_a_certificate_before_exam_and_end_is_one_finding(office: Office) -> None:
    head = "姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期 | 考试日期 | 发证日期"
    days = "育婴班 | 2021-04-06 | 2021-04-20 | 2021-04-21"
    one = sheet("2021年学员花名册", head, f"张三 | {A} | {days} | 2021-03-02")
    assert (found(office, one, "D515"), found(office, one, "D505")) == (["G3"], [])


def test_an_impossible_day_is_one_finding(office: Office) -> None:
    head = "班次名称 | 开班日期 | 结业日期 | 培训天数"
    title = "2022年培训班台账"
    assert office.only(sheet(title, head, "一班 | 1900-01-22 | 2022-04-15 | 10")).code == "D516"
    assert office.only(sheet(title, head, "一班 | 2013-05-09 | 2022-05-18 | 10")).code == "D517"

"""Classes, vouchers, attendance and money that are sound though they do not look it: silence.

Each case is a way in which an honest office writes; what a rule is for stands in its own table.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
HOW: dict[str, Any] = {"notice": ("dongxiang-2020",), "as_of": date(2021, 1, 10)}


def classes(*rows: str, head: str, title: str = "2020年培训班台账") -> Sheet:
    return Sheet(title, "\n".join([head, *rows]))


def held(*rows: str, title: str = "2020年培训班台账") -> Sheet:
    """Classes with agency and days."""
    return classes(*rows, head="| 班次名称 | 培训机构 | 开班日期 | 结业日期 |", title=title)


ONE = "| 第1期电焊班 | 县职校 | 2020-07-06 | 2020-07-10 |"
TWO = "| 第2期电焊班 | 县职校 | 2020-08-03 | 2020-08-07 |"


def marked(title: str, *rows: str, days: str = "7月6日上午 | 7月6日下午") -> Sheet:
    return Sheet(title, "\n".join([f"| 序号 | 姓名 | {days} |", *rows]))


def roster(*names: str, of: str = "第1期电焊班", title: str = "2020年培训学员报到册") -> Sheet:
    lines = ["| 班次名称 | 姓名 | 身份证号 |"]
    lines += [f"| {of} | {name} | {number(sequence=2 * n + 1)} |" for n, name in enumerate(names)]
    return Sheet(title, "\n".join(lines))


SHEET = marked("2020年第1期电焊班考勤表", "| 1 | 马一 | √ | √ |", "| 2 | 马二 | √ | △ |")


# Attendance.


def test_names_of_one_class_in_four_ways(office: Office) -> None:
    for title in (
        "东乡县2020年第1期电焊培训班考勤表", "第一期电焊班签到表", "县职校1期电焊培训班学员考勤表",
        "2020年第1期电焊班7月考勤表",
    ):  # fmt: skip
        sheet = marked(title, "| 1 | 马一 | √ | √ |")
        assert office.codes(held(ONE), sheet, **HOW) == []


def test_a_class_whose_agency_sent_no_attendance_sheets_at_all(office: Office) -> None:
    other = "| 第2期养殖班 | 农广校 | 2020-08-03 | 2020-08-07 |"
    assert office.codes(held(ONE, other), SHEET, **HOW) == []


def test_a_class_before_the_attendance_sheets_that_were_sent(office: Office) -> None:
    early = "| 第9期电焊班 | 县职校 | 2020-03-02 | 2020-03-06 |"
    assert office.codes(held(early, ONE), SHEET, **HOW) == []


def test_a_sheet_of_several_classes_or_of_none_may_be_anybodys(office: Office) -> None:
    for title in ("2020年第1至2期电焊班考勤表", "2020年电焊班考勤表", "考勤表"):
        sheet = marked(title, "| 1 | 马一 | √ | √ |")
        assert office.codes(held(ONE, TWO), SHEET, sheet, **HOW) == []


def test_a_class_that_still_runs_needs_no_sheet_yet(office: Office) -> None:
    how = HOW | {"as_of": date(2020, 8, 5)}
    assert office.codes(held(ONE, TWO), SHEET, **how) == []


def test_a_finished_class_without_a_sheet_is_told(office: Office) -> None:
    finding = office.only(held(ONE, TWO), SHEET, **HOW)
    assert (finding.code, finding.severity) == ("K102", "error")


def test_names_with_dots_and_blanks(office: Office) -> None:
    people = roster("马·哈三", "马 二")
    sheet = marked("2020年第1期电焊班考勤表", "| 1 | 马哈三 | √ | × |", "| 2 | 马二 | √ | √ |")
    assert office.codes(people, sheet, **HOW) == []


def test_a_roster_of_one_township_beside_the_attendance_of_the_whole_class(office: Office) -> None:
    people = roster("马一", "马二", "马三", "马四")
    rows = [
        f"| {n} | 马{'一二三四五六七八'[n - 1]} | √ | {'△' if n == 3 else '√'} |"
        for n in range(1, 9)
    ]
    assert office.codes(people, marked("2020年第1期电焊班考勤表", *rows), **HOW) == []


def test_a_class_marked_week_by_week(office: Office) -> None:
    people = roster("马一", "马二", "马三")
    first = marked("2020年第1期电焊班考勤表", "| 1 | 马一 | √ | √ |", "| 2 | 马二 | √ | × |")
    second = marked(
        "2020年第1期电焊班考勤表",
        "| 1 | 马一 | √ | √ |",
        "| 2 | 马三 | √ | × |",
        days="7月13日上午 | 7月13日下午",
    )
    assert office.codes(people, first, second, **HOW) == []


def everybody(
    count: int, title: str, *, days: str = "7月6日上午 | 7月6日下午 | 7月7日上午 | 7月7日下午"
) -> Sheet:
    marks = " | ".join("√" for _ in days.split("|"))
    return marked(title, *(f"| {n} | 学员{n} | {marks} |" for n in range(1, count + 1)), days=days)


def test_full_attendance_is_a_hint_and_of_few_not_even_that(office: Office) -> None:
    finding = office.only(everybody(10, "2020年第1期电焊班考勤表"), **HOW)
    assert (finding.code, finding.severity) == ("K103", "info")
    assert office.codes(everybody(9, "2020年第1期电焊班考勤表"), **HOW) == []
    two = "7月6日 | 7月7日"
    assert office.codes(everybody(30, "2020年第1期电焊班考勤表", days=two), **HOW) == []


def test_people_on_posts_are_no_class(office: Office) -> None:
    for title in ("2020年公益性岗位考勤表", "2020年护林员值班考勤表"):
        days = "10月1日 | 10月2日 | 10月3日 | 10月4日"
        assert office.codes(everybody(20, title, days=days), **HOW) == []


def test_the_same_two_ill_on_both_days(office: Office) -> None:
    rows = ("| 1 | 马一 | △ | △ |", "| 2 | 马二 | △ | △ |", "| 3 | 马三 | √ | √ |")
    assert (
        office.codes(marked("2020年第1期电焊班考勤表", *rows, days="7月6日 | 7月7日"), **HOW) == []
    )


def with_numbers(title: str, days: str, marks: str) -> Sheet:
    return Sheet(title, f"| 姓名 | 身份证号 | {days} |\n| 马一 | {A} | {marks} |")


@pytest.mark.parametrize(
    ("title", "days", "marks"),
    [
        ("2020年第2期养殖班考勤表", "7月7日上午 | 7月7日下午", "√ | √"),
        ("2020年第2期养殖班考勤表", "7月6日上午 | 7月7日下午", "× | √"),
        ("2020年第2期养殖班考勤表", "7月6日 | 7月7日", "√ | √"),  # which half is not said
        ("2020年第1期电焊培训班签到表", "7月6日上午 | 7月6日下午", "√ | √"),  # the same class
        ("2020年第1期考勤表", "7月6日上午 | 7月6日下午", "√ | √"),  # perhaps the same class
        ("考勤表", "7月6日上午 | 7月6日下午", "√ | √"),
        ("2020年第2期养殖班考勤表", "7月6日上午 | 7月7日上午", "○ | √"),  # nobody explains ○
    ],
)
def test_one_person_in_two_sheets(office: Office, title: str, days: str, marks: str) -> None:
    first = with_numbers("2020年第1期电焊班考勤表", "7月6日上午 | 7月8日下午", "√ | √")
    assert office.codes(first, with_numbers(title, days, marks), **HOW) == []


def test_a_leader_ledger_with_columns_of_visits_is_no_attendance_sheet(office: Office) -> None:
    sheet = Sheet(
        "桂林街道2020年致富带头人台账",
        f"| 姓名 | 身份证号 | 状态 | 3月5日回访 | 6月8日回访 |\n| 张三 | {A} | 在库 | 好 | 好 |",
    )
    outcome = office.outcome(sheet, **HOW)
    assert [table.ledger for table in outcome.tables] == ["leader"]


# Spot checks and visits.


def checks(*rows: str, title: str = "2020年培训班抽查记录") -> Sheet:
    return Sheet(title, "\n".join(["| 抽查日期 | 班次名称 | 存在问题 |", *rows]))


@pytest.mark.parametrize(
    "row",
    [
        "| 2020-08-03 | 第2期电焊班 | 无 |",  # on the first day
        "| 2020-08-07 | 第2期电焊班 | 无 |",
        "| 2020年8月 | 第2期电焊班 | 无 |",  # a month may be any of its days
        "| 2020-08-05 | 第1期、第2期电焊班 | 无 |",
        "| 2020-08-05 | 各培训班 | 无 |",
        "| 8月初 | 第2期电焊班 | 无 |",
        "| 2020-08-05 | 第二期电焊培训班 | 无 |",
    ],
)
def test_a_class_that_may_have_been_checked(office: Office, row: str) -> None:
    log = checks("| 2020-07-08 | 第1期电焊班 | 无 |", row)
    assert "K110" not in office.codes(held(ONE, TWO), log, **HOW)


def test_a_log_that_does_not_reach_so_far(office: Office) -> None:
    log = checks("| 2020-07-08 | 第1期电焊班 | 无 |")
    how = HOW | {"as_of": date(2020, 12, 1)}
    assert office.codes(held(ONE, TWO), log, **how) == []
    assert office.codes(held(ONE, TWO), log, **HOW) == ["K110"]  # the year is over


def test_a_running_class_is_a_hint(office: Office) -> None:
    third = "| 第3期电焊班 | 县职校 | 2020-08-03 | 2020-08-20 |"
    log = checks("| 2020-07-08 | 第1期电焊班 | 无 |", "| 2020-08-25 | 第2期电焊班 | 无 |")
    how = HOW | {"as_of": date(2020, 8, 18)}
    found = office.outcome(held(ONE, third), log, **how).findings
    assert [(f.code, f.severity) for f in found] == [("K110", "info")]


def visits(*rows: str) -> Sheet:
    return Sheet("2020年回访台账", "\n".join(["| 班次名称 | 姓名 | 回访日期 |", *rows]))


@pytest.mark.parametrize(
    "row",
    [
        "| 第2期电焊班 | 马二 | 2020-08-07 |",  # on the last day
        "| 第2期电焊班 | 马二 | 2020年8月 |",
        "| 第1、2期电焊班 | 马二 | 2020-09-07 |",
        "| | 马二 | 2020-09-07 |",
    ],
)
def test_a_class_that_may_have_been_visited(office: Office, row: str) -> None:
    log = visits("| 第1期电焊班 | 马一 | 2020-09-01 |", row)
    assert "K112" not in office.codes(held(ONE, TWO), log, **HOW)


@pytest.mark.parametrize("words", ["已整改", "整改到位", "已完成", "已销号"])
def test_rectified_in_words(office: Office, words: str) -> None:
    for head in ("整改情况", "备注"):
        sheet = Sheet(
            "2020年整改与处理台账",
            f"| 被处理单位 | 问题描述 | 整改期限 | {head} |\n| 县职校 | 考勤不全 | 2020-08-01 | {words} |",
        )
        assert office.codes(sheet, **HOW) == []


# Vouchers.


def vouchers(
    *rows: str, head: str = "| 券号 | 领券人姓名 | 结算日期 |", title: str = "2020年培训券台账"
) -> Sheet:
    return Sheet(title, "\n".join([head, *rows]))


def test_vouchers_counted_anew_in_each_township(office: Office) -> None:
    one = vouchers("| 001 | 马一 | 2020-08-01 |", title="锁南镇2020年培训券台账")
    other = vouchers("| 001 | 马二 | 2020-08-20 |", title="达板镇2020年培训券台账")
    assert office.codes(one, other, **HOW) == []


def test_vouchers_counted_anew_each_year(office: Office) -> None:
    other = vouchers("| DX00001 | 马二 | 2021-08-20 |", title="2021年培训券台账")
    how = HOW | {"as_of": date(2021, 12, 31)}
    assert office.codes(vouchers("| DX00001 | 马一 | 2020-08-01 |"), other, **how) == []


def test_a_voucher_in_the_list_of_issue_and_in_that_of_settlement(office: Office) -> None:
    issue = vouchers("| DX00001 | 马一 | |", title="2020年培训券发放台账")
    copy = vouchers("| DX00001 | 马一 | 2020-08-01 |", title="2020年培训券结算台账")
    assert office.codes(issue, copy, copy_of(copy), **HOW) == []


def copy_of(sheet: Sheet) -> Sheet:
    return Sheet(f"{sheet.title}（汇总）", sheet.table)


def test_a_settlement_taken_back(office: Office) -> None:
    sheet = vouchers(
        "| DX00001 | 马一 | 2020-08-01 | 600 |", "| DX00001 | 马一 | 2020-08-05 | -600 |",
        head="| 券号 | 领券人姓名 | 结算日期 | 结算金额（元） |",
    )  # fmt: skip
    assert office.codes(sheet, **HOW) == []


def test_a_voucher_settled_twice_in_one_ledger(office: Office) -> None:
    sheet = vouchers("| 001 | 马一 | 2020-08-01 |", "| 001 | 马二 | 2020-08-01 |")
    assert office.codes(sheet, **HOW) == ["V102"]


@pytest.mark.parametrize("day", ["2020-07-10", "2020年7月", "2020-07-20", ""])
def test_vouchers_handed_in_when_the_class_is_over(office: Office, day: str) -> None:
    sheet = vouchers(
        f"| DX00001 | 马一 | 第1期电焊班 | {day} |",
        head="| 券号 | 领券人姓名 | 班次名称 | 交券日期 |",
    )
    assert office.codes(held(ONE), sheet, **HOW) == []


def test_two_agencies_with_a_first_class_each(office: Office) -> None:
    sheet = vouchers(
        "| DX00001 | 马一 | 第1期 | 2020-07-08 |",
        head="| 券号 | 领券人姓名 | 班次名称 | 交券日期 |",
    )
    both = held(
        "| 第1期 | 县职校 | 2020-07-01 | 2020-07-05 |",
        "| 第1期 | 农广校 | 2020-07-06 | 2020-07-20 |",
    )
    assert office.codes(both, sheet, **HOW) == []


def test_rosters_that_come_township_by_township(office: Office) -> None:
    listed = Sheet(
        "锁南镇2020年学员花名册",
        f"| 乡镇 | 班次名称 | 姓名 | 身份证号 |\n| 锁南镇 | 第1期电焊班 | 马一 | {A} |",
    )
    sheet = vouchers(
        f"| DX00002 | 马二 | {B} | 达板镇 | 第1期电焊班 | 2020-07-20 |",
        head="| 券号 | 领券人姓名 | 领券人身份证号 | 乡镇 | 班次名称 | 交券日期 |",
    )
    assert office.codes(listed, sheet, **HOW) == []


# Agencies.


def bodies(*rows: str, title: str = "2020年培训机构名录") -> Sheet:
    return Sheet(title, "\n".join(["| 机构名称 | 核定规模 | 办学许可证号 | 许可证有效期 |", *rows]))


LISTED = "| 东乡县职业技术学校 | 60 | 甘人社001号 | 2022-12-31 |"


@pytest.mark.parametrize(
    "agency",
    ["县职校", "东乡县职业技术学校", "东乡县职业技术学校（锁南校区）", "县农业农村局", "锁南镇人民政府",
     "县职校、某公司", ""],
)  # fmt: skip
def test_agencies_that_may_be_on_the_list(office: Office, agency: str) -> None:
    row = f"| 第1期电焊班 | {agency} | 2020-07-06 | 2020-07-10 |"
    assert "B101" not in office.codes(held(row), bodies(LISTED), **HOW)


def test_a_list_of_another_year_or_of_none(office: Office) -> None:
    row = "| 第1期电焊班 | 致远学校 | 2020-07-06 | 2020-07-10 |"
    for title in ("2021年培训机构名录", "培训机构名录", "2020—2022年培训机构名录"):
        assert office.codes(held(row), bodies(LISTED, title=title), **HOW) == []
    assert office.codes(held(row), bodies(LISTED), **HOW) == ["B101"]


def test_a_licence_renewed_or_without_end(office: Office) -> None:
    for row in (
        "| 县职校 | 60 | 甘人社002号 | 2025-12-31 |",
        "| 县职校 | 60 | 甘人社002号 | 长期 |",
    ):
        old = "| 县职校 | 60 | 甘人社001号 | 2020-07-01 |"
        assert office.codes(held(ONE), bodies(old, row), **HOW) == []


# Money.


def income(
    *rows: str, unit: str = "", title: str = "2020年培训资金收入台账", head: str = "收入金额（元）"
) -> Sheet:
    return Sheet(title, "\n".join([f"| 资金来源 | 到账日期 | {head} |", *rows]), unit=unit)


def spending(
    *rows: str, unit: str = "", title: str = "2020年培训资金支出台账", head: str = "支出金额（元）"
) -> Sheet:
    return Sheet(
        title, "\n".join([f"| 支出项目 | 收款单位 | 资金来源 | {head} |", *rows]), unit=unit
    )


CAME = "| 扶贫资金 | 2020-05-01 | 100000 |"


@pytest.mark.parametrize(
    ("into", "out"),
    [
        (income(CAME), spending("| 培训补贴 | 县职校 | 财政专项扶贫资金 | 100000 |")),
        (income(CAME), spending("| 培训补贴 | 县职校 | 扶贫 | 120000 |", "| 追回 | 县职校 | 扶贫 | -20000 |")),
        (income("| 扶贫资金 | 2020-05-01 | 10 |", head="收入金额（万元）"), spending("| 培训补贴 | 县职校 | 扶贫 | 100000 |")),
        (income(CAME, "| 上年结余 | 2020-01-01 | 5000 |"), spending("| 培训补贴 | 县职校 | 扶贫 | 105000 |")),
        (income(CAME, title="2019年培训资金收入台账"), spending("| 培训补贴 | 县职校 | 就业 | 5000 |")),
        (income(CAME, unit="县人社局"), spending("| 培训补贴 | 县职校 | 就业 | 5000 |", unit="县妇联")),
        (income(CAME, head="收入金额"), spending("| 培训补贴 | 县职校 | 扶贫 | 120000 |", head="支出金额")),
        (income(CAME), spending("| 培训补贴 | 县职校 | | 120000 |")),
    ],
)  # fmt: skip
def test_books_that_agree(office: Office, into: Sheet, out: Sheet) -> None:
    found = office.codes(into, out, **HOW)
    assert not {"F101", "F102"} & set(found)


@pytest.mark.parametrize(
    "row",
    [
        "| 培训补贴 | 县职校 | 50 | 1200 | 60000 |",
        "| 培训补贴 | 县职校 | 50 | 1200 | 60000.4 |",
        "| 冲销 | 县职校 | 2 | 1200 | -2400 |",
        "| 生活补贴 | 县职校 | 50 | 30 | 7500 |",
        "| 培训补贴 | 县职校 | 50 | 80 | 28000 |",  # seven days
        "| 设备购置 | 某公司 | | | 5000 |",
        "| 设备购置 | 某公司 | 0 | 0 | 5000 |",
    ],
)
def test_amounts_that_follow_from_people_and_standard(office: Office, row: str) -> None:
    sheet = Sheet(
        "2020年培训资金支出台账", f"| 支出项目 | 收款单位 | 人数 | 标准 | 支出金额（元） |\n{row}"
    )
    assert office.codes(sheet, **HOW) == []


# Timetables, trades, people.


def lessons(*rows: str) -> Sheet:
    head = "| 班次名称 | 授课日期 | 时段 | 课时 | 授课内容 | 课程类型 |"
    return Sheet("2020年课程表", "\n".join([head, *rows]))


@pytest.mark.parametrize(
    "rows",
    [
        ["| 第1期电焊班 | 2020-07-06 | 上午 | 4 | 常识 | 理论 |"],  # the first week only
        ["| 第1期电焊班 | 2020-07-06 | 上午 | 4 | 常识 | 理论 |", "| 第1期电焊班 | 2020-07-10 | 上午 | | 平焊 | 实操 |"],
        ["| 第1期电焊班 | 2020-07-06 | 上午 | 4 | 常识 | 理论 |"] * 2,
        ["| 第1期电焊班 | 2020-07-06 | 上午 | 30 | 常识 | 理论 |", "| 第1期电焊班 | 2020-07-10 | 上午 | 10 | 平焊 | 实操 |"],
    ],
)  # fmt: skip
def test_timetables_that_do_not_contradict(office: Office, rows: list[str]) -> None:
    one = classes(
        "| 第1期电焊班 | 2020-07-06 | 2020-07-10 | 40 |",
        head="| 班次名称 | 开班日期 | 结业日期 | 总课时 |",
    )
    assert "T320" not in office.codes(one, lessons(*rows), **HOW)


@pytest.mark.parametrize(
    ("department", "trade"),
    [
        ("县职校", "电焊工"),
        ("县人社局", "电焊"),
        ("县商务局", "养殖"),
        ("县教育局", "电焊培训咨询"),
    ],
)
def test_departments_at_their_own_tasks(office: Office, department: str, trade: str) -> None:
    sheet = classes(
        f"| 第1期 | {department} | {trade} |", head="| 班次名称 | 责任部门 | 培训工种 |"
    )
    found = [f for f in office.outcome(sheet, **HOW).findings if f.severity != "info"]
    assert found == []


@pytest.mark.parametrize(
    "trade", ["中式烹调师", "砌筑工", "牛羊养殖", "挖掘机驾驶", "育婴员", "东乡手抓", "刺绣"]
)
def test_trades_under_their_own_names(office: Office, trade: str) -> None:
    sheet = classes(f"| 第1期 | 培训中心 | {trade} |", head="| 班次名称 | 培训机构 | 培训工种 |")
    assert office.codes(sheet, **HOW) == []


def people(*rows: str, title: str = "2020年学员花名册") -> Sheet:
    head = "| 姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期 | 责任部门 |"
    return Sheet(title, "\n".join([head, *rows]))


FIRST = f"| 马一 | {A} | 第1期电焊班 | 2020-07-06 | 2020-07-10 | 县职校 |"


def test_one_class_in_two_rosters_is_not_trained_again(office: Office) -> None:
    again = FIRST.replace("第1期电焊班", "第1期电焊培训班")
    assert office.codes(people(FIRST), people(again, title="2020年补贴花名册"), **HOW) == []


def test_a_second_class_is_a_hint(office: Office) -> None:
    again = f"| 马一 | {A} | 第2期养殖班 | 2020-09-06 | 2020-09-10 | 县农业农村局 |"
    found = office.outcome(people(FIRST, again), **HOW).findings
    assert [(f.code, f.severity) for f in found] == [("T328", "info")]

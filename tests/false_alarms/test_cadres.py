"""Rosters of leaders and reserve cadres and their pay that look wrong and are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Finding, Nature, Severity

QINGLIU = ("qingliu-2022",)
AS_OF = date(2024, 1, 10)
A, B, C = (number(sequence=s) for s in (1, 3, 5))


def said(office: Office, *sheets: Sheet, code: str = "J", as_of: date = AS_OF) -> list[Finding]:
    outcome = office.outcome(*sheets, notice=QINGLIU, as_of=as_of)
    return [f for f in outcome.findings if f.code.startswith(code)]


def leaders(*rows: str, head: str = "", title: str = "") -> Sheet:
    lines = [f"| 姓名 | 身份证号 {head}", *rows]
    return Sheet(title or "嵩溪镇2023年农村产业发展带头人名册", "\n".join(lines))


def cadres(*rows: str, head: str = "| 聘任日期", title: str = "") -> Sheet:
    lines = [f"| 姓名 | 身份证号 {head}", *rows]
    return Sheet(title or "嵩溪镇2023年村级后备干部名册", "\n".join(lines))


def pay(*rows: str, head: str = "", title: str = "") -> Sheet:
    lines = [f"| 月份 | 姓名 | 身份证号 | 县级补助 | 乡镇补助 {head}", *rows]
    return Sheet(title or "嵩溪镇2023年村级后备干部补助发放表", "\n".join(lines))


def row(
    month: str, name: str = "甲某", who: str = A, county: str = "1000", town: str = "1000"
) -> str:
    return f"| {month} | {name} | {who} | {county} | {town}"


ROSTER = f"| 甲某 | {A} | 2022-12-15"


# Two lists.


def test_one_who_changed_from_one_list_to_the_other(office: Office) -> None:
    cadre = cadres(f"| 甲某 | {A} | 2022-12-15 |")
    assert [f.code for f in said(office, leaders(f"| 甲某 | {A}"), cadre)] == ["J101"]
    was = leaders(f"| 甲某 | {A} | 退出", head="| 状态")
    assert said(office, was, cadre) == []
    earlier = leaders(f"| 甲某 | {A}", title="嵩溪镇2022年农村产业发展带头人名册")
    assert said(office, earlier, cadre) == []
    left = cadres(f"| 甲某 | {A} | 2022-12-15 | 2023-03-01", head="| 聘任日期 | 离任日期")
    assert said(office, leaders(f"| 甲某 | {A}"), left) == []
    assert said(office, leaders(f"| 甲某 | {B}"), cadre) == []  # a namesake


@pytest.mark.parametrize(
    "word", ["高中（中专）", "职高", "技校", "大专及以上", "本科", "中专毕业", "", "/"]
)
def test_schooling_that_is_enough(office: Office, word: str) -> None:
    assert said(office, leaders(f"| 甲某 | {A} | {word} | 1", head="| 学历 | 备注")) == []


def test_schooling_of_one_who_has_left(office: Office) -> None:
    sheet = leaders(f"| 甲某 | {A} | 初中 | 退出", head="| 学历 | 状态")
    assert said(office, sheet) == []
    [found] = said(office, leaders(f"| 甲某 | {A} | 小学", head="| 学历"))
    assert (found.code, found.severity) == ("J102", Severity.WARNING)


@pytest.mark.parametrize(
    "helpers",
    [
        "陈一 | 陈二 | 陈三 | 陈四", "陈一（镇长） | 陈二 | 陈三 | 陈四", "待定 | 待定 | 待定 | 待定",
        "陈一 | / | / | 陈四", "陈一 | 陈二、陈五 | 陈三 | 陈四", "张伟 | 张伟民 | 陈三 | 陈四",
    ],
)  # fmt: skip
def test_helpers_who_differ(office: Office, helpers: str) -> None:
    head = "| 挂钩乡镇领导 | 结对实用人才 | 服务工作人员 | 科技特派员"
    assert said(office, leaders(f"| 甲某 | {A} | {helpers}", head=head)) == []


def test_helper_with_the_office_behind_the_name(office: Office) -> None:
    head = "| 挂钩乡镇领导 | 结对实用人才 | 服务工作人员 | 科技特派员"
    row = f"| 甲某 | {A} | 陈一（副镇长） | 陈二 | 陈一 | 陈四"
    [found] = said(office, leaders(row, head=head))
    assert (found.code, found.header, found.nature) == ("J103", "服务工作人员", Nature.HINT)


def test_blank_helpers_of_one_who_has_left(office: Office) -> None:
    head = "| 联系乡镇领导 | 结对村干部 | 状态"
    there = cadres(f"| 甲某 | {A} | | 陈二 | 在岗", head=head)
    assert [f.severity for f in said(office, there, code="R102")] == [Severity.ERROR]
    left = cadres(f"| 甲某 | {A} | | 陈二 | 已离任", head=head)
    assert said(office, left, code="R102") == []
    unsaid = cadres(f"| 甲某 | {A} | | 陈二", head="| 联系乡镇领导 | 结对村干部")
    assert len(said(office, unsaid, code="R102")) == 1


def test_number_of_one_township_is_not_that_of_the_county(office: Office) -> None:
    one = leaders(f"| 甲某 | {A} | 嵩溪镇", head="| 乡镇")
    assert said(office, one) == []
    rows = [
        f"| 甲某 | {who} | {town}" for who, town in ((A, "嵩溪镇"), (B, "里田乡"), (C, "长校镇"))
    ]
    added = leaders(*rows, head="| 乡镇", title="清流县2023年新增农村产业发展带头人名册")
    assert said(office, added) == []
    whole = leaders(*rows, head="| 乡镇", title="清流县2023年农村产业发展带头人名册")
    [found] = said(office, whole)
    assert (found.code, found.nature) == ("J104", Nature.HINT)
    assert found.message == "在册3人，通知为100人，少97人"


def test_decisions_of_several_years_and_of_one_round(office: Office) -> None:
    days = ("2022-11-01", "2023-03-01", "2023-03-20", "2024-04-01", "2023年", "")
    people = [number(sequence=s) for s in range(1, 13, 2)]
    rows = [f"| 甲某 | {who} | {day} | 1" for who, day in zip(people, days, strict=True)]
    assert said(office, leaders(*rows, head="| 研究决定日期 | 备注")) == []


def test_editions_of_the_same_people(office: Office) -> None:
    rows = (f"| 甲某 | {A} | 嵩溪镇", f"| 乙某 | {B} | 嵩溪镇")
    quarters = [
        leaders(*rows, head="| 乡镇", title=f"2023年第{q}季度农村产业发展带头人名册")
        for q in "一二三四"
    ]
    assert said(office, *quarters, code="J107") == []
    other = leaders(
        f"| 丙某 | {C} | 里田乡", head="| 乡镇", title="2023年第四季度农村产业发展带头人名册"
    )
    assert said(office, *quarters[:3], other, code="J107") == []


# Pay.


def test_every_month_paid_in_full(office: Office) -> None:
    months = [row(f"{m}月") for m in range(1, 13)]
    assert said(office, cadres(ROSTER), pay(*months)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [row("1-3月", county="3000", town="3000"), row("4", county="1000"), row("2023年5月")],
        [row("第一季度", county="3000", town="3000"), row("2023.4"), row("5月份")],
        [row("1月"), row("2—5月", county="4000", town="4000")],
        [row("5月"), row("4月"), row("3月"), row("2月"), row("1月")],
        [row("1月", who=""), row("2月", who=A[:-1] + "*"), *(row(f"{m}月") for m in (3, 4, 5))],
    ],
    ids=["written-in-many-ways", "quarter", "several-months", "backwards", "number-not-readable"],
)  # fmt: skip
def test_months_however_written(office: Office, rows: list[str]) -> None:
    assert said(office, cadres(ROSTER), pay(*rows)) == []


def test_month_of_appointment_is_to_be_checked(office: Office) -> None:
    roster = cadres(f"| 甲某 | {A} | 2023-03-15")
    sheet = pay(row("3月", county="500", town="500"), row("4月"))
    [found] = said(office, roster, sheet)
    assert (found.code, found.severity, found.nature) == ("J201", Severity.WARNING, Nature.DOUBT)
    assert "不是整月在职" in found.message
    assert said(office, roster, pay(row("3月"), row("4月"))) == []
    assert said(office, roster, pay(row("4月"))) == []  # the month of appointment need not be paid


def test_month_of_leaving_and_after(office: Office) -> None:
    roster = cadres(f"| 甲某 | {A} | 2022-12-15 | 2023.2.20", head="| 聘任日期 | 离任日期")
    rows = (
        row("1月"),
        row("2月"),
        row("1月", "乙某", B),
        row("2月", "乙某", B),
        row("3月", "乙某", B),
    )
    assert said(office, roster, pay(*rows)) == []
    [found] = said(office, roster, pay(*rows, row("3月")))
    assert (found.code, found.severity) == ("J204", Severity.WARNING)


def test_full_month_paid_short_is_an_error(office: Office) -> None:
    [found] = said(office, cadres(ROSTER), pay(row("1月", county="800")))
    assert (found.code, found.severity) == ("J201", Severity.ERROR)
    assert found.message == "县级补助填800元，每月应为1000元，少200元"


def test_short_pay_that_nobody_can_judge(office: Office) -> None:
    alone = said(office, pay(row("1月", county="800")))
    assert [f.severity for f in alone] == [Severity.WARNING]
    unknown = cadres(f"| 甲某 | {A} | 去年年底")
    [found] = said(office, unknown, pay(row("1月", county="800")))
    assert found.severity is Severity.WARNING
    why = pay(f"{row('1月', county='800')} | 病假扣减", head="| 备注")
    [found] = said(office, cadres(ROSTER), why)
    assert found.nature is Nature.HINT


def test_pay_in_units_of_ten_thousand(office: Office) -> None:
    sheet = Sheet(
        "嵩溪镇2023年村级后备干部补助发放表",
        f"| 月份 | 姓名 | 身份证号 | 县级补助（万元） | 乡镇补助（万元） |\n{row('1月', county='0.1', town='0.1')}",
    )
    assert said(office, cadres(ROSTER), sheet) == []


def test_sheet_of_one_month_says_so_in_its_title(office: Office) -> None:
    sheets = [
        Sheet(
            f"嵩溪镇2023年{m}月村级后备干部补助发放表",
            f"| 姓名 | 身份证号 | 县级补助 | 乡镇补助 | 合计\n| 甲某 | {A} | 1000 | 1000 | 2000",
        )
        for m in (1, 2, 4)
    ]
    [found] = said(office, cadres(ROSTER), *sheets)
    assert (found.code, found.severity) == ("J203", Severity.ERROR)
    assert found.message == "整月在职4个月，发放表缺1个月：2023年3月"


def test_one_whom_no_sheet_names(office: Office) -> None:
    roster = cadres(ROSTER, f"| 乙某 | {B} | 2022-12-15")
    [found] = said(office, roster, pay(row("1月"), row("2月")))
    assert (found.code, found.severity, found.nature) == ("J203", Severity.WARNING, Nature.DOUBT)


def test_months_before_the_first_sheet_and_after_the_last(office: Office) -> None:
    rows = [row(f"{m}月") for m in (4, 5, 6)]
    assert said(office, cadres(ROSTER), pay(*rows)) == []


def test_township_that_sent_no_sheet(office: Office) -> None:
    roster = cadres(
        f"{ROSTER} | 嵩溪镇", f"| 乙某 | {B} | 2022-12-15 | 里田乡", head="| 聘任日期 | 乡镇"
    )
    sheet = Sheet(
        "2023年村级后备干部补助发放表",
        "| 月份 | 乡镇 | 姓名 | 身份证号 | 县级补助 | 乡镇补助\n"
        + "\n".join(f"| {m}月 | 嵩溪镇 | 甲某 | {A} | 1000 | 1000" for m in (1, 2)),
    )
    assert said(office, roster, sheet) == []


def test_appointed_twice(office: Office) -> None:
    head = "| 聘任日期 | 离任日期"
    roster = cadres(
        f"| 甲某 | {A} | 2022-12-15 | 2023-02-28", f"| 甲某 | {A} | 2023-05-01 |", head=head
    )
    rows = [row(f"{m}月") for m in (1, 2, 5, 6)]
    assert said(office, roster, pay(*rows), code="J2") == []


def test_total_beside_other_money(office: Office) -> None:
    head = "| 业绩奖 | 合计"
    assert said(office, pay(f"{row('1月')} | 300 | 2300", head=head)) == []
    [found] = said(office, pay(f"{row('1月')} | 2300", head="| 合计"))
    assert found.code == "J202"


def test_paid_again_for_a_reason(office: Office) -> None:
    rows = (
        f"{row('1月')} | ",
        f"{row('1月', county='200', town='200')} | 补发差额",
        f"{row('2月')} |",
    )
    assert [f.nature for f in said(office, cadres(ROSTER), pay(*rows, head="| 备注"))] == [
        Nature.HINT
    ]
    [found] = said(office, cadres(ROSTER), pay(row("1月"), row("1月")))
    assert (found.code, found.severity) == ("J205", Severity.WARNING)


# Insurance and posts.


@pytest.mark.parametrize(
    ("appointed", "insured"),
    [
        ("2022-12-15", "2023.1.1-2023.12.31"), ("2023-05-20", "2023-06-01至2024-05-31"),
        ("2023-05-20", "2023.5.25-2024.5.24"), ("2022-12-15", ""), ("", "2023.1.1-2023.6.30"),
        ("2022-12-15", "一年"), ("2022-12-15", "2023年1月至2023年12月"), ("2024-01-02", "2024.1-2024.12"),
    ],
)  # fmt: skip
def test_insured_long_enough(office: Office, appointed: str, insured: str) -> None:
    sheet = cadres(
        f"| 甲某 | {A} | {appointed} | {insured} | 1", head="| 聘任日期 | 保险期限 | 备注"
    )
    assert said(office, sheet) == []


def test_insurance_of_another_year_and_of_a_roster_without_year(office: Office) -> None:
    row = f"| 甲某 | {A} | 2022-12-15 | 2023.1.1-2023.6.30"
    sheet = cadres(row, head="| 聘任日期 | 保险期限", title="嵩溪镇村级后备干部名册")
    assert said(office, sheet) == []
    how: dict[str, Any] = {"head": "| 聘任日期 | 保险期限"}
    [found] = said(office, cadres(row, **how))
    assert found.message.endswith("任职的2023年7至12月没有覆盖，缺6个月")
    assert said(office, cadres(row, **how), as_of=date(2023, 7, 15)) == []


def test_post_that_ended_before(office: Office) -> None:
    def post(rest: str, head: str) -> Sheet:
        return Sheet(
            "嵩溪镇公益性岗位台账",
            f"| 姓名 | 身份证号 | 岗位名称 {head}\n| 甲某 | {A} | 保洁员 {rest}",
        )

    assert said(office, cadres(ROSTER), post("| 2022-11-30", "| 合同到期")) == []
    assert said(office, cadres(ROSTER), post("| 离岗", "| 状态")) == []
    assert [f.nature for f in said(office, cadres(ROSTER), post("| 在岗", "| 状态"))] == [
        Nature.HINT
    ]


# Which ledger a sheet is.


def test_leaders_who_take_households_along_are_another_ledger(office: Office) -> None:
    sheet = Sheet(
        "桂林街道2020年致富带头人名册",
        f"| 姓名 | 身份证号 | 产业 | 规模 | 状态\n| 甲某 | {A} | 养鸡 | 30 | 在库",
    )
    [table] = office.outcome(sheet).tables
    assert table.ledger == "leader"


def test_trainees_who_are_reserve_cadres(office: Office) -> None:
    sheet = Sheet(
        "2023年村级后备干部培训班学员花名册",
        f"| 姓名 | 身份证号 | 培训班名称 | 培训时间 | 学历\n| 甲某 | {A} | 第1期 | 2023.5.1-5.3 | 大专",
    )
    [table] = office.outcome(sheet).tables
    assert table.ledger == "trainee"


def test_village_cadres_in_office_are_no_reserve(office: Office) -> None:
    sheet = Sheet(
        "嵩溪镇2023年村干部名册",
        f"| 姓名 | 身份证号 | 岗位 | 聘任日期 | 联系电话\n| 甲某 | {A} | 村主任 | 2021.1 | 13812345678",
    )
    outcome = office.outcome(sheet, notice=QINGLIU, as_of=AS_OF)
    assert {table.ledger for table in outcome.tables}.isdisjoint(
        {"reserve_cadre", "industry_leader"}
    )
    assert not outcome.findings

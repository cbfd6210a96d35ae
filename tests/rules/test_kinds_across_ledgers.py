"""Kinds of faults of money, days and persons in further ledgers and layouts, with honest twins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Nature, Severity

AS_OF: Final = date(2021, 6, 1)
A, B, C, D, E, F, G = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11, 13))
OLD_A: Final = A[:6] + A[8:17]
PEOPLE: Final = (
    ("张三", A),
    ("李四", B),
    ("王五", C),
    ("赵六", D),
    ("钱七", E),
    ("孙八", F),
    ("周九", G),
)
Files = Sequence[Sheet | list[Sheet]]


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join(f"| {line} |" for line in (*head.split("\n"), *rows)))


ROSTER = "镇街 | 姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期"
JULY = "2020-07-06 | 2020-07-12"
POSTS = "姓名 | 身份证号 | 岗位名称"


def roster(town: str, *rows: str, head: str = ROSTER) -> Sheet:
    return sheet(f"{town}2020年学员花名册", head, *rows)


def posts(*rows: str, head: str = POSTS) -> Sheet:
    return sheet("桂林街道2020年公益性岗位台账", head, *rows)


# One person everywhere.

TWO_NAMES: dict[str, Files] = {
    "an old number": [
        roster("双河镇", f"双河镇 | 张三 | {OLD_A} | 电焊班 | {JULY}"), posts(f"李四 | {A} | 保洁员"),
    ],
    "the head of a household": [
        sheet("双河镇2020年带动户明细", "带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号",
              f"张三 | {A} | 王甲 | {B}"),
        posts(f"赵六 | {C} | 保洁员 | 钱七 | {B}", head=f"{POSTS} | 户主 | 户主身份证号"),
    ],
    "a teacher": [
        sheet("2020年师资库", "姓名 | 身份证号 | 职称", f"张三 | {A} | 讲师"),
        roster("双河镇", f"双河镇 | 李四 | {A} | 电焊班 | {JULY}"),
    ],
}  # fmt: skip
ONE_NAME: dict[str, Files] = {
    "a column of former names": [
        roster("双河镇", f"双河镇 | 张三 | {A} | 电焊班 | {JULY}"),
        posts(f"张小三 | 张三 | {A} | 保洁员", head="姓名 | 曾用名 | 身份证号 | 岗位名称"),
    ],
    "the former name in brackets": [
        roster("双河镇", f"双河镇 | 张三 | {A} | 电焊班 | {JULY}"),
        posts(f"张小三（曾用名：张三） | {A} | 保洁员"),
    ],
    "a word in brackets": [
        roster("双河镇", f"双河镇 | 张三 | {A} | 电焊班 | {JULY}"), posts(f"张三（组长） | {A} | 保洁员"),
    ],
    "a dot": [
        roster("双河镇", f"双河镇 | 买买提·艾力 | {A} | 电焊班 | {JULY}"),
        posts(f"买买提艾力 | {A} | 保洁员"),
    ],
}  # fmt: skip
AT_ONCE: dict[str, Files] = {
    "an old number": [
        roster("双河镇", f"双河镇 | 张三 | {OLD_A} | 电焊班 | {JULY}"),
        roster("桂林街道", f"桂林街道 | 张三 | {A} | 家政班 | {JULY}"),
    ],
    "each township counts from 1": [
        roster("双河镇", f"双河镇 | 张三 | {A} | 第1期电焊班 | {JULY}"),
        roster("桂林街道", f"桂林街道 | 张三 | {A} | 第1期电焊班 | 2020-07-08 | 2020-07-14"),
    ],
    "one table of two townships": [
        roster("云潼区", f"双河镇 | 张三 | {A} | 电焊班 | {JULY}", f"桂林街道 | 张三 | {A} | 家政班 | {JULY}")
    ],
    "days in words": [
        roster(town, f"张三 | {A} | {name} | {days}", head="姓名 | 身份证号 | 班次 | 培训时间")
        for town, name, days in (
            ("双河镇", "电焊班", "7月6日-7月12日"), ("桂林街道", "家政班", "2020.7.6-2020.7.12"),
        )
    ],
}  # fmt: skip
ONE_AFTER_ANOTHER: dict[str, Files] = {
    "one class of two townships": [
        roster("双河镇", f"双河镇 | 张三 | {A} | 第1期电焊班 | {JULY}"),
        roster("桂林街道", f"桂林街道 | 李四 | {B} | 第1期电焊班 | {JULY}"),
    ],
    "the next week": [
        roster("双河镇", f"双河镇 | 张三 | {A} | 第1期电焊班 | {JULY}"),
        roster("桂林街道", f"桂林街道 | 张三 | {A} | 第1期电焊班 | 2020-07-12 | 2020-07-18"),
    ],
}
HEADS = "户编号 | 姓名 | 身份证号 | 与户主关系"
ONE, OTHER = "500152100101", "500152100102"
TWO_HEADS: dict[str, Files] = {
    "a register": [
        sheet("脱贫人口名册", HEADS, f"{ONE} | 李四 | {A} | 户主", f"{ONE} | 王五 | {B} | 户主", f"{ONE} | 王小 | {C} | 之子")
    ],
    "workers": [
        sheet("双河镇2020年转移就业台账", f"{HEADS} | 务工地点", f"{ONE} | 李四 | {A} | 户主 | 重庆",
              f"{ONE} | 王五 | {B} | 户主 | 广东")
    ],
}  # fmt: skip
ONE_HEAD: dict[str, Files] = {
    "a register": [
        sheet("脱贫人口名册", HEADS, f"{ONE} | 李四 | {A} | 户主", f"{ONE} | 王五 | {B} | 配偶", f"{OTHER} | 王小 | {C} | 户主")
    ],
    "two registers, between which the head has changed": [
        sheet(f"{year}年脱贫人口名册", HEADS, f"{ONE} | 李四 | {A} | {first}", f"{ONE} | 王五 | {B} | {second}")
        for year, first, second in ((2019, "户主", "配偶"), (2020, "配偶", "户主"))
    ],
}  # fmt: skip

# Money.

CLAIM = "申请单位 | 班次名称 | 补贴人数 | 补贴标准 | 申请金额"
SPENT = "凭证号 | 支付日期 | 支出项目 | 收款单位 | 支出金额（元）"
VOUCHER = "券号 | 领券人 | 身份证号 | 面值"


def transfers(head: str, *rows: str) -> Sheet:
    return sheet("2020年转移就业台账", f"姓名 | 身份证号 | 务工地点 | {head}", *rows)


NEGATIVE: dict[str, Files] = {
    "a face value": [sheet("2020年培训券台账", VOUCHER, f"000001 | 张三 | {A} | -500")],
    "an allowance for the journey": [transfers("交通补助", f"张三 | {A} | 重庆 | -300")],
    "a standard in a ledger of spending": [
        sheet(
            "2020年资金支出台账",
            f"{SPENT} | 补贴标准",
            "记01 | 2020-06-12 | 补贴 | 县职校 | 9000 | -1000",
        )
    ],
    "a payment for a post": [posts(f"张三 | {A} | 保洁员 | -600", head=f"{POSTS} | 发放金额")],
}
NOT_NEGATIVE: dict[str, Files] = {
    "taken back": [
        sheet("2020年资金支出台账", f"{SPENT} | 备注", "记02 | 2020-06-12 | 冲销 | 县职校 | -9000 | 冲记01")
    ],
    "an allowance beside the pay": [transfers("月收入 | 交通补助", f"张三 | {A} | 重庆 | 3000 | 300")],
    "an allowance alone": [transfers("交通补助（元）", f"张三 | {A} | 重庆 | 300", f"李四 | {B} | 广东 | 600")],
}  # fmt: skip
OVER: dict[str, Files] = {
    "paid of what was granted": [
        sheet("2020年补贴申请表", f"{CLAIM} | 核定金额 | 拨付金额", "县职校 | 第1期 | 40 | 1000 | 40000 | 38000 | 39000")
    ],
    "days of attendance": [
        roster("双河镇", f"张三 | {A} | 第1期 | 7 | 9", head="姓名 | 身份证号 | 班次名称 | 应出勤天数 | 实际出勤天数")
    ],
    "hours of attendance": [
        roster("双河镇", f"张三 | {A} | 第1期 | 40 | 45", head="姓名 | 身份证号 | 班次名称 | 应出勤课时 | 实际出勤课时")
    ],
    "people in a class": [
        sheet("2020年培训班台账", "班次名称 | 培训机构 | 应到人数 | 实到人数", "第1期 | 县职校 | 40 | 45")
    ],
}  # fmt: skip
WITHIN: dict[str, Files] = {
    "paid as granted": [
        sheet("2020年补贴申请表", f"{CLAIM} | 核定金额 | 拨付金额", "县职校 | 第1期 | 40 | 1000 | 40000 | 38000 | 38000")
    ],
    "days": [
        roster("双河镇", f"张三 | {A} | 第1期 | 7 | 7", head="姓名 | 身份证号 | 班次名称 | 应出勤天数 | 实际出勤天数")
    ],
}  # fmt: skip
UNLIKE_THE_STANDARD: dict[str, Files] = {
    "months": [
        posts(*(f"{n} | {i} | 保洁员 | 600 | 3 | {1900 if n == '王五' else 1800}" for n, i in PEOPLE),
              head=f"{POSTS} | 月工资 | 发放月数 | 发放金额")
    ],
    "a short roster": [
        roster("双河镇", f"张三 | {A} | 第1期 | 1000 | 1200", head="姓名 | 身份证号 | 班次名称 | 补贴标准 | 补贴金额")
    ],
}  # fmt: skip
LIKE_THE_STANDARD: dict[str, Files] = {
    "by the day": [
        roster("双河镇", f"张三 | {A} | 第1期 | 50 | 350", f"李四 | {B} | 第1期 | 50 | 300",
               head="姓名 | 身份证号 | 班次名称 | 补贴标准 | 补贴金额")
    ],
    "a part of it": [
        roster("双河镇", f"张三 | {A} | 第1期 | 1000 | 800", head="姓名 | 身份证号 | 班次名称 | 补贴标准 | 补贴金额")
    ],
    "half a year": [
        sheet("2020年教育资助台账", "学生姓名 | 身份证号 | 资助项目 | 资助标准 | 资助金额",
              f"张三 | {A} | 雨露计划 | 3000 | 1500")
    ],
}  # fmt: skip


def pay(*amounts: int) -> list[Sheet]:
    rows = (f"{n} | {i} | 保洁员 | {m}" for (n, i), m in zip(PEOPLE, amounts, strict=True))
    return [posts(*rows, head=f"{POSTS} | 月补贴")]


A_HUNDREDTH: dict[str, Files] = {"of the pay": pay(600, 600, 550, 600, 600, 600, 6)}
NO_HUNDREDTH: dict[str, Files] = {
    "a tenth": pay(600, 600, 550, 600, 600, 600, 60),
    "all kinds": pay(600, 80, 5500, 900, 40, 2600, 6),
}

# Days.

PAID_ON: dict[str, Files] = {
    "a list of payments": [
        sheet("2020年培训补贴发放花名册", "姓名 | 身份证号 | 班次名称 | 补贴金额 | 发放时间",
              f"张三 | {A} | 第1期 | 1000 | 2018-05-01", f"李四 | {B} | 第1期 | 1000 | 2020-05-01")
    ],
    "a post": [
        posts(f"张三 | {A} | 保洁员 | 600 | 2018-05-01", f"李四 | {B} | 保洁员 | 600 | 2020-05-01",
              head=f"{POSTS} | 发放金额 | 发放日期")
    ],
    "a voucher": [
        sheet("2020年培训券台账", f"{VOUCHER} | 结算金额 | 结算日期", f"000001 | 张三 | {A} | 500 | 500 | 2018-09-01",
              f"000002 | 李四 | {B} | 500 | 500 | 2020-09-01")
    ],
}  # fmt: skip
PAID_IN_TIME: dict[str, Files] = {
    "the year after": [
        sheet("2020年培训补贴发放花名册", "姓名 | 身份证号 | 班次名称 | 补贴金额 | 发放时间",
              f"张三 | {A} | 第1期 | 1000 | 2021-05-01", f"李四 | {B} | 第1期 | 1000 | 2020-05-01")
    ],
}  # fmt: skip
EXAM = "姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期 | {}"
REVERSED: dict[str, Files] = {
    "an exam before the class": [roster("双河镇", f"张三 | {A} | 第1期 | {JULY} | 2020-07-01", head=EXAM.format("考核日期"))],
    "the money before the end": [roster("双河镇", f"张三 | {A} | 第1期 | {JULY} | 2020-07-08", head=EXAM.format("到账日期"))],
    "an exam, in the ledger of classes": [
        sheet("2020年培训班台账", "班次名称 | 培训机构 | 开班日期 | 结业日期 | 鉴定日期 | 培训人数",
              f"第1期 | 县职校 | {JULY} | 2020-07-01 | 40")
    ],
}  # fmt: skip
IN_ORDER: dict[str, Files] = {
    "exam on the last day": [roster("双河镇", f"张三 | {A} | 第1期 | {JULY} | 2020-07-12", head=EXAM.format("考核日期"))],
    "the money on the last day": [roster("双河镇", f"张三 | {A} | 第1期 | {JULY} | 2020-07-12", head=EXAM.format("到账日期"))],
}  # fmt: skip

# Ledger against ledger.

CLASSES = sheet(
    "2020年培训班台账",
    "班次名称 | 培训机构 | 开班日期 | 结业日期 | 培训人数",
    f"第1期电焊班 | 县职校 | {JULY} | 3",
)


def spent(day: str, item: str = "培训补贴", remark: str = "") -> Sheet:
    head = "凭证号 | 支付日期 | 支出项目 | 班次名称 | 收款单位 | 支出金额（元） | 备注"
    row = f"记018 | {day} | {item} | 电焊第一期 | 县职校 | 3000 | {remark}"
    return sheet("2020年资金支出台账", head, row)


def claimed(day: str, head: str = "申请日期") -> Sheet:
    return sheet(
        "2020年补贴申请表", f"{CLAIM} | {head}", f"县职校 | 第1期电焊班 | 3 | 1000 | 3000 | {day}"
    )


BEFORE_THE_END: dict[str, Files] = {
    "spending": [CLASSES, spent("2020-07-08")],
    "spending, in one workbook": [[CLASSES, spent("2020年6月")]],
    "a claim": [CLASSES, claimed("2020-07-08")],
    "a claim that is paid": [CLASSES, claimed("2020-07-08", "拨付日期")],
    "a certificate": [
        CLASSES,
        roster("双河镇", *(f"{n} | {i} | 第1期电焊班 | 2020-07-01" for n, i in PEOPLE[:3]),
               head="姓名 | 身份证号 | 班次名称 | 发证日期"),
    ],
}  # fmt: skip
AFTER_THE_END: dict[str, Files] = {
    "the last day": [CLASSES, spent("2020-07-12")],
    "in the same month": [CLASSES, spent("2020年7月")],
    "a teacher": [CLASSES, spent("2020-07-08", "授课教师课酬")],
    "a township that counts from 1 itself": [
        sheet(
            "2020年培训班台账",
            "镇街 | 班次名称 | 开班日期 | 结业日期 | 培训人数",
            f"双河镇 | 第1期 | {JULY} | 40",
        ),
        roster(
            "桂林街道",
            *(f"{n} | {i} | 第1期 | 2020-05-01" for n, i in PEOPLE),
            head="姓名 | 身份证号 | 班次名称 | 发证日期",
        ),
    ],
    "in advance": [CLASSES, spent("2020-07-08", remark="预付50%")],
    "another class": [
        CLASSES,
        sheet(
            "2020年补贴申请表",
            f"{CLAIM} | 申请日期",
            "县职校 | 第2期电焊班 | 3 | 1000 | 3000 | 2020-05-08",
        ),
    ],
}
BEFORE_THE_CLAIM: dict[str, Files] = {
    "spending": [claimed("2020-09-01"), spent("2020-08-12")],
    "months": [claimed("2020年9月"), spent("2020年8月")],
}
AFTER_THE_CLAIM: dict[str, Files] = {
    "the same day": [claimed("2020-09-01"), spent("2020-09-01")],
    "the same month": [claimed("2020-09-20"), spent("2020年9月")],
}
THREE: Final = PEOPLE[:3]


def listed(
    head: str = "镇街 | 姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期", title: str = ""
) -> Sheet:
    rows = (f"双河镇 | {n} | {i} | 第1期电焊班 | {JULY}" for n, i in THREE)
    return sheet(title or "双河镇2020年学员花名册", head, *rows)


def paid_days(*days: int, head: str = "补贴天数", title: str = "生活补贴发放花名册") -> Sheet:
    rows = (
        f"{n} | {i} | 第1期电焊班 | {d} | {50 * d}" for (n, i), d in zip(THREE, days, strict=True)
    )
    return sheet(f"双河镇2020年{title}", f"姓名 | 身份证号 | 班次名称 | {head} | 生活补贴", *rows)


MORE_DAYS: dict[str, Files] = {
    "days paid": [listed(), paid_days(7, 7, 9)],
    "days of training": [listed(), paid_days(7, 8, 7, head="参训天数", title="误工补贴领取花名册")],
    "in one workbook": [[paid_days(9, 7, 7), listed()]],
}
NO_MORE_DAYS: dict[str, Files] = {
    "as many": [listed(), paid_days(7, 7, 7)],
    "fewer": [listed(), paid_days(7, 5, 7)],
}
NOBODY_LISTED: dict[str, Files] = {
    "no class in the list": [
        listed(),
        sheet("双河镇2020年培训补贴发放花名册", "姓名 | 身份证号 | 补贴金额",
              *(f"{n} | {i} | 1000" for n, i in (*PEOPLE[:2], PEOPLE[3]))),
    ],
    "an allowance alone": [
        listed(),
        sheet("双河镇2020年生活补贴发放花名册", "姓名 | 身份证号 | 班次名称 | 生活补贴",
              *(f"{n} | {i} | 第1期电焊班 | 350" for n, i in (*PEOPLE[:2], PEOPLE[3]))),
    ],
}  # fmt: skip
SOMEBODY_LISTED: dict[str, Files] = {
    "of classes that have no roster here": [
        listed(),
        sheet("双河镇2020年培训补贴发放花名册", "姓名 | 身份证号 | 补贴金额", *(f"{n} | {i} | 1000" for n, i in PEOPLE)),
    ],
}  # fmt: skip
OTHER_DAYS: dict[str, Files] = {
    "the class in the title": [
        CLASSES,
        sheet("2020年第1期电焊班学员花名册", "姓名 | 身份证号 | 培训时间",
              *(f"{n} | {i} | 2020年7月6日至7月15日" for n, i in THREE)),
    ],
}  # fmt: skip
SAME_DAYS: dict[str, Files] = {
    "the class in the title": [
        CLASSES,
        sheet("2020年第1期电焊班学员花名册", "姓名 | 身份证号 | 培训时间",
              *(f"{n} | {i} | 2020年7月6日至7月12日" for n, i in THREE)),
    ],
}  # fmt: skip
QUARTERS = {quarter: f"2020年第{quarter}季度就业扶贫情况统计表" for quarter in "一二"}
FIGURES = "单位 | 扶贫车间当季 | 扶贫车间本年累计"

FAULTS = {
    "P127": TWO_NAMES, "P109": AT_ONCE, "P129": TWO_HEADS, "N415": NEGATIVE, "N401": OVER,
    "N417": UNLIKE_THE_STANDARD, "N420": A_HUNDREDTH, "D519": PAID_ON, "D515": REVERSED,
    "D520": BEFORE_THE_END, "D521": BEFORE_THE_CLAIM, "X103": MORE_DAYS, "X102": NOBODY_LISTED,
    "T313": OTHER_DAYS,
}  # fmt: skip
HONEST = {
    "one name": ONE_NAME, "one after another": ONE_AFTER_ANOTHER, "one head": ONE_HEAD,
    "not negative": NOT_NEGATIVE, "within": WITHIN, "standard": LIKE_THE_STANDARD,
    "hundredth": NO_HUNDREDTH, "paid in time": PAID_IN_TIME, "in order": IN_ORDER,
    "after the end": AFTER_THE_END, "after the claim": AFTER_THE_CLAIM, "days": NO_MORE_DAYS,
    "listed": SOMEBODY_LISTED, "same days": SAME_DAYS,
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "layout"), [(code, layout) for code, files in FAULTS.items() for layout in files]
)
def test_found(office: Office, code: str, layout: str) -> None:
    outcome = office.outcome(*FAULTS[code][layout], as_of=AS_OF)
    assert code in {finding.code for finding in outcome.findings}


@pytest.mark.parametrize(
    ("kind", "layout"), [(kind, layout) for kind, files in HONEST.items() for layout in files]
)
def test_honest(office: Office, kind: str, layout: str) -> None:
    outcome = office.outcome(*HONEST[kind][layout], as_of=AS_OF)
    assert [f for f in outcome.findings if f.nature is not Nature.HINT] == []


def test_a_number_that_follows_from_an_old_one_asks_and_does_not_convict(office: Office) -> None:
    rows = f"张三 | {OLD_A}", f"张三 | {A}"
    findings = office.outcome(
        sheet("双河镇2020年致富带头人台账", "姓名 | 身份证号", *rows), as_of=AS_OF
    ).findings
    [told] = [one for one in findings if one.code == "P102"]
    assert (told.severity, told.nature) == (Severity.WARNING, Nature.DOUBT)


def test_cumulative_figures_under_other_words(office: Office) -> None:
    tables = [
        sheet(QUARTERS["一"], FIGURES, "双河镇 | 2 | 2", "桂林街道 | 3 | 3"),
        sheet(QUARTERS["二"], FIGURES, "双河镇 | 2 | 5", "桂林街道 | 3 | 6"),
    ]
    outcome = office.outcome(tables, notice=("tongnan-2020",), as_of=AS_OF)
    assert [finding.code for finding in outcome.findings] == ["Q604"]


@pytest.mark.parametrize("name", ["同上", "待定", "无名氏", "王先生", "李女士", "aaa", "张*三"])
def test_a_word_that_is_no_name(office: Office, name: str) -> None:
    rows = f"{name} | {A} | 第1期", f"李四 | {B} | 第1期"
    found = office.only(roster("双河镇", *rows, head="姓名 | 身份证号 | 班次名称"), as_of=AS_OF)
    assert (found.code, found.nature) == ("P125", Nature.DOUBT)

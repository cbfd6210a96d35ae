"""Kinds of faults that auditors look for, each in many layouts, and what only looks like them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Nature

AS_OF: Final = date(2021, 6, 1)
A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
OLD_A: Final = A[:6] + A[8:17]
Files = Sequence[Sheet | list[Sheet]]


def sheet(title: str, head: str, *rows: str, name: str = "Sheet1") -> Sheet:
    lines = [f"| {line} |" for line in (*head.split("\n"), *rows)]
    return Sheet(title, "\n".join(lines), name)


def found(office: Office, code: str, files: Files) -> bool:
    outcome = office.outcome(*files, as_of=AS_OF)
    return any(finding.code == code for finding in outcome.findings)


def is_quiet(office: Office, files: Files) -> bool:
    outcome = office.outcome(*files, as_of=AS_OF)
    told = [f for f in outcome.findings if f.nature is not Nature.HINT and f.code != "C206"]
    assert told == []
    return True


# One person paid twice, by two townships or two departments.

PAID = "乡镇 | 姓名 | 身份证号 | 班次名称 | 工种 | 等级 | 补贴金额（元）"
LEVELS = "姓名 | 身份证号 | 工种 | 等级 | 补贴标准 | 补贴金额"
OF_BUREAU = "序号 | 姓名 | 身份证号 | 培训班次 | 培训工种 | 技能等级 | 培训补贴"
TWO_ROWS = (
    "乡镇 | 基本信息 | < | 培训情况 | < | < | 补贴\n^ | 姓名 | 身份证号 | 班次 | 工种 | 等级 | 实领"
)
AID = "学生姓名 | 身份证号 | 就读学校 | 资助项目 | 学期 | 资助金额（{}） | 发放日期"
SCHOOL_YEAR = "姓名 | 身份证号 | 学校 | 学年学期 | 补助金额"
NO_LEVEL = "姓名 | 公民身份号码 | 培训工种 | 实发补贴（元）"


def paid(unit: str, *rows: str, head: str = PAID) -> Sheet:
    return sheet(f"{unit}2020年职业培训补贴发放花名册", head, *rows)


def own(town: str, *rows: str) -> Sheet:
    return paid(town, *(f"{town} | {row} | 电焊工 | 初级 | 1000" for row in rows))


def aid(town: str, row: str, head: str = AID.format("元")) -> Sheet:
    return sheet(f"{town}2020年雨露计划教育资助台账", head, row)


PAID_TWICE: dict[str, Files] = {
    "two classes": [
        own("双河镇", f"张三 | {A} | 第1期电焊班", f"李四 | {B} | 第1期电焊班"),
        own("桂林街道", f"张三 | {A} | 第3期电焊班", f"王五 | {C} | 第3期电焊班"),
    ],
    "one class, among others": [
        own("双河镇", *(f"{n} | {i} | 第1期电焊班" for n, i in (("张三", A), ("李四", B), ("王五", C)))),
        own("桂林街道", *(f"{n} | {i} | 第1期电焊班" for n, i in (("赵六", D), ("张三", A), ("钱七", E)))),
    ],
    "two departments": [
        paid("青龙县人力资源和社会保障局", f"1 | 张三 | {A} | 第1期 | 中式面点 | 初级 | 900", head=OF_BUREAU),
        paid("青龙县农业农村局", f"1 | 张三 | {A} | 第5期 | 中式面点 | 初级 | 900", head=OF_BUREAU),
    ],
    "an old number": [
        own("双河镇", f"张三 | {OLD_A} | 第1期电焊班"),
        own("桂林街道", f"张三 | {A} | 第3期电焊班"),
    ],
    "two rows of headers": [
        paid("双河镇", f"双河镇 | 张三 | {A} | 1期 | 电焊工 | 初级 | 1000", head=TWO_ROWS),
        paid("桂林街道", f"桂林街道 | 张三 | {A} | 3期 | 电焊工 | 初级 | 1000", head=TWO_ROWS),
    ],
    "a semester in short": [
        aid("双河镇", f"张三 | {A} | 县职校 | 雨露计划 | 2020年秋季 | 1500 | 2020-11-01"),
        aid("桂林街道", f"张三 | {A} | 县职校 | 雨露计划 | 2020秋 | 1500 | 2020-12-01"),
    ],
    "a school year, the programme in the title": [
        aid("双河镇", f"张三 | {A} | 县职校 | 2020-2021学年上学期 | 1500", SCHOOL_YEAR),
        aid("桂林街道", f"张三 | {A} | 县职校 | 2020-2021学年第一学期 | 1500", SCHOOL_YEAR),
    ],
    "in 10,000 yuan, months in words": [
        aid(town, f"张三 | {A} | 县职校 | 雨露计划 | 2020年秋季 | 0.15 | 2020年{month}月", AID.format("万元"))
        for town, month in (("双河镇", "十一"), ("桂林街道", "十二"))
    ],
}  # fmt: skip
PAID_ONCE: dict[str, Files] = {
    "another level": [
        paid("双河镇", f"双河镇 | 张三 | {A} | 第1期电焊班 | 电焊工 | 初级 | 1000"),
        paid("桂林街道", f"桂林街道 | 张三 | {A} | 第3期电焊班 | 电焊工 | 中级 | 1000"),
    ],
    "no level": [
        paid(town, f"张三 | {A} | 电焊工 | 1000", head=NO_LEVEL) for town in ("双河镇", "桂林街道")
    ],
    "the county lists it too": [
        own("双河镇", f"张三 | {A} | 第1期电焊班"),
        paid("潼南区", f"双河镇 | 张三 | {A} | 第1期电焊班 | 电焊工 | 初级 | 1000",
             f"桂林街道 | 李四 | {B} | 第1期电焊班 | 电焊工 | 初级 | 1000"),
    ],
    "both hand in the list of their class": [
        own(town, *(f"{n} | {i} | 第1期电焊班" for n, i in (("张三", A), ("李四", B), ("王五", C))))
        for town in ("双河镇", "桂林街道")
    ],
    "half each": [
        paid(town, f"张三 | {A} | 电焊工 | 初级 | 1000 | 500", head=LEVELS)
        for town in ("双河镇", "桂林街道")
    ],
    "another semester": [
        aid("双河镇", f"张三 | {A} | 县职校 | 雨露计划 | 2019-2020学年下学期 | 1500 | 2020-05-01"),
        aid("桂林街道", f"张三 | {A} | 县职校 | 雨露计划 | 2020年秋季 | 1500 | 2020-12-01"),
    ],
    "nothing paid": [
        paid("双河镇", f"双河镇 | 张三 | {A} | 第1期电焊班 | 电焊工 | 初级 | 0"),
        paid("桂林街道", f"桂林街道 | 张三 | {A} | 第3期电焊班 | 电焊工 | 初级 | 1000"),
    ],
}  # fmt: skip

# Payments to people who are on no roster.

ROSTER = "姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期"
PAYMENTS = "姓名 | 身份证号 | 班次名称 | 补贴金额 | 银行账号"
PAYMENT_ROWS = "序号 | 人员信息 | < | 班次名称 | 补贴 | <\n^ | 姓名 | 身份证号 | ^ | 标准 | 实领"
THREE = (("张三", A), ("李四", B), ("王五", C))
OTHERS = (("张三", A), ("李四", B), ("赵六", D))
People = Sequence[tuple[str, str]]


def roster(people: People, town: str = "双河镇", more: str = "", head: str = ROSTER) -> Sheet:
    rows = (f"{n} | {i} | 第1期电焊班 | 2020-07-06 | 2020-07-12{more}" for n, i in people)
    return sheet(f"{town}2020年学员花名册", head, *rows)


def payments(people: People, town: str = "双河镇", name: str = "第1期电焊班") -> Sheet:
    rows = (f"{n} | {i} | {name} | 1000 | 6217000000000000004" for n, i in people)
    return sheet(f"{town}2020年培训补贴发放花名册", PAYMENTS, *rows)


NOT_LISTED: dict[str, Files] = {
    "payments first": [payments(OTHERS), roster(THREE)],
    "in one workbook": [[roster(THREE), payments(OTHERS)]],
    "the roster has a standard": [
        roster(THREE, more=" | 1000", head=f"{ROSTER} | 补贴标准"), payments(OTHERS),
    ],
    "the class in other words": [roster(THREE), payments(OTHERS, name="电焊第一期")],
    "the class in the titles": [
        sheet("2020年第1期电焊培训班学员花名册", "姓名 | 身份证号 | 工种",
              *(f"{n} | {i} | 电焊工" for n, i in THREE)),
        sheet("2020年第一期电焊培训班补贴发放花名册", "姓名 | 身份证号 | 补贴金额",
              *(f"{n} | {i} | 1000" for n, i in OTHERS)),
    ],
    "an old number on the roster": [
        roster((("张三", OLD_A), ("李四", B), ("王五", C))), payments(OTHERS),
    ],
    "two rows of headers": [
        roster(THREE),
        sheet("双河镇2020年补贴资金领取表", PAYMENT_ROWS,
              *(f"{k} | {n} | {i} | 第1期电焊班 | 1000 | 1000" for k, (n, i) in enumerate(OTHERS, 1))),
    ],
}  # fmt: skip
LISTED: dict[str, Files] = {
    "some are paid": [roster(THREE), payments(THREE[:2])],
    "another class": [roster(THREE), payments(THREE), payments((("赵六", D),), name="第2期电焊班")],
    "an old number": [roster((("张三", OLD_A), ("李四", B), ("王五", C))), payments(THREE)],
    "another township counts its classes from 1": [
        roster(THREE), payments((("赵六", D), ("钱七", E)), "桂林街道"),
    ],
    "not paid": [
        roster(THREE),
        sheet("双河镇2020年培训补贴发放花名册", PAYMENTS, f"赵六 | {D} | 第1期电焊班 |  | ",
              f"张三 | {A} | 第1期电焊班 | 1000 | 6217000000000000004"),
    ],
}  # fmt: skip

# Vouchers settled above their face value.

VOUCHER = "券号 | {face} | 领券人姓名 | 领券人身份证号 | 结算日期 | {settled}"
VOUCHER_ROWS = "培训券 | < | 领券人 | < | 结算 | <\n券号 | 面值 | 姓名 | 身份证号 | 日期 | 金额"
IDS = dict(zip("甲乙丙丁戊己", (A, B, C, D, E, F), strict=True))


def vouchers(*pairs: tuple[str, str], face: str = "面值", settled: str = "结算金额") -> Sheet:
    rows = (
        f"DX000{n} | {value} | 领券人{who} | {IDS[who]} | 2020-09-01 | {paid_out}"
        for n, (who, (value, paid_out)) in enumerate(zip(IDS, pairs, strict=False), 1)
    )
    return sheet("东乡县2020年培训券台账", VOUCHER.format(face=face, settled=settled), *rows)


OVER_FACE: dict[str, Files] = {
    "two rows": [vouchers(("600", "600"), ("600", "900"))],
    "most agree": [vouchers(*[("600", "600")] * 5, ("600", "660"))],
    "few agree": [vouchers(("600", "500"), ("600", "450"), ("600", "300"), ("600", "660"))],
    "in 10,000 yuan": [
        vouchers(("0.06", "0.06"), ("0.06", "0.09"), face="面值（万元）", settled="兑付金额（万元）")
    ],
    "units in the cells": [
        vouchers(("800元", "800元"), ("800元", "1000元"), face="券面金额", settled="核销金额")
    ],
    "two rows of headers": [
        sheet("东乡县2020年培训券台账", VOUCHER_ROWS, f"DX0001 | 600 | 张三 | {A} | 2020-09-01 | 600",
              f"DX0002 | 600 | 李四 | {B} | 2020-09-01 | 900")
    ],
    "in words": [vouchers(("600", "600"), ("陆佰元", "900"), face="票面金额", settled="结算资金（元）")],
}  # fmt: skip
WITHIN_FACE: dict[str, Files] = {
    "in part": [vouchers(("600", "600"), ("600", "450"), ("600", ""))],
    "no face value": [vouchers(("600", "600"), ("", "900"))],
}

# Households under two heads.

LINKS = "镇街 | 带头人姓名 | 带头人身份证号 | 户编号 | 户主姓名 | 户主身份证号"
POSTS = "姓名 | 身份证号 | 户主 | 户编号 | 岗位名称 | 备注"
ONE = "500152100101"


def links(*rows: str, town: str = "双河镇") -> Sheet:
    return sheet(f"{town}2020年带动户明细", LINKS, *(f"{town} | {row}" for row in rows))


def posts(*rows: str) -> Sheet:
    return sheet("双河镇2020年公益性岗位台账", POSTS, *rows)


TWO_HEADS: dict[str, Files] = {
    "link sheet": [links(f"张三 | {A} | {ONE} | 王甲 | {B}", f"张三 | {A} | {ONE} | 李乙 | {C}")],
    "two ledgers": [
        links(f"张三 | {A} | {ONE} | 王甲 | {B}"), posts(f"赵六 | {D} | 赵大 | {ONE} | 保洁员 | "),
    ],
    "two townships": [
        links(f"张三 | {A} | {ONE} | 王甲 | {B}"),
        links(f"李四 | {C} | {ONE} | 赵六 | {D}", town="桂林街道"),
    ],
    "transfers": [
        sheet("双河镇2020年转移就业台账", "户编号 | 户主姓名 | 姓名 | 身份证号码 | 务工地点",
              f"{ONE} | 王甲 | 王小 | {A} | 重庆", f"{ONE} | 李乙 | 李小 | {B} | 广东")
    ],
    "loans": [
        sheet("双河镇2020年小额信贷台账", "借款人 | 身份证号 | 户编码 | 户主 | 贷款金额（万元） | 放款日期",
              f"王小 | {A} | {ONE} | 王甲 | 5 | 2020年三月", f"李小 | {B} | {ONE} | 李乙 | 3 | 2020年四月")
    ],
    "pupils": [
        sheet("双河镇2020年雨露计划教育资助台账", "户编号 | 户主 | 学生姓名 | 学生身份证号 | 学期 | 资助金额",
              f"{ONE} | 王甲 | 王小 | {A} | 2020年秋季 | 1500",
              f"{ONE} | 李乙 | 李小 | {B} | 2020年秋季 | 1500")
    ],
    "the person of a row": [
        posts(f"赵六 | {D} | 本人 | {ONE} | 保洁员 | ", f"赵小 | {A} | 钱七 | {ONE} | 护林员 | ")
    ],
}  # fmt: skip
ONE_HEAD: dict[str, Files] = {
    "blanks": [
        links(f"张三 | {A} | {ONE} | 王　甲 | {B}"), posts(f"王小 | {D} | 王甲 | {ONE} | 保洁员 | "),
    ],
    "each village counts from 1": [
        links(f"张三 | {A} | 1 | 王甲 | {B}"), links(f"李四 | {C} | 1 | 赵六 | {D}", town="桂林街道"),
    ],
    "another head since": [
        posts(f"赵六 | {D} | 赵大 | {ONE} | 保洁员 | ",
              f"赵小 | {A} | 赵六 | {ONE} | 护林员 | 户主已由赵大变更为赵六")
    ],
    "himself": [
        posts(f"赵六 | {D} | 本人 | {ONE} | 保洁员 | ", f"赵小 | {A} | 赵六 | {ONE} | 护林员 | ")
    ],
}  # fmt: skip

# Classes listed or claimed twice.

CLASSES = "班次名称 | 培训机构 | 开班日期 | 结业日期 | 培训人数"
IN_ONE_CELL = "班次名称 | 培训机构 | 培训时间 | 培训人数"
NUMBERS = "培训工种 | 培训机构 | 期次 | 开班时间 | 结束时间 | 人数"
CLAIM = "申请单位 | 班次名称 | 开班日期 | 结业日期 | 补贴人数 | 补贴标准 | 申请金额（{}）"
UNDATED = "申报单位 | 培训班次 | 补贴人数 | 人均标准 | 申领金额"
JULY = "2020-07-06 | 2020-07-12"


def classes(*rows: str, unit: str = "", head: str = CLASSES) -> Sheet:
    return sheet(f"{unit}2020年培训班台账", head, *rows)


def claims(unit: str, *rows: str, head: str = CLAIM.format("元")) -> Sheet:
    return sheet(f"{unit}2020年培训补贴申请表", head, *rows)


LISTED_TWICE: dict[str, Files] = {
    "in other words": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | 40", f"电焊第一期 | 县职校 | {JULY} | 40")
    ],
    "days in one cell": [
        classes("第1期电焊班 | 县职校 | 2020年7月6日至12日 | 40",
                "第1期电焊班 | 县职校 | 7月6日-7月12日 | 40", head=IN_ONE_CELL)
    ],
    "two townships": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | 40", unit=town) for town in ("双河镇", "桂林街道")
    ],
    "two departments": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | 40", unit=unit) for unit in ("县人社局", "县农业农村局")
    ],
    "the agency in short": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | 40", f"第1期电焊班 | 青龙县职校 | {JULY} | 40")
    ],
    "a number and a trade": [
        classes(*[f"电焊工 | 县职校 | 第1期 | {JULY} | 40"] * 2, head=NUMBERS)
    ],
}  # fmt: skip
CLAIMED_TWICE: dict[str, Files] = {
    "in other words": [
        claims("县职校", f"县职校 | 第1期电焊班 | {JULY} | 40 | 1000 | 40000"),
        claims("县职校", f"县职校 | 电焊第一期 | {JULY} | 40 | 1000 | 40000"),
    ],
    "in 10,000 yuan": [
        claims("", f"县职校 | 第1期电焊班 | {JULY} | 40 | 1000 | 4", head=CLAIM.format("万元")),
        claims("", f"县职校 | 第1期电焊班 | {JULY} | 40 | 1000 | 40000"),
    ],
    "without days": [
        sheet(f"2020年第{n}批补贴申请表", UNDATED, "县职校 | 第1期电焊班 | 40 | 1000 | 40000")
        for n in "一二"
    ],
}
ONCE: dict[str, Files] = {
    "other days": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | 40", "第1期电焊班 | 县职校 | 2020-09-07 | 2020-09-13 | 40")
    ],
    "another agency": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | 40", f"第1期电焊班 | 农广校 | {JULY} | 40")
    ],
    "the county lists it too": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | 40", unit=unit) for unit in ("潼南区", "双河镇")
    ],
    "two townships share it": [
        classes(f"第1期电焊班 | 县职校 | {JULY} | {n}", unit=unit)
        for unit, n in (("双河镇", 24), ("桂林街道", 16))
    ],
    "claimed by townships that count from 1": [
        claims(town, "县职校 | 第1期电焊班 | 40 | 1000 | 40000", head=UNDATED)
        for town in ("双河镇", "桂林街道")
    ],
}  # fmt: skip

# Payments on days that cannot be.

SPENT = "凭证号 | 支付日期 | 支出项目 | 收款单位 | 支出金额（元）"
SPENT_ELSEWHERE = "凭证编号 | 付款时间 | 支出用途 | 收款人 | 付款金额（万元）"
SPENT_ROWS = "资金支付 | < | 支出 | < | <\n日期 | 凭证 | 项目 | 对象 | 金额"
CLAIM_DAYS = "申请单位 | 班次名称 | 补贴人数 | 补贴标准 | 申请金额 | {} | {}"


def spent(
    *rows: str, title: str = "2020年资金支出台账", head: str = SPENT, name: str = "表"
) -> Sheet:
    return sheet(title, head, *rows, name=name)


OUT_OF_YEAR: dict[str, Files] = {
    "the year before": [
        spent("记001 | 2020-05-01 | 补贴 | 县职校 | 6000", "记002 | 2019-05-01 | 补贴 | 农广校 | 5000")
    ],
    "months in words": [
        spent("记001 | 2020年五月 | 补贴 | 县职校 | 0.6", "记002 | 2018年五月 | 补贴 | 农广校 | 0.5",
              head=SPENT_ELSEWHERE)
    ],
    "the year on the sheet": [
        spent("记001 | 20200501 | 补贴 | 县职校 | 6000", "记002 | 20210501 | 补贴 | 农广校 | 5000",
              title="双河镇就业资金支出明细", name="2020年支出")
    ],
    "two rows of headers": [
        spent("2020.5.1 | 记001 | 补贴 | 县职校 | 6000", "2012.5.1 | 记002 | 补贴 | 农广校 | 5000",
              head=SPENT_ROWS)
    ],
    "an aid of two years ago": [
        sheet("双河镇2020年教育资助台账", AID.format("元"),
              f"张三 | {A} | 县职校 | 雨露计划 | 2020年秋季 | 1500 | 2020-12-01",
              f"李四 | {B} | 县职校 | 雨露计划 | 2020年秋季 | 1500 | 2018-12-01")
    ],
}  # fmt: skip
BEFORE_CLAIM: dict[str, Files] = {
    "days": [
        claims("", "县职校 | 第1期 | 40 | 1000 | 40000 | 2020-09-01 | 2020-08-01",
               "县职校 | 第2期 | 40 | 1000 | 40000 | 2020-09-01 | 2020-10-01",
               head=CLAIM_DAYS.format("申请日期", "拨付日期"))
    ],
    "months": [
        claims("", "县职校 | 第1期 | 40 | 1000 | 40000 | 2020年9月 | 2020年7月",
               "县职校 | 第2期 | 40 | 1000 | 40000 | 2020年9月 | 2020年10月",
               head=CLAIM_DAYS.format("申报时间", "到账日期"))
    ],
}  # fmt: skip
IN_YEAR: dict[str, Files] = {
    "the last day": [
        spent("记001 | 2020-05-01 | 补贴 | 县职校 | 6000", "记002 | 2020年12月31日 | 补贴 | 农广校 | 5000")
    ],
    "two years in the title": [
        spent("记001 | 2020-05-01 | 补贴 | 县职校 | 6000", "记002 | 2021-01-12 | 补贴 | 农广校 | 5000",
              title="资金支出台账（2020年—2021年）")
    ],
    "an aid of the year after": [
        sheet("双河镇2020年教育资助台账", AID.format("元"),
              f"张三 | {A} | 县职校 | 雨露计划 | 2020年秋季 | 1500 | 2021-03-01",
              f"李四 | {B} | 县职校 | 雨露计划 | 2020年秋季 | 1500 | 2020-12-01")
    ],
    "paid in the month of the claim": [
        claims("", "县职校 | 第1期 | 40 | 1000 | 40000 | 2020年9月20日 | 2020年9月",
               head=CLAIM_DAYS.format("申请日期", "拨付日期"))
    ],
}  # fmt: skip

FAULTS = {
    "P128": PAID_TWICE, "X102": NOT_LISTED, "N401": OVER_FACE, "P129": TWO_HEADS,
    "T312": LISTED_TWICE, "N421": CLAIMED_TWICE, "D519": OUT_OF_YEAR, "D515": BEFORE_CLAIM,
}  # fmt: skip
HONEST = {
    "paid once": PAID_ONCE, "listed": LISTED, "within face": WITHIN_FACE, "one head": ONE_HEAD,
    "once": ONCE, "in year": IN_YEAR,
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "layout"), [(code, layout) for code, files in FAULTS.items() for layout in files]
)
def test_found_in_each_layout(office: Office, code: str, layout: str) -> None:
    assert found(office, code, FAULTS[code][layout])


@pytest.mark.parametrize(
    ("kind", "layout"), [(kind, layout) for kind, files in HONEST.items() for layout in files]
)
def test_what_only_looks_like_it(office: Office, kind: str, layout: str) -> None:
    assert is_quiet(office, HONEST[kind][layout])


def test_a_voucher_over_its_face_value_is_one_finding(office: Office) -> None:
    files = OVER_FACE["most agree"]
    assert [f.code for f in office.outcome(*files, as_of=AS_OF).findings] == ["N401"]


def test_a_number_with_two_names_in_one_table_is_one_finding(office: Office) -> None:
    rows = [f"{name} | {A} | 第{n}期 | {JULY}" for n, name in ((1, "张三"), (2, "李四"))]
    other = f"张三 | {A} | 双河镇电商带头人"
    leaders = sheet("双河镇2020年致富带头人台账", "姓名 | 身份证号 | 所属产业", other)
    codes = office.codes(sheet("双河镇2020年学员花名册", ROSTER, *rows), leaders, as_of=AS_OF)
    assert [code for code in codes if code in ("P123", "P127")] == ["P123"]


def test_a_third_name_elsewhere_is_told_too(office: Office) -> None:
    rows = [f"{name} | {A} | 第{n}期 | {JULY}" for n, name in ((1, "张三"), (2, "李四"))]
    leaders = sheet("双河镇2020年致富带头人台账", "姓名 | 身份证号", f"王五 | {A}")
    codes = office.codes(sheet("双河镇2020年学员花名册", ROSTER, *rows), leaders, as_of=AS_OF)
    assert {code for code in codes if code in ("P123", "P127")} == {"P123", "P127"}

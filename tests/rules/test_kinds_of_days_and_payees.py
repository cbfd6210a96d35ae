"""Kinds of faults of days, ages and payees, each beside sheets that an honest office sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Nature

AS_OF: Final = date(2021, 6, 1)
A, B = (number(sequence=n) for n in (1, 3))
PUPIL, INFANT, CHILD = (number(born) for born in ("2004-05-05", "2019-05-05", "2016-05-05"))
ADULT, PARENT, OLD = (number(born) for born in ("1996-05-05", "1978-05-05", "1935-05-05"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join(f"| {line} |" for line in (head, *rows)))


def roster(head: str, *rows: str) -> Sheet:
    return sheet("2020年学员花名册", f"姓名 | 身份证号 | 班次名称 | {head}", *rows)


def aid(id_number: str, programme: str, title: str = "2020年秋季学期教育资助台账") -> Sheet:
    head = "学生姓名 | 身份证号 | 就读学校 | 资助项目 | 资助金额"
    return sheet(title, head, f"张三 | {id_number} | 某学校 | {programme} | 1000",
                 f"李四 | {number('2004-06-06', 3)} | 某学校 | {programme} | 1000")  # fmt: skip


def income(*days: str, title: str = "2020年资金收入台账") -> Sheet:
    rows = (f"扶贫专项资金 | {day} | 100000" for day in days)
    return sheet(title, "资金来源 | 到账日期 | 收入金额", *rows)


def classes(*rows: str, head: str = "班次名称 | 开班日期 | 结业日期 | 培训天数") -> Sheet:
    return sheet("2020年培训班台账", head, *rows)


def lessons(*rows: str) -> Sheet:
    head = "班次名称 | 授课日期 | 时段 | 授课内容 | 授课教师"
    return sheet("电焊班课程表", head, *(f"电焊班 | {row} | 王建国" for row in rows))


def payments(
    first: str, second: str, *, vouchers: Sequence[str] = ("2020-0712", "2020-0712")
) -> Sheet:
    head = "凭证号 | 支付日期 | 支出项目 | 收款单位 | 支出金额"
    rows = (
        f"{number} | 2020-07-01 | 培训补贴 | {payee} | 60000"
        for number, payee in zip(vouchers, (first, second), strict=True)
    )
    return sheet("2020年资金支出台账", head, *rows)


JULY = "2020-07-06 | 2020-07-12"
FOUND: Final = {
    "an exam before the class": ("D515", roster("开班日期 | 结业日期 | 考核日期", f"张三 | {A} | 电焊班 | {JULY} | 2020-06-01")),
    "a certificate before the end": ("D505", roster("开班日期 | 结业日期 | 发证日期", f"张三 | {A} | 电焊班 | {JULY} | 2020-07-08")),
    "a certificate before a class without an end": ("D505", roster("开班日期 | 发证日期", f"张三 | {A} | 电焊班 | 2020-07-06 | 2020-06-01")),
    "a certificate before a class that its name dates": (
        "D505", roster("发证日期", f"张三 | {A} | 电焊班（7月6日-12日） | 2020-06-01")),
    "a certificate before the birth": ("P126", roster("发证日期", f"张三 | {PUPIL} | 电焊班 | 2001-07-06")),
    "a certificate of a child": ("P126", roster("发证日期", f"张三 | {CHILD} | 电焊班 | 2020-07-06")),
    "an exam before the birth": ("P126", roster("考核日期", f"张三 | {PUPIL} | 电焊班 | 2001-07-06")),
    "an infant at school": ("P130", aid(INFANT, "普通高中助学金")),
    "a parent for the pupil": ("P130", aid(PARENT, "雨露计划", "2020年雨露计划资助台账")),
    "an old man at school": ("P130", aid(OLD, "寄宿生生活补助")),
    "income of another year": ("D519", income("2018-03-01", "2020-03-01")),
    "income of the year after next": ("D519", income("2020-03-01", "2022-03-01")),
    "income of the summer before": ("D519", income("2019-07-01", "2020-03-01", "2020-05-01")),
    "most days on holidays": ("D518", classes("电焊班 | 2020-09-29 | 2020-10-05 | 7")),
    "holidays counted as days of the class": ("D518", classes("电焊班 | 2020-09-26 | 2020-10-03 | 8")),
    "lessons on a holiday": ("D522", lessons("2020-09-30 | 上午 | 焊接", "2020-10-01 | 上午 | 平焊")),
    "lessons on several holidays": ("D522", lessons("2020-05-01 | 上午 | 焊接", "2020-05-02 | 上午 | 平焊")),
    "brackets of another width": ("F106", payments("阳光培训学校（潼南）", "阳光培训学校(潼南)")),
    "a company in two spellings": ("F106", payments("阳光培训有限公司", "阳光培训有限责任公司")),
    "blanks in a name": ("F106", payments("阳光 培训学校", "阳光培训学校")),
    "the place before a name": ("F106", payments("潼南区阳光培训学校", "阳光培训学校")),
    "a word in brackets": ("F106", payments("阳光培训学校", "阳光培训学校（民办）")),
    "a voucher in two spellings": ("F106", payments("甲校", "甲校", vouchers=("记字第0712号", "记-712"))),
}  # fmt: skip
HONEST: Final = {
    "an exam on the last day": ("D515", roster("开班日期 | 结业日期 | 考核日期", f"张三 | {A} | 电焊班 | {JULY} | 2020-07-12")),
    "a certificate on the day of a class of a day": ("D505", roster("开班日期 | 发证日期", f"张三 | {A} | 电焊班 | 2020-07-06 | 2020-07-06")),
    "a certificate of a month": ("D505", roster("开班日期 | 结业日期 | 发证日期", f"张三 | {A} | 电焊班 | {JULY} | 2020年7月")),
    "a certificate of an earlier class": ("P126", roster("发证日期", f"张三 | {A} | 电焊班 | 2012-07-06")),
    "a kindergarten": ("P130", aid(CHILD, "学前教育资助")),
    "a student of 24": ("P130", aid(ADULT, "雨露计划", "2020年雨露计划资助台账")),
    "a ledger without a year": ("P130", aid(PARENT, "雨露计划", "雨露计划资助台账")),
    "a parent beside the pupil": (
        "P130", sheet("2020年教育资助台账", "学生姓名 | 身份证号 | 户主姓名 | 户主身份证号 | 资助金额",
                      f"张三 | {PUPIL} | 张父 | {PARENT} | 1000")),
    "income given ahead": ("D519", income("2019-12-20", "2020-03-01")),
    "income that came late": ("D519", income("2021-01-20", "2020-03-01")),
    "a ledger of another year": ("D519", income("2018-03-01", "2018-05-01")),
    "income without a year": ("D519", income("2018-03-01", "2020-05-01", title="资金收入台账")),
    "a few holidays in a short class": ("D518", classes("电焊班 | 2020-09-27 | 2020-10-03", head="班次名称 | 开班日期 | 结业日期")),
    "days off within a class": ("D518", classes("电焊班 | 2020-09-21 | 2020-10-20 | 20")),
    "days off left out of the days": ("D518", classes("电焊班 | 2020-09-27 | 2020-10-10 | 6")),
    "a moved weekend": ("D518", classes("电焊班 | 2020-09-26 | 2020-09-30 | 5")),
    "lessons on a working Sunday": ("D522", lessons("2020-09-27 | 上午 | 焊接", "2020-10-10 | 上午 | 平焊")),
    "a day off in a timetable": ("D522", lessons("2020-09-30 | 上午 | 焊接", "2020-10-01 | 上午 | 国庆放假")),
    "two branches of a school": ("F106", payments("阳光培训学校一分校", "阳光培训学校二分校")),
    "two branches in brackets": ("F106", payments("阳光培训学校（一分校）", "阳光培训学校（二分校）")),
    "two companies": ("F106", payments("甲培训有限公司", "乙培训有限责任公司")),
    "schools of two counties": ("F106", payments("清溪县职业学校", "白水县职业学校")),
    "two vouchers": ("F106", payments("甲校", "甲校", vouchers=("2020-0712", "2020-0713"))),
    "a number with a part": ("F106", payments("甲校", "甲校", vouchers=("2020-0712-1", "2020-0712-2"))),
}  # fmt: skip


@pytest.mark.parametrize("kind", FOUND)
def test_found(office: Office, kind: str) -> None:
    code, one = FOUND[kind]
    assert code in office.codes(one, as_of=AS_OF)


@pytest.mark.parametrize("kind", HONEST)
def test_honest(office: Office, kind: str) -> None:
    code, one = HONEST[kind]
    assert code not in office.codes(one, as_of=AS_OF)


def test_counted_holidays_are_a_question(office: Office) -> None:
    found = office.only(FOUND["holidays counted as days of the class"][1], as_of=AS_OF)
    assert found.nature is Nature.DOUBT


def test_a_sheet_of_checks_names_its_class_in_the_title(office: Office) -> None:
    one = sheet(
        "第1期电焊班抽查记录", "抽查日期 | 检查单位 | 存在问题", "2020-07-08 | 县人社局 | 无", "2020-07-15 | 县人社局 | 无",
    )  # fmt: skip
    known = sheet(
        "2020年培训班台账", "班次名称 | 开班日期 | 结业日期 | 主办部门",
        "第1期电焊班 | 2020-07-06 | 2020-07-20 | 县人社局",
    )  # fmt: skip
    assert office.codes(one, known, notice=("dongxiang-2020",), as_of=AS_OF) == []


# Kinds that a set of other sheets brought to light.

POSTS: Final = "姓名 | 身份证号 | 岗位名称"


def post(town: str, word: str, year: int = 2020) -> Sheet:
    return sheet(f"{town}{year}年公益性岗位台账", POSTS, f"张三 | {A} | {word}")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (post("双河镇", "保洁员"), post("桂林街道", "护林员"), True),
        (post("双河镇", "保洁员"), post("桂林街道", "保洁员"), True),
        (post("双河镇", "保洁员"), post("双河镇", "护林员"), False),
        (post("双河镇", "保洁员", 2019), post("桂林街道", "护林员"), False),
        (post("双河镇", "保洁员"), post("云潼区", "护林员"), False),
    ],
)
def test_posts_in_two_townships(office: Office, first: Sheet, second: Sheet, found: bool) -> None:
    assert ("W201" in office.codes(first, second, as_of=AS_OF)) == found


@pytest.mark.parametrize(
    ("days", "nature"),
    [
        (("2020-08-01", "2020-09-01"), Nature.DOUBT),
        (("2020-08-01", "2020-08-01"), Nature.DATA),
        (("2020-08-01", ""), Nature.DATA),
    ],
)
def test_a_subsidy_in_instalments_is_a_question(
    office: Office, days: tuple[str, str], nature: Nature
) -> None:
    rows = (
        f"张三 | {A} | 电焊班 | {amount} | {day}"
        for amount, day in zip((300, 200), days, strict=True)
    )
    one = sheet(
        "2020年学员补贴发放花名册", "姓名 | 身份证号 | 班次名称 | 补贴金额 | 发放日期", *rows
    )
    assert office.only(one, as_of=AS_OF).nature is nature


@pytest.mark.parametrize(
    ("item", "amount", "found"),
    [
        ("印刷费", 600, False),
        ("培训补贴", 600, True),
        ("印刷费", 6000, False),
        ("培训补贴", 6000000, True),
    ],
)
def test_a_small_sum_for_something_else(
    office: Office, item: str, amount: int, found: bool
) -> None:
    usual = (60000, 55000, 62000, 58000, 61000, 60500)
    rows = [f"培训补贴 | {n}校 | {each}" for n, each in zip("甲乙丙丁戊己", usual, strict=True)]
    one = sheet(
        "2020年资金支出台账", "支出项目 | 收款单位 | 支出金额", *rows, f"{item} | 庚校 | {amount}"
    )
    assert ("N420" in office.codes(one, as_of=AS_OF)) == found

"""Days of a class that stand in its name or in the title of the sheet, and in no column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

A, B, C = (number(sequence=n) for n in (1, 3, 5))
AS_OF = date(2021, 6, 1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def roster(title: str, *rows: str, head: str = "姓名 | 身份证号") -> Sheet:
    return Sheet(title, "\n".join(f"| {line} |" for line in (head, *rows)))


def named(first: str, second: str) -> Sheet:
    """A roster of a person in two classes that only their names date."""
    return roster(
        "云潼区2020年学员花名册", f"双河镇 | 张三 | {A} | {first}", f"桂林街道 | 张三 | {A} | {second}",
        head="镇街 | 姓名 | 身份证号 | 班次名称",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("第1期电焊班学员花名册（2020年5月6日—12日）", "第2期家政班学员花名册（2020年5月10日—16日）", True),
        ("第1期电焊班学员花名册（2020年5月6日—12日）", "第2期家政班学员花名册（2020年5月6日—12日）", True),
        ("2020年第1期电焊班学员花名册（5月6日至5月12日）", "2020年第2期家政班学员花名册（5月10日-16日）", True),
        ("2020.5.6-5.12第1期电焊班学员花名册", "2020.5.10-5.16第2期家政班学员花名册", True),
        ("第1期电焊班学员花名册（2020年5月6日—12日）", "第2期家政班学员花名册（2020年5月12日—18日）", False),
        ("第1期电焊班学员花名册（2020年5月6日—12日）", "第1期电焊班学员花名册（2020年5月6日—12日）", False),
        ("培训班学员花名册（2020年1月1日—3月31日）", "培训班学员花名册（2020年1月1日—6月30日）", False),
        ("2020年5月6日—12日新增参训人员名单（各班）", "2020年5月10日—16日新增参训人员名单（各班）", False),
        ("第1—3期电焊班学员花名册（2020年5月6日—7月12日）", "第2期家政班学员花名册（2020年5月10日—16日）", False),
    ],
)  # fmt: skip
def test_days_in_a_title(office: Office, first: str, second: str, found: bool) -> None:
    one = roster(f"双河镇{first}", f"张三 | {A}", f"李四 | {B}")
    two = roster(f"桂林街道{second}", f"张三 | {A}", f"王五 | {C}")
    assert ("P109" in office.codes(one, two, as_of=AS_OF)) == found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("电焊班（5月6日—12日）", "家政班（5月10日—16日）", True),
        ("电焊班2020.5.6-2020.5.12", "2020年5月10日至16日家政班", True),
        ("电焊班（2020年5月6日-2020年6月2日）", "家政班（5月10日—16日）", True),
        ("电焊班（5月6日—12日）", "家政班（5月12日—16日）", False),
        ("第1-3期电焊班", "第2-5期家政班", False),
        ("电焊班（5月6日—12日）", "家政班", False),
        ("电焊班（5月）", "家政班（5月—6月）", False),
    ],
)
def test_days_in_the_name_of_a_class(office: Office, first: str, second: str, found: bool) -> None:
    assert ("P109" in office.codes(named(first, second), as_of=AS_OF)) == found


def test_days_of_a_title_are_not_those_of_several_classes(office: Office) -> None:
    one = roster(
        "双河镇培训班学员花名册（2020年5月6日—12日）", f"张三 | {A} | 电焊班", f"张三 | {A} | 家政班",
        head="姓名 | 身份证号 | 班次名称",
    )  # fmt: skip
    two = roster("桂林街道烹饪班学员花名册（2020年5月10日—16日）", f"张三 | {A}")
    assert "P109" not in office.codes(one, two, as_of=AS_OF)


def test_columns_of_days_go_before_a_title(office: Office) -> None:
    one = roster(
        "双河镇电焊班学员花名册（2020年5月6日—12日）", f"张三 | {A} | 2020-07-06 | 2020-07-12",
        head="姓名 | 身份证号 | 开班日期 | 结业日期",
    )  # fmt: skip
    two = roster("桂林街道家政班学员花名册（2020年5月6日—12日）", f"张三 | {A}")
    assert office.codes(one, two, as_of=AS_OF) == []


def test_days_in_the_names_of_a_class_ledger(office: Office) -> None:
    one = roster(
        "2020年培训班台账", "电焊班（5月6日—12日） | 9 | 30", "家政班（6月8日—14日） | 7 | 30",
        head="班次名称 | 培训天数 | 培训人数",
    )  # fmt: skip
    assert office.codes(one, as_of=AS_OF) == ["T308"]


# A class of leaders that only a roster tells of.

LEADERS = "致富带头人培训班第1期"
ROSTER = "姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期"


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (roster("桂花街道2020年学员花名册", f"张三 | {A} | {LEADERS} | 2020-07-06 | 2020-07-08",
                f"李四 | {B} | {LEADERS} | 2020-07-06 | 2020-07-08", head=ROSTER), 1),
        (roster(f"桂花街道{LEADERS}学员花名册（2020年7月6日—8日）", f"张三 | {A}", f"李四 | {B}"), 1),
        (roster("桂花街道2020年学员花名册", f"张三 | {A} | {LEADERS}（7月6日—8日）",
                head="姓名 | 身份证号 | 班次名称"), 1),
        (roster("桂花街道2020年学员花名册", f"张三 | {A} | 第1期 | 致富带头人培训班 | 5",
                head="姓名 | 身份证号 | 班次名称 | 班次类别 | 培训天数"), 1),
        (roster(f"桂花街道{LEADERS}学员花名册（2020年7月6日—12日）", f"张三 | {A}", f"李四 | {B}"), 0),
        (roster("桂花街道2020年学员花名册", f"张三 | {A} | {LEADERS} | 2020-07-06 | 2020-07-08",
                f"李四 | {B} | {LEADERS} | 2020-07-06 | 2020-07-12", head=ROSTER), 0),
        (roster("桂花街道2020年学员花名册", f"张三 | {A} | 电焊班 | 2020-07-06 | 2020-07-08 | 致富带头人",
                head=f"{ROSTER} | 备注"), 0),
        (roster("桂花街道致富带头人学员花名册（2020年7月6日—8日）", f"张三 | {A}"), 0),
    ],
)  # fmt: skip
def test_a_class_of_leaders_told_by_a_roster(office: Office, sheet: Sheet, found: int) -> None:
    codes = office.codes(sheet, notice=("tongnan-2020",), as_of=AS_OF)
    assert codes.count("T301") == found


def test_a_class_of_leaders_that_its_ledger_tells_of_is_one_finding(office: Office) -> None:
    one = roster(
        "桂花街道2020年学员花名册", f"张三 | {A} | {LEADERS} | 2020-07-06 | 2020-07-08", head=ROSTER
    )
    classes = roster(
        "桂花街道2020年培训班台账", f"{LEADERS} | 2020-07-06 | 2020-07-08", head="班次名称 | 开班日期 | 结业日期"
    )  # fmt: skip
    codes = office.codes(one, classes, notice=("tongnan-2020",), as_of=AS_OF)
    assert [code for code in codes if code[:2] == "T3"] == ["T301"]

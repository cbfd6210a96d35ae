"""Registers, lists of exclusion and last period's ledgers: what is sound stays silent beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.model.findings import Finding
from ruralskills.workspace.settings import Settings

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
TONGNAN, SHANXI, COMMON = ("tongnan-2020",), ("shanxi-2021",), ("common",)
OURS = ("Y", "I", "H")


class Desk:
    """Writes sheets and checks one of them beside others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def found(
        self, sheet: Sheet, notice: Sequence[str] = COMMON, **beside: Sheet | str
    ) -> list[Finding]:
        paths: dict[str, Any] = {
            role: write(self.folder / f"{role}.xlsx", other)
            for role, other in beside.items()
            if isinstance(other, Sheet)
        }
        ledger = write(self.folder / "台账.xlsx", sheet)
        outcome = rs.validate(
            ledger, notices=notice, as_of=date(2020, 7, 10), settings=Settings(), **paths
        )
        assert not outcome.rules_broken
        return [f for f in outcome.findings if f.code.startswith(OURS)]

    def codes(self, sheet: Sheet, notice: Sequence[str] = COMMON, **beside: Sheet) -> list[str]:
        return [f.code for f in self.found(sheet, notice, **beside)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join(f"| {line} |" for line in (head, *rows)))


def links(*rows: str, head: str = "") -> Sheet:
    top = f"带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号{head}"
    return sheet("2020年带动户明细", top, *(f"张三 | {F} | {row}" for row in rows))


def households(*rows: str, title: str = "户信息名册（2020年6月30日）", head: str = "") -> Sheet:
    return sheet(title, f"户编号 | 户主姓名 | 户主证件号码{head}", *rows)


def persons(*rows: str, head: str = "", title: str = "已脱贫人口名单") -> Sheet:
    return sheet(title, f"户编号 | 姓名 | 证件号码 | 与户主关系{head}", *rows)


def trainees(*rows: str, head: str = "", title: str = "2020年学员花名册") -> Sheet:
    return sheet(title, f"姓名 | 身份证号{head}", *rows)


# Registers.

LINKS = [f"王甲 | {A}", f"王乙 | {B}", f"王丙 | {C}"]
REGISTERED = [f"1 | 王甲 | {A}", f"2 | 王乙 | {B}", f"3 | 王丙 | {C}"]


def test_a_register_that_lacks_nobody_says_nothing(desk: Desk) -> None:
    assert desk.codes(links(*LINKS), TONGNAN, register=households(*REGISTERED)) == []


@settings(deadline=None)  # it writes and reads workbooks
@given(order=st.permutations(range(3)))
def test_the_order_of_a_register_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    ledger = links(*LINKS, f"王丁 | {D}")
    shuffled = households(*(REGISTERED[n] for n in order))
    straight = [replace(f, number=0) for f in desk.found(ledger, TONGNAN, register=shuffled)]
    plain = desk.found(ledger, TONGNAN, register=households(*REGISTERED))
    assert straight == [replace(f, number=0) for f in plain]
    assert [f.code for f in plain] == ["Y101"]


def test_who_is_missing_is_told_with_the_day_and_the_ledgers_word(desk: Desk) -> None:
    ledger = links(f"王丁 | {D} | 已脱贫户", head=" | 户类型")
    [finding] = desk.found(ledger, TONGNAN, register=households(*REGISTERED))
    assert (finding.code, finding.severity) == ("Y101", "warning")
    assert "2020-06-30" in finding.message
    assert "已脱贫户" in finding.message
    assert finding.clause is not None
    assert finding.clause.id == "CQ-20"


def test_a_changed_head_is_found_as_a_member(desk: Desk) -> None:
    register = persons(f"1 | 王甲 | {A} | 户主", f"1 | 王丁 | {D} | 之子")
    assert desk.codes(links(f"王丁 | {D}"), TONGNAN, register=register) == []


def test_a_changed_head_is_found_by_the_household_number(desk: Desk) -> None:
    ledger = links(f"王丁 | {D} | 1", head=" | 户编号")
    assert desk.codes(ledger, TONGNAN, register=households(*REGISTERED)) == []


def test_a_household_of_no_kind_is_no_claim(desk: Desk) -> None:
    ledger = links(f"王丁 | {D} | 一般农户", head=" | 户类型")
    assert desk.codes(ledger, TONGNAN, register=households(*REGISTERED)) == []


def test_a_register_of_another_township_says_nothing(desk: Desk) -> None:
    ledger = sheet(
        "带动户明细",
        "镇街 | 带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号",
        f"双河镇 | 张三 | {F} | 王丁 | {D}",
    )
    register = households(f"1 | 王甲 | {A} | 桂花镇", head=" | 乡镇")
    assert desk.codes(ledger, TONGNAN, register=register) == []
    register = households(f"1 | 王甲 | {A} | 双河镇", head=" | 乡镇")
    assert desk.codes(ledger, TONGNAN, register=register) == ["Y101"]


def test_a_register_older_than_the_link_gives_a_hint(desk: Desk) -> None:
    ledger = links(f"王丁 | {D} | 2020-07-05", head=" | 带动时间")
    [finding] = desk.found(ledger, TONGNAN, register=households(*REGISTERED))
    assert finding.severity == "info"


def test_somebody_without_a_number_in_the_register_may_be_anybody(desk: Desk) -> None:
    register = households(*REGISTERED, "4 | 王丁 | ")
    assert desk.codes(links(f"王丁 | {D}"), TONGNAN, register=register) == []


def test_an_unreadable_number_is_not_looked_up(desk: Desk) -> None:
    ledger = links(f"王丁 | {D[:-1]}*")
    assert desk.codes(ledger, TONGNAN, register=households(*REGISTERED)) == []


@pytest.mark.parametrize(
    ("claimed", "kind", "monitored", "codes"),
    [
        ("贫困户", "已脱贫享受政策户", "", []),
        ("已脱贫户", "一般脱贫户", "", []),
        ("低保贫困户", "一般脱贫户", "", []),
        ("脱贫户", "一般脱贫户", "脱贫不稳定户", []),
        ("监测户", "一般脱贫户", "脱贫不稳定户", []),
        ("监测户", "", "边缘易致贫户", []),
        ("脱贫户", "一般脱贫户", "突发严重困难户", []),
        ("脱贫户", "", "边缘易致贫户", ["Y102"]),
        ("一般农户", "一般脱贫户", "", ["Y102"]),
        ("", "一般脱贫户", "", []),
        ("下岗职工", "一般脱贫户", "", []),
    ],
)
def test_kinds_that_agree(
    desk: Desk, claimed: str, kind: str, monitored: str, codes: list[str]
) -> None:
    ledger = trainees(f"王甲 | {A} | {claimed}", head=" | 户类型")
    register = persons(
        f"1 | 王甲 | {A} | 户主 | {kind} | {monitored}", head=" | 户类型 | 监测对象类别"
    )
    assert desk.codes(ledger, register=register) == codes


def test_a_list_of_households_cannot_say_that_a_member_is_missing(desk: Desk) -> None:
    ledger = trainees(f"王丁 | {D} | 脱贫户", head=" | 户类型")
    assert desk.codes(ledger, register=households(*REGISTERED)) == []


def test_registers_without_use_are_no_news(desk: Desk) -> None:
    assert desk.codes(trainees(f"王丁 | {D}"), register=persons(f"1 | 王甲 | {A} | 户主")) == []


# Lists of exclusion.


def excluded(category: str, since: str = "", title: str = "排除人员名单") -> Sheet:
    return sheet(
        title, "姓名 | 身份证号 | 人员类别 | 起始时间", f"王甲 | {A} | {category} | {since}"
    )


PAID = trainees(f"王甲 | {A} | 2020-06-12 | 1000", head=" | 结业日期 | 补贴金额")


@pytest.mark.parametrize(
    ("category", "since", "codes"),
    [
        ("财政供养人员", "", ["I101"]),
        ("职工养老", "", ["I101"]),
        ("城乡居民养老", "", []),
        ("城乡居民基本养老保险待遇", "", []),
        ("居民养老", "", []),
        ("死亡", "2020-06-20", []),
        ("死亡", "2020年", ["I101"]),
        ("死亡", "2019-06-20", ["I101"]),
        ("在校学生", "2020-09-01", []),
    ],
)
def test_exclusion(desk: Desk, category: str, since: str, codes: list[str]) -> None:
    assert desk.codes(PAID, exclude=excluded(category, since)) == codes


def test_exclusion_looks_at_nobody_who_is_not_paid(desk: Desk) -> None:
    unpaid = trainees(f"王甲 | {A} | 0", head=" | 补贴金额")
    plain = trainees(f"王甲 | {A}")
    for roster in (unpaid, plain):
        assert desk.codes(roster, exclude=excluded("财政供养人员")) == []
    of_payment = trainees(f"王甲 | {A}", title="2020年培训补贴花名册")
    assert desk.codes(of_payment, exclude=excluded("财政供养人员")) == ["I101"]


def test_a_namesake_is_nobody(desk: Desk) -> None:
    roster = trainees(f"王甲 | {B} | 1000", head=" | 补贴金额")
    assert desk.codes(roster, exclude=excluded("财政供养人员")) == []


def test_the_kind_is_read_from_the_title(desk: Desk) -> None:
    bare = sheet("在校学生名单（截至2020年3月）", "姓名 | 身份证号", f"王甲 | {A}")
    [finding] = desk.found(PAID, exclude=bare)
    assert "“在校学生”名单（2020年3月）" in finding.message


# The last period.


def leaders(*rows: str, title: str = "双河镇2021年致富带头人台账", head: str = "") -> Sheet:
    return sheet(title, f"镇街 | 姓名 | 身份证号{head}", *(f"双河镇 | {row}" for row in rows))


BEFORE = leaders(
    f"张三 | {A} | 在库", f"李四 | {B} | 在库", f"王五 | {C} | 退出",
    title="双河镇2020年致富带头人台账", head=" | 状态",
)  # fmt: skip


@pytest.mark.parametrize(
    "now",
    [
        leaders(f"张三 | {A}", f"李四 | {B}"),
        leaders(f"张三 | {A} | 在库", f"李四 | {B} | 退出", head=" | 状态"),
        leaders(f"张三 | {A}", f"李四 | {B[:-1]}*"),
        leaders(f"张三 | {A}", "李四 | "),
        leaders(f"周八 | {D}", title="双河镇2021年新增带头人名单"),
    ],
    ids=["same", "removed", "unreadable", "blank", "new entries only"],
)
def test_leaders_of_the_last_year_who_are_accounted_for(desk: Desk, now: Sheet) -> None:
    assert desk.codes(now, SHANXI, previous=BEFORE) == []


def test_a_leader_who_is_nowhere(desk: Desk) -> None:
    [finding] = desk.found(leaders(f"张三 | {A}"), SHANXI, previous=BEFORE)
    assert (finding.code, finding.severity, finding.subject.name) == ("H101", "warning", "李四")
    assert finding.file == "台账.xlsx"
    assert finding.subject.unit == "双河镇"


def test_another_number_of_the_name_is_said(desk: Desk) -> None:
    [finding] = desk.found(leaders(f"张三 | {A}", f"李四 | {D}"), SHANXI, previous=BEFORE)
    assert "同名的，号码不同" in finding.message


def test_who_moved_to_another_township_is_not_missing(desk: Desk) -> None:
    now = sheet(
        "2021年致富带头人台账", "镇街 | 姓名 | 身份证号",
        f"双河镇 | 张三 | {A}", f"桂花镇 | 李四 | {B}",
    )  # fmt: skip
    assert desk.codes(now, SHANXI, previous=BEFORE) == []


def test_a_township_that_has_not_reported_lacks_nobody(desk: Desk) -> None:
    now = sheet("2021年致富带头人台账", "镇街 | 姓名 | 身份证号", f"桂花镇 | 周八 | {D}")
    assert desk.codes(now, SHANXI, previous=BEFORE) == []


def test_a_later_ledger_is_no_last_period(desk: Desk) -> None:
    later = leaders(f"张三 | {A}", f"李四 | {B}", title="双河镇2022年致富带头人台账")
    assert desk.codes(leaders(f"张三 | {A}"), SHANXI, previous=later) == []


def test_open_cells_of_the_last_period_are_nobodys_fault(desk: Desk) -> None:
    before = leaders(
        f"张三 | {A} |  | ", f"李四 | {B} | 待定 | 在库",
        title="双河镇2020年致富带头人台账", head=" | 认定时间 | 状态",
    )  # fmt: skip
    now = leaders(f"张三 | {A} | ", f"李四 | {B} | ", head=" | 认定时间")
    assert desk.codes(now, SHANXI, previous=before) == []


def test_another_file_altogether_is_asked_about_once(desk: Desk) -> None:
    before = leaders(
        *(f"带头人{n} | {number(sequence=21 + 2 * n)}" for n in range(12)),
        title="双河镇2020年致富带头人台账",
    )
    [finding] = desk.found(leaders(f"周八 | {D}"), SHANXI, previous=before)
    assert "一人也没有" in finding.message


def test_without_the_notice_nobody_is_asked_for_last_years_leaders(desk: Desk) -> None:
    assert desk.codes(leaders(f"张三 | {A}"), COMMON, previous=BEFORE) == []

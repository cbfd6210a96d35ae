"""Branches of rules that no table of theirs reaches: what is said, and what comes after a row left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import Office, number
from ruralskills.workspace.settings import Settings

A, B, C, D, E = (number(sequence=n) for n in (1, 3, 5, 7, 9))
AS_OF = date(2021, 1, 15)


def sheet(title: str, head: str, *rows: str, name: str = "Sheet1") -> Sheet:
    lines = [f"| {line} |" for line in (*head.split("\n"), *rows)]
    return Sheet(title, "\n".join(lines), name)


def told(
    office: Office, code: str, notice: str, *files: Sheet | Sequence[Sheet]
) -> list[tuple[str, str]]:
    """Cell and message of each finding of a rule."""
    outcome = office.outcome(*files, notice=(notice,), as_of=AS_OF)
    return [
        (finding.cell.address if finding.cell else "", finding.message)
        for finding in outcome.findings
        if finding.code == code
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        ("2020-05-07", "2020-05-09", "与“轮训第1期”的时间重叠2天"),
        ("2020-05-01", "2020-05-07", "与“轮训第1期”的时间重叠2天"),
        ("2020-05-07", "2020-05-07", "与“轮训第1期”的时间重叠1天"),
        ("2020-05-01", "2020-05-30", "与“轮训第1期”的时间重叠3天"),
        ("2020-05-08", "2020-05-09", ""),
        ("2020-05-01", "2020-05-06", ""),
    ],
)
def test_days_that_two_classes_of_a_cadre_share(
    office: Office, starts: str, ends: str, says: str
) -> None:
    head = "姓名 | 身份证号 | 工作单位 | 培训班名称 | 培训主题 | 开班日期 | 结业日期"
    one = sheet(
        "2020年干部培训台账", head, f"张三 | {A} | 桂花街道 | 轮训第1期 | 政策 | 2020-05-06 | 2020-05-08",
        f"张三 | {A} | 桂花街道 | 财务培训 | 资金 | {starts} | {ends}",
    )  # fmt: skip
    found = [message.partition("，")[0] for _, message in told(office, "G101", "tongnan-2020", one)]
    assert found == ([says] if says else [])


def test_counties_after_a_township_and_a_sum_are_looked_at(office: Office) -> None:
    one = sheet(
        "2022年职业技能提升工程情况统计表", "县 | 专项职业能力项目", "云山县 | 2", "某镇 | 0", "各县合计 | 0", "松林县 | 0", "竹山县 | 1",
    )  # fmt: skip
    assert [cell for cell, _ in told(office, "M314", "national-2021", one)] == ["B6"]


def test_a_definition_without_a_name_defines_nothing(office: Office) -> None:
    figures = sheet(
        "2020年第二季度就业扶贫情况统计表", "镇街 | 送工送岗（人） | 招聘会（场）", "桂花街道 | 3 | 1", "双河镇 | 1 | 2", "柏梓镇 | 2 | 0",
    )  # fmt: skip
    words = sheet(
        "指标解释表", "指标名称 | 计量单位 | 口径解释", "送工送岗 | 人 | 当年送到岗位上的人数", " | 场 | 另行说明", name="解释",
    )  # fmt: skip
    [(_, says)] = told(office, "Q605", "tongnan-2020", [figures, words])
    assert says == "“招聘会”在指标解释表中没有查到"


def test_every_column_of_money_is_looked_at(office: Office) -> None:
    head = "姓名 | 身份证号 | 带动户数 | 年收入（万元） | 注册资金（万元） | 产值（万元）"
    rows = (("12", A), ("8", B), ("15.5", C), ("100000", D), ("10", E))
    one = sheet(
        "桂林街道2020年致富带头人台账",
        head,
        *(f"带头人{n[0]} | {i} | {n} | {n} | {n} | {n}" for n, i in rows),
    )
    found = told(office, "N404", "common", one)
    assert found
    assert {cell[0] for cell, _ in found} <= set("DEF")
    assert "相差约8333倍" in found[0][1]


def test_every_other_leader_of_a_household_is_named(office: Office) -> None:
    head = "带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号"
    one = sheet(
        "桂林街道2020年致富带头人带动明细", head, f"张三 | {A} | 王甲 | {E}", f"李四 | {B} | 王甲 | {E}",
        f"赵六 | {C} | 王甲 | {E}", f"赵六 | {C} | 王乙 | {D}",
    )  # fmt: skip
    assert told(office, "L204", "common", one) == [
        ("D4", "这一户还登记在带头人张三（D3）、赵六（D5）名下")
    ]


VILLAGES = sheet(
    "2020年村名单", "镇街 | 村 | 村类型 | 曾用名 | 撤并日期", "桂花街道 | 红花村 | 贫困村 | 双桥村 |", "桂花街道 | 青龙村 | 非贫困村 | |",
    "双河镇 | 白云村 | 贫困村 | |", "双河镇 | 旧村 | 贫困村 | | 2019-05-01",
)  # fmt: skip
LEADERS = "镇街 | 村 | 姓名 | 身份证号 | 状态 | 村类型"


def short_villages(office: Office, *ledgers: Sheet, listed: bool = True) -> list[tuple[str, str]]:
    files = [VILLAGES, *ledgers] if listed else [*ledgers]
    return [
        (cell, says.partition("，")[0])
        for cell, says in told(office, "L208", "tongnan-2020", *files)
    ]


def led(*rows: str, title: str = "2020年致富带头人台账") -> Sheet:
    return sheet(title, LEADERS, *rows)


def leader(
    name: str, number: str, village: str = "红花村", kind: str = "", *, stays: str = "在库"
) -> str:
    return f"桂花街道 | {village} | {name} | {number} | {stays} | {kind}"


THREE = (leader("张三", A), leader("赵六", D), leader("孙七", E))
SHORT = [("B3", "在库带头人3人（张三、赵六、孙七）")]


def test_poor_villages_are_counted_by_the_ledgers_of_their_townships(office: Office) -> None:
    assert short_villages(office, led(*THREE)) == SHORT
    assert short_villages(office, led(*THREE, leader("李四", B, "双桥"))) == []
    assert short_villages(office, led(*THREE, leader("李四", B, stays="退出"))) == SHORT
    assert short_villages(office, led(*THREE, leader("张三", A))) == SHORT
    other = f"双河镇 | 白云 | 王五 | {C} | 在库 |"
    assert short_villages(office, led(*THREE, other)) == [*SHORT, ("B5", "在库带头人1人（王五）")]


def test_a_leader_of_no_certain_village_may_be_of_any(office: Office) -> None:
    assert short_villages(office, led(*THREE, leader("李四", B, ""))) == []
    assert short_villages(office, led(*THREE, leader("李四", B, "别处村"))) == []
    assert short_villages(office, led(*THREE, leader("李四", B, "", stays="退出"))) == SHORT
    assert short_villages(office, led(*THREE, leader("李四", B, stays="☒"))) == []


def test_the_newest_ledger_of_a_township_counts(office: Office) -> None:
    first = led(*THREE, leader("李四", B), title="2020年第一季度致富带头人台账")
    third = led(*THREE, title="2020年第三季度致富带头人台账")
    assert short_villages(office, first, third) == SHORT
    assert short_villages(office, third, first) == SHORT
    newcomers = led(*THREE, title="2020年第三季度新增致富带头人台账")
    assert short_villages(office, first, newcomers) == []


def test_without_a_list_the_kind_in_the_ledger_counts(office: Office) -> None:
    three = [
        leader(name, who, kind="贫困村") for name, who in (("张三", A), ("赵六", D), ("孙七", E))
    ]
    short = [("B3", "红花村在库带头人3人（张三、赵六、孙七）")]
    other = leader("王五", C, "青龙村", "非贫困村")
    assert short_villages(office, led(*three, other), listed=False) == short
    assert (
        short_villages(office, led(*three, leader("李四", B, "红花", "贫困村")), listed=False) == []
    )
    assert (
        short_villages(
            office, led(*three, leader("李四", B, kind="非贫困村", stays="退出")), listed=False
        )
        == short
    )


def test_some_leaders_of_no_village_are_counted_one_by_one(office: Office) -> None:
    rows = (leader("张三", A), leader("赵六", D), leader("李四", B, ""))
    assert short_villages(office, led(*rows)) == [("B3", "在库带头人2人（张三、赵六）")]


CADRES = "姓名 | 身份证号 | 工作单位 | 聘任日期 | 离任日期 | 状态"


def repeated(office: Office, code: str, *rows: str) -> list[tuple[str, str]]:
    return told(office, code, "common", sheet("2020年村级后备干部名册", CADRES, *rows))


def test_a_person_who_stands_three_times_is_told_of_once_with_all_places(office: Office) -> None:
    one = f"张三 | {A} | 红花村 | 2019-12-15 | | 在任"
    assert repeated(office, "P122", one, one) == [
        ("B4", "同一身份证号共登记2次，其余在：B3；各列都相同")
    ]
    assert repeated(
        office, "P122", one, f"李四 | {B} | 红花村 | 2019-12-15 | | 在任", one, one
    ) == [("B5", "同一身份证号共登记3次，其余在：B3、B6；各列都相同")]


def test_columns_in_which_two_rows_differ_are_named(office: Office) -> None:
    one = f"张三 | {A} | 红花村 | 2019-12-15 | | 在任"
    [(_, says)] = repeated(office, "P122", one, f"张三 | {A} | 青龙村 | 2019-12-15 | | 在任")
    assert says.endswith("；“工作单位”不同")
    [(_, says)] = repeated(office, "P122", one, f"张山 | {A} | 青龙村 | 2019-12-16 | | 在岗")
    assert "不同" in says


def test_who_has_left_stands_for_the_record(office: Office) -> None:
    one = f"张三 | {A} | 红花村 | 2019-12-15 | | 在任"
    assert repeated(office, "P122", one, f"张三 | {A} | 红花村 | 2018-12-15 | 2019-06-01 |") == []
    assert repeated(office, "P122", one, f"张三 | {A} | 红花村 | 2018-12-15 | | 离任") == []


def test_the_rarer_name_of_a_number_is_the_one_that_is_told(office: Office) -> None:
    head = "姓名 | 身份证号 | 班次名称"
    rows = (
        f"张山 | {A} | 第1期",
        f"张三 | {A} | 第2期",
        f"张三 | {A} | 第3期",
        f"李四 | {B} | 第1期",
    )
    [(cell, says)] = told(office, "P123", "common", sheet("2020年学员花名册", head, *rows))
    assert (cell, says) == ("A3", "填“张山”，同一身份证号在A4是“张三”")


def test_rows_of_few_cells_may_be_two_things(office: Office) -> None:
    head = "车间名称 | 负责人 | 用工总数 | 其中贫困人口"
    full, other = "红花车间 | 张三 | 42 | 20", "青龙车间 | 李四 | 30 | 10"
    few = "绿水车间 | 王五 | | "
    title = "2020年扶贫车间台账"
    assert told(office, "P124", "common", sheet(title, head, full, other, full)) == [
        ("A5", "与第3行除序号外各列都相同")
    ]
    assert told(office, "P124", "common", sheet(title, head, full, few, few)) == []
    three = "绿水车间 | 王五 | 12 | "
    assert [
        cell for cell, _ in told(office, "P124", "common", sheet(title, head, full, three, three))
    ] == ["A5"]


def test_links_after_one_without_a_leader_and_one_of_another_period_are_looked_at(
    office: Office,
) -> None:
    head = "乡镇 | 带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号"
    links = sheet(
        "2020年致富带头人带动户明细", head, f"桂林街道 | | {D} | 王甲 | {number('1960-01-01')}",
        f"双河镇 | 周七 | {E} | 王乙 | {number('1961-01-01')}", f"桂林街道 | 张三 | {A} | 王丙 | {number('1962-01-01')}",
        f"桂林街道 | 李四 | | 王丁 | {number('1963-01-01')}", f"桂林街道 | 钱八 | {C} | 王戊 | {number('1964-01-01')}",
        f"桂林街道 | 钱八 | {C} | 王己 | {number('1965-01-01')}", f"桂林街道 | 李四 | {C} | 王庚 | {number('1966-01-01')}",
    )  # fmt: skip
    ledger = sheet(
        "2020年致富带头人台账",
        "乡镇 | 姓名 | 身份证号",
        f"桂林街道 | 张三 | {A}",
        f"桂林街道 | 李四 | {B}",
    )
    found = told(office, "L219", "common", links, ledger)
    assert sorted(says for _, says in found) == [
        "带头人李四的号码不在台账里，台账中同名的是另一个号码，名下登记1户",
        "带头人钱八不在本乡镇的带头人台账里，名下登记2户",
    ]
    nameless = sheet(
        "2020年致富带头人台账",
        "乡镇 | 姓名 | 身份证号",
        f"桂林街道 | 张三 | {A}",
        "桂林街道 | | 不详",
    )
    assert told(office, "L219", "common", links, nameless) == []
    earlier = sheet(
        "2019年致富带头人台账",
        "乡镇 | 姓名 | 身份证号",
        f"桂林街道 | 张三 | {A}",
        f"桂林街道 | 李四 | {B}",
    )
    assert told(office, "L219", "common", links, earlier) == []


@pytest.mark.parametrize(
    ("amount", "found"),
    [("60000", False), ("60000.99", False), ("60001", True), ("59999", True), ("-59998.5", True)],
)
def test_an_odd_amount_below_one_is_no_difference(office: Office, amount: str, found: bool) -> None:
    one = sheet(
        "2020年资金支出台账", "支出项目 | 收款单位 | 人数 | 标准 | 支出金额", f"培训补贴 | 县职校 | 50 | 1200 | {amount}",
        "培训补贴 | 农广校 | 50 | 1200 | 60000",
    )  # fmt: skip
    assert [cell for cell, _ in told(office, "F103", "dongxiang-2020", one)] == (
        ["E3"] if found else []
    )


@pytest.mark.parametrize(
    ("refund", "found"), [("-500", False), ("0.5", True), ("500", True), ("", True)]
)
def test_a_settlement_that_is_taken_back_is_none(office: Office, refund: str, found: bool) -> None:
    head = "券号 | 领券人姓名 | 结算日期 | 结算金额"
    one = sheet(
        "2020年培训券台账", head, "DX0001 | 马一 | 2020-08-01 | 500", "DX0002 | 马二 | 2020-08-01 | 500",
        f"DX0001 | 马三 | 2020-09-01 | {refund}",
    )  # fmt: skip
    assert bool(told(office, "V102", "dongxiang-2020", one)) is found


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        ("2020-07-05", "2020-07-11", "3天"),
        ("2020-07-02", "2020-07-03", "2天"),
        ("2020-06-01", "2020-07-02", "2天"),
        ("2020-07-07", "2020-07-13", ""),
        ("2020-06-01", "2020-07-01", ""),
    ],
)
def test_days_that_two_classes_of_a_trainee_share(
    office: Office, starts: str, ends: str, says: str
) -> None:
    head = "姓名 | 身份证号 | 班次名称 | 开班日期 | 结业日期"
    one = sheet(
        "2020年学员花名册", head, f"张三 | {A} | 第1期 | 2020-07-01 | 2020-07-07", f"张三 | {A} | 第2期 | {starts} | {ends}",
        f"李四 | {B} | 第1期 | 2020-07-01 | 2020-07-07",
    )  # fmt: skip
    found = [message for _, message in told(office, "P109", "common", one)]
    assert len(found) == bool(says)
    assert all(says in message for message in found)


@pytest.mark.parametrize(
    ("away", "named"),
    [(5, "马乙、马丙、马丁、马戊、马己共5人"), (6, "马乙、马丙、马丁、马戊、马己等共6人")],
)
def test_five_people_are_named_and_then_more_are_hinted_at(
    office: Office, away: int, named: str
) -> None:
    people = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月"
    rows = [f"第1期电焊班 | 马{p} | {number(sequence=2 * n + 1)}" for n, p in enumerate(people)]
    roster = sheet("2020年学员花名册", "班次名称 | 姓名 | 身份证号", *rows)
    there = [p for n, p in enumerate(people) if not 0 < n <= away]
    marks = sheet(
        "2020年第1期电焊班考勤表", "序号 | 姓名 | 7月6日上午 | 7月6日下午",
        *(f"{n} | 马{p} | √ | √" for n, p in enumerate(there, 1)), name="考勤",
    )  # fmt: skip
    [says] = [message for _, message in told(office, "K101", "dongxiang-2020", [roster, marks])]
    assert says.startswith(named)


@pytest.mark.parametrize(
    ("until", "found"), [("2019-12-31", True), ("2020-01-01", False), ("2020-06-30", False)]
)
def test_a_name_is_old_if_it_was_given_up_before_the_year(
    office: Office, until: str, found: bool
) -> None:
    listed = office.folder / "区划名单.csv"
    lines = (
        "级别,名称,所属,曾用名,启用日期,停用日期",
        "县,云潼区,,,,",
        f"乡镇,桂花街道,云潼区,桂花镇,{until},",
        "乡镇,双河镇,云潼区,,,",
    )
    listed.write_text("\n".join(lines), "utf-8")
    one = sheet(
        "2020年致富带头人台账",
        "镇街 | 姓名 | 身份证号",
        f"桂花镇 | 张三 | {A}",
        f"双河镇 | 李四 | {B}",
    )
    path = write(office.folder / "台账.xlsx", one)
    outcome = rs.validate(
        path, notices=["common"], as_of=AS_OF, settings=Settings(), regions=[listed]
    )
    assert any(finding.code[0] == "Z" for finding in outcome.findings) is found

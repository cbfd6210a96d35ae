"""Branches of rules that no table of theirs reaches: what is said, and what comes after a row left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

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

"""A fictitious 潼南 district of six townships over two quarters, its totals worked out by hand.

Leaders: 甲 has left 桂林街道 and leads in 梓潼街道 too; 戊 to 壬 are one township's each.  塘坝镇 sends
no leaders in the second quarter, 柏梓镇 nothing at all, 双江镇 is late, 梓潼街道 sends two versions.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet, submission_of
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.rollups.entries import RollupFigure
from ruralskills.rollups.rollup import Rollup

TOWNSHIPS = ("桂林街道", "梓潼街道", "双江镇", "柏梓镇", "塘坝镇", "小渡镇")
DEADLINE = '[deadlines]\n"2020Q2" = 2020-07-05T18:00:00\n'
PERSON = {
    name: number(sequence=2 * index + 1)
    for index, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")
}


def plain(unit: str, quarter: str, *rows: str) -> Sheet:
    """A ledger whose title names the township."""
    filled = (row.format(**PERSON) for row in rows)
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
    return sheet(f"{unit}2020年第{quarter}季度致富带头人台账", head, *filled)


def with_line(unit: str, *rows: str) -> Sheet:
    """A ledger of another shape, whose township stands in the line of the reporting unit."""
    filled = (row.format(**PERSON) for row in rows)
    head = "序号 | 带头人姓名 | 公民身份号码 | 所在村 | 村别 | 带动贫困户数 | 认定日期 | 状态"
    return sheet("2020年致富带头人台账", head, *filled, unit=f"潼南区{unit}人民政府")


def nameless(*rows: str) -> Sheet:
    """A ledger whose township only its folder names."""
    filled = (row.format(**PERSON) for row in rows)
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间"
    return sheet("致富带头人花名册", head, *filled)


def roster(unit: str, *rows: str) -> Sheet:
    filled = (row.format(**PERSON) for row in rows)
    head = "姓名 | 身份证号 | 培训班名称 | 班次类别 | 开班时间 | 结业时间"
    return sheet(f"{unit}2020年学员花名册", head, *filled)


def first_quarter(inbox: Inbox) -> None:
    inbox.send("2020Q1", "桂林街道", "带头人", plain(
        "桂林街道", "一",
        "青龙村 | 贫困村 | 甲一 | {甲} | 2020-01-15 | 在库",
        "青龙村 | 贫困村 | 乙一 | {乙} | 2018-05-01 | 在库",
        "红花村 | 非贫困村 | 丙一 | {丙} | 2020-03-20 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q1", "梓潼街道", "带头人", with_line(
        "梓潼街道",
        "1 | 丁一 | {丁} | 古泉村 | 非贫困村 | 3 | 2020-02-10 | 在库",
        "2 | 甲一 | {甲} | 古泉村 | 非贫困村 | 4 | 2020-02-11 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q1", "双江镇", "名册", nameless(
        "石桥村 | 贫困村 | 戊一 | {戊} | 2019-11-01",
        "石桥村 | 贫困村 | 己一 | {己} | 2020-03-31",
    ))  # fmt: skip
    inbox.send("2020Q1", "塘坝镇", "带头人", plain(
        "塘坝镇", "一", "白果村 | 非贫困村 | 庚一 | {庚} | 2020-01-05 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q1", "塘坝镇", "花名册", roster(
        "塘坝镇",
        "子一 | {子} | 电工一班 | 技能培训 | 2020-03-25 | 2020-04-03",
        "丑一 | {丑} | 电工一班 | 技能培训 | 2020-03-25 | 2020-04-03",
    ))  # fmt: skip
    inbox.send("2020Q1", "小渡镇", "带头人", plain(
        "小渡镇", "一", "新桥村 | 贫困村 | 辛一 | {辛} | 2020-02-28 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q1", "区扶贫办", "任务", sheet(
        "潼南区2020年扶志扶智任务分解表", "镇街 | 致富带头人/新增（人） | 技能培训（人）",
        "桂林街道 | 12 | 30", "梓潼街道 | 12 | 30", "双江镇 | 16 | 30", "柏梓镇 | 40 | 20",
        "塘坝镇 | 10 | 20", "小渡镇 | 5 | 20", "合计 | 95 | 150",
    ))  # fmt: skip


def second_quarter(inbox: Inbox) -> None:
    inbox.send("2020Q2", "桂林街道", "带头人", plain(
        "桂林街道", "二",
        "青龙村 | 贫困村 | 甲一 | {甲} | 2020-01-15 | 退出",
        "青龙村 | 贫困村 | 乙一 | {乙} | 2018-05-01 | 在库",
        "红花村 | 非贫困村 | 丙一 | {丙} | 2020-03-20 | 在库",
        "红花村 | 非贫困村 | 壬一 | {壬} | 2020-04-10 | 在库",
    ))  # fmt: skip
    links = (
        "乙一 | {乙} | 寅一 | {寅} | 贫困户", "乙一 | {乙} | 卯一 | {卯} | 贫困户",
        "丙一 | {丙} | 寅一 | {寅} | 贫困户", "甲一 | {甲} | 辰一 | {辰} | 贫困户",
        "丙一 | {丙} | 巳一 | {巳} | 一般户",
    )  # fmt: skip
    inbox.send("2020Q2", "桂林街道", "带动户", sheet(
        "桂林街道2020年带动户明细", "带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号 | 户类型",
        *(row.format(**PERSON) for row in links),
    ))  # fmt: skip
    inbox.send("2020Q2", "桂林街道", "花名册", roster(
        "桂林街道",
        "午一 | {午} | 家政班 | 技能培训 | 2020-06-01 | 2020-06-12",
        "子一 | {子} | 家政班 | 技能培训 | 2020-06-01 | 2020-06-12",
    ))  # fmt: skip
    rows = (
        "1 | 丁一 | {丁} | 古泉村 | 非贫困村 | 3 | 2020-02-10 | 在库",
        "2 | 甲一 | {甲} | 古泉村 | 非贫困村 | 4 | 2020-02-11 | 在库",
        "3 | 癸一 | {癸} | 古泉村 | 贫困村 | 5 | 2020-06-30 | 在库",
    )
    inbox.send("2020Q2", "梓潼街道", "带头人", with_line("梓潼街道", *rows[:2]))
    inbox.send("2020Q2", "梓潼街道", "带头人（改）", with_line("梓潼街道", *rows))
    inbox.send("2020Q2", "双江镇", "名册", nameless(
        "石桥村 | 贫困村 | 戊一 | {戊} | 2019-11-01",
        "石桥村 | 贫困村 | 己一 | {己} | 2020-03-31",
        "石桥村 | 贫困村 | 未一 | {未} | 2020-05",
    ))  # fmt: skip
    inbox.send("2020Q2", "塘坝镇", "花名册", roster(
        "塘坝镇",
        "子一 | {子} | 电工一班 | 技能培训 | 2020-03-25 | 2020-04-03",
        "丑一 | {丑} | 电工一班 | 技能培训 | 2020-03-25 | 2020-04-03",
        "子一 | {子} | 焊工班 | 技能培训 | 2020-05-06 | 2020-05-20",
        "申一 | {申} | 焊工班 | 技能培训 | 2020-05-06 | 2020-05-20",
    ))  # fmt: skip
    inbox.send("2020Q2", "小渡镇", "带头人", plain(
        "小渡镇", "二",
        "新桥村 | 贫困村 | 辛一 | {辛} | 2020-02-28 | 在库",
        "新桥村 | 贫困村 | 某一 | 50019919850615001 | 2020-05-20 | 在库",
        "新桥村 | 非贫困村 | 酉一 | {酉} | 2020-06-15 | 在库",
    ))  # fmt: skip
    old = roster("小渡镇", "酉一 | {酉} | 旧班 | 技能培训 | 2019-05-06 | 2019-05-20")
    old.title = "小渡镇2019年学员花名册"
    inbox.send("2020Q2", "小渡镇", "去年的花名册", old)
    inbox.send("2020Q2", "区扶贫办", "统计表", sheet(
        "潼南区2020年第二季度致富带头人培训培育情况统计表",
        "镇街 | 致富带头人/新增/本季 | 致富带头人/新增/累计",
        "桂林街道 | 1 | 3", "梓潼街道 | 1 | 3", "双江镇 | 1 | 2", "柏梓镇 | 0 | 0",
        "塘坝镇 | 0 | 1", "小渡镇 | 1 | 3", "合计 | 4 | 12",
    ))  # fmt: skip
    inbox.send("2020Q3", "桂林街道", "带头人", plain(
        "桂林街道", "三", "红花村 | 非贫困村 | 壬一 | {壬} | 2020-04-10 | 在库",
    ))  # fmt: skip
    register = sheet(
        "收件登记表", "单位 | 文件名 | 收到时间 | 是否采用",
        "梓潼街道 | 梓潼街道/带头人.xlsx | 2020-07-01 | 否",
        "梓潼街道 | 梓潼街道/带头人（改）.xlsx | 2020-07-03 10:20 | 是",
        "双江镇 | 双江镇/名册.xlsx | 2020-07-06 09:00 | ",
        "小渡镇 | 小渡镇/带头人.xlsx | 2020-07-05 17:59 | ",
    )  # fmt: skip
    write(inbox.folder / "收件" / "2020Q2" / "收件登记表.xlsx", register)


def district(folder: Path) -> Inbox:
    inbox = Inbox(folder, TOWNSHIPS, more=DEADLINE)
    first_quarter(inbox)
    second_quarter(inbox)
    return inbox


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Rollup:
    return district(tmp_path_factory.mktemp("district")).rolled_up(quarter=2)


def line(figure: RollupFigure) -> tuple[object, ...]:
    return (figure.current, figure.cumulative, figure.entries, figure.previous, figure.pending)


NEW = {
    "桂林街道": (1, 3, 3, 2, 0),
    "梓潼街道": (1, 3, 3, 2, 0),
    "双江镇": (1, 2, 2, 1, 0),
    "柏梓镇": (None, None, None, None, None),
    "塘坝镇": (None, 1, 1, 1, 0),
    "小渡镇": (1, 2, 2, 1, 1),
    "潼南区": (4, 11, 11, 7, 1),
}
STOCK = {
    "桂林街道": (3, 3, 3, 3, 0),
    "梓潼街道": (3, 3, 3, 2, 0),
    "双江镇": (3, 3, 3, 2, 0),
    "柏梓镇": (None, None, None, None, None),
    "塘坝镇": (1, 1, 1, 1, 0),
    "小渡镇": (2, 2, 2, 1, 1),
    "潼南区": (12, 12, 12, 9, 1),
}
TRAINED = {
    "桂林街道": (2, 2, 2, None, 0),
    "梓潼街道": (None, None, None, None, None),
    "塘坝镇": (3, 3, 4, 0, 0),
    "潼南区": (5, 5, 6, 0, 0),
}


@pytest.mark.parametrize("unit", NEW)
def test_additions(made: Rollup, unit: str) -> None:
    assert line(figure_of(made, unit, "new_leaders")) == NEW[unit]


@pytest.mark.parametrize("unit", STOCK)
def test_stock(made: Rollup, unit: str) -> None:
    assert line(figure_of(made, unit, "leaders")) == STOCK[unit]


@pytest.mark.parametrize("unit", TRAINED)
def test_a_class_counts_in_the_quarter_of_its_end(made: Rollup, unit: str) -> None:
    assert line(figure_of(made, unit, "skills_trained")) == TRAINED[unit]


def test_persons_in_two_townships_repeat(made: Rollup) -> None:
    assert figure_of(made, "潼南区", "new_leaders").repeats == 1
    assert figure_of(made, "潼南区", "skills_trained").repeats == 1
    assert figure_of(made, "潼南区", "leaders").repeats == 0
    assert figure_of(made, "塘坝镇", "skills_trained").repeats == 0


def test_poor_villages_and_others(made: Rollup) -> None:
    poor = {u: figure_of(made, u, "leaders_poor_villages").current for u in TOWNSHIPS}
    other = {u: figure_of(made, u, "leaders_other_villages").current for u in TOWNSHIPS}
    assert poor == {
        "桂林街道": 1,
        "梓潼街道": 1,
        "双江镇": 3,
        "柏梓镇": None,
        "塘坝镇": 0,
        "小渡镇": 1,
    }
    assert other == {
        "桂林街道": 2,
        "梓潼街道": 2,
        "双江镇": 0,
        "柏梓镇": None,
        "塘坝镇": 1,
        "小渡镇": 1,
    }


def test_targets_rates_and_ranks(made: Rollup) -> None:
    shown = {
        unit: (each.target, each.rate, each.scheduled_rate, each.gap, each.rank)
        for unit in NEW
        for each in [figure_of(made, unit, "new_leaders")]
    }
    assert shown == {
        "桂林街道": (12, 25.0, 50.0, -25.0, 1),
        "梓潼街道": (12, 25.0, 50.0, -25.0, 1),
        "双江镇": (16, 12.5, 50.0, -37.5, 3),
        "柏梓镇": (40, None, 50.0, None, None),
        "塘坝镇": (10, 10.0, 50.0, -40.0, None),
        "小渡镇": (5, 40.0, 50.0, -10.0, None),
        "潼南区": (260, 4.23, 50.0, -45.77, None),
    }


def test_the_sum_says_how_many_it_lacks(made: Rollup) -> None:
    assert figure_of(made, "潼南区", "new_leaders").lacking == 1
    assert figure_of(made, "潼南区", "skills_trained").lacking == 4


def test_households_by_the_link_sheet_else_by_what_leaders_state(made: Rollup) -> None:
    linked = figure_of(made, "桂林街道", "households_led")
    assert (linked.current, linked.entries, linked.source) == (2, 3, "household_link")
    stated = figure_of(made, "梓潼街道", "households_led")
    assert (stated.current, stated.source, stated.repeats) == (12, "leader", None)
    assert figure_of(made, "双江镇", "households_led").current is None  # no such column
    county = figure_of(made, "潼南区", "households_led")
    assert (county.current, county.repeats, county.lacking) == (14, None, 4)


def test_households_go_by_the_village_of_their_leader(made: Rollup) -> None:
    poor = [figure_of(made, u, "households_led_poor_villages").current for u in TOWNSHIPS[:2]]
    other = [figure_of(made, u, "households_led_other_villages").current for u in TOWNSHIPS[:2]]
    assert (poor, other) == ([2, 5], [1, 7])


def test_one_cell_disagrees_and_its_sum_is_not_named_again(made: Rollup) -> None:
    [found] = made.inconsistent
    assert (found.unit, found.indicator, found.reported, found.recounted) == (
        "小渡镇", "new_leaders", 3, 2,
    )  # fmt: skip
    assert found.place.endswith("统计表.xlsx!Sheet1!C8")


def test_what_was_reported_stands_beside(made: Rollup) -> None:
    reported = {u: figure_of(made, u, "new_leaders").reported for u in NEW}
    assert reported == {
        "桂林街道": 3, "梓潼街道": 3, "双江镇": 2, "柏梓镇": 0, "塘坝镇": 1, "小渡镇": 3, "潼南区": 12,
    }  # fmt: skip


def test_submissions(made: Rollup) -> None:
    assert [s.status for s in submission_of(made, "双江镇", "leader")] == ["adopted", "late"]
    assert "2020-07-06 09:00收到" in submission_of(made, "双江镇", "leader")[1].reason
    assert {(s.file, s.status) for s in submission_of(made, "梓潼街道", "leader")} == {
        ("收件/2020Q1/梓潼街道/带头人.xlsx", "adopted"),
        ("收件/2020Q2/梓潼街道/带头人.xlsx", "superseded"),
        ("收件/2020Q2/梓潼街道/带头人（改）.xlsx", "adopted"),
    }
    assert [s.status for s in submission_of(made, "柏梓镇", None)] == ["missing"]
    assert [s.status for s in submission_of(made, "小渡镇", "trainee")] == ["other_period"]
    others = {s.file for s in made.submissions if s.status == "other_period"}
    assert "收件/2020Q3/桂林街道/带头人.xlsx" in others


def test_completeness(made: Rollup) -> None:
    assert (made.summary.expected, made.summary.received) == (6, 5)
    lines = {(each.place, each.reason) for each in made.left_out}
    assert ("塘坝镇", "致富带头人台账未报，沿用2020年第1季度") in lines
    assert ("柏梓镇", "没有报过致富带头人台账，有关的数空着") in lines


def test_villages(made: Rollup) -> None:
    assert figure_of(made, "桂林街道/红花村", "new_leaders").cumulative == 2
    assert figure_of(made, "桂林街道/青龙村", "leaders").current == 1


def test_the_first_quarter_by_itself(tmp_path: Path) -> None:
    figure = figure_of(district(tmp_path).rolled_up(quarter=1), "潼南区", "new_leaders")
    assert (figure.current, figure.cumulative, figure.repeats) == (7, 7, 1)
    assert (figure.scheduled_rate, figure.previous) == (25.0, None)

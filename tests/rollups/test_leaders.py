"""Leaders of two townships over two quarters: stock, additions, one who left, one counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet, submission_of
from builders.sheet_text import Sheet
from builders.workbook_fixture import number
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.explanation import parted
from ruralskills.rollups.rollup import Rollup

HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
ZHANG, LI, WANG = number(sequence=1), number(sequence=3), number(sequence=5)


def leaders(unit: str, quarter: str, *rows: str) -> Sheet:
    return sheet(f"{unit}2020年第{quarter}季度致富带头人台账", HEAD, *rows)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Rollup:
    inbox = Inbox(tmp_path_factory.mktemp("county"))
    inbox.send("2020Q1", "桂林街道", "带头人", leaders(
        "桂林街道", "一",
        f"青龙村 | 贫困村 | 张三 | {ZHANG} | 2020-02-01 | 在库",
        f"青龙村 | 非贫困村 | 李四 | {LI} | 2019-02-01 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q2", "桂林街道", "带头人", leaders(
        "桂林街道", "二",
        f"青龙村 | 贫困村 | 张三 | {ZHANG} | 2020-02-01 | 退出",
        f"青龙村 | 非贫困村 | 李四 | {LI} | 2019-02-01 | 在库",
        f"红花村 | 非贫困村 | 王五 | {WANG} | 2020-05 | 在库",
    ))  # fmt: skip
    inbox.send("2020Q1", "双江镇", "带头人", leaders(
        "双江镇", "一", f"石桥村 | 贫困村 | 张三 | {ZHANG} | 2020-02-01 | 在库",
    ))  # fmt: skip
    return inbox.rolled_up(quarter=2)


def test_one_who_left_is_out_of_the_stock(made: Rollup) -> None:
    figure = figure_of(made, "桂林街道", "leaders")
    assert (figure.current, figure.entries, figure.previous) == (2, 2, 2)


def test_one_who_left_stays_among_the_additions(made: Rollup) -> None:
    figure = figure_of(made, "桂林街道", "new_leaders")
    assert (figure.current, figure.cumulative, figure.previous) == (1, 2, 1)
    assert figure.entries == 2  # the row of the first quarter is the same entry


def test_a_unit_that_did_not_report_is_carried_and_never_ranked(made: Rollup) -> None:
    figure = figure_of(made, "双江镇", "new_leaders")
    assert (figure.current, figure.cumulative, figure.rank) == (None, 1, None)
    assert ("双江镇", "致富带头人台账未报，沿用2020年第1季度") in {
        (each.place, each.reason) for each in made.left_out
    }
    assert [each.status for each in submission_of(made, "双江镇", None)] == ["missing"]


def test_a_unit_that_never_sent_a_ledger_has_no_figure(made: Rollup) -> None:
    figure = figure_of(made, "柏梓镇", "leaders")
    assert (figure.current, figure.cumulative, figure.entries) == (None, None, None)


def test_the_county_sums_its_townships_and_says_who_repeats(made: Rollup) -> None:
    figure = figure_of(made, "潼南区", "new_leaders")
    assert (figure.cumulative, figure.repeats, figure.lacking) == (3, 1, 1)
    assert (figure.target, figure.rate) == (260, 1.15)
    assert (figure.scheduled_rate, figure.gap) == (50.0, -48.85)


def test_a_stock_has_no_schedule(made: Rollup) -> None:
    figure = figure_of(made, "潼南区", "leaders")
    assert (figure.target, figure.scheduled_rate, figure.gap) == (460, None, None)


def test_villages_stand_below_their_township(made: Rollup) -> None:
    assert figure_of(made, "桂林街道/青龙村", "new_leaders").cumulative == 1
    assert figure_of(made, "桂林街道/红花村", "new_leaders").current == 1


def test_a_figure_leads_to_its_cells(made: Rollup) -> None:
    cells = made.explain("潼南区", "新增带头人").cells
    assert [(str(cell), cell.in_period) for cell in cells] == [
        ("收件/2020Q1/双江镇/带头人.xlsx!Sheet1!D3", False),
        ("收件/2020Q2/桂林街道/带头人.xlsx!Sheet1!D3", False),
        ("收件/2020Q2/桂林街道/带头人.xlsx!Sheet1!D5", True),
    ]


def test_a_stock_that_is_carried_is_not_of_the_period(made: Rollup) -> None:
    cells = made.explain("潼南区", "带头人存量").cells
    assert [(cell.file, cell.in_period) for cell in cells] == [
        ("收件/2020Q1/双江镇/带头人.xlsx", False),
        ("收件/2020Q2/桂林街道/带头人.xlsx", True),
        ("收件/2020Q2/桂林街道/带头人.xlsx", True),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "indicator"),
    [
        ("桂林街道/新增带头人", "桂林街道", "new_leaders"),
        ("桂林街道/致富带头人/存量/贫困村", "桂林街道", "leaders_poor_villages"),
        ("桂林街道/青龙村/致富带头人/存量", "桂林街道/青龙村", "leaders"),
        ("潼南区/new_leaders", "潼南区", "new_leaders"),
        ("潼南/新增培育", "潼南区", "new_leaders"),
        ("潼南区扶贫办/带头人存量", "潼南区", "leaders"),
        ("桂林街道办事处/存量", "桂林街道", "leaders"),
        ("桂林街道/红花村/leaders", "桂林街道/红花村", "leaders"),
        ("桂林街道/户均增收", "桂林街道", "gain_per_household"),
    ],
)
def test_a_figure_goes_by_every_name(made: Rollup, text: str, unit: str, indicator: str) -> None:
    figure = made.explain(*parted(made, text)).figure
    assert (figure.unit, figure.indicator) == (unit, indicator)


@pytest.mark.parametrize("text", ["桂林街道", "不存在镇/新增带头人", "桂林街道/不存在", "/", ""])
def test_a_figure_that_is_not_there(made: Rollup, text: str) -> None:
    with pytest.raises(RollupError):
        made.explain(*parted(made, text))


def test_figures_become_a_data_frame(made: Rollup) -> None:
    frame = made.to_pandas()
    assert len(frame) == len(made.figures)
    assert frame.columns[0] == "indicator"


def test_the_first_quarter_alone_is_its_own_sum(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    row = f"石桥村 | 贫困村 | 张三 | {ZHANG} | 2020-02-01 | 在库"
    inbox.send("2020Q1", "双江镇", "带头人", leaders("双江镇", "一", row))
    figure = figure_of(inbox.rolled_up(quarter=1), "双江镇", "new_leaders")
    assert (figure.current, figure.cumulative, figure.previous) == (1, 1, None)

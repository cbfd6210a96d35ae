"""Columns 本月, 当月 and 8月 of statistical tables, against the rows of their month."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup

HEAD = "镇街 | 致富带头人/新增{} | 致富带头人/新增累计"


def inbox_of(folder: Path) -> Inbox:
    """One leader was recognised in April, and two in May."""
    folder.mkdir(exist_ok=True)
    inbox = Inbox(folder, ("桂林街道",))
    rows = (
        f"某村 | 某某 | {number(sequence=2 * each + 1)} | 2020-{day}"
        for each, day in enumerate(("04-01", "05-01", "05-02"))
    )
    inbox.send("2020-05", "桂林街道", "带头人", sheet(
        "桂林街道2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间", *rows,
    ))  # fmt: skip
    return inbox


def rolled_up(folder: Path, word: str, current: int, month: int = 5) -> Rollup:
    inbox = inbox_of(folder)
    inbox.send("2020-05", "区扶贫办", "统计表", sheet(
        "潼南区2020年5月致富带头人情况统计表", HEAD.format(word), f"桂林街道 | {current} | 3",
    ))  # fmt: skip
    return inbox.rolled_up(month=month)


@pytest.mark.parametrize("word", ["本月", "当月", "5月", "/5月份", "本月数", "本期"])
def test_the_month_is_compared_with_its_rows(tmp_path: Path, word: str) -> None:
    assert rolled_up(tmp_path / "right", word, 2).inconsistent == ()
    [line] = rolled_up(tmp_path / "wrong", word, 4).inconsistent
    assert (line.reported, line.recounted) == (4, 2)
    assert line.place.endswith("!B3")


def test_another_month_is_no_figure_of_the_period(tmp_path: Path) -> None:
    made = rolled_up(tmp_path, "4月", 1)
    assert made.inconsistent == ()
    assert not [each for each in made.left_out if "没有写明" in each.reason]


def test_a_quarter_is_no_month_and_named(tmp_path: Path) -> None:
    made = rolled_up(tmp_path, "本季", 3)
    assert made.inconsistent == ()
    [line] = [each for each in made.left_out if "没有写明" in each.reason]
    assert "本季”没有写明是本月还是累计" in line.reason


def test_a_month_is_no_quarter(tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path)
    inbox.send("2020Q2", "区扶贫办", "统计表", sheet(
        "潼南区2020年第二季度致富带头人情况统计表", HEAD.format("本月"), "桂林街道 | 1 | 3",
    ))  # fmt: skip
    made = inbox.rolled_up(quarter=2)
    assert made.inconsistent == ()
    [line] = [each for each in made.left_out if "没有写明" in each.reason]
    assert "本月”没有写明是本季还是累计" in line.reason


def test_months_as_columns_beside_indicators(tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path)
    inbox.send("2020-05", "桂林街道", "统计表", sheet(
        "桂林街道2020年5月致富带头人情况统计表", "指标 | 4月 | 5月 | 累计",
        "致富带头人/新增 | 1 | 3 | 3", "致富带头人/存量 | 1 | 3 | 3",
    ))  # fmt: skip
    [line] = inbox.rolled_up(month=5).inconsistent
    assert (line.reported, line.recounted, line.place.rpartition("!")[2]) == (3, 2, "C3")

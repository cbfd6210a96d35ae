"""Rows with a blank cell where an indicator reads a condition."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.workbook_fixture import number

WHO = f"张三 | {number(sequence=901)}"


@pytest.mark.parametrize(
    ("title", "head", "row", "indicator", "says"),
    [
        (
            "公益性岗位台账", "姓名 | 身份证号 | 户类型 | 岗位名称 | 上岗时间 | 状态",
            f"{WHO} |  | 保洁员 | 2020-06-30 | 在岗", "new_posts", "“户类型”空着，列为待核：",
        ),
        (
            "致富带头人台账", "姓名 | 身份证号 | 村类型 | 认定时间 | 状态",
            f"{WHO} |  | 2020-02-10 | 在库", "leaders_poor_villages", "“村类型”空着，列为待核：",
        ),
        (
            "学员花名册", "姓名 | 身份证号 | 培训班名称 | 班次类别 | 结业时间",
            f"{WHO} | 一班 |  | 2020-04-20", "skills_trained", "“班次类别”空着，列为待核：",
        ),
    ],
)  # fmt: skip
def test_a_kind_that_is_not_filled_in_leaves_the_row_pending(
    tmp_path: Path, title: str, head: str, row: str, indicator: str, says: str
) -> None:
    inbox = Inbox(tmp_path)
    inbox.send("2020Q2", "双江镇", "台账", sheet(f"双江镇2020年{title}", head, row))
    made = inbox.rolled_up(quarter=2)
    figure = figure_of(made, "双江镇", indicator)
    assert (figure.current, figure.pending) == (0, 1)
    assert any(each.reason.startswith(says) for each in made.left_out)


def test_a_blank_status_means_in_stock_and_not_removed(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    head = "姓名 | 身份证号 | 村类型 | 认定时间 | 状态"
    rows = sheet("双江镇2020年致富带头人台账", head, f"{WHO} | 贫困村 | 2020-02-10 | ")
    inbox.send("2020Q2", "双江镇", "台账", rows)
    made = inbox.rolled_up(quarter=2)
    for name, value in (("leaders", 1), ("leaders_poor_villages", 1)):
        figure = figure_of(made, "双江镇", name)
        assert (figure.current, figure.pending) == (value, 0)

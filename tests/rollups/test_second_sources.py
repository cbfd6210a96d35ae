"""Figures of two ledgers: the first that a unit sent, unit by unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup

A, B, C, D = (number(sequence=2 * n + 301) for n in range(4))
NEEDS = "姓名 | 身份证号 | 需求类别 | 学段"
AID = "姓名 | 身份证号 | 学段 | 资助项目 | 发放时间 | 是否资助"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Rollup:
    """One township listed its students, one its trainees only, one nobody at all."""
    inbox = Inbox(tmp_path_factory.mktemp("county"))
    paid = (
        f"甲一 | {A} | 大学 | 助学金 | 2020-03-01 | 是", f"乙一 | {B} | 大学 | 助学金 | 2020-03-01 | 否",
    )  # fmt: skip
    for unit in ("桂林街道", "双江镇", "柏梓镇"):
        inbox.send("2020Q2", unit, "资助", sheet(f"{unit}2020年教育资助台账", AID, *paid))
    inbox.send("2020Q2", "桂林街道", "应助", sheet(
        "桂林街道2020年应资助名单", NEEDS, f"甲一 | {A} | 贫困学生 | 大学", f"乙一 | {B} | 贫困学生 | 大学",
        f"丙一 | {C} | 贫困学生 | 大学", f"丁一 | {D} | 贫困学生 | 小学",
    ))  # fmt: skip
    inbox.send("2020Q2", "双江镇", "需求", sheet(
        "双江镇2020年培训需求名单", NEEDS, f"丙一 | {C} | 易地搬迁 | ", f"丁一 | {D} | 易地搬迁 | ",
    ))  # fmt: skip
    return inbox.rolled_up(quarter=2)


@pytest.mark.parametrize(
    ("unit", "figure", "source"),
    [
        ("桂林街道", 3, "need"),
        ("双江镇", 2, "education_aid"),
        ("柏梓镇", 2, "education_aid"),
        ("潼南区", 7, "need"),
    ],
)
def test_a_list_of_others_says_nothing_of_students(
    made: Rollup, unit: str, figure: int, source: str
) -> None:
    found = figure_of(made, unit, "eligible_university")
    assert (found.current, found.source) == (figure, source)


def test_cover_follows_from_the_source_of_each_unit(made: Rollup) -> None:
    covers = {
        u: figure_of(made, u, "aid_cover_university").cumulative for u in ("桂林街道", "双江镇")
    }
    assert covers == {"桂林街道": 33.33, "双江镇": 50}


def test_cells_are_those_of_the_source(made: Rollup) -> None:
    files = {cell.file for cell in made.explain("潼南区", "大学/应资助人数").cells}
    assert files == {
        "收件/2020Q2/桂林街道/应助.xlsx", "收件/2020Q2/双江镇/资助.xlsx", "收件/2020Q2/柏梓镇/资助.xlsx",
    }  # fmt: skip


def test_a_link_sheet_without_such_rows_is_no_reason_to_believe_the_leaders(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 带动贫困户数"
    inbox.send("2020Q1", "双江镇", "带头人", sheet(
        "双江镇2020年致富带头人台账", head, f"石桥村 | 贫困村 | 甲一 | {A} | 2020-01-05 | 7",
    ))  # fmt: skip
    links = "带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号 | 户类型"
    inbox.send("2020Q1", "双江镇", "带动户", sheet(
        "双江镇2020年带动户明细", links, f"甲一 | {A} | 乙一 | {B} | 一般户",
    ))  # fmt: skip
    found = figure_of(inbox.rolled_up(quarter=1), "双江镇", "households_led")
    assert (found.current, found.source) == (0, "household_link")

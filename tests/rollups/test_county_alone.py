"""Figures that stand at the county alone, from ledgers of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.sheet_text import Sheet, write
from ruralskills.rollups.rollup import Rollup

PROJECTS = ("手抓制作 | 规范甲 | 2022-05-01", "刺绣 | 规范乙 | 2023-06-01")
HEAD = "项目名称 | 考核规范 | 备案日期"


def projects(unit: str, counties: tuple[str, ...] = ()) -> Sheet:
    title = f"{unit}专项职业能力项目台账"
    if not counties:
        return sheet(title, HEAD, *PROJECTS)
    rows = (f"{county} | {row}" for county, row in zip(counties, PROJECTS, strict=True))
    return sheet(title, f"区县 | {HEAD}", *rows)


def reasons(made: Rollup) -> list[str]:
    return [
        each.reason
        for each in made.left_out
        if "专项职业能力" in each.reason or "行" in each.reason
    ]


@pytest.mark.parametrize("counties", [(), ("东乡族自治县", "东乡族自治县"), ("东乡族自治县", "")])
def test_rows_of_the_county_itself_count(tmp_path: Path, counties: tuple[str, ...]) -> None:
    inbox = Inbox(tmp_path, ("锁南镇", "达板镇"), "national-2021", "东乡族自治县")
    inbox.send("2023", "东乡族自治县人社局", "专项", projects("东乡族自治县", counties))
    made = inbox.rolled_up(2023)
    found = [figure_of(made, "东乡族自治县", name) for name in ("narrow_skills", "norms")]
    assert [(each.current, each.lacking) for each in found] == [(2, 0), (2, 0)]
    assert reasons(made) == []


def test_rows_of_another_county_are_named(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, ("锁南镇", "达板镇"), "national-2021", "东乡族自治县")
    sent = projects("东乡族自治县", ("东乡族自治县", "积石山县"))
    inbox.send("2023", "东乡族自治县人社局", "专项", sent)
    made = inbox.rolled_up(2023)
    assert figure_of(made, "东乡族自治县", "narrow_skills").current == 1
    assert reasons(made) == ["1行写的“积石山县”不在区划名单中，没有计入"]


@pytest.mark.parametrize(
    ("areas", "unit", "total"),
    [
        (("| 市 | 临夏州 |", "| 县 | 东乡县 | 临夏州", "| 县 | 积石山县 | 临夏州"), "东乡县", 2),
        (("| 省 | 甘肃省 |", "| 市 | 临夏州 | 甘肃省", "| 市 | 甘南州 | 甘肃省"), "临夏州", 2),
    ],
)
def test_the_areas_above_have_the_sum(
    tmp_path: Path, areas: tuple[str, ...], unit: str, total: int
) -> None:
    inbox = Inbox(tmp_path, (), "national-2021", "临夏州", more='regions = "区划.xlsx"')
    write(tmp_path / "区划.xlsx", Sheet("区划名单", "\n".join(["| 级别 | 名称 | 所属", *areas])))
    inbox.send("2023", unit, "专项", projects(unit))
    made = inbox.rolled_up(2023)
    top = made.units[0].name
    figures = [figure_of(made, each, "narrow_skills") for each in (unit, top)]
    assert [(each.current, each.lacking) for each in figures] == [(total, 0), (total, 1)]

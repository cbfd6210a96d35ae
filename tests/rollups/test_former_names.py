"""Former and short names of units, of which figures know the present one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup

HEAD = "姓名 | 身份证号 | 培训班名称 | 班次类别 | 结业时间"


def listed(folder: Path, notice: str, county: str, *areas: str) -> Inbox:
    """A workspace whose list of regions has a column of former names."""
    inbox = Inbox(folder, (), notice, county, more='regions = "区划.xlsx"')
    head = "| 级别 | 名称 | 所属 | 曾用名"
    write(folder / "区划.xlsx", Sheet("区划名单", "\n".join([head, *(f"| {a}" for a in areas)])))
    return inbox


def roster(unit: str, head: str = HEAD, *places: str) -> Sheet:
    """A roster of two people, with the columns of places before them."""
    rows = [
        f"张某 | {number(sequence=2 * index + 1)} | 一班 | 致富带头人培训班 | 2021-05-20"
        for index in range(2)
    ]
    if places:
        rows = [f"{place} | {row}" for place, row in zip(places, rows, strict=True)]
    return sheet(f"{unit}2021年学员花名册", head, *rows)


def cells(made: Rollup, unit: str, indicator: str) -> int:
    return len(made.explain(unit, indicator).cells)


@pytest.mark.parametrize("former", ["榆次市", "榆次地区"])
def test_a_former_name_of_a_city_is_known(tmp_path: Path, former: str) -> None:
    areas = ("省 | 山西省 | |", f"市 | 晋中市 | 山西省 | {former}", "市 | 太原市 | 山西省 |")
    inbox = listed(tmp_path, "shanxi-2021", "山西省", *areas)
    inbox.send("2021Q2", former, "花名册", roster(former))
    for _ in range(2):  # the second is kept from the first
        made = inbox.rolled_up(2021, quarter=2)
        assert figure_of(made, "晋中市", "leaders_trained").cumulative == 2
        assert cells(made, former, "leaders_trained") == 2


def test_a_former_name_that_is_a_present_one_means_that(tmp_path: Path) -> None:
    areas = ("省 | 山西省 | |", "市 | 晋中市 | 山西省 | 太原市", "市 | 太原市 | 山西省 |")
    inbox = listed(tmp_path, "shanxi-2021", "山西省", *areas)
    inbox.send("2021Q2", "太原市", "花名册", roster("太原市"))
    made = inbox.rolled_up(2021, quarter=2)
    assert figure_of(made, "太原市", "leaders_trained").cumulative == 2


def test_the_cells_of_a_county_by_its_former_name(tmp_path: Path) -> None:
    areas = ("县 | 东乡族自治县 | | 东部县", "乡镇 | 锁南镇 | 东乡族自治县 |")
    inbox = listed(tmp_path, "dongxiang-2020", "东乡族自治县", *areas)
    inbox.send("2021", "锁南镇", "花名册", roster("锁南镇"))
    assert cells(inbox.rolled_up(2021), "东部县", "trained_people") == 2


@pytest.mark.parametrize(
    ("sender", "places"),
    [
        ("锁南镇", ("锁南", "锁南坝镇")),
        ("锁南镇", ("东乡族自治县锁南镇人民政府", "")),
        ("锁南坝镇", ()),
        ("东乡族自治县", ("锁南", "锁南坝镇")),
    ],
)
def test_a_condition_on_the_township_compares_the_present_name(
    tmp_path: Path, sender: str, places: tuple[str, ...]
) -> None:
    areas = ("县 | 东乡族自治县 | |", "乡镇 | 锁南镇 | 东乡族自治县 | 锁南坝镇")
    inbox = listed(
        tmp_path, "dongxiang-2020", "东乡族自治县", *areas, "乡镇 | 那勒寺镇 | 东乡族自治县 |"
    )
    head = f"镇街 | {HEAD}" if places else HEAD
    inbox.send("2021", sender, "花名册", roster(sender, head, *places))
    inbox.send("2021", "那勒寺镇", "花名册", roster("那勒寺镇"))
    made = inbox.rolled_up(2021)
    found = [figure_of(made, unit, "trained_in_key_townships") for unit in ("锁南镇", "那勒寺镇")]
    assert [(each.cumulative, each.pending) for each in found] == [(2, 0), (0, 0)]


def test_a_village_by_its_former_name_is_one(tmp_path: Path) -> None:
    inbox = listed(
        tmp_path, "dongxiang-2020", "东乡族自治县",
        "县 | 东乡族自治县 | |", "乡镇 | 锁南镇 | 东乡族自治县 |", "乡镇 | 达板镇 | 东乡族自治县 |",
        "村 | 北庄村 | 锁南镇 | 北庄大队", "村 | 舀水村 | 达板镇 |",
    )  # fmt: skip
    for unit in ("锁南镇", "达板镇"):
        inbox.send("2021", unit, "花名册", roster(unit, f"村 | {HEAD}", "北庄村", "北庄大队"))
    made = inbox.rolled_up(2021)
    found = {
        each.unit: each.cumulative
        for each in made.figures
        if (each.indicator, each.span, each.level) == ("trained_people", "year", "village")
    }
    assert found == {"锁南镇/北庄村": 2, "达板镇/北庄村": 1, "达板镇/北庄大队": 1}
    assert cells(made, "锁南镇/北庄大队", "trained_people") == 2


def test_a_former_name_that_another_village_has_now_means_that(tmp_path: Path) -> None:
    inbox = listed(
        tmp_path, "dongxiang-2020", "东乡族自治县",
        "县 | 东乡族自治县 | |", "乡镇 | 锁南镇 | 东乡族自治县 |",
        "村 | 北庄村 | 锁南镇 | 城东村", "村 | 城东村 | 锁南镇 |",
    )  # fmt: skip
    inbox.send("2021", "锁南镇", "花名册", roster("锁南镇", f"村 | {HEAD}", "北庄村", "城东村"))
    made = inbox.rolled_up(2021)
    assert figure_of(made, "锁南镇/城东村", "trained_people").cumulative == 1

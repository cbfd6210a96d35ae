"""The units in front of a task and the last: one choice for text, annexes and page."""

from __future__ import annotations

from datetime import date

import pytest

from ruralskills.bulletin.annexes import annexes
from ruralskills.bulletin.content import Material
from ruralskills.bulletin.leader_page import leader_page
from ruralskills.bulletin.problem_counts import ProblemCounts
from ruralskills.bulletin.standings import End, standing
from ruralskills.bulletin.wording import worded
from ruralskills.model.period import Period
from ruralskills.rollups.entries import RollupFigure, RollupIndicator, RollupUnit
from ruralskills.rollups.rollup import Rollup

TOP = "云潼区"
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"


def district(*figures: int | None) -> Rollup:
    """A district whose townships have a task of 20 and these figures. None did not report."""
    units = [f"{name}镇" for name, _ in zip(_NAMES, figures, strict=False)]
    rates = [None if each is None else each * 5.0 for each in figures]
    below = (
        RollupFigure(
            "skills_trained", "year", "township", unit, current=figure, cumulative=figure,
            target=20, rate=rate,
            rank=None if rate is None else 1 + sum(other > rate for other in rates if other is not None),
        )
        for unit, figure, rate in zip(units, figures, rates, strict=True)
    )  # fmt: skip
    whole = RollupFigure(
        "skills_trained", "year", "county", TOP, current=9, cumulative=9, target=400, rate=2.25
    )
    task = RollupIndicator("skills_trained", "技能培训", "人", "flow", True, "common", "")
    return Rollup(
        Period(2020, 2), date(2020, 7, 6), indicators=(task,), figures=(whole, *below),
        units=(RollupUnit(TOP, "county"), *(RollupUnit(each, "township", TOP) for each in units)),
        expected=len(units), received=len(units),
    )  # fmt: skip


def named(end: End) -> str:
    return "".join(each.unit[0] for each in end.named)


@pytest.mark.parametrize(
    ("figures", "front", "last", "not_begun"),
    [
        ((9, 8, 7, 6, 5, 4, 3), ("甲乙丙", 3), ("戊己庚", 3), ""),
        ((9, 8, 7, 6, 2, 0, 0), ("甲乙丙", 3), ("戊己庚", 3), "己庚"),
        ((9, 8, 7, 7, 2, 0, 0), ("甲乙丙丁", 4), ("戊己庚", 3), "己庚"),
        ((9, 8, 0, None, None), ("甲", 1), ("丙", 1), "丙"),
        ((9, 9, 9, 9, 9, 9, 9, 1), ("甲乙丙丁戊", 7), ("辛", 1), ""),
        ((9, *[0] * 9), ("甲", 1), ("己庚辛壬癸", 9), "乙丙丁戊己庚辛壬癸"),
        ((9, *[5] * 9, 1), ("甲", 1), ("子", 1), ""),
        ((9, 5, 5, 5, 5, 5, 4, 3), ("甲", 1), ("庚辛", 2), ""),
        ((4, 4, 4, 4), ("", 0), ("", 0), ""),
        ((4,), ("", 0), ("", 0), ""),
    ],
)
def test_ends(
    figures: tuple[int | None, ...], front: tuple[str, int], last: tuple[str, int], not_begun: str
) -> None:
    made = district(*figures)
    found = standing(made, made.figures[0])
    assert (named(found.front), found.front.size) == front
    assert (named(found.last), found.last.size) == last
    assert "".join(each.unit[0] for each in found.not_begun) == not_begun


def test_those_not_begun_are_last_in_text_annex_and_page() -> None:
    material = Material(district(9, 8, 7, 6, 2, 0, 0))
    [said] = [each.text for each in worded(material, None).statements if "居前的是" in each.text]
    assert (
        "；居后的是戊镇（10.00%）、己镇（0.00%）、庚镇（0.00%）。尚未启动的是己镇、庚镇。" in said
    )
    ends = annexes(material.rollup, ProblemCounts())[1].tables[0]
    assert [cell.text for cell in ends.rows[0]][2:] == ["戊镇、己镇、庚镇", "己镇、庚镇"]
    [line] = leader_page(material).ranks
    assert line.last.text == "戊镇 10.00%、己镇 0.00%、庚镇 0.00%"


def test_of_many_equals_some_are_named_and_all_are_counted() -> None:
    material = Material(district(9, *[0] * 9))
    [said] = [each for each in worded(material, None).statements if "居前的是" in each.text]
    assert "癸镇（0.00%）等9个。" in said.text
    assert (9, "last_units", "个") in {(n.value, n.indicator, n.unit) for n in said.numbers}
    last = annexes(material.rollup, ProblemCounts())[1].tables[0].rows[0][2]
    assert (last.text, [each.value for each in last.numbers]) == (
        "己镇、庚镇、辛镇、壬镇、癸镇等9个",
        [9],
    )
    [line] = leader_page(material).ranks
    assert line.last.text.endswith("癸镇 0.00%等9个")

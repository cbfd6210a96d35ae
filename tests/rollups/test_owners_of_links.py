"""Households by their leader: which ledger judges him, and what is said where none can."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup

LEADERS = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
LINKS = "带头人姓名 | 带头人身份证号 | 户主姓名 | 户主身份证号 | 户类型"
LI, WANG, HEAD = (number(sequence=2 * n + 701) for n in range(3))
FIGURES = ("households_led", "households_led_poor_villages", "households_led_other_villages")
HERE, THERE = "桂林街道", "双江镇"


def rolled_up(folder: Path, link: str, here: str, *there: str) -> Rollup:
    """Roll up a link of a township, its leaders and those of another one."""
    inbox = Inbox(folder)
    links = sheet(f"{HERE}2020年带动户明细", LINKS, f"{link} | 郑四明 | {HEAD} | 一般贫困户")
    inbox.send("2020Q2", HERE, "带动户", links)
    for unit, rows in ((HERE, here.split("\n")), (THERE, there)):
        if any(rows):
            title = f"{unit}2020年致富带头人台账"
            inbox.send("2020Q2", unit, "带头人", sheet(title, LEADERS, *rows))
    return inbox.rolled_up(quarter=2)


def figures(made: Rollup) -> list[tuple[float | None, float | None]]:
    found = [figure_of(made, HERE, each) for each in FIGURES]
    return [(each.current, each.pending) for each in found]


def leader(name: str, id_number: str, kind: str = "非贫困村", status: str = "在库") -> str:
    return f"红花村 | {kind} | {name} | {id_number} | 2020-02-10 | {status}"


@pytest.mark.parametrize("here", [leader("李一芳", LI), leader("李一芳", "")])
@pytest.mark.parametrize("kind", ["贫困村", "非贫困村"])
@pytest.mark.parametrize("status", ["在库", "退出"])
def test_a_leader_of_the_own_ledger_is_judged_by_it_alone(
    tmp_path: Path, here: str, kind: str, status: str
) -> None:
    made = rolled_up(tmp_path, f"李一芳 | {LI}", here, leader("李一芳", LI, kind, status))
    assert figures(made) == [(1, 0), (0, 0), (1, 0)]


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (leader("李一芳", LI, "贫困村"), [(1, 0), (1, 0), (0, 0)]),
        (leader("李一芳", LI, "非贫困村"), [(1, 0), (0, 0), (1, 0)]),
        (leader("李一芳", LI, "贫困村", "退出"), [(1, 0), (0, 1), (0, 1)]),
        (leader("王二军", WANG, "贫困村"), [(1, 0), (0, 1), (0, 1)]),
    ],
)
def test_another_ledger_settles_only_what_would_be_pending(
    tmp_path: Path, there: str, expected: list[tuple[int, int]]
) -> None:
    made = rolled_up(tmp_path, f"李一芳 | {LI}", leader("王二军", WANG), there)
    assert figures(made) == expected


def test_a_leader_who_left_the_own_ledger_leads_nobody(tmp_path: Path) -> None:
    here = leader("李一芳", LI, status="退出")
    made = rolled_up(tmp_path, f"李一芳 | {LI}", here, leader("李一芳", LI))
    assert figures(made) == [(0, 0), (0, 0), (0, 0)]


@pytest.mark.parametrize(
    ("link", "here", "why"),
    [
        (" | ", leader("李一芳", LI), "没有写是哪个带头人的"),
        (f"李一芳 | {LI}", leader("王二军", WANG), "带头人台账中没有查到这个带头人"),
        (f"李一芳 | {LI}", leader("李一芳", WANG), "带头人台账中同名的人身份证号不同"),
        (
            "李一芳 | ", leader("李一芳", LI) + "\n" + leader("李一芳", WANG, "贫困村"),
            "带头人台账中有几个同名的人，分不清是哪一个",
        ),
        (
            f"李一芳 | {LI}", leader("李一芳", LI) + "\n" + leader("李一芳", LI, "贫困村"),
            "这个带头人在台账中有几行，各行说法不一",
        ),
        (f"李一芳 | {LI}", leader("李一芳", LI, "外星村"), "带头人台账中这个带头人的情况看不出"),
    ],
)  # fmt: skip
def test_what_is_open_about_a_leader_is_said(
    tmp_path: Path, link: str, here: str, why: str
) -> None:
    made = rolled_up(tmp_path, link, here)
    assert figures(made)[1:] == [(0, 1), (0, 1)]
    said = [each.reason for each in made.left_out if each.place.endswith("带动户.xlsx!Sheet1!D3")]
    assert f"{why}，列为待核：带动贫困户/非贫困村和社区、带动贫困户/贫困村" in said

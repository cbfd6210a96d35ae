"""A roll-up of which nothing has changed: kept, and never taken for another one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number
from ruralskills.rollups import document, record_store
from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.reduction import Reduction
from ruralskills.rollups.rollup import Rollup

HEAD = "村 | 姓名 | 身份证号 | 认定时间"


def row(person: int, day: str = "2020-02-01") -> str:
    return f"青龙村 | 张甲 | {number(sequence=2 * person + 1)} | {day}"


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    inbox = Inbox(tmp_path)
    for person, unit in enumerate(inbox.townships):
        title = f"{unit}2020年第一季度致富带头人台账"
        inbox.send("2020Q1", unit, "带头人", sheet(title, HEAD, row(person), row(person + 50)))
    return inbox


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An entry for each roll-up that is not taken as it was kept."""
    made: list[str] = []
    original = Reduction.rollup

    def noted(self: Reduction) -> Rollup:
        made.append(str(self.period))
        return original(self)

    monkeypatch.setattr(Reduction, "rollup", noted)
    return made


def kept(inbox: Inbox) -> list[Path]:
    return sorted((inbox.folder / ".rs" / "kept").iterdir())


def test_nothing_changed_is_nothing_counted(
    inbox: Inbox, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = inbox.rolled_up(quarter=1)
    with monkeypatch.context() as patched:
        patched.delattr(Aggregates, "__init__")
        again = inbox.rolled_up(quarter=1)
    assert document.text(again) == document.text(first)
    assert len(counted) == 1
    for name in ("units", "names", "own_files", "sent_for", "remarks", "notices"):
        assert getattr(again, name) == getattr(first, name), name


def test_what_is_kept_can_be_explained(inbox: Inbox) -> None:
    first, again = inbox.rolled_up(quarter=1), inbox.rolled_up(quarter=1)
    assert again.figures == first.figures
    for unit in ("双江镇", "潼南区"):
        cells = again.explain(unit, "新增带头人").cells
        assert cells == first.explain(unit, "新增带头人").cells
        assert cells
    assert again.find_unit("双江镇人民政府") == "双江镇"
    assert again.so_far(again.period) == first.so_far(first.period)


CHANGES: dict[str, Callable[[Inbox], dict[str, Any]]] = {
    "another day": lambda _: {"as_of": date(2020, 2, 15)},
    "without ranks": lambda _: {"ranked": False},
    "another notice": lambda _: {"notices": ["dongxiang-2020"]},
}


def setting(text: str) -> Callable[[Inbox], dict[str, Any]]:
    def change(inbox: Inbox) -> dict[str, Any]:
        path = inbox.folder / "rs.toml"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
        return {}

    return change


def register(inbox: Inbox) -> dict[str, Any]:
    path = inbox.folder / "收件" / "2020Q1" / "收件登记表.csv"
    path.write_text(
        "单位,文件名,收到时间,是否采用\n双江镇,双江镇/带头人.xlsx,2020-04-01,否\n", "utf-8"
    )
    return {}


def another_row(inbox: Inbox) -> dict[str, Any]:
    title = "双江镇2020年第一季度致富带头人台账"
    inbox.send("2020Q1", "双江镇", "带头人", sheet(title, HEAD, row(7)))
    return {}


def one_fewer(inbox: Inbox) -> dict[str, Any]:
    inbox.files[-1].unlink()
    return {}


def no_list(inbox: Inbox) -> dict[str, Any]:
    path = inbox.folder / "rs.toml"
    path.write_text(path.read_text("utf-8").replace('regions = "区划.xlsx"', ""), "utf-8")
    return {}


def renamed(inbox: Inbox) -> dict[str, Any]:
    path = inbox.files[0]
    path.rename(path.with_name("另一个.xlsx"))
    return {}


def damaged(inbox: Inbox) -> dict[str, Any]:
    inbox.files[0].write_bytes(b"PK\x03\x04")
    return {}


CHANGES |= {
    "a deadline": setting('\n[deadlines]\n"2020Q1" = 2020-03-01T18:00:00\n'),
    "a layout": setting('\n[[layouts]]\nfile = "带头人*"\nledger = "leader"\n'),
    "a register": register,
    "another row": another_row,
    "a file fewer": one_fewer,
    "no list of regions": no_list,
    "a file renamed": renamed,
    "a file damaged": damaged,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_is_counted_anew(
    inbox: Inbox, counted: list[str], change: Callable[[Inbox], dict[str, Any]]
) -> None:
    inbox.rolled_up(quarter=1)
    how = change(inbox)
    made = document.text(inbox.rolled_up(quarter=1, **how))
    assert len(counted) == 2
    record_store.clean(inbox.folder)
    assert document.text(inbox.rolled_up(quarter=1, **how)) == made


@pytest.mark.parametrize("damage", [b"", b"\x90", b"nothing that anybody knows"])
def test_what_is_not_ours_is_counted_anew(inbox: Inbox, counted: list[str], damage: bytes) -> None:
    first = document.text(inbox.rolled_up(quarter=1))
    [path] = kept(inbox)
    path.write_bytes(damage)
    assert document.text(inbox.rolled_up(quarter=1)) == first
    assert len(counted) == 2
    [path] = kept(inbox)
    assert path.read_bytes() != damage


def test_one_is_kept_for_a_period(inbox: Inbox) -> None:
    for ranked in (True, False, True):
        inbox.rolled_up(quarter=1, ranked=ranked)
    inbox.rolled_up(quarter=2)
    assert [path.name.split(".")[0] for path in kept(inbox)] == ["2020Q1", "2020Q2"]


def test_records_that_are_gone_are_missed_by_name(inbox: Inbox) -> None:
    inbox.rolled_up(quarter=1)
    made = inbox.rolled_up(quarter=1)
    record_store.clean(inbox.folder)
    assert not (inbox.folder / ".rs" / "kept").exists()
    with pytest.raises(RollupError, match="读出的记录已被清掉，请再汇总一次"):
        made.explain("双江镇", "新增带头人")

"""Quarterly tables: what is cumulative follows from the quarter before, and honest tables stay silent."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import table
from ruralskills import notices, rules
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.notices import notices_in_force
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book

PACKS = notices.shipped_notices()
SETTING = CheckContext(
    rules.all_rules(), notices_in_force([PACKS["tongnan-2020"]], PACKS), date(2020, 12, 31)
)


def quarter(which: str, head: str, *rows: str, note: str = "") -> Table:
    lines = [f"2020年第{which}季度就业扶贫情况统计表|<|<", f"镇街|{head}|<", "^|本季|累计", *rows]
    return table("\n".join([*lines, note] if note else lines))


def said(mine: Table, *before: Table, together: bool = False) -> list[str]:
    book = LedgerSet([mine, *before]) if together else LedgerSet([mine], {"previous": list(before)})
    found = run_on_book(book, SETTING)
    assert not found.broken
    return [f.message for f in found.findings if f.code == "Q604"]


FIRST = quarter("一", "扶贫车间（个）", "甲镇|{3}|{3}", "乙镇|{4}|{4}")


def test_what_follows_is_silent() -> None:
    second = quarter("二", "扶贫车间（个）", "甲镇|{2}|{5}", "乙镇|{0}|{4}")
    assert said(second, FIRST) == said(second, FIRST, together=True) == []


def test_what_does_not_is_said_with_all_numbers() -> None:
    second = quarter("二", "扶贫车间（个）", "甲镇|{2}|{6}", "乙镇|{0}|{4}")
    assert said(second, FIRST) == ["累计填6，上季累计3加本季2为5，多1"]
    assert said(second, FIRST, together=True) == said(second, FIRST)


def test_the_first_quarter_is_its_own_sum() -> None:
    assert said(quarter("一", "扶贫车间（个）", "甲镇|{3}|{5}", "乙镇|{4}|{4}")) != []


def test_a_quarter_alone_or_two_apart_says_nothing() -> None:
    third = quarter("三", "扶贫车间（个）", "甲镇|{1}|{9}", "乙镇|{1}|{9}")
    assert said(third) == said(third, FIRST) == []


@pytest.mark.parametrize(
    "note", ["注：甲镇核减上季数1个", "更正说明：上季多报", "备注：一季度数据已更正"]
)
def test_a_correction_clears_it(note: str) -> None:
    second = quarter("二", "扶贫车间（个）", "甲镇|{2}|{4}", "乙镇|{0}|{4}", note=note)
    assert said(second, FIRST) == []


@pytest.mark.parametrize("so_far", [3, 4, 5])
def test_people_who_come_again_are_counted_once(so_far: int) -> None:
    first = quarter("一", "送工送岗（人）", "甲镇|{3}|{3}", "乙镇|{4}|{4}")
    second = quarter("二", "送工送岗（人）", f"甲镇|{{2}}|{{{so_far}}}", "乙镇|{0}|{4}")
    assert said(second, first) == []


@pytest.mark.parametrize("so_far", [2, 6])
def test_but_never_fewer_than_before_nor_more_than_both(so_far: int) -> None:
    first = quarter("一", "送工送岗（人）", "甲镇|{3}|{3}", "乙镇|{4}|{4}")
    second = quarter("二", "送工送岗（人）", f"甲镇|{{2}}|{{{so_far}}}", "乙镇|{0}|{4}")
    assert len(said(second, first)) == 1


def test_a_stock_may_fall() -> None:
    first = quarter("一", "带动贫困户（户）", "甲镇|{3}|{30}", "乙镇|{4}|{40}")
    second = quarter("二", "带动贫困户（户）", "甲镇|{2}|{25}", "乙镇|{0}|{40}")
    assert said(second, first) == []


def test_what_no_notice_counts_is_not_judged() -> None:
    first = quarter("一", "招聘会（场）", "甲镇|{3}|{3}", "乙镇|{4}|{4}")
    second = quarter("二", "招聘会（场）", "甲镇|{2}|{9}", "乙镇|{0}|{4}")
    assert said(second, first) == []


def month(number: int, *rows: str, words: str = "本月|累计") -> Table:
    lines = [
        f"2020年{number}月就业扶贫情况统计表|<|<",
        "镇街|扶贫车间（个）|<",
        f"^|{words}",
        *rows,
    ]
    return table("\n".join(lines))


@pytest.mark.parametrize("words", ["本月|累计", "8月|累计"])
def test_a_month_goes_on_from_the_month_before(words: str) -> None:
    july = month(7, "甲镇|{3}|{5}", "乙镇|{4}|{4}")
    assert said(month(8, "甲镇|{2}|{7}", "乙镇|{0}|{4}", words=words), july) == []
    wrong = month(8, "甲镇|{2}|{6}", "乙镇|{0}|{4}", words=words)
    assert said(wrong, july) == ["累计填6，上月累计5加本月2为7，少1"]
    assert said(wrong, month(6, "甲镇|{3}|{5}", "乙镇|{4}|{4}")) == []
    assert said(month(1, "甲镇|{2}|{6}", "乙镇|{4}|{4}")) != []

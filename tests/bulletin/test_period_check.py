"""The check of a period: kept while nothing changes, made again when anything does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number
from ruralskills.bulletin import period_check
from ruralskills.bulletin.period_check import CheckResult
from ruralskills.bulletin.summarize import SummaryOptions, summarize
from ruralskills.model.findings import Nature
from ruralskills.model.period import Period
from ruralskills.rollups import record_store

HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数"
DAY = date(2020, 7, 8)


def leader(households: int) -> str:
    return f"青龙村 | 贫困村 | 张某甲 | {number()} | 2020-01-15 | 在库 | {households}"


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    made = Inbox(tmp_path)
    for period in ("2020Q1", "2020Q2"):
        made.send(
            period, "桂林街道", "带头人", sheet("桂林街道2020年致富带头人台账", HEAD, leader(2))
        )
    return made


def result(inbox: Inbox, day: date = DAY) -> CheckResult:
    made = summarize([inbox.folder / "收件"], Period(2020, 2), SummaryOptions(as_of=day))
    return CheckResult(made.material.problems, made.material.red_lines)


def under_three(found: CheckResult) -> int | None:
    return found.red_lines[0].count


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each check looked at."""
    seen: list[int] = []
    fresh = period_check.PeriodCheck._fresh

    def counted(self: period_check.PeriodCheck) -> CheckResult:
        seen.append(len(self.files))
        return fresh(self)

    monkeypatch.setattr(period_check.PeriodCheck, "_fresh", counted)
    return seen


def test_only_what_was_sent_for_the_period(inbox: Inbox, checks: list[int]) -> None:
    assert under_three(result(inbox)) == 1
    assert checks == [1]


def test_the_same_again_is_not_checked_again(inbox: Inbox, checks: list[int]) -> None:
    first = result(inbox)
    assert result(inbox) == first
    assert len(checks) == 1


def resend(inbox: Inbox) -> None:
    inbox.send(
        "2020Q2", "桂林街道", "带头人", sheet("桂林街道2020年致富带头人台账", HEAD, leader(3))
    )


def another(inbox: Inbox) -> None:
    inbox.send("2020Q2", "双江镇", "带头人", sheet("双江镇2020年致富带头人台账", HEAD, leader(1)))


def waive(inbox: Inbox) -> None:
    path = inbox.folder / "rs.toml"
    waiver = '\n[[waivers]]\ncode = "L201"\nunit = "桂林街道"\nreason = "已说明"\nby = "王"\n'
    path.write_text(path.read_text("utf-8") + waiver, "utf-8")


@pytest.mark.parametrize(("change", "left"), [(resend, 0), (another, 2), (waive, 0)])
def test_what_changes_is_checked_again(
    change: Callable[[Inbox], None], left: int, inbox: Inbox, checks: list[int]
) -> None:
    result(inbox)
    change(inbox)
    assert under_three(result(inbox)) == left
    assert len(checks) == 2


def test_another_day_and_a_cleaned_workspace(inbox: Inbox, checks: list[int]) -> None:
    result(inbox)
    result(inbox, date(2021, 7, 8))
    assert len(checks) == 2
    record_store.clean(inbox.folder)
    result(inbox)
    assert len(checks) == 3


def test_nobody_is_in_what_is_kept(inbox: Inbox) -> None:
    result(inbox)
    for path in (inbox.folder / ".rs").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "张某".encode() not in content
            assert number().encode() not in content


def test_what_two_townships_answer_for_names_both_and_counts_once(tmp_path: Path) -> None:
    made = Inbox(tmp_path)
    for town in ("桂林街道", "柏梓镇"):
        made.send("2020Q2", town, "带头人", sheet(f"{town}2020年致富带头人台账", HEAD, leader(3)))
    problems = result(made).problems
    [twice] = [kind for kind in problems.kinds if kind.code == "P102"]
    assert (twice.count, set(twice.units)) == (1, {"桂林街道", "柏梓镇"})
    assert {each.unit: each.counts.get(Nature.DATA) for each in problems.units} == {
        "桂林街道": 1, "柏梓镇": 1,
    }  # fmt: skip

"""Targets with a last day of their own: the schedule of a roll-up runs up to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.inbox import Inbox, figure_of, sheet
from builders.workbook_fixture import number

NOTICE = """
id = "某县-2021"
title = "某县2021年培训任务的通知"
document = "某县2021年培训任务的通知"
places = ["某县"]
years = [2021, 2021]
extends = "common"

[[clauses]]
id = "MX-01"
says = "完成培训40人"
source = "自拟"
severity = "target"

[indicators.trained]
clause = "MX-01"
title = "培训人数"
ledger = "trainee"
unit = "人"
period = "ends"
distinct = "id_number"
"""


def inbox(folder: Path, deadline: str) -> Inbox:
    made = Inbox(folder, ("锁南镇", "达板镇"), "某县-2021", "某县")
    notices = folder / "notices"
    notices.mkdir()
    (notices / "某县-2021.toml").write_text(NOTICE, encoding="utf-8")
    head = "unit,indicator,year,value,measure,clause,deadline"
    lines = [
        head,
        f"合计,培训人数,2021,40,人,MX-01,{deadline}",
        "锁南镇,培训人数,2021,10,人,MX-01,",
    ]
    (notices / "某县-2021.csv").write_text("\n".join(lines), encoding="utf-8")
    rows = (f"张某 | {number(sequence=n)} | 电焊一班 | 2021-05-20" for n in range(1, 16, 2))
    roster = sheet("锁南镇2021年学员花名册", "姓名 | 身份证号 | 班次名称 | 结业日期", *rows)
    made.send("2021Q2", "锁南镇", "花名册", roster)
    return made


@pytest.mark.parametrize(
    ("deadline", "quarter", "scheduled"),
    [
        ("2021-09-30", 2, 66.67), ("2021-06-30", 2, 100.0), ("2021-03-31", 2, 100.0),
        ("2022-01-31", 2, 46.15), ("", 2, 50.0), ("2021-12-31", 2, 50.0),
        ("2021-09-15", 2, 70.16),
    ],
)  # fmt: skip
def test_the_schedule_runs_up_to_the_last_day(
    tmp_path: Path, deadline: str, quarter: int, scheduled: float
) -> None:
    made = inbox(tmp_path, deadline).rolled_up(2021, quarter=quarter)
    county = figure_of(made, "某县", "trained")
    assert (county.target, county.rate) == (40, 20.0)
    assert county.scheduled_rate == scheduled
    assert county.gap == pytest.approx(20.0 - scheduled)
    town = figure_of(made, "锁南镇", "trained")
    assert town.scheduled_rate == 50.0, "a target without a last day has the year"

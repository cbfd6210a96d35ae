"""Periods that tables name, and tables that are copies of one another."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import drawn
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.facts.table_days import TableDays, table_days
from ruralskills.facts.table_periods import is_copy, table_period
from ruralskills.model.period import Period
from ruralskills.model.table import Table
from ruralskills.notices import notices_in_force, shipped_notices


def ledger(title: str, name: str = "Sheet1", file: str = "台账.xlsx", note: str = "") -> Table:
    under = f"\n{note}|<" if note else ""
    [found] = find_tables(drawn(f"{title}|<{under}\n姓名|性别\n张三|男\n李四|男", name), file)
    return to_table(found, notices_in_force([], shipped_notices()))


@pytest.mark.parametrize(
    ("title", "sheet", "file", "period"),
    [
        ("桂林街道2020年致富带头人台账", "Sheet1", "台账.xlsx", Period(2020)),
        ("桂林街道2020年第二季度致富带头人台账", "三季度", "台账.xlsx", Period(2020, quarter=2)),
        ("桂林街道2020年5月致富带头人台账", "6月", "台账.xlsx", Period(2020, month=5)),
        ("桂林街道2020年致富带头人台账", "一季度", "台账.xlsx", Period(2020, quarter=1)),
        ("桂林街道2020年致富带头人台账", "6月", "台账.xlsx", Period(2020, month=6)),
        ("桂林街道2020年致富带头人台账", "Sheet1", "收件/2季度台账.xlsx", Period(2020, quarter=2)),
        ("桂林街道2020年致富带头人台账", "Sheet1", "3季度/台账.xlsx", Period(2020)),
        ("桂林街道2020年致富带头人台账", "Sheet1", "3季度\\台账.xlsx", Period(2020)),
        ("桂林街道致富带头人台账", "二季度", "台账.xlsx", Period(0, quarter=2)),
        ("桂林街道致富带头人台账", "Sheet1", "台账.xlsx", None),
    ],
)
def test_the_period_of_a_table(title: str, sheet: str, file: str, period: Period | None) -> None:
    assert table_period(ledger(title, sheet, file)) == period


def people(count: int, first: int = 0) -> set[int]:
    return set(range(first, first + count))


@pytest.mark.parametrize(
    ("other", "first", "second", "same"),
    [
        ("桂林街道", people(4), people(4, first=2), True),
        ("桂林街道", people(4), people(4, first=3), False),
        ("桂林街道", people(4), people(4, first=4), False),
        ("桂林街道", people(20), people(2), True),
        ("桂林街道", people(2), people(20, first=1), True),
        ("双河镇", people(4), people(4), False),
        ("双河镇", people(9), people(9), False),
        ("双河镇", people(10), people(10), True),
        ("双河镇", people(21), people(21, first=11), False),
        ("双河镇", people(20), people(20, first=10), True),
        ("", people(4), people(4), True),
        ("", set(), set(), False),
    ],
)
def test_copies_share_half_of_the_people(
    other: str, first: set[int], second: set[int], same: bool
) -> None:
    one, two = ledger("桂林街道2020年致富带头人台账"), ledger(f"{other}2020年致富带头人台账")
    assert is_copy(one, two, first, second) is same
    assert is_copy(two, one, second, first) is same


TODAY = date(2020, 7, 10)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("title", "note", "file", "days"),
    [
        ("2019年致富带头人台账", "", "台账.xlsx", ("2019-01-01", "2019-12-31", True)),
        ("2020年致富带头人台账", "", "台账.xlsx", ("2020-01-01", "2020-07-10", True)),
        ("2020年第一季度致富带头人台账", "", "台账.xlsx", ("2020-01-01", "2020-03-31", True)),
        ("2020年2月致富带头人台账", "", "台账.xlsx", ("2020-02-01", "2020-02-29", True)),
        (
            "致富带头人台账",
            "填报时间：2020年3月5日",
            "台账.xlsx",
            ("2020-03-05", "2020-03-05", True),
        ),
        ("致富带头人台账", "填报时间：2020年2月", "台账.xlsx", ("2020-02-01", "2020-02-29", True)),
        ("致富带头人台账", "填报时间：2020.7.31", "台账.xlsx", None),
        ("2021年致富带头人台账", "", "台账.xlsx", None),
        ("致富带头人台账", "", "台账.xlsx", None),
        ("致富带头人台账", "填报时间：2019年2月30日", "台账.xlsx", None),
        ("致富带头人台账", "", "2019年台账.xlsx", ("2019-01-01", "2019-12-31", False)),
    ],
)
def test_the_days_of_a_table(
    title: str, note: str, file: str, days: tuple[str, str, bool] | None
) -> None:
    one = ledger(title, file=file, note=note)
    wanted = days and TableDays(day(days[0]), day(days[1]), is_written=days[2])
    assert table_days(one, TODAY) == wanted

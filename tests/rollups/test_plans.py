"""Tasks over several years, and of a province over its cities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ruralskills as rs
from builders.inbox import Inbox, figure_of, sheet
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.rollups.rollup import Rollup

CITIES = {
    "太原市": 100, "大同市": 800, "朔州市": 300, "忻州市": 800, "吕梁市": 1000, "晋中市": 600,
    "阳泉市": 100, "长治市": 800, "晋城市": 300, "临汾市": 800, "运城市": 600,
}  # fmt: skip


def roster(unit: str, year: int, people: Iterator[int], count: int) -> Sheet:
    rows = (
        f"张某 | {number(sequence=next(people))} | 电焊一班 | 电焊工 | {year}-06-20"
        for _ in range(count)
    )
    head = "姓名 | 身份证号 | 培训班名称 | 培训工种 | 结业时间"
    return sheet(f"{unit}{year}年劳动力培训学员花名册", head, *rows)


@pytest.fixture(scope="module")
def dongxiang(tmp_path_factory: pytest.TempPathFactory) -> Inbox:
    """Three years of two townships: 锁南镇 trains 4, 3 and 2, of whom one comes twice."""
    inbox = Inbox(
        tmp_path_factory.mktemp("dongxiang"), ("锁南镇", "达板镇"), "dongxiang-2020", "东乡县"
    )
    people = iter(range(1, 999, 2))
    for year, count in ((2020, 4), (2021, 3), (2022, 2)):
        first = roster("锁南镇", year, people, count)
        if year == 2021:
            first.rows.append(["张某", number(sequence=1), "电焊二班", "电焊工", "2021-09-20"])
        inbox.send(f"{year}Q4", "锁南镇", "花名册", first)
        inbox.send(f"{year}Q4", "达板镇", "花名册", roster("达板镇", year, people, 1 + year % 2))
    return inbox


def test_a_plan_counts_all_its_years(dongxiang: Inbox) -> None:
    made = dongxiang.rolled_up(2022)
    plan = figure_of(made, "东乡县", "trained_people", "plan")
    # 锁南镇 4 + 3 + 2, whoever came in 2020 and 2021 once; 达板镇 1 + 2 + 1
    assert (plan.cumulative, plan.target, plan.entries) == (13, 54115, 14)
    assert (plan.rate, plan.scheduled_rate, plan.gap) == (0.02, 100.0, -99.98)
    assert (plan.current, plan.previous) == (3, 10)


def test_a_year_of_the_plan_counts_by_itself(dongxiang: Inbox) -> None:
    targets = {2020: 18039, 2021: 18038, 2022: 18038}
    done = {2020: 5, 2021: 6, 2022: 3}
    for year, target in targets.items():
        figure = figure_of(dongxiang.rolled_up(year), "东乡县", "trained_people")
        assert (figure.cumulative, figure.target) == (done[year], target)


def test_the_schedule_of_a_plan_runs_over_its_months(dongxiang: Inbox) -> None:
    plan = figure_of(dongxiang.rolled_up(2021), "东乡县", "trained_people", "plan")
    assert plan.scheduled_rate == 66.67
    assert plan.cumulative == 10
    first = figure_of(dongxiang.rolled_up(2020), "东乡县", "trained_people", "plan")
    assert (first.scheduled_rate, first.previous) == (33.33, None)


def test_the_year_before_stands_beside_the_first_quarter_of_a_plan(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, ("锁南镇", "达板镇"), "dongxiang-2020", "东乡县")
    people = iter(range(1, 999, 2))
    inbox.send("2020Q4", "锁南镇", "花名册", roster("锁南镇", 2020, people, 4))
    inbox.send("2021Q1", "锁南镇", "花名册", roster("锁南镇", 2021, people, 2))
    figure = figure_of(inbox.rolled_up(2021, quarter=1), "锁南镇", "trained_people")
    assert figure.previous == 4


def test_a_year_without_a_report_has_no_figure(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, ("锁南镇", "达板镇"), "dongxiang-2020", "东乡县")
    people = iter(range(1, 999, 2))
    inbox.send("2020Q4", "锁南镇", "花名册", roster("锁南镇", 2020, people, 4))
    inbox.send("2021Q2", "达板镇", "花名册", roster("达板镇", 2021, people, 1))
    made = inbox.rolled_up(2021, quarter=2)
    year = figure_of(made, "锁南镇", "trained_people")
    assert (year.current, year.cumulative, year.previous, year.rank) == (None, None, None, None)
    plan = figure_of(made, "锁南镇", "trained_people", "plan")
    assert (plan.current, plan.cumulative, plan.previous) == (None, 4, 4)
    assert figure_of(made, "东乡县", "trained_people").lacking == 1


def test_a_row_of_this_year_in_a_report_of_the_last_counts(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, ("锁南镇", "达板镇"), "dongxiang-2020", "东乡县")
    sent = roster("锁南镇", 2020, iter(range(1, 99, 2)), 2)
    sent.rows[-1][-1] = "2021-01-05"
    inbox.send("2020Q4", "锁南镇", "花名册", sent)
    year = figure_of(inbox.rolled_up(2021, quarter=2), "锁南镇", "trained_people")
    assert (year.current, year.cumulative) == (None, 1)


@pytest.fixture(scope="module")
def shanxi(tmp_path_factory: pytest.TempPathFactory) -> Rollup:
    """Each city trains as many people as its number in the annex."""
    folder = tmp_path_factory.mktemp("shanxi")
    lines = ["| 级别 | 名称 | 所属", *(f"| 市 | {city} | 山西省" for city in CITIES)]
    write(folder / "区划.xlsx", Sheet("区划名单", "\n".join(lines)))
    settings = 'notices = ["shanxi-2021"]\nregions = "区划.xlsx"\nunit = "山西省扶贫办"\n'
    (folder / "rs.toml").write_text(settings, encoding="utf-8")
    people = iter(range(1, 999, 2))
    for count, city in enumerate(CITIES, 2):
        rows = (
            f"张某 | {number(sequence=next(people))} | 致富带头人培训班 | 2021-0{1 + i % 9}-20"
            for i in range(count)
        )
        path = folder / "收件" / "2021Q4" / city
        path.mkdir(parents=True)
        figures = f"市 | 致富带头人培训（人）\n{city} | {count}"
        write(
            path / "统计表.xlsx",
            sheet(f"{city}2021年致富带头人培训情况统计表", *figures.split("\n")),
        )
        head = "姓名 | 身份证号 | 班次类别 | 结业时间"
        write(path / "花名册.xlsx", sheet(f"{city}2021年带头人培训学员花名册", head, *rows))
    return rs.rollup([folder / "收件"], year=2021)


def test_a_doubtful_row_is_told_once_for_year_and_plan(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, ("锁南镇",), "dongxiang-2020", "东乡县")
    roll = roster("锁南镇", 2021, iter(range(1, 99, 2)), 3)
    roll.rows[2][-1] = "未结业"
    inbox.send("2021Q4", "锁南镇", "花名册", roll)
    made = inbox.rolled_up(2021)
    told = [each for each in made.left_out if "不能识别" in each.reason]
    assert len(told) == 1
    assert told[0].reason.count("劳动力培训") == 2  # of people, and of times


def test_a_year_after_the_plan_is_no_part_of_it(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, ("锁南镇",), "dongxiang-2020", "东乡县")
    inbox.send("2023Q1", "锁南镇", "花名册", roster("锁南镇", 2023, iter(range(1, 99, 2)), 3))
    figures = inbox.rolled_up(2023, notices=["dongxiang-2020"]).figures
    assert {each.span for each in figures} == {"year"}


def test_the_tasks_of_eleven_cities(shanxi: Rollup) -> None:
    found = {city: figure_of(shanxi, city, "leaders_trained").target for city in CITIES}
    assert found == CITIES


def test_a_city_that_rolls_up_its_counties_has_its_own_task(tmp_path: Path) -> None:
    settings = 'notices = ["shanxi-2021"]\nunit = "吕梁市扶贫办"\nregions = "区划.xlsx"\n'
    (tmp_path / "rs.toml").write_text(settings, encoding="utf-8")
    areas = "| 级别 | 名称 | 所属\n| 市 | 吕梁市 | \n| 县 | 临县 | 吕梁市\n| 县 | 岚县 | 吕梁市"
    write(tmp_path / "区划.xlsx", Sheet("区划名单", areas))
    row = f"张某 | {number(sequence=1)} | 致富带头人培训班 | 2021-05-20"
    path = tmp_path / "收件" / "2021Q2" / "临县"
    path.mkdir(parents=True)
    head = "姓名 | 身份证号 | 班次类别 | 结业时间"
    write(path / "花名册.xlsx", sheet("临县2021年带头人培训学员花名册", head, row))
    made = rs.rollup([tmp_path / "收件"], year=2021, quarter=2)
    assert figure_of(made, "吕梁市", "leaders_trained").target == 1000
    assert figure_of(made, "临县", "leaders_trained").target is None


def test_the_province_is_the_sum_of_its_cities(shanxi: Rollup) -> None:
    figure = figure_of(shanxi, "山西省", "leaders_trained")
    assert (figure.level, figure.target, figure.cumulative) == ("province", 6200, sum(range(2, 13)))
    assert (figure.rate, figure.scheduled_rate, figure.rank) == (1.24, 100.0, None)
    assert shanxi.summary.expected == 11


def test_a_statistical_table_is_that_of_the_city_in_its_only_row(shanxi: Rollup) -> None:
    senders = {each.unit for each in shanxi.submissions if each.ledger == "figure"}
    assert senders == set(CITIES)


def test_cities_are_ranked_by_their_rates(shanxi: Rollup) -> None:
    ranks = {city: figure_of(shanxi, city, "leaders_trained").rank for city in CITIES}
    rates = {city: round(100 * n / CITIES[city], 2) for n, city in enumerate(CITIES, 2)}
    assert ranks == {
        city: 1 + sum(other > rates[city] for other in rates.values()) for city in CITIES
    }


TASKS = sheet(
    "潼南区2020年扶志扶智任务分解表", "镇街 | 致富带头人/新增（人）", "桂林街道 | 12", "双江镇 | 7",
)  # fmt: skip


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2020Q1", "表"),
        ("2020", "表"),
        ("2020", "任务"),
        ("2020Q4", "任务分解表"),
        ("2020-12", "计划表"),
    ],
)
def test_tasks_lie_anywhere_among_the_files_of_the_year(
    tmp_path: Path, period: str, name: str
) -> None:
    inbox = Inbox(tmp_path)
    head = "村 | 姓名 | 身份证号 | 认定时间"
    row = f"某村 | 某某 | {number(sequence=1)} | 2020-02-01"
    inbox.send("2020Q1", "双江镇", "带头人", sheet("双江镇2020年致富带头人台账", head, row))
    inbox.send(period, "区扶贫办", name, TASKS)
    made = inbox.rolled_up(quarter=1)
    figure = figure_of(made, "双江镇", "new_leaders")
    assert (figure.target, figure.rate) == (7, 14.29)
    assert {each.status for each in made.submissions if each.file} == {"adopted"}


def test_other_tables_of_the_year_are_of_a_later_period(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    head = "村 | 姓名 | 身份证号 | 认定时间"
    for period in ("2020Q1", "2020"):
        row = f"某村 | 某某 | {number(sequence=len(period))} | 2020-02-01"
        inbox.send(period, "双江镇", "带头人", sheet("双江镇2020年致富带头人台账", head, row))
    made = inbox.rolled_up(quarter=1)
    assert figure_of(made, "双江镇", "new_leaders").cumulative == 1
    [later] = [each for each in made.submissions if each.status == "other_period"]
    assert (later.unit, later.reason) == ("双江镇", "是2020年的，这次汇总到2020年第1季度，没有计入")

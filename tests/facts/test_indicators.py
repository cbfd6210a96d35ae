"""Figures counted from ledgers: each person once, on the days asked of, and never by a guess."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders.sheet_text import table
from ruralskills import notices
from ruralskills.facts.indicators import Days, Recount, recount
from ruralskills.ledgers import by_id
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Table
from ruralskills.notices import Indicator

TONGNAN = {each.id: each for each in notices.shipped_notices()["tongnan-2020"].indicators}
YEAR: Days = date(2020, 1, 1), date(2020, 12, 31)
SECOND: Days = date(2020, 4, 1), date(2020, 6, 30)
A, B, C = "500199198506150017", "500199199003020039", "500199199208110046"


def count(name: str, one: Table, days: Days | None = YEAR) -> Recount:
    return recount(TONGNAN[name], one.rows(one.ledger), days)


def posts(*rows: str) -> Table:
    head = "公益性岗位台账|<|<|<|<\n姓名|身份证号|户类型|岗位名称|上岗时间"
    return table("\n".join([head, *rows]))


def test_a_person_in_two_posts_is_one_person_and_two_entries() -> None:
    one = posts(f"张三|{A}|贫困户|保洁员|2020.3.1", f"张三|{A}|贫困户|护林员|2020.5.1")
    found = count("new_posts", one)
    assert found.value == Decimal(1)
    assert found.entries == 2
    assert [place.cell.address for place in found.places] == ["B3", "B4"]


def test_only_what_falls_on_the_days_counts() -> None:
    one = posts(f"张三|{A}|贫困户|保洁员|2020.3.1", f"李四|{B}|贫困户|护林员|2020.5.1")
    assert count("new_posts", one).value == 2
    assert count("new_posts", one, SECOND).value == 1


def test_a_month_within_the_quarter_is_certain_and_a_year_is_not() -> None:
    assert count("new_posts", posts(f"张三|{A}|贫困户|保洁员|2020年5月"), SECOND).value == 1
    found = count("new_posts", posts(f"张三|{A}|贫困户|保洁员|2020年"), SECOND)
    assert found.value is None
    assert "上岗时间" in found.reason
    assert count("new_posts", posts(f"张三|{A}|贫困户|保洁员|2020年")).value == 1


def test_others_than_those_asked_for_do_not_count() -> None:
    one = posts(f"张三|{A}|一般户|保洁员|2020.3.1", f"李四|{B}|低保贫困户|护林员|2020.5.1")
    assert count("new_posts", one).value == 1


@pytest.mark.parametrize(
    "row", [f"李四|{B}|？？|护林员|2020.5.1", f"李四|{B}|贫困户|护林员|", "李四||贫困户|护林员|2020.5.1",
            f"李四|{B[:-1]}X|贫困户|护林员|2020.5.1", f"李四|{B}|贫困户|护林员|五月份吧"]
)  # fmt: skip
def test_one_cell_that_does_not_tell_makes_the_figure_uncertain(row: str) -> None:
    found = count("new_posts", posts(f"张三|{A}|贫困户|保洁员|2020.3.1", row))
    assert found.value is None
    assert found.reason
    assert not found.places


def test_a_column_that_is_wanting_makes_it_uncertain() -> None:
    one = table(f"公益性岗位台账|<|<|<\n姓名|身份证号|岗位名称|上岗时间\n张三|{A}|保洁员|2020.3.1")
    assert "户类型" in count("new_posts", one).reason


def test_a_title_may_say_it_of_everybody() -> None:
    one = table(
        f"贫困人员公益性岗位台账|<|<|<\n姓名|身份证号|岗位名称|上岗时间\n张三|{A}|保洁员|2020.3.1"
    )
    assert count("new_posts", one).value == 1


def leaders(*rows: str) -> Table:
    head = "致富带头人台账|<|<|<|<\n姓名|身份证号|村类型|状态|认定时间"
    return table("\n".join([head, *rows]))


def test_leaders_who_left_are_no_stock() -> None:
    one = leaders(
        f"张三|{A}|贫困村|在库|2020.3", f"李四|{B}|社区|在库|2019.3", f"王五|{C}|贫困村|退出|2019.3"
    )
    assert count("leaders", one).value == 2
    assert count("leaders_poor_villages", one).value == 1
    assert count("leaders_other_villages", one).value == 1


def test_one_who_came_and_left_was_new_and_is_no_stock() -> None:
    one = leaders(f"张三|{A}|贫困村|在库|2020.3", f"李四|{B}|社区|退出|2020.4")
    assert count("new_leaders", one).value == 2
    assert count("leaders", one).value == 1


@pytest.mark.parametrize(
    "row", [f"李四|{B}|社区|退出|2019.4", f"李四|{B}|社区|？？|2019.4", f"李四|{B}|？？|在库|2019.4", f"李四|{B[:-1]}1|社区|退出|2019.4"],
)  # fmt: skip
def test_nothing_else_is_asked_of_a_row_of_another_day(row: str) -> None:
    assert count("new_leaders", leaders(f"张三|{A}|贫困村|在库|2020.3", row)).value == 1


def test_a_status_that_cannot_be_read_leaves_the_stock_open_and_not_what_is_new() -> None:
    one = leaders(f"张三|{A}|贫困村|在库|2020.3", f"李四|{B}|社区|{{#N/A}}|2020.4")
    assert count("new_leaders", one).value == 2
    assert "状态" in count("leaders", one).reason


def test_amounts_are_added_up() -> None:
    subsidy = Indicator("subsidy", "补助资金", "workshop", "CQ-01", unit="万元", sum="subsidy")
    one = table(
        "扶贫车间台账|<|<\n车间名称|负责人|财政补助资金（万元）\n甲车间|王某|{20}\n乙车间|李某|{1.5}\n丙车间|周某|无"
    )
    assert recount(subsidy, one.rows(one.ledger)).value == Decimal("21.5")


@pytest.mark.parametrize("name", TONGNAN)
def test_an_indicator_speaks_of_fields_that_its_ledger_has(name: str) -> None:
    each = TONGNAN[name]
    for source in each.alternatives:
        assert source.reads <= field_specs(by_id(source.ledger)).keys()


def test_no_name_stands_for_two_indicators() -> None:
    names = [name for each in TONGNAN.values() for name in each.names]
    assert len(set(names)) == len(names)

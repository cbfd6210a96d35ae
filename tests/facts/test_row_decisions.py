"""Decisions about single rows: they count, do not, or are pending, each with reason and field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders.sheet_text import table
from ruralskills.facts.indicators import recount
from ruralskills.facts.row_decisions import Days, Decision, falls_on, row_decision
from ruralskills.facts.row_owners import Owners
from ruralskills.model.table import Table
from ruralskills.notices import Indicator, Owner
from ruralskills.values.partial_date import PartialDate

YEAR: Days = date(2020, 1, 1), date(2020, 12, 31)
A, B, C = "500199198506150017", "500199199003020039", "500199199208110046"
POSTS = Indicator(
    "posts", "新安置", "post", "CQ-07", unit="人", period="starts", distinct="id_number",
    where={"household_kind": ("贫困户",)},
)  # fmt: skip
LED = Indicator(
    "led", "带动贫困户", "household_link", "CQ-06", unit="户", distinct="head_id", kind="stock",
    owner=Owner("leader", "leader_id", "leader_name"),
)  # fmt: skip
LED_IN_POOR_VILLAGES = Indicator(
    "led_poor", "带动贫困户/贫困村", "household_link", "CQ-06", distinct="head_id", kind="stock",
    owner=Owner("leader", "leader_id", "leader_name", {"village_kind": ("贫困村",)}),
)  # fmt: skip


def decide(indicator: Indicator, one: Table, owners: Owners | None = None) -> list[Decision]:
    return [row_decision(indicator, row, YEAR, owners) for row in one.rows(one.ledger)]


def post(row: str) -> Decision:
    head = "公益性岗位台账|<|<|<|<\n姓名|身份证号|户类型|岗位名称|上岗时间"
    [decision] = decide(POSTS, table(f"{head}\n{row}"))
    return decision


def test_a_row_that_counts_has_its_key_amount_and_day() -> None:
    found = post(f"张三|{A}|贫困户|保洁员|2020年3月")
    assert found.counts is True
    assert found.key == (A,)
    assert found.amount == 1
    assert found.day == PartialDate(date(2020, 3, 1), date(2020, 3, 31))
    assert (found.reason, found.field) == ("", "")


@pytest.mark.parametrize(
    ("row", "counts", "field", "words"),
    [
        (f"张三|{A}|一般户|保洁员|2020.3.1", False, "household_kind", "填“一般户”"),
        (f"张三|{A}||保洁员|2020.3.1", None, "household_kind", "空着"),
        (f"张三|{A}|贫困户|保洁员|2019.3.1", False, "starts", "不在这一期"),
        (f"张三|{A}|{{#N/A}}|保洁员|2020.3.1", None, "household_kind", "不能识别"),
        (f"张三|{A}|贫困户|保洁员|", None, "starts", "空着"),
        (f"张三|{A}|贫困户|保洁员|无", None, "starts", "填“无”"),
        ("张三||贫困户|保洁员|2020.3.1", None, "id_number", "空着"),
        (f"张三|{A[:-1]}1|贫困户|保洁员|2020.3.1", None, "id_number", "不能识别"),
        (f"张三|{A[:-1]}1|一般户|保洁员|2020.3.1", False, "household_kind", "填“一般户”"),
        ("张三||贫困户|保洁员|2019.3.1", False, "starts", "不在这一期"),
    ],
)
def test_a_row_that_does_not_says_why(
    row: str, counts: bool | None, field: str, words: str
) -> None:
    found = post(row)
    assert (found.counts, found.field) == (counts, field)
    header = {"household_kind": "户类型", "starts": "上岗时间", "id_number": "身份证号"}[field]
    assert found.reason.startswith(f"“{header}”{words}")


def test_without_days_the_day_is_told_and_not_judged() -> None:
    one = table(
        f"公益性岗位台账|<|<|<|<\n姓名|身份证号|户类型|岗位名称|上岗时间\n张三|{A}|贫困户|保洁员|2019.3.1\n李四|{B}|贫困户|保洁员|"
    )
    found = [row_decision(POSTS, row) for row in one.rows(one.ledger)]
    assert [each.counts for each in found] == [True, True]
    assert [falls_on(each.day, YEAR) for each in found] == [False, None]


def test_one_of_several_conditions_is_enough() -> None:
    skilled = Indicator(
        "skilled", "高技能人才", "trainee", "NA-02", distinct="id_number",
        any_of=({"level": ("高级工",)}, {"person_kind": ("乡村工匠",)}),
    )  # fmt: skip
    one = table(
        "学员花名册|<|<|<\n姓名|身份证号|等级|对象类别\n"
        f"张三|{A}|高级工|农民\n李四|{B}|初级工|乡村工匠\n王五|{C}|初级工|农民"
    )
    assert [each.counts for each in decide(skilled, one)] == [True, True, False]


def test_of_two_fields_the_second_may_be_blank_and_the_first_may_not() -> None:
    times = Indicator(
        "times", "培训人次", "trainee", "NA-01", unit="人次", distinct=("id_number", "class_name")
    )
    one = table(
        "学员花名册|<|<\n姓名|身份证号|班次\n"
        f"张三|{A}|第一期\n张三|{A}|第二期\n张三|{A}|第二期\n李四|{B}|\n王五||第一期"
    )
    found = decide(times, one)
    assert [each.counts for each in found] == [True, True, True, True, None]
    rows = [row for row in one.rows(one.ledger) if row.index < 4]
    assert recount(times, rows).value == 3


def test_money_is_added_up_in_the_unit_of_the_indicator_and_each_thing_once() -> None:
    paid = Indicator(
        "paid", "资助金额", "education_aid", "CQ-45", unit="万元", sum="amount",
        distinct=("id_number", "programme", "semester"),
    )  # fmt: skip
    head = "教育资助台账|<|<|<|<\n学生姓名|身份证号|资助项目|学期|发放金额（元）"
    rows = [
        f"张三|{A}|助学金|春|{{1000}}", f"张三|{A}|助学金|春|{{1000}}", f"张三|{A}|助学金|秋|{{500}}", f"李四|{B}|助学金|春|无",
    ]  # fmt: skip
    one = table("\n".join([head, *rows]))
    assert recount(paid, one.rows(one.ledger)).value == Decimal("0.15")
    other = table("\n".join([head, rows[0], f"张三|{A}|助学金|春|{{900}}"]))
    assert recount(paid, other.rows(other.ledger)).value is None


def links(*rows: str) -> Table:
    return table(
        "\n".join(["带动户明细|<|<|<\n带头人姓名|带头人身份证号|户主姓名|户主身份证号", *rows])
    )


LEADERS = (
    "致富带头人台账|<|<|<\n姓名|身份证号|村类型|状态\n"
    f"张三|{A}|贫困村|在库\n李四|{B}|社区|退出\n王五||社区|在库\n赵六|{C}|{{#N/A}}|在库"
)
HEAD = "500199197001010014"


@pytest.mark.parametrize(
    ("leader", "any_village", "poor_village"),
    [
        (f"张三|{A}", True, True),
        (f"李四|{B}", False, False),
        ("张三|", True, True),
        ("李四|", False, False),
        ("王五|", True, False),
        (f"王五|{A[:-1]}1", None, None),
        (f"赵六|{C}", True, None),
        ("不在册|", True, None),
        (f"李四|{A[:-1]}1", None, None),
    ],
)
def test_a_household_counts_by_its_leader(
    leader: str, any_village: bool, poor_village: bool | None
) -> None:
    leaders = table(LEADERS)
    owners = Owners.of(leaders.rows(leaders.ledger))
    one = links(f"{leader}|户主|{HEAD}")
    [found] = decide(LED, one, owners)
    assert found.counts is any_village
    [found] = decide(LED_IN_POOR_VILLAGES, one, owners)
    assert found.counts is poor_village


def test_without_a_leader_ledger_nobody_is_known_to_have_left() -> None:
    one = links(f"李四|{B}|户主|{HEAD}")
    assert [each.counts for each in decide(LED, one)] == [True]


def test_namesakes_are_not_told_apart_by_their_name() -> None:
    leaders = table(
        f"致富带头人台账|<|<|<\n姓名|身份证号|村类型|状态\n张三|{A}|贫困村|在库\n张三|{B}|社区|在库"
    )
    owners = Owners.of(leaders.rows(leaders.ledger))
    [found] = decide(LED_IN_POOR_VILLAGES, links(f"张三||户主|{HEAD}"), owners)
    assert found.counts is None


def test_a_figure_is_taken_from_the_statistical_table_that_alone_states_it() -> None:
    studios = Indicator(
        "studios", "技能大师工作室", "figure", "NA-06", unit="个", sum="value", kind="stock"
    )
    one = table(
        "2022年职业技能提升工程情况统计表|<|<\n县|技能大师工作室（个）|劳务品牌（个）\n云山县|{2}|{1}\n松林县|{3}|{0}\n合计|{5}|{1}"
    )
    assert recount(studios, one.rows(one.ledger)).value == 5


def test_a_leaders_number_that_cannot_be_read_leaves_the_row_open_without_a_leader_ledger() -> None:
    [found] = decide(LED, links(f"李四|{B[:-1]}1|户主|{HEAD}"))
    assert (found.counts, found.field) == (None, "leader_id")

"""Links of leaders and households: certain rows, uncertain ones, and how many households they are."""

from __future__ import annotations

from collections import Counter

import pytest

from builders.sheet_text import table
from builders.workbook_fixture import number
from ruralskills.facts.household_links import (
    HouseholdCount,
    Links,
    count_households,
    household_key,
    links_for,
    read_links,
)
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink, Leader
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table

A, B, C = "500199198506150017", "500199199003020039", "500199199208110046"
D, E = number("1960-01-01"), number("1970-02-02")
HEAD = "乡镇|带头人姓名|带头人身份证号|户主姓名|户主身份证号|户编号|户类型"


def sheet(*rows: str, title: str = "2020年致富带头人带动贫困户明细", name: str = "明细") -> Table:
    return table("\n".join([f"{title}|<|<|<|<|<|<", HEAD, *rows]), name)


def leader(name: str, number: str, unit: str = "桂林街道") -> Leader:
    text = f"2020年致富带头人台账|<|<\n乡镇|姓名|身份证号\n{unit}|{name}|{number}\n{unit}|某某|{E}"
    return next(iter(table(text).rows(Leader)))


def households(links: Links, one: Leader, namesakes: int = 1) -> list[str | None] | None:
    rows = links.rows_of(one, Counter({(township_of(one), one.name): namesakes}))
    return None if rows is None else [row.head_name for row in rows]


LINKS = (
    f"桂林街道|张三|{A}|赵一|{C}||贫困户",
    f"桂林街道|张三|{A}|钱二|{D}||贫困户",
    f"桂林街道|李四|{B}|孙三|||贫困户",
)


def test_rows_are_found_by_the_number_of_the_leader() -> None:
    links = read_links([sheet(*LINKS)])
    assert households(links, leader("张三", A)) == ["赵一", "钱二"]
    assert households(links, leader("李四", B)) == ["孙三"]


def test_a_leader_without_rows_leads_nobody_where_his_township_has_links() -> None:
    links = read_links([sheet(*LINKS)])
    assert households(links, leader("王五", C)) == []
    assert households(links, leader("王五", C, "双河镇")) is None


def test_a_leader_of_the_same_name_and_another_number_is_left_open() -> None:
    links = read_links([sheet(*LINKS)])
    assert households(links, leader("张三", C)) is None
    assert households(links, leader("张三", ""), namesakes=2) is None


def test_without_a_number_the_name_counts_in_its_township() -> None:
    links = read_links([sheet(*LINKS)])
    assert households(links, leader("张三", "")) == ["赵一", "钱二"]
    assert households(links, leader("张三", "", "双河镇")) is None
    nameonly = read_links([sheet(f"桂林街道|张三||赵一|{C}||", f"双河镇|张三||钱二|{D}||")])
    assert households(nameonly, leader("张三", A)) == ["赵一"]
    assert households(nameonly, leader("张三", "", "双河镇")) == ["钱二"]
    assert households(nameonly, leader("张三", A), namesakes=2) is None


def test_a_row_without_a_number_joins_the_one_number_of_its_name() -> None:
    links = read_links([sheet(*LINKS, f"桂林街道|张三||周四|{E}||")])
    assert households(links, leader("张三", A)) == ["赵一", "钱二", "周四"]
    two = read_links([sheet(*LINKS, f"桂林街道|张三|{C}|吴五|{E}||", "桂林街道|张三||周四|||")])
    assert households(two, leader("张三", A)) is None
    assert households(two, leader("李四", B)) == ["孙三"]


def test_a_row_of_no_certain_leader_leaves_all_of_that_name_open() -> None:
    links = read_links([sheet(*LINKS, f"桂林街道|张三|5001991985|周四|{E}||")])
    assert households(links, leader("张三", A)) is None
    assert households(links, leader("李四", B)) == ["孙三"]
    nobody = read_links([sheet(*LINKS, f"桂林街道|||周四|{E}||")])
    assert households(nobody, leader("李四", B)) is None
    assert households(nobody, leader("李四", B, "双河镇")) == ["孙三"]


def test_a_number_without_a_name_may_be_anybody_without_a_number() -> None:
    links = read_links([sheet(*LINKS, f"桂林街道||{C}|周四|{E}||")])
    assert households(links, leader("王五", C)) == ["周四"]
    assert households(links, leader("王五", "")) is None
    assert households(links, leader("赵六", D)) == []


def test_links_are_those_of_the_period_else_those_of_the_file() -> None:
    ledger = leader("张三", A).table
    year, other = sheet(*LINKS), sheet(*LINKS[:1], title="2019年致富带头人带动贫困户明细")
    quarter = sheet(*LINKS[2:], title="2020年一季度致富带头人带动贫困户明细")

    def names(*sheets: Table) -> list[str | None] | None:
        links = links_for(ledger, LedgerSet([ledger, *sheets]))
        return (
            None
            if links is None
            else [row.head_name for rows in links.rows.values() for row in rows]
        )

    assert names(year, other, quarter) == ["赵一", "钱二", "孙三"]
    assert names(quarter) == ["孙三"]
    assert names(sheet(*LINKS[:1], title="致富带头人带动贫困户明细")) == ["赵一"]
    assert names(other) is None
    assert names() is None


def count(
    *rows: str, leader_id: str | None = None, title: str = "带动户明细"
) -> HouseholdCount | None:
    one = sheet(*(f"桂林街道|张三|{A}|{row}" for row in rows), title=f"2020年致富带头人{title}")
    return count_households(list(one.rows(HouseholdLink)), leader_id)


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        ((f"赵一|{C}||贫困户", f"钱二|{D}||贫困户"), (2, 2, 2, 2)),
        ((f"赵一|{C}||贫困户", f"赵一|{C}||贫困户"), (1, 1, 1, 1)),
        (("赵一||1号|贫困户", "钱二||1号|贫困户"), (1, 1, 1, 1)),
        (("赵一||1号|贫困户", "赵一||2号|贫困户"), (2, 2, 2, 2)),
        (("赵一|||贫困户", "赵一|||贫困户"), (1, 2, 1, 2)),
        (("赵一|||贫困户", "赵一|||贫困户", "赵一|||贫困户"), (1, 3, 1, 3)),
        (("赵一|||贫困户", "钱二|||一般户"), (2, 2, 1, 1)),
        (("赵一|||贫困户", "钱二|||"), (2, 2, 1, 2)),
        (("赵一|||一般户", "钱二|||一般户"), (2, 2, 0, 0)),
        (("赵一|||监测户", "钱二|||一般户"), (2, 2, 1, 1)),
    ],
)
def test_households_are_counted_once(rows: tuple[str, ...], counted: tuple[int, ...]) -> None:
    found = count(*rows)
    assert found is not None
    assert (found.least, found.most, found.poor_least, found.poor_most) == counted


def test_a_household_that_is_not_certain_leaves_the_number_open() -> None:
    assert count(f"赵一|{C}||贫困户", "|||贫困户") is None
    assert count(f"赵一|{C}||贫困户", "钱二|5001991992||贫困户") is None


def test_the_household_of_the_leader_himself_may_count_or_not() -> None:
    rows = (f"张三|{A}||贫困户", f"赵一|{C}||贫困户")
    own = count(*rows, leader_id=A)
    assert own == HouseholdCount(least=1, most=2, poor_least=1, poor_most=2, all_poor=False)
    assert count(*rows, leader_id=D) == count(*rows)
    poor = count(f"张三|{A}||一般户", leader_id=A)
    assert poor == HouseholdCount(least=0, most=1, poor_least=0, poor_most=0, all_poor=False)


def test_a_sheet_of_poor_households_says_so_in_its_title_or_header() -> None:
    found = count("赵一|||", title="带动贫困户明细")
    assert found is not None
    assert found.all_poor
    other = count("赵一|||", title="带动户明细")
    assert other is not None
    assert not other.all_poor


def test_a_household_is_its_head_or_its_number() -> None:
    rows = sheet(
        f"桂林街道|张三|{A}|赵一|{C}|1号|", f"桂林街道|张三|{A}|赵一||1号|", f"桂林街道|张三|{A}|赵一|||",
        f"桂林街道|张三|{A}|赵一|50019|1号|",
    )  # fmt: skip
    assert [household_key(row) for row in rows.rows(HouseholdLink)] == [
        ("head_id", C), ("household_number", "1号"), None, None,
    ]  # fmt: skip

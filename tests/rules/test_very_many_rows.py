"""Rules on very many rows of one person or one class: what is compared, and how often."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from builders.rule_messages import told
from builders.sheet_text import tables
from builders.workbook_fixture import number
from ruralskills.facts.repeated_people import MOST_COMPARED
from ruralskills.ledgers import Trainee
from ruralskills.rules.people import duplicates, one_person

A = number(sequence=1)
HEAD = "姓名|身份证号|班次名称|开班日期|结业日期"


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list with an entry for each pair of classes that is compared."""
    pairs: list[int] = []
    is_clash = duplicates._is_clash

    def counted(*pair: Any) -> bool:
        pairs.append(1)
        return is_clash(*pair)

    monkeypatch.setattr("ruralskills.rules.people.duplicates._is_clash", counted)
    return pairs


def line(name: str = "张三", group: str = "第1期", days: tuple[int, int] = (1, 9)) -> str:
    first, last = (f"2020-07-{day:02}" for day in days)
    return f"{name}|{A}|{group}|{first}|{last}"


def test_a_person_in_one_class_again_and_again_is_compared_with_it_once_a_row(
    compared: list[int],
) -> None:
    rows = [line()] * 60
    assert told("P109", "", "学员花名册", HEAD, *rows) == []
    assert len(compared) == 59


def test_classes_that_are_over_are_not_compared(compared: list[int]) -> None:
    rows = [line(group=f"第{at}期", days=(at, at + 1)) for at in range(1, 28)]
    assert told("P109", "", "学员花名册", HEAD, *rows) == []
    assert compared == []


def test_a_clash_is_found_among_very_many_rows_of_other_names(compared: list[int]) -> None:
    names = [f"张{chr(0x4E00 + at)}" for at in range(300)]
    rows = [line(name) for name in names]
    clash = line(names[0], "第2期", (3, 5))
    assert len(told("P109", "", "学员花名册", HEAD, *rows, clash)) == 1
    assert len(compared) <= 301 * MOST_COMPARED


def test_the_tables_of_a_person_are_paired_once() -> None:
    rows = [f"张三|{A}|第1期|{{300}}"] * 40
    [paid, again] = (
        tables("\n".join(["补贴名册|<|<|<", "姓名|身份证号|班次名称|补贴金额", *rows])) * 2
    )
    found = [*paid.rows(Trainee), *replace(again).rows(Trainee)]
    pairs = list(one_person._table_pairs(list(found)))
    assert len(found) == 80
    assert len(pairs) == 1


def test_refunds_to_very_many_payees_accuse_nobody() -> None:
    def answers(count: int) -> int:
        rows = [f"培训补贴|第{at}职校|{{{amount}}}" for at in range(count) for amount in (60, -90)]
        return len(
            told("F107", "dongxiang-2020", "资金支出台账", "支出项目|收款单位|支出金额", *rows)
        )

    assert answers(2) == 2
    assert answers(450) == 0


def test_a_person_in_very_many_posts_is_told_with_those_of_one_day() -> None:
    head = "姓名|身份证号|岗位名称|合同开始|合同到期"
    rows = [f"张三|{A}|{at}号岗|2020-01-{at % 28 + 1:02}|2020-12-31" for at in range(150)]
    found = told("W201", "tongnan-2020", "公益性岗位台账", head, *rows)
    assert len(found) == 149

"""Rules on very many rows of one person or one class: what is compared, and how often."""

from __future__ import annotations

from typing import Any

import pytest

from builders.rule_messages import told
from builders.workbook_fixture import number
from ruralskills.rules.people import duplicates

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
    assert len(compared) <= 301 * duplicates.MOST_COMPARED

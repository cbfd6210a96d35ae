"""People who stand more than once, by identity number and over several tables."""

from __future__ import annotations

from builders.sheet_text import table
from ruralskills.facts.repeated_people import repeated_people
from ruralskills.ledgers import Trainee
from ruralskills.model.table import Table

A, B, C = "500199198506150017", "500199199003020039", "500199199208110046"


def roster(*rows: str) -> Table:
    return table("\n".join(["学员花名册|<|<", "姓名|身份证号|班次名称", *rows]))


def places(*tables: Table, merged: bool = False) -> list[list[tuple[int, str | None]]]:
    found = repeated_people(tables, Trainee, merged=merged)
    return [[(tables.index(row.table), row.class_name) for row in rows] for rows in found]


def test_over_tables_in_reading_order() -> None:
    first = roster(f"张三|{A}|第1期", f"李四|{B}|第1期", f"王五|{C}|第1期")
    second = roster(f"李四|{B}|第2期", f"张三|{A}|第3期")
    assert places(first, second) == [[(0, "第1期"), (1, "第3期")], [(0, "第1期"), (1, "第2期")]]


def test_numbers_that_cannot_be_read_are_nobody() -> None:
    assert places(roster("张三|5001991985|第1期", "张三|5001991985|第2期", "李四||第1期")) == []


def test_a_merged_cell_counts_in_all_its_rows_only_where_asked_for() -> None:
    one = roster(f"张三|{A}|第1期", "张三|^|第2期", f"李四|{B}|第1期")
    assert places(one) == [[(0, "第1期")]]
    assert places(one, merged=True) == [[(0, "第1期"), (0, "第2期")]]

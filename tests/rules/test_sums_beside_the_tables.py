"""Sums, names and places beside the tables of rules: removed leaders, registers, figures alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number
from ruralskills.model.table import Table

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))


@pytest.mark.parametrize(
    ("state", "total", "hits"),
    [
        ("退出", 9, 0), ("退出", 5, 0), ("退出", 6, 1), ("退出", 4, 1), ("在库", 9, 0), ("在库", 5, 1), ("{#N/A}", 9, 0), ("{#N/A}", 6, 0),
    ],
)  # fmt: skip
def test_a_sum_may_leave_out_who_was_removed(state: str, total: int, hits: int) -> None:
    head = "姓名|身份证号|带动户数|状态"
    rows = (
        f"张三|{A}|{{3}}|在库",
        f"李四|{B}|{{4}}|{state}",
        f"王五|{C}|{{2}}|在库",
        f"合计||{{{total}}}|",
    )
    assert len(told("A101", "", "致富带头人台账", head, *rows)) == hits


def test_subtotals_leave_out_whom_their_own_block_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Table] = []
    rows_of = Table.rows

    def counted(self: Table, *rows: Any) -> Iterator[Any]:
        taken.append(self)
        return rows_of(self, *rows)

    monkeypatch.setattr(Table, "rows", counted)
    rows = []
    for at in range(20):
        rows += [f"张三|{A}|{{3}}|在库", f"李四|{B}|{{4}}|{'退出' if at % 4 == 0 else '在库'}"]
        rows.append(f"小计||{{{3 if at % 4 == 0 else 8}}}|")
    found = told("A102", "", "致富带头人台账", "姓名|身份证号|带动户数|状态", *rows)
    assert len(found) == 15
    assert len(taken) <= 2


def test_two_removed_of_whom_one_is_uncertain() -> None:
    head = "姓名|身份证号|带动户数|状态"
    rows = (f"张三|{A}|{{3}}|在库", f"李四|{B}|{{4}}|{{#N/A}}", f"王五|{C}|{{2}}|退出")
    assert told("A101", "", "致富带头人台账", head, *rows, "合计||{6}|") == []


def test_names_of_a_register_are_compared_elsewhere() -> None:
    roster = ("学员花名册", "姓名|身份证号|班次名称", f"张三|{A}|第1期", f"李四|{B}|第1期")
    other = ("致富带头人台账", "姓名|身份证号|状态", f"张山|{A}|在库", f"李四|{B}|在库")
    register = (
        "人口信息名册",
        "户编号|姓名|证件号码|与户主关系",
        f"1001|张山|{A}|户主",
        f"1002|李四|{B}|户主",
    )
    assert told_of("P127", "", roster, register) == []
    [says] = told_of("P127", "", roster, other)
    assert says.startswith("同一身份证号有2个姓名——")


MONTHLY = "姓名|身份证号|岗位名称|月补贴标准|年补贴标准"
OF_A_YEAR = [f"甲{n}|{each}|保洁员|500|6000" for n, each in enumerate((A, B, C, D))]


@pytest.mark.parametrize(
    ("row", "hits"), [("500|5000", 1), ("500|6000", 0), ("500|", 0), ("|5000", 0), ("600|7200", 0), ("500|6000.5", 0), ("500|6001", 1)]
)  # fmt: skip
def test_a_year_of_months(row: str, hits: int) -> None:
    rows = (*OF_A_YEAR, f"乙|{E}|护林员|500|6000", f"丙|{F}|护林员|{row}")
    assert len(told("N417", "", "公益性岗位台账", MONTHLY, *rows)) == hits


def test_few_rows_show_no_product() -> None:
    assert (
        told("N417", "", "公益性岗位台账", MONTHLY, *OF_A_YEAR[:3], f"丙|{F}|护林员|500|5000") == []
    )

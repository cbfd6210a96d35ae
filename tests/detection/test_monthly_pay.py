"""Sheets of pay with a column a month: each month paid is a row, wherever the amounts stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.ledgers import CadrePay
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.notices import notices_in_force, shipped_notices
from ruralskills.readers.grid import build_grid
from ruralskills.rules import all_rules
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_book

A, B = number(sequence=1), number(sequence=3)
TITLE = "嵩溪镇2023年村级后备干部补助发放表"


def table(lines: list[list[Any]], merges: list[tuple[int, int, int, int]] | None = None) -> Table:
    width = len(lines[0])
    sheet = [[TITLE, *[""] * (width - 1)], *lines]
    [found] = find_tables(
        build_grid("表1", sheet, [(0, 0, 0, width - 1), *(merges or ())]), "发放表.xlsx"
    )
    read = to_table(found, notices_in_force([], {}))
    assert read.ledger is CadrePay
    return read


def rows(read: Table, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(read.value(p, name) for name in names) for p in range(len(read))]


def test_one_amount_a_month() -> None:
    read = table(
        [["序号", "姓名", "身份证号", "1月", "2月", "3月", "合计"],
         [1, "甲某", A, 2000, 2000, 2000, 6000],
         [2, "乙某", B, "", "/", 2000, 2000]]
    )  # fmt: skip
    whole = Decimal(2000)
    assert rows(read, "name", "month", "total") == [
        ("甲某", "1月", whole), ("甲某", "2月", whole), ("甲某", "3月", whole), ("乙某", "3月", whole),
    ]  # fmt: skip
    assert read.cell(3, "total").address == "F4"
    assert read.cell(3, "name").address == "B4"


def test_parts_under_a_head() -> None:
    read = table(
        [["序号", "姓名", "县级补助（元）", "", "", "乡镇补助（元）", "", ""],
         ["", "", "1月", "2月", "3月", "1月", "2月", "3月"],
         [1, "甲某", 1000, 1000, 1000, 1000, 1000, 800]],
        [(1, 2, 1, 4), (1, 5, 1, 7), (1, 0, 2, 0), (1, 1, 2, 1)],
    )  # fmt: skip
    thousand = Decimal(1000)
    assert rows(read, "month", "county_pay", "township_pay") == [
        ("1月", thousand, thousand), ("2月", thousand, thousand), ("3月", thousand, Decimal(800)),
    ]  # fmt: skip
    assert read.cell(2, "township_pay").address == "H4"


def test_parts_under_the_month() -> None:
    read = table(
        [["姓名", "1月", "", "2月", "", "3月", ""],
         ["", "县级", "乡镇", "县级", "乡镇", "县级", "乡镇"],
         ["甲某", 1000, 1000, 1000, "", 1000, 1000]],
        [(1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 0, 2, 0)],
    )  # fmt: skip
    assert [row[2] for row in rows(read, "month", "county_pay", "township_pay")] == [
        Decimal(1000), None, Decimal(1000),
    ]  # fmt: skip


def test_other_sheets_of_months_are_left_alone() -> None:
    lines: list[list[Any]] = [["姓名", "1月", "2月", "3月"], ["甲某", 22, 20, 21]]
    title: list[Any] = ["2023年保洁员出勤统计", "", "", ""]
    grid = build_grid("表1", [title, *lines], [(0, 0, 0, 3)])
    tables = [to_table(f, notices_in_force([], {})) for f in find_tables(grid, "表.xlsx")]
    assert all(read.ledger is not CadrePay for read in tables)


@pytest.mark.parametrize("amount", [2000, 1800])
def test_checked_as_if_each_month_were_a_row(amount: int) -> None:
    read = table(
        [["姓名", "身份证号", "1月", "2月", "3月", "4月"], ["甲某", A, 2000, amount, 2000, 2000]]
    )
    setting = CheckContext(
        all_rules(), notices_in_force([shipped_notices()["qingliu-2022"]], shipped_notices()), date(2024, 1, 1)
    )  # fmt: skip
    ran = run_on_book(LedgerSet([read]), setting)
    assert not ran.broken
    found = [(f.code, f.cell.address if f.cell else "", f.message) for f in ran.findings]
    short = [("J201", "D3", "合计填1800元，每月应为2000元，少200元")]
    assert found == ([] if amount == 2000 else short)


def test_month_left_blank_was_not_paid(tmp_path: Path) -> None:
    sheet = Sheet(
        TITLE,
        f"| 姓名 | 身份证号 | 1月 | 2月 | 3月\n| 甲某 | {A} | 2000 | | 2000\n| 乙某 | {B} | 2000 | 2000 | 2000",
    )
    roster = Sheet(
        "嵩溪镇2023年村级后备干部名册",
        f"| 姓名 | 身份证号 | 聘任日期\n| 甲某 | {A} | 2022-11-01\n| 乙某 | {B} | 2022-11-01",
    )
    found = Office(tmp_path).only(roster, sheet, notice=("qingliu-2022",), as_of=date(2024, 1, 1))
    assert found.message == "整月在职3个月，发放表缺1个月：2023年2月"

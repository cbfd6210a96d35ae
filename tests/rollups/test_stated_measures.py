"""Amounts of statistical tables, in the measure of their indicator."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from builders.inbox import Inbox, sheet
from ruralskills.rollups.blank_filling import fill
from ruralskills.rollups.rollup import Rollup

COUNTY = "东乡族自治县"
RECEIVED, TITLE = "资金/收入累计", "东乡族自治县2020年7月劳动力培训资金统计表"


def rolled_up(folder: Path, head: str, value: str, title: str = TITLE, unit: str = "") -> Rollup:
    """The ledger comes to 620400 元."""
    inbox = Inbox(folder, ("锁南镇",), "dongxiang-2020", COUNTY)
    inbox.send("2020-07", f"{COUNTY}人社局", "收入", sheet(
        f"{COUNTY}资金收入台账", "文号 | 资金名称 | 来源级次 | 资金来源 | 到账日期 | 收入金额（元）",
        "东财〔2020〕1号 | 培训资金 | 县级 | 本级预算 | 2020-07-02 | 500400",
        "东财〔2020〕2号 | 培训资金 | 中央 | 扶贫 | 2020-07-09 | 120000",
    ))  # fmt: skip
    table = sheet(title, f"单位 | {head}", f"{COUNTY} | {value}", unit=unit)
    inbox.send("2020-07", f"{COUNTY}人社局", "统计表", table)
    return inbox.rolled_up(month=7)


def reported(made: Rollup) -> list[int | float | None]:
    return [f.reported for f in made.figures if f.indicator == "funds_received" and f.reported]


@pytest.mark.parametrize(
    ("head", "value", "title", "unit"),
    [
        ("资金/收入累计（万元）", "62.04", TITLE, ""),
        ("资金/收入（万元）累计", "62.04", TITLE, ""),
        (RECEIVED, "62.04", f"{TITLE}（单位：万元）", ""),
        (RECEIVED, "62.04", TITLE, "单位：人、万元"),
        ("资金/收入累计（元）", "620400", f"{TITLE}（单位：万元）", ""),
    ],
)
def test_an_amount_is_stated_in_the_unit_of_header_line_or_title(
    tmp_path: Path, head: str, value: str, title: str, unit: str
) -> None:
    made = rolled_up(tmp_path, head, value, title, unit)
    assert reported(made) == [620400]
    assert made.inconsistent == ()


def test_an_amount_that_differs_is_said_in_the_measure_of_the_indicator(tmp_path: Path) -> None:
    [line] = rolled_up(tmp_path, "资金/收入累计（万元）", "61").inconsistent
    assert line.says.endswith("累计报610000元，台账数出620400元，少10400元")


def test_a_greater_unit_is_rounded(tmp_path: Path) -> None:
    assert rolled_up(tmp_path, "资金/收入累计（万元）", "62").inconsistent == ()
    [line] = rolled_up(tmp_path, "资金/收入累计（万元）", "62.1").inconsistent
    assert line.reported == 621000


def test_an_amount_without_a_unit_is_named_and_not_compared(tmp_path: Path) -> None:
    made = rolled_up(tmp_path, RECEIVED, "62")
    assert made.inconsistent == ()
    [line] = [each for each in made.left_out if "没有写明单位" in each.reason]
    assert line.reason == ("“资金/收入累计”没有写明单位，报送数按元记，没有与台账比：资金/收入")
    assert line.place.endswith("统计表.xlsx!Sheet1!B3")


@pytest.mark.parametrize(
    ("head", "above", "value"),
    [
        ("资金/收入（万元）", "", 62.04), ("资金/收入（元）", "单位：万元", 620400),
        ("资金/收入", "单位：人、万元", 62.04), ("资金/收入", "汇总表（单位：万元）", 62.04),
        ("资金/收入", "", 620400),
    ],
)  # fmt: skip
def test_a_blank_is_filled_in_its_own_unit_of_money(
    tmp_path: Path, head: str, above: str, value: float
) -> None:
    made = rolled_up(tmp_path, "资金/收入累计（元）", "620400")
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    heads = ["单位", head, "劳动力培训"]
    for row in (["空表"], [above], heads, ["锁南镇"], [COUNTY]):
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    filled = fill(made, stream.getvalue(), "空表.xlsx")
    written = openpyxl.load_workbook(io.BytesIO(filled.content)).worksheets[0]
    assert written["B5"].value == value

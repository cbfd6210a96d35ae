"""Figures that are not those of the freeze any more are said, with what moved them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number

HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数"


def send(
    inbox: Inbox, quarter: str, unit: str, first: int, count: int, name: str = "带头人"
) -> None:
    day = "2020-02-10" if quarter == "2020Q1" else "2020-05-10"
    rows = (
        f"青龙村 | 贫困村 | 张某 | {number(sequence=2 * each + 1)} | {day} | 在库 | 3"
        for each in range(first, first + count)
    )
    inbox.send(quarter, unit, name, sheet(f"{unit}2020年致富带头人台账", HEAD, *rows))


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    made = Inbox(tmp_path)
    send(made, "2020Q1", "桂林街道", 0, 3)
    send(made, "2020Q1", "双江镇", 10, 2)
    frozen = rs("rollup", tmp_path / "收件", "--year", "2020", "--quarter", "1", "--freeze", "一季度",
                "--format", "json", "-q")  # fmt: skip
    assert frozen.exit_code == 0, frozen.output
    return made


def said(inbox: Inbox, quarter: str) -> dict[str, Any]:
    result = rs("summarize", inbox.folder / "收件", "--quarter", quarter, "--as-of", "2020-07-08",
                "--output", inbox.folder / "通报", "-q", "--jobs", "1")  # fmt: skip
    assert result.exit_code == 0, result.output
    made: dict[str, Any] = json.loads(
        (inbox.folder / "通报" / quarter / "通报.json").read_text("utf-8")
    )
    return made


def about(record: dict[str, Any], word: str) -> list[dict[str, Any]]:
    return [each for each in record["bulletin"] if word in each["text"]]


def test_nothing_has_moved(inbox: Inbox) -> None:
    assert about(said(inbox, "2020Q1"), "定稿") == []


def test_what_moved_in_the_period(inbox: Inbox) -> None:
    send(inbox, "2020Q1", "桂林街道", 0, 4)
    record = said(inbox, "2020Q1")
    sentence, *lines = about(record, "定稿")
    assert sentence["text"].partition("）")[2].startswith("与上次定稿的差别。")
    assert "致富带头人新增定稿时5人，现为6人（桂林街道的报送文件有变动）" in sentence["text"]
    assert any(each["text"].startswith("致富带头人新增上次定稿") for each in lines)
    numbers = {
        (each["value"], each["period"], each["field"])
        for each in sentence["numbers"]
        if each["indicator"] == "new_leaders"
    }
    assert numbers == {(5, "2020Q1", "cumulative"), (6, "2020Q1", "cumulative")}
    page = (inbox.folder / "通报" / "2020Q1" / "领导页.html").read_text("utf-8")
    assert "桂林街道的报送文件有变动" in page


def test_a_figure_of_the_quarter_that_moved_is_called_so(inbox: Inbox) -> None:
    send(inbox, "2020Q1", "双江镇", 10, 3)
    send(inbox, "2020Q2", "双江镇", 10, 3)
    rs(
        "rollup",
        inbox.folder / "收件",
        "--year",
        "2020",
        "--quarter",
        "2",
        "--freeze",
        "二季度",
        "-q",
    )
    send(inbox, "2020Q2", "双江镇", 10, 2)
    sentence = about(said(inbox, "2020Q2"), "定稿")[0]
    assert "致富带头人新增（当期）定稿时3人，现为2人（双江镇的报送文件有变动）" in sentence["text"]
    assert "current" in {each["field"] for each in sentence["numbers"]}


def test_what_moved_in_the_period_before(inbox: Inbox) -> None:
    send(inbox, "2020Q1", "双江镇", 10, 1)
    send(inbox, "2020Q2", "双江镇", 10, 4)
    sentence, *lines = about(said(inbox, "2020Q2"), "定稿")
    assert sentence["text"].partition("）")[2].startswith("与2020年第一季度定稿的差别。")
    assert "致富带头人新增定稿时5人，现为4人（双江镇的报送文件有变动）" in sentence["text"]
    assert {each["period"] for each in sentence["numbers"]} == {"2020Q1"}
    assert any("2020年第一季度定稿" in each["text"] for each in lines)


def test_a_folder_that_is_no_unit_is_not_named(inbox: Inbox) -> None:
    send(inbox, "2020Q1", "桂林街道/张三", 20, 2, name="补报")
    sentence = about(said(inbox, "2020Q1"), "定稿")[0]
    assert "（桂林街道的报送文件有变动）" in sentence["text"]
    assert "张三" not in sentence["text"]

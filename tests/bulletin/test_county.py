"""A county of 23 units, of which some send nothing, or what nobody can read."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number

UNITS = tuple(f"{name}镇" for name in (
    "柏梓", "塘坝", "崇龛", "新胜", "双江", "米心", "群力", "太安", "玉溪", "宝龙", "上和", "花岩",
    "古溪", "龙形", "五桂", "小渡", "田家", "别口", "寿桥", "梓潼", "大佛", "桂林", "卧佛",
))  # fmt: skip
MISSING, BROKEN, LAST = UNITS[3], UNITS[7], UNITS[11]
HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数"


def a_county(folder: Path, *, regions: bool = True, tasks: bool = True) -> Path:
    folder.mkdir()
    inbox = Inbox(folder, UNITS if regions else ())
    for index, unit in enumerate(UNITS):
        if unit == MISSING:
            continue
        count = (1, 2, 2)[index - 11] if 11 <= index < 14 else 3 + index % 5
        rows = [
            f"青龙村 | 贫困村 | 张某 | {number(sequence=20 * index + 2 * each + 1)} | 2020-05-1{each} | 在库 | 3"
            for each in range(count)
        ]
        title = f"{unit}2020年致富带头人台账"
        path = inbox.send("2020Q2", unit, "带头人", sheet(title, HEAD, *rows))
        if unit == BROKEN:
            path.write_bytes(path.read_bytes()[:300])
    if tasks:
        rows = [f"{unit} | 20" for unit in UNITS]
        title = "潼南区2020年扶志扶智任务分解表"
        inbox.send(
            "2020Q2", "区扶贫办", "任务", sheet(title, "镇街 | 致富带头人/新增（人）", *rows)
        )
    return folder


def said(folder: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of the bulletin, and its json."""
    result = rs("summarize", folder / "收件", "--quarter", "2020Q2", "--as-of", "2020-07-08",
                "--output", folder / "通报", "--jobs", "1")  # fmt: skip
    assert result.exit_code in (0, 3), result.output
    made = folder / "通报" / "2020Q2"
    document = docx.Document(BytesIO((made / "通报.docx").read_bytes()))
    text = "\n".join(each.text for each in document.paragraphs)
    return text, json.loads((made / "通报.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    return said(a_county(tmp_path_factory.mktemp("county") / "县"))


def test_each_unit_is_counted_once(county: tuple[str, dict[str, Any]]) -> None:
    text, record = county
    assert (record["summary"]["expected"], record["summary"]["received"]) == (23, 21)
    assert "应报镇街23个，已报21个，未报1个。" in text
    assert f"{BROKEN}报来的文件中有读不出的，未计入。" in text
    assert f"{MISSING}本期没有报送" in text
    statuses = {each["unit"]: each["status"] for each in record["submissions"]}
    assert (statuses[MISSING], statuses[BROKEN]) == ("missing", "unreadable")


def test_who_cannot_be_read_is_not_ranked(county: tuple[str, dict[str, Any]]) -> None:
    text, record = county
    [new] = [each for each in text.splitlines() if "致富带头人新增。居前" in each]
    assert LAST in new.partition("居后")[2]
    assert BROKEN not in new
    ranks = {each["unit"]: each.get("rank") for each in record["figures"]
             if each["indicator"] == "new_leaders"}  # fmt: skip
    assert ranks.get(BROKEN) is None
    assert ranks.get(MISSING) is None
    assert ranks[LAST] == 21


def test_without_a_list_of_regions(tmp_path: Path) -> None:
    text, _ = said(a_county(tmp_path / "县", regions=False))
    assert "没有区划名单，应报单位不明，已报21个。" in text


def test_without_tasks_of_the_units(tmp_path: Path) -> None:
    text, record = said(a_county(tmp_path / "县", tasks=False))
    assert not any(each.get("rank") for each in record["figures"])
    assert "没有查到各镇街的任务数，本期不排名次。" in text

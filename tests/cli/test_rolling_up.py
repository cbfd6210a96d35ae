"""`rs rollup` and `rs clean` as an office meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.text.width import width

PERIOD = ("--year", "2020", "--quarter", "1", "--jobs", "1", "--quiet")


def ledger(unit: str, *people: int) -> Sheet:
    rows = (f"青龙村 | 张某 | {number(sequence=2 * i + 1)} | 2020-02-01" for i in people)
    return sheet(f"{unit}2020年致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间", *rows)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    inbox = Inbox(tmp_path)
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", 0, 1))
    inbox.send("2020Q1", "柏梓镇", "带头人", ledger("柏梓镇", 2))
    monkeypatch.chdir(tmp_path)
    return inbox


@pytest.mark.usefixtures("inbox")
def test_the_table_fits_the_screen() -> None:
    done = rs("rollup", *PERIOD)
    assert done.exit_code == 0
    table, _, ending = done.stdout.partition("\n\n")
    assert max(map(width, table.splitlines())) <= 100
    assert "致富带头人/新增" in table
    assert "应报3个单位，已报2个；报送表：采用2，未报1" in ending


@pytest.mark.usefixtures("inbox")
def test_json_and_csv_say_the_same() -> None:
    figures = json.loads(rs("rollup", *PERIOD, "--format", "json").stdout)["figures"]
    rows = list(csv.reader(io.StringIO(rs("rollup", *PERIOD, "--format", "csv").stdout)))
    assert len(rows) == len(figures) + 1
    names = rows[0]
    for figure, row in zip(figures, rows[1:], strict=True):
        found = dict(zip(names, row, strict=True))
        assert found["单位"] == figure["unit"]
        assert found["累计"] == ("" if figure["cumulative"] is None else str(figure["cumulative"]))


@pytest.mark.usefixtures("inbox")
def test_the_json_keeps_to_its_schema() -> None:
    schema = json.loads(rs("rollup", "--json-schema").stdout)
    document = json.loads(rs("rollup", *PERIOD, "--format", "json").stdout)
    assert set(document) == set(schema["properties"])
    assert set(document["figures"][0]) == set(schema["$defs"]["RollupFigure"]["properties"])
    assert document["summary"] == {
        "units": 4,
        "expected": 3,
        "received": 2,
        "figures": len(document["figures"]),
    }


@pytest.mark.usefixtures("inbox")
@pytest.mark.parametrize(
    "asked",
    [
        "双江镇/新增带头人",
        "双江镇/致富带头人/新增",
        "双江镇/new_leaders",
        "双江镇/青龙村/新增带头人",
    ],
)
def test_the_cells_behind_a_number(asked: str) -> None:
    done = rs("rollup", *PERIOD, "--explain", asked)
    assert done.stdout.splitlines()[1:] == [
        "收件/2020Q1/双江镇/带头人.xlsx!Sheet1!C3　2020年第1季度",
        "收件/2020Q1/双江镇/带头人.xlsx!Sheet1!C4　2020年第1季度",
    ]


@pytest.mark.usefixtures("inbox")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--explain", "双江镇"), "要写成“单位/指标”"),
        (("--explain", "天上镇/新增带头人"), "要写成“单位/指标”"),
        (("--explain", "双江镇/好人好事"), "没有名为“好人好事”的指标"),
        (("--month", "2"), "季度和月份只能写一个"),
        (("--since", "没有的"), "没有名为“没有的”的冻结"),
        (("--notice", "nowhere-1999"), "没有名为“nowhere-1999”的通知"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: tuple[str, ...], words: str) -> None:
    done = rs("rollup", *PERIOD, *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("inbox")
def test_the_year_has_to_be_named() -> None:
    done = rs("rollup")
    assert (done.exit_code, done.stderr) == (
        2, "rs：请写明年度，例如：rs rollup --year 2020 --quarter 2\n",
    )  # fmt: skip


def test_without_a_workspace_paths_have_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = rs("rollup", *PERIOD)
    assert done.exit_code == 2
    assert "请写明要汇总的文件或文件夹" in done.stderr


def test_exit_codes(inbox: Inbox) -> None:
    inbox.send("2020Q1", "双江镇", "带头人（改）", ledger("双江镇", 0, 1, 3))
    assert rs("rollup", *PERIOD).exit_code == 3
    assert rs("rollup", *PERIOD, "--strict").exit_code == 2
    (inbox.folder / "收件/2020Q1/双江镇/带头人（改）.xlsx").write_bytes(b"PK\x03\x04 damaged")
    done = rs("rollup", *PERIOD)
    assert done.exit_code == 3
    assert "读不出：收件/2020Q1/双江镇/带头人（改）.xlsx" in done.stdout


def test_a_freeze_and_what_moved(inbox: Inbox) -> None:
    done = rs("rollup", *PERIOD[:-1], "--freeze", "一季度")
    assert "已冻结为“一季度”" in done.stderr
    inbox.send("2020Q1", "双江镇", "带头人", ledger("双江镇", 0, 1, 3))
    done = rs("rollup", *PERIOD)
    assert "变动：双江镇致富带头人/新增由2变为3，收件/2020Q1/双江镇/带头人.xlsx" in done.stdout
    moved = json.loads(rs("rollup", *PERIOD, "--format", "json").stdout)["moved"]
    assert {"indicator": "new_leaders", "unit": "双江镇", "was": 2, "now": 3,
            "files": ["收件/2020Q1/双江镇/带头人.xlsx"]} in moved  # fmt: skip


def test_task_tables_beside_the_inbox(inbox: Inbox) -> None:
    settings = inbox.folder / "rs.toml"
    settings.write_text(settings.read_text("utf-8") + '\ntasks = ["任务.xlsx"]\n', "utf-8")
    assert "tasks 写的“任务.xlsx”找不到" in rs("rollup", *PERIOD).stderr
    write(inbox.folder / "任务.xlsx", sheet(
        "潼南区2020年任务分解表", "镇街 | 致富带头人/新增（人）", "双江镇 | 8", "柏梓镇 | 10", "合计 | 18",
    ))  # fmt: skip
    document = json.loads(rs("rollup", *PERIOD, "--format", "json").stdout)
    targets = {
        each["unit"]: each["target"]
        for each in document["figures"]
        if each["indicator"] == "new_leaders"
    }
    assert (targets["双江镇"], targets["柏梓镇"], targets["潼南区"]) == (8, 10, 260)
    assert not any(each["file"] == "任务.xlsx" for each in document["submissions"])


def test_the_list_of_villages_is_counted_and_was_not_sent(inbox: Inbox) -> None:
    settings = inbox.folder / "rs.toml"
    settings.write_text(settings.read_text("utf-8") + '\nvillages = "村名单.xlsx"\n', "utf-8")
    write(inbox.folder / "村名单.xlsx", sheet(
        "潼南区村名单", "镇街 | 村 | 村类型", "双江镇 | 石桥村 | 贫困村", "双江镇 | 金龙村 | 贫困村",
        "双江镇 | 长沟社区 | 社区", "柏梓镇 | 小岭村 | 贫困村",
    ))  # fmt: skip
    document = json.loads(rs("rollup", *PERIOD, "--format", "json").stdout)
    villages = {
        each["unit"]: each["current"]
        for each in document["figures"]
        if each["indicator"] == "poor_villages" and "/" not in each["unit"]
    }
    assert villages == {"潼南区": 3, "双江镇": 2, "柏梓镇": 1, "桂林街道": 0}
    assert document["summary"]["received"] == 2
    assert not any(each["ledger"] == "village" for each in document["submissions"])


def test_a_number_in_a_name_is_masked(inbox: Inbox) -> None:
    identity = number()
    inbox.send("2020Q1", "桂林街道", identity, ledger("桂林街道", 4))
    for format_ in ("console", "json", "csv"):
        assert identity not in rs("rollup", *PERIOD, "--format", format_).stdout
    asked = ("--explain", "桂林街道/新增带头人")
    assert identity not in rs("rollup", *PERIOD, *asked).stdout
    assert identity in rs("rollup", *PERIOD, *asked, "--unmask").stdout


def test_cleaning(inbox: Inbox) -> None:
    rs("rollup", *PERIOD)
    assert rs("clean").exit_code == 2
    done = rs("clean", "--personal")
    assert (done.exit_code, done.stdout) == (0, "已清除2份记录和密钥\n")
    assert not list((inbox.folder / ".rs").rglob("*.parquet"))


def test_cleaning_outside_of_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = rs("clean", "--personal")
    assert done.exit_code == 2
    assert "不在工作区里" in done.stderr

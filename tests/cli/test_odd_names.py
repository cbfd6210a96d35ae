"""Names that are no UTF-8 or too long, and data nested without end: one line, and the rest goes on."""

from __future__ import annotations

import json
import os
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from builders.application_data import SOUND
from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.sheet_text import write
from builders.workbook_fixture import number

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are no bytes here")

GBK = os.fsdecode("青龙台账.xlsx".encode("gbk"))
NO_ENCODING = os.fsdecode(b"\xff\xfe\xfd.xlsx")
LONG = "长" * 300 + ".xlsx"
BASIS = ("--notice", "tongnan-2020", "--as-of", "2020-07-10")
HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one ledger under several names, in folders whose names are no UTF-8."""
    monkeypatch.chdir(tmp_path)
    row = f"青龙村 | 贫困村 | 张某 | {number()[:-1]}* | 2020-05-06 | 在库"
    unit = os.fsdecode("桂林街道".encode("gbk"))
    sent = Inbox(tmp_path).send(
        "2020Q2", unit, "台账", sheet("桂林街道2020年致富带头人台账", HEAD, row)
    )
    for name in ("好.xlsx", GBK, NO_ENCODING):
        (tmp_path / name).write_bytes(sent.read_bytes())
    (tmp_path / os.fsdecode("张三.yaml".encode("gbk"))).write_text(SOUND, "utf-8")
    sent.rename(sent.with_name(GBK))
    return tmp_path


YAML = os.fsdecode("张三.yaml".encode("gbk"))
COMMANDS: dict[str, tuple[tuple[str, ...], int]] = {
    **{
        form: (("validate", GBK, NO_ENCODING, *BASIS, "--format", form, "-o", f"报告.{form}"), 1)
        for form in ("console", "json", "csv", "html", "xlsx")
    },
    "stdout": (("validate", ".", *BASIS, "--format", "json"), 1),
    "an output": (("validate", "好.xlsx", *BASIS, "-o", NO_ENCODING + ".txt"), 1),
    "the rest": (("validate", LONG, "好.xlsx", *BASIS), 3),
    "nothing": (("validate", LONG, *BASIS), 2),
    "layout": (("validate", GBK, *BASIS, "--show-layout"), 1),
    "a report": (("validate", "好.xlsx", *BASIS, "-o", LONG), 2),
    "difference": (("correct", GBK, *BASIS, "--diff"), 0),
    "copies": (("correct", GBK, NO_ENCODING, *BASIS), 0),
    "a folder": (("correct", "好.xlsx", *BASIS, "-o", NO_ENCODING + "夹"), 0),
    "no copy": (("correct", LONG, *BASIS), 2),
    "recheck": (("recheck", GBK, NO_ENCODING, *BASIS), 1),
    "recheck of folders": (("recheck", ".", ".", *BASIS, "-o", "比对.xlsx"), 1),
    "recheck of none": (("recheck", "好.xlsx", LONG, *BASIS), 2),
    "recheck of a folder with none": (("recheck", ".", LONG, *BASIS), 2),
    "recheck with none": (("recheck", "好.xlsx", "好.xlsx", "--with", LONG, *BASIS), 2),
    "settings": (("init", LONG), 2),
    "a schedule": (("schedule", LONG, "--quarterly"), 2),
    "rollup of none": (("rollup", LONG, "--year", "2020"), 2),
    "a bulletin of none": (("summarize", LONG, "--quarter", "2020Q2"), 2),
    "forms into none": (("collect-forms", ".", "-o", LONG), 2),
    "rollup": (("rollup", "收件", "--year", "2020", "-o", "汇总.xlsx"), 0),
    "figures": (("rollup", "收件", "--year", "2020", "--format", "json"), 0),
    "no workbook": (("rollup", "收件", "--year", "2020", "-o", LONG), 2),
    "bulletin": (("summarize", "--quarter", "2020Q2"), 0),
    "no bulletin": (("summarize", "--quarter", "2020Q2", "-o", LONG), 2),
    "form": (("render-form", YAML, "-o", "张三.docx"), 0),
    "no form": (("render-form", YAML, "-o", LONG), 2),
    "no roster": (("render-form", "--from-ledger", GBK, "-o", "表"), 2),
    "no forms": (("collect-forms", LONG, "-o", "名册.xlsx"), 2),
    "blank": (("template", "leader", "--from", GBK, "-o", "空白.xlsx"), 0),
    "no blank": (("template", "leader", "-o", LONG), 2),
    "a unit": (("template", "leader", "--unit", "桂林\x01街道", "-o", "桂林.xlsx"), 0),
    "notice": (("notices", "--check", LONG), 2),
    "schedule": (("schedule", NO_ENCODING, "--monthly", "--for", "cron"), 2),
}


@pytest.mark.parametrize("case", COMMANDS)
def test_a_name_that_no_encoding_knows_or_no_disk_takes(workspace: Path, case: str) -> None:
    words, code = COMMANDS[case]
    done = rs(*words)
    assert done.exit_code == code, done.output
    assert "出错" not in done.output
    done.output.encode()  # what is shown can be shown
    if code == 2:
        assert len(done.stderr.splitlines()) <= 1  # a report of findings is on stdout
        assert done.output


def test_a_name_in_the_office_s_old_encoding_is_read(workspace: Path) -> None:
    assert "青龙台账.xlsx" in rs("validate", GBK, *BASIS).stdout


DEEP = {
    "brackets": "a = " + "[" * 20_000,
    "tables": "a = " + "{a = " * 5_000,
    "a number": "a = " + "9" * 50_000,
    "nul": 'a = "\0"',
    "an escaped nul": 'unit = "\\u0000"',
    "nothing but letters": "x" * 100_000,
}


@pytest.mark.parametrize("command", ["validate", "rollup", "notices", "render-form"])
@pytest.mark.parametrize("kind", DEEP)
def test_toml_that_no_reader_can_follow(workspace: Path, command: str, kind: str) -> None:
    settings = command in ("validate", "rollup")
    path = workspace / ("rs.toml" if settings else "数据.toml")
    path.write_text(DEEP[kind], "utf-8")
    words = {
        "validate": ("好.xlsx",),
        "rollup": ("收件", "--year", "2020"),
        "notices": ("--check", str(path)),
        "render-form": (str(path), "-o", "表.docx"),
    }
    done = rs(command, *words[command])
    assert done.exit_code in (1, 2) if kind != "an escaped nul" else done.exit_code in (0, 1, 2, 3)
    assert "出错" not in done.output
    if settings and done.exit_code == 2:
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 50_000, '{"version":' + "9" * 5_000 + "}", "\0", '{"a\\u0000":1}'],
)
@pytest.mark.parametrize("option", ["--baseline", "--apply", "data"])
def test_json_that_no_reader_can_follow(workspace: Path, option: str, text: str) -> None:
    (workspace / "数据.json").write_text(text, "utf-8")
    words = {
        "--baseline": ("validate", "好.xlsx", "--baseline", "数据.json"),
        "--apply": ("correct", "好.xlsx", "--apply", "数据.json"),
        "data": ("render-form", "数据.json", "-o", "表.docx"),
    }
    done = rs(*words[option])
    assert done.exit_code in (1, 2)
    assert "出错" not in done.output
    if option != "data":
        assert len(done.stderr.splitlines()) == 1


ODD_TEXT_FILES = (
    "带头\n人.csv", "a\r人.csv", "tab\t人.csv", "a\x01b.csv", "a\u2028b.csv", "带[头]人*.csv", " 前后 .csv",
    "'a'.csv", os.fsdecode("青龙.csv".encode("gbk")), os.fsdecode(b"\xff\xfe.csv"), "很长" * 20 + ".csv",
)  # fmt: skip


@pytest.mark.parametrize("name", ODD_TEXT_FILES)
def test_a_text_file_of_any_name_is_corrected(name: str, tmp_path: Path) -> None:
    rows = "村,姓名,身份证号,认定时间,联系电话\n青龙村,张某,{},2020.2.1,１3812345678\n"
    text = f"青龙镇2020年致富带头人台账\n{rows.format(number())}"
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert rs("correct", tmp_path / name, *BASIS).exit_code == 0
    [copy] = tmp_path.glob("*.xlsx")
    assert rs("recheck", tmp_path / name, copy, *BASIS).exit_code in (0, 1)


def test_two_files_of_one_name_in_an_archive_are_two(workspace: Path) -> None:
    content = (workspace / "好.xlsx").read_bytes()
    other = write(
        workspace / "另.xlsx", sheet("双河镇2020年致富带头人台账", HEAD, "红花村 | | 李某 | | |")
    )
    with zipfile.ZipFile(workspace / "包.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zipfile, about the second name
        archive.writestr("台账.xlsx", content)
        archive.writestr("台账.xlsx", other.read_bytes())
    done = json.loads(rs("validate", "包.zip", *BASIS, "--format", "json").stdout)
    assert [each["path"] for each in done["files"]] == [
        "包.zip/台账.xlsx", "包.zip/台账（同名第2份）.xlsx",
    ]  # fmt: skip

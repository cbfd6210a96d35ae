"""``rs summarize``: the files of a quarter, and the law that no number stands in the text alone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.installed_program import installed
from builders.workbook_fixture import number

HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
TOWNSHIPS = ("桂林街道", "双江镇", "柏梓镇", "塘坝镇")
NO_FIGURE = re.compile(
    r"\d{4}年(?:\d+月(?:\d+日)?)?|\d+月(?:\d+日)?|附件\d+|〔\d{4}〕\d+号|“[^”]*”|GB \d+—\d+|\d{3,4}-\d{7,8}"
)


def a_workspace(folder: Path) -> Inbox:
    folder.mkdir(parents=True, exist_ok=True)
    inbox = Inbox(
        folder,
        TOWNSHIPS,
        more='[bulletin]\naddressees = "各镇街"\ncontact = "办公室，023-44550000"\n',
    )
    for quarter, day in (("2020Q1", "2020-02-10"), ("2020Q2", "2020-05-10")):
        for index, unit in enumerate(TOWNSHIPS[:3]):
            people = range(index + (2 if quarter == "2020Q1" else 4))
            rows = [
                f"青龙村 | 贫困村 | 张某{'甲乙丙丁戊己庚辛'[each]} | {number(sequence=20 * index + 2 * each + 1)} | {day if each > 1 else '2020-01-15'} | 在库"
                for each in people
            ]
            inbox.send(quarter, unit, "带头人", sheet(f"{unit}2020年致富带头人台账", HEAD, *rows))
    inbox.send("2020Q2", "区扶贫办", "任务", sheet(
        "潼南区2020年扶志扶智任务分解表", "镇街 | 致富带头人/新增（人）",
        *(f"{unit} | {12 + each}" for each, unit in enumerate(TOWNSHIPS)), "合计 | 54",
    ))  # fmt: skip
    return inbox


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = a_workspace(tmp_path_factory.mktemp("bulletin") / "台 账").folder
    result = summarized(folder, "--quarter", "2020Q2")
    assert result.exit_code == 0, result.output
    return folder


def summarized(folder: Path, *options: str) -> Any:
    return rs(
        "summarize", folder / "收件", *options, "--as-of", "2020-07-08", "--output", folder / "通报",
        "--jobs", "1", "-q",
    )  # fmt: skip


def said(folder: Path, period: str = "2020Q2") -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "通报" / period / "通报.json").read_text("utf-8"))
    return made


def document_text(path: Path) -> list[str]:
    made = docx.Document(str(path))
    cells = [cell.text for table in made.tables for row in table.rows[1:] for cell in row.cells]
    return [paragraph.text for paragraph in made.paragraphs] + cells


def page_text(path: Path) -> list[str]:
    text = re.sub(r"<(style|script)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
    return [part for part in re.split(r"<[^>]*>", text) if part.strip()]


def figures(text: str) -> set[float]:
    return {float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", NO_FIGURE.sub("", text))}


def test_no_number_stands_in_the_text_alone(workspace: Path) -> None:
    folder = workspace / "通报" / "2020Q2"
    known = {float(each["value"]) for one in said(workspace)["bulletin"] for each in one["numbers"]}
    for text in (*document_text(folder / "通报.docx"), *page_text(folder / "领导页.html")):
        assert figures(text) <= known | {-value for value in known}, text


def test_numbers_are_the_figures_of_the_roll_up(workspace: Path) -> None:
    made = said(workspace)
    top = {each["indicator"]: each for each in made["figures"] if each["unit"] == "潼南区"}
    checked = 0
    for one in made["bulletin"]:
        if one["section"].startswith("一、"):
            for each in one["numbers"]:
                assert each["period"] == "2020Q2"
                if each["indicator"] in top and each["field"] != "rate_change":
                    assert abs(top[each["indicator"]][each["field"]]) == each["value"], one
                    checked += 1
    assert checked > 5


def test_no_person_is_named(workspace: Path) -> None:
    for path in (workspace / "通报" / "2020Q2").iterdir():
        text = (
            "".join(document_text(path))
            if path.suffix == ".docx"
            else path.read_bytes().decode("utf-8", "replace")
        )
        assert "张某" not in text
        assert not re.search(r"\d{17}[\dX]", text) or path.suffix != ".docx"


def test_the_same_again_writes_nothing(workspace: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (workspace / "通报" / "2020Q2").iterdir()}
    assert summarized(workspace, "--quarter", "2020Q2").exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert not (workspace / "通报" / "2020Q2.旧1").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="cron is Linux")
def test_from_a_bare_environment_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    program = installed(tmp_path)
    printed = subprocess.run(
        [program, "schedule", workspace, "--quarterly", "--output", tmp_path / "出"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    command = printed.stdout.splitlines()[-1].split(" ", 5)[5] + " --as-of 2020-07-08"
    done = subprocess.run(
        ["env", "-i", "PATH=/usr/bin:/bin", "LANG=C", "sh", "-c", command], cwd="/",
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    for path in (workspace / "通报" / "2020Q2").iterdir():
        assert (tmp_path / "出" / "2020Q2" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_quarter_without_submissions_says_so(workspace: Path) -> None:
    result = summarized(workspace, "--quarter", "2020Q3", "--to", "json")
    assert result.exit_code == 0
    arrived = next(
        each["text"] for each in said(workspace, "2020Q3")["bulletin"] if "报送情况" in each["text"]
    )
    assert "已报0个，未报4个。本期没有单位报送" in arrived
    leaders = next(
        each["text"]
        for each in said(workspace, "2020Q3")["bulletin"]
        if "新增带头人" in each["text"]
    )
    assert "。本季没有报送，累计" in leaders
    assert not any("None" in each["text"] for each in said(workspace, "2020Q3")["bulletin"])


def test_own_words_come_first(tmp_path: Path) -> None:
    folder = a_workspace(tmp_path / "ws").folder
    (folder / "templates").mkdir()
    (folder / "templates" / "bulletin.txt.j2").write_text(
        "# 简报\n## 情况\n（#）新增。{{ by_id.new_leaders.cumulative }}人，每周调度2次。\n", "utf-8"
    )
    assert summarized(folder, "--quarter", "2020Q2", "--to", "json").exit_code == 0
    third = said(folder)["bulletin"][2]
    assert third["text"].startswith("（一）新增。")
    assert [(each["indicator"], each["field"]) for each in third["numbers"]] == [
        ("new_leaders", "cumulative"), ("typed", "current")
    ]  # fmt: skip
    (folder / "templates" / "bulletin.txt.j2").write_text("{{ nothing.there }}", "utf-8")
    result = summarized(folder, "--quarter", "2020Q2", "--to", "json")
    assert (result.exit_code, "模板" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "options",
    [[], ["--quarter", "2020"], ["--month", "2020Q2"], ["--quarter", "2020Q2", "--year", "2020"],
     ["--closed", "week"], ["--quarter", "2020Q2", "--to", "pdf"]],
)  # fmt: skip
def test_what_makes_no_bulletin(options: list[str], tmp_path: Path) -> None:
    result = rs("summarize", *options)
    assert (result.exit_code, result.stderr.startswith("rs：")) == (2, True)

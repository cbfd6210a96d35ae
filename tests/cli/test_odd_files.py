"""Pipes, folders and devices for files: one line and exit code 2. Nothing waits, nothing is filled."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from builders.command_line import rs
from builders.sheet_text import write
from builders.workbook_fixture import leaders, number

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices of Unix")

YEAR: Final = ("--year", "2020")
FILE: Final = "某个文件"
"""Stands for the odd file."""
COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    ("validate", FILE),
    ("validate", "台账.xlsx", "--previous", FILE),
    ("validate", "台账.xlsx", "--register", FILE),
    ("validate", "台账.xlsx", "--exclude", FILE),
    ("validate", "台账.xlsx", "--regions", FILE),
    ("validate", "台账.xlsx", "--baseline", FILE),
    ("correct", FILE),
    ("correct", "台账.xlsx", "--apply", FILE),
    ("recheck", FILE, "台账.xlsx"),
    ("recheck", "台账.xlsx", FILE),
    ("rollup", "台账.xlsx", *YEAR, "--regions", FILE),
    ("rollup", "台账.xlsx", *YEAR, "--notice", "tongnan-2020", "--into", FILE),
    ("summarize", "台账.xlsx", *YEAR, "--regions", FILE, "-o", "通报"),
    ("template", "leader", "--from", FILE, "-o", "空白.xlsx"),
    ("template", "leader", "--regions", FILE, "-o", "空白.xlsx"),
    ("render-form", FILE, "-o", "表.docx"),
    ("render-form", "--from-ledger", FILE, "-o", "表"),
    ("render-form", "--fields", FILE),
    ("render-form", "--from-ledger", "台账.xlsx", "--template", FILE, "-o", "表"),
    ("collect-forms", FILE, "-o", "名册.xlsx"),
    ("notices", "--check", FILE),
    ("init", FILE),
    ("schedule", FILE, "--yearly", "--for", "cron"),
)
ALSO_A_FOLDER: Final = {"--previous", "--register", "--exclude", "--regions"}
"""Options that take folders; the commands named there do so too."""
TAKES_FOLDERS: Final = {"validate", "correct", "recheck", "collect-forms", "init", "schedule"}


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with a ledger and odd files, and a watchdog for what waits."""
    monkeypatch.chdir(tmp_path)
    row = f"| {number()} | x |"
    write(tmp_path / "台账.xlsx", leaders(row, head="| 身份证号 | 带动贫困户数 |"))
    for ending in ("", ".xlsx", ".json", ".yaml", ".docx"):
        os.mkfifo(f"管道{ending}")
    (tmp_path / "夹").mkdir()
    signal.alarm(120)
    yield
    signal.alarm(0)


def is_refused(*words: str) -> None:
    done = rs(*words)
    lines = (done.stderr or done.stdout).splitlines()
    assert done.exit_code == 2, (words, done.output)
    assert "出错" not in done.output, words
    if words[0] in ("validate", "recheck", "collect-forms") and not done.stderr:
        assert any(
            FILE_WORDS.intersection(line.split("：")[0].split())
            or "未能读取" in line
            or "不是普通文件" in line
            for line in lines
        ), words
    else:
        assert len(lines) == 1, (words, done.output)


FILE_WORDS: Final = {"管道", "/dev/null", "/dev/zero"}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("odd", ["管道", "/dev/null", "/dev/zero"])
def test_a_pipe_or_a_device_is_refused_in_one_line(odd: str, words: tuple[str, ...]) -> None:
    is_refused(*(odd if word == FILE else word for word in words))


@pytest.mark.parametrize("ending", [".xlsx", ".json", ".yaml", ".docx"])
def test_a_pipe_with_the_name_of_a_file_is_refused(ending: str) -> None:
    for words in COMMANDS:
        if (words[0], ending) not in WITH_A_NAME:
            continue
        is_refused(*(f"管道{ending}" if word == FILE else word for word in words))


WITH_A_NAME: Final = {
    ("validate", ".xlsx"),
    ("correct", ".xlsx"),
    ("correct", ".json"),
    ("recheck", ".xlsx"),
    ("rollup", ".xlsx"),
    ("render-form", ".yaml"),
    ("render-form", ".json"),
    ("render-form", ".docx"),
    ("collect-forms", ".docx"),
    ("notices", ".json"),
}


def test_a_folder_for_a_file_is_refused_in_one_line() -> None:
    for words in COMMANDS:
        if (words[0] in TAKES_FOLDERS and words[1] == FILE) or words[:3] == COMMANDS[9][:3]:
            continue
        if ALSO_A_FOLDER.isdisjoint(words):
            is_refused(*("夹" if word == FILE else word for word in words))


@pytest.mark.parametrize("odd", ["管道", "/dev/null"])
def test_a_pipe_among_others_costs_that_file_alone(odd: str) -> None:
    assert rs("validate", "台账.xlsx", odd).exit_code == 3
    assert rs("correct", "台账.xlsx", odd).exit_code == 3
    assert Path("台账.校正.xlsx").is_file()

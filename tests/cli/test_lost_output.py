"""A full or closed stdout costs one line and exit code 2, in every command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders.application_data import SOUND, data_file
from builders.inbox import Inbox, sheet
from builders.watchdog import SECONDS
from builders.workbook_fixture import number
from ruralskills.cli.commands import COMMANDS

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")

SENT = "收件/2020Q2/桂林街道/带头人.xlsx"
PRINTING: dict[str, tuple[str, ...]] = {
    "--version": (),
    "--help": (),
    "validate": (SENT,),
    "correct": (SENT, "--diff"),
    "recheck": (SENT, SENT),
    "render-form": ("--example",),
    "collect-forms": ("名册.xlsx", "-o", "读回.xlsx"),
    "template": ("leader", "-o", "空白.xlsx"),
    "rollup": ("--year", "2020", "--format", "csv"),
    "schedule": ("--monthly", "--for", "cron"),
    "notices": (),
    "rules": (),
    "rule": ("C202",),
    "ledgers": (),
    "help": ("validate",),
    "version": (),
}
SILENT = {"clean", "completion", "init", "summarize"}
"""Those that print nothing but lines on what they have written, on stderr, or to a terminal."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("工作区")
    title = "桂林街道2020年致富带头人台账"
    row = f"青龙村 | 贫困村 | 张某 | {number()[:-1]}* | 2020-05-06 | 在库"
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
    Inbox(folder).send("2020Q2", "桂林街道", "带头人", sheet(title, head, row))
    Inbox(folder).send("2020Q2", "双江镇", "名册", sheet("培训对象申报名册", "姓名 | 身份证号"))
    data_file(folder, SOUND)
    rs(folder, "render-form", "applicant.yaml", "-o", "张三.docx")
    return folder


def rs(folder: Path, *words: str, stdout: int | None = None) -> tuple[int, list[str]]:
    """Run a command in a process of its own: its exit code, and its lines on stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "ruralskills", *words], cwd=folder, timeout=SECONDS,
        stdout=subprocess.DEVNULL if stdout is None else stdout, stderr=subprocess.PIPE,
    )  # fmt: skip
    return done.returncode, done.stderr.decode().splitlines()


def test_every_command_is_in_the_table() -> None:
    assert {*PRINTING, *SILENT} - {"--version", "--help"} == {*COMMANDS}


@pytest.mark.parametrize("command", PRINTING)
def test_a_full_disk_behind_stdout(workspace: Path, command: str) -> None:
    with open("/dev/full", "wb") as full:
        words = ["张三.docx" if word == "名册.xlsx" else word for word in PRINTING[command]]
        code, lines = rs(workspace, command, *words, stdout=full.fileno())
    assert (code, lines[-1]) == (2, "rs：屏幕输出：写不进去（磁盘已满，请先腾出空间）")
    assert not any("出错" in line or "Error" in line for line in lines)


@pytest.mark.parametrize("command", ["--version", "validate", "rules", "rollup"])
def test_a_pipe_that_is_closed(workspace: Path, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    code, lines = rs(workspace, command, *PRINTING[command], stdout=writing)
    os.close(writing)
    assert (code, lines) == (2, [])


@pytest.mark.parametrize("command", ["--version", "--help", "validate"])
def test_a_stdout_that_the_caller_has_closed(workspace: Path, command: str) -> None:
    words = [sys.executable, "-m", "ruralskills", command, *PRINTING[command]]
    run = ["sh", "-c", '"$@" >&-', "sh", *words]
    done = subprocess.run(run, cwd=workspace, capture_output=True, timeout=SECONDS)
    assert done.returncode == rs(workspace, command, *PRINTING[command])[0]
    assert b"Error" not in done.stderr


@pytest.mark.parametrize("command", ["validate", "summarize"])
def test_a_full_stderr_changes_no_exit_code(workspace: Path, command: str) -> None:
    words = PRINTING.get(command, ("--quarter", "2020Q2"))
    with open("/dev/full", "wb") as full:
        run = [sys.executable, "-m", "ruralskills", command, *words]
        done = subprocess.run(
            run, cwd=workspace, stdout=subprocess.PIPE, stderr=full, timeout=SECONDS
        )
    assert done.returncode == rs(workspace, command, *words)[0]

"""The line of ``rs schedule`` in a real crontab, run by a real cron daemon."""

from __future__ import annotations

import shlex
import subprocess
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from builders import cron_daemon
from builders.inbox import Inbox, sheet
from builders.installed_program import installed
from builders.workbook_fixture import number
from ruralskills.bulletin.summarize import FILE_NAMES
from ruralskills.rollups.periods import folder_name
from ruralskills.scheduling.run_times import Rhythm, closed_period

HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
LONGEST = 300
"""Seconds for which cron may sleep, and the run take."""


def a_workspace(folder: Path) -> str:
    """Write a workspace with submissions for the month that has closed, and return the month."""
    folder.mkdir(parents=True)
    month = folder_name(closed_period(Rhythm.MONTH, date.today()))
    inbox = Inbox(folder)
    inbox.send(month, "桂林街道", "带头人", sheet(
        f"桂林街道{month[:4]}年致富带头人台账", HEAD,
        *(f"青龙村 | 贫困村 | 张某 | {number(sequence=each)} | {month}-02 | 在库" for each in (1, 3)),
    ))  # fmt: skip
    return month


def made(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILE_NAMES.values()}


def test_cron_and_a_bare_shell_and_a_terminal_write_the_same_bytes(tmp_path: Path) -> None:
    workspace = tmp_path / "台 账" / '50%\'s "x" $HOME'
    month = a_workspace(workspace)
    program = installed(tmp_path)
    start = datetime.now() + timedelta(seconds=80)  # a full minute begins before that
    schedule = [str(program), "schedule", str(workspace), "--monthly", "--for", "cron"]
    at = ["--catch-up", "--at", f"1 {start:%H:%M}"]
    today = ["env", "-i", "PATH=/usr/bin:/bin", "LANG=C", "sh", "-c"]
    with cron_daemon.running(shlex.join([*schedule, *at, "--install"])):
        printed = subprocess.run([*schedule, *at], capture_output=True, text=True, check=True)
        line = printed.stdout.splitlines()[-1]
        command = line.split(" ", 5)[5]
        subprocess.run([*today, f"{command} --output {tmp_path}/sh"], check=True, cwd="/")
        plain = [str(program), "summarize", "--month", month, "--output", str(tmp_path / "plain")]
        subprocess.run(plain, check=True, cwd=workspace, capture_output=True)
        log = workspace / "通报" / "运行记录.log"
        end = time.monotonic() + LONGEST
        while not log.exists():
            assert time.monotonic() < end, "cron has not run the line"
            time.sleep(0.5)
    assert line.startswith(f"{start.minute} {start.hour} 1-31 * * cd ")
    assert log.read_text("utf-8").endswith("已写入4个文件　退出码0\n")
    assert made(workspace / "通报" / month) == made(tmp_path / "plain" / month)
    assert made(tmp_path / "sh" / month) == made(tmp_path / "plain" / month)


def test_entries_of_a_real_crontab(tmp_path: Path) -> None:
    program = installed(tmp_path)
    for name in ("a", "b b"):
        (tmp_path / name).mkdir()
    one = shlex.join([str(program), "schedule", str(tmp_path / "a"), "--for", "cron"])
    other = shlex.join([str(program), "schedule", str(tmp_path / "b b"), "--for", "cron"])
    theirs = "# kept\nMAILTO=x\n0 1 * * * echo 50\\%\n"
    said = cron_daemon.run(f"""
        show() {{ echo "--- $1"; crontab -l 2>&1 || true; }}
        show none
        {one} --quarterly --install; {one} --quarterly --install
        show once
        {one} --quarterly --remove
        show gone
        printf '%s' {shlex.quote(theirs)} | crontab -
        {other} --monthly --install; {one} --quarterly --install; {one} --monthly --install
        {one} --quarterly --at '9 09:30' --install
        show three
        {one} --monthly --remove; {one} --yearly --remove; {one} --quarterly --remove
        show "one left"
        {other} --monthly --remove
        show kept
    """)
    shown = dict(part.split("\n", 1) for part in said.split("--- ")[1:])
    first = [line for line in shown["once"].splitlines() if not line.startswith("#")]
    assert "no crontab" in shown["none"]
    assert [line.split(" cd ")[0] for line in first] == ["0 8 6 1,4,7,10 *"]
    assert shown["gone"] == ""
    three = shown["three"].removeprefix(theirs).splitlines()[1::2]
    assert shown["three"].startswith(theirs)
    assert [line.split(" cd ")[0] for line in three] == [
        "0 8 6 * *", "0 8 6 * *", "30 9 9 1,4,7,10 *"
    ]  # fmt: skip
    assert (
        shown["one left"]
        == theirs + "\n".join(shown["three"].removeprefix(theirs).splitlines()[:2]) + "\n"
    )
    assert shown["kept"] == theirs

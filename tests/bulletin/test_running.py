"""``rs summarize`` as a clock starts it: what is due, who waits, what is logged, what comes after."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from builders.command_line import rs
from builders.inbox import Inbox, sheet
from builders.installed_program import installed
from builders.proof import amount
from builders.small_disk import fill
from builders.workbook_fixture import number
from ruralskills.bulletin import release
from ruralskills.bulletin.release import locked
from ruralskills.outputs.bulletin_files import LOG_NAME
from ruralskills.rollups.periods import folder_name
from ruralskills.scheduling.run_times import Rhythm, closed_period

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a Linux machine")
HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d　\d{4}年\S*　.+　退出码\d")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return a_workspace(tmp_path / "台账")


def a_workspace(folder: Path, more: str = "") -> Path:
    folder.mkdir(parents=True)
    inbox = Inbox(folder, more=more)
    send(inbox, 2)
    return folder


def send(inbox: Inbox, people: int) -> None:
    rows = (
        f"青龙村 | 贫困村 | 张某 | {number(sequence=2 * each + 1)} | 2020-05-10 | 在库"
        for each in range(people)
    )
    sent = sheet("桂林街道2020年致富带头人台账", HEAD, *rows)
    inbox.send("2020Q2", "桂林街道", "带头人", sent)


def summarized(folder: Path, *options: str, day: str = "2020-07-08") -> Result:
    return rs(
        "summarize", folder / "收件", "--output", folder / "通报", "--to", "json", "--jobs", "1", "-q",
        "--as-of", day, *(options or ("--closed", "quarter")),
    )  # fmt: skip


def log_lines(folder: Path) -> list[str]:
    return (folder / "通报" / LOG_NAME).read_text("utf-8").splitlines()


def periods(folder: Path) -> list[str]:
    return sorted(
        path.name for path in (folder / "通报").iterdir() if path.is_dir() and path.name[0] != "."
    )


@pytest.mark.parametrize(
    ("rhythm", "day", "period"),
    [
        ("quarter", "2020-12-31", "2020Q3"), ("quarter", "2021-01-01", "2020Q4"),
        ("quarter", "2021-03-31", "2020Q4"), ("quarter", "2021-04-01", "2021Q1"),
        ("month", "2020-12-31", "2020-11"), ("month", "2021-01-01", "2020-12"),
        ("month", "2020-03-01", "2020-02"), ("month", "2021-01-31", "2020-12"),
        ("year", "2020-12-31", "2019"), ("year", "2021-01-01", "2020"),
    ],
)  # fmt: skip
def test_the_closed_period_round_the_turn_of_a_year(rhythm: str, day: str, period: str) -> None:
    assert folder_name(closed_period(Rhythm(rhythm), date.fromisoformat(day))) == period


@pytest.mark.parametrize(
    ("rhythm", "day", "period"),
    [("quarter", "2021-01-06", "2020Q4"), ("month", "2021-01-01", "2020-12"), ("year", "2021-01-31", "2020")],
)  # fmt: skip
def test_the_closed_period_is_written(rhythm: str, day: str, period: str, workspace: Path) -> None:
    assert summarized(workspace, "--closed", rhythm, day=day).exit_code == 0
    assert periods(workspace) == [period]


def test_a_clock_set_back_leaves_the_last_bulletin(workspace: Path) -> None:
    assert summarized(workspace).exit_code == 0
    last = (workspace / "通报" / "2020Q2" / "通报.json").read_bytes()
    assert summarized(workspace, day="2020-04-08").exit_code == 0
    assert summarized(workspace, day="1999-01-01").exit_code == 0
    assert periods(workspace) == ["1998Q4", "2020Q1", "2020Q2"]
    assert (workspace / "通报" / "2020Q2" / "通报.json").read_bytes() == last
    assert summarized(workspace, day="2020-07-06").exit_code == 0  # some days back
    assert (workspace / "通报" / "2020Q2.旧1" / "通报.json").read_bytes() == last


def test_missed_periods_are_made_up_for(workspace: Path) -> None:
    up = ("--closed", "quarter", "--catch-up")
    assert summarized(workspace, *up).exit_code == 0
    assert periods(workspace) == ["2020Q2"]  # never made before: only the one that has closed
    assert summarized(workspace, *up, day="2021-05-20").exit_code == 0
    assert periods(workspace) == ["2020Q2", "2020Q3", "2020Q4", "2021Q1"]
    before = {path: path.stat().st_mtime_ns for path in (workspace / "通报").rglob("*.json")}
    assert summarized(workspace, *up, day="2021-05-21").exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert [line.split("　")[1] for line in log_lines(workspace)] == [
        "2020年第2季度", "2020年第3季度", "2020年第4季度", "2021年第1季度", "2021年第1季度"
    ]  # fmt: skip
    assert "已有，没有重写" in log_lines(workspace)[-1]
    assert summarized(workspace, "--month", "2020-05", "--catch-up").exit_code == 0
    assert "2020-05" in periods(workspace)


def test_one_period_that_fails_does_not_keep_the_others_back(workspace: Path) -> None:
    up = ("--closed", "quarter", "--catch-up")
    assert summarized(workspace, *up).exit_code == 0
    (workspace / "通报" / "2020Q3").write_bytes(b"")  # a file where its folder should be
    result = summarized(workspace, *up, day="2021-02-20")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert (workspace / "通报" / "2020Q4" / "通报.json").exists()
    assert log_lines(workspace)[1].endswith("退出码2")


def test_a_run_that_waits_in_vain(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "WAIT", 0.3)
    with locked(workspace / "通报"):
        result = summarized(workspace)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "另一次通报正在写" in result.stderr
    [line] = log_lines(workspace)
    assert line.endswith("　退出码2")
    assert str(workspace) not in line
    assert summarized(workspace).exit_code == 0


@ON_LINUX
def test_two_runs_at_once(workspace: Path, tmp_path: Path) -> None:
    program = installed(tmp_path)
    words = [str(program), "summarize", "--closed", "quarter", "--as-of", "2020-07-08", "-q"]
    runs = [subprocess.Popen(words, cwd=workspace, stderr=subprocess.PIPE) for _ in range(3)]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 3
    said = sorted(line.split("　")[2] for line in log_lines(workspace))
    assert said == ["已写入4个文件", "没有变化，没有重写", "没有变化，没有重写"]
    assert periods(workspace) == ["2020Q2"]


@ON_LINUX
def test_a_command_that_is_killed(workspace: Path, tmp_path: Path) -> None:
    program = installed(tmp_path)
    folder = workspace / "通报" / "2020Q2"

    def started(day: int) -> subprocess.Popen[bytes]:
        words = [
            str(program),
            "summarize",
            "--closed",
            "quarter",
            "--as-of",
            f"2020-07-{day:02}",
            "-q",
        ]
        return subprocess.Popen(words, cwd=workspace)

    def held() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    start = time.monotonic()
    assert started(1).wait() == 0
    whole_time, moments = time.monotonic() - start, random.Random(9)
    for day in range(2, 2 + amount(2, 20)):
        before = held()
        run = started(day)
        time.sleep(moments.random() * whole_time)
        run.kill()
        run.wait()
        after = held()
        assert started(day).wait() == 0
        assert after in (before, held())


def test_a_disk_that_is_full(workspace: Path, small_disk: Path) -> None:
    (workspace / "通报").symlink_to(small_disk)
    assert summarized(workspace).exit_code == 0
    last = (small_disk / "2020Q2" / "通报.json").read_bytes()
    fill(small_disk / "别的")
    send(Inbox(workspace), 3)
    result = summarized(workspace)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "磁盘已满" in result.stderr
    assert (small_disk / "2020Q2" / "通报.json").read_bytes() == last
    assert sorted(path.name for path in small_disk.iterdir() if path.is_dir()) == ["2020Q2"]
    (small_disk / "别的").unlink()
    assert summarized(workspace).exit_code == 0
    assert (small_disk / "2020Q2.旧1" / "通报.json").read_bytes() == last


@ON_LINUX
def test_a_folder_that_is_read_only(workspace: Path) -> None:
    assert summarized(workspace).exit_code == 0
    last = (workspace / "通报" / "2020Q2" / "通报.json").read_bytes()
    send(Inbox(workspace), 3)
    shut = ["mount", "--bind", "-o", "ro", str(workspace / "通报"), str(workspace / "通报")]
    if os.geteuid() == 0:
        if subprocess.run(shut, capture_output=True).returncode:
            pytest.skip("nothing can be mounted: a folder that is read-only is NOT tested here")
    else:
        (workspace / "通报").chmod(0o555)
    try:
        result = summarized(workspace)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert "写不进去（" in result.stderr
        assert (workspace / "通报" / "2020Q2" / "通报.json").read_bytes() == last
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", workspace / "通报"], check=True)
        else:
            (workspace / "通报").chmod(0o755)
    assert summarized(workspace).exit_code == 0


FINISH = """\
import pathlib, sys
pathlib.Path("done").open("a").write("|".join(sys.argv[1:]) + "\\n")
sys.exit(int(sys.argv[1]))
"""


@pytest.mark.parametrize("code", [0, 7])
def test_what_is_done_when_it_is_finished(code: int, tmp_path: Path) -> None:
    words = [sys.executable, "finish.py", str(code), "$HOME; *", "a b"]
    folder = a_workspace(tmp_path / "w", f"[bulletin]\non_finish = {words!r}\n")
    (folder / "finish.py").write_text(FINISH, encoding="utf-8")
    result = summarized(folder)
    made = folder / "通报" / "2020Q2"
    assert (folder / "done").read_text() == f"{code}|$HOME; *|a b|{made.resolve()}\n"
    assert (made / "通报.json").exists()
    assert result.exit_code == (2 if code else 0)
    if code:
        assert result.stderr == "rs：通报已写好，on_finish 的命令以7结束，请核对\n"
        assert log_lines(folder)[0].endswith("on_finish 的命令以7结束，请核对　退出码2")
    summarized(folder)
    assert (folder / "done").read_text().count("\n") == 1  # nothing was written: nothing to finish


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("['/没有/这个']", "on_finish 的命令没有运行"),
        ("'rm -rf x'", "on_finish"),
        ("[]\nsigner = 1", "signer"),
        ("[]\nsentences = {'没有' = '句'}", "没有“没有”这种情形"),
    ],
)
def test_settings_that_are_wrong(value: str, line: str, tmp_path: Path) -> None:
    folder = a_workspace(tmp_path / "w", f"[bulletin]\non_finish = {value}\n")
    result = summarized(folder)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert line in result.stderr


def test_a_line_a_run_and_nobody_in_it(workspace: Path) -> None:
    secret = workspace.parent / f"张三{number()}"
    shutil.move(workspace, secret)
    summarized(secret)
    summarized(secret)
    summarized(secret, "--quarter", "2020Q3", "--notice", "张三")
    assert [bool(LINE.fullmatch(line)) for line in log_lines(secret)] == [True] * 3
    text = "\n".join(log_lines(secret))
    assert [line[-4:] for line in log_lines(secret)] == ["退出码0", "退出码0", "退出码2"]
    assert not re.search(r"张|\d{17}", text)


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        (
            "bulletin.txt.j2",
            '{% extends "ours/bulletin.txt.j2" %}\n{% block title %}\n# 关于{{ place }}的通报\n{% endblock %}\n',
            "关于潼南区的通报",
        ),
        (
            "bulletin-tongnan-2020.txt.j2",
            '{% extends "ours/bulletin-tongnan-2020.txt.j2" %}\n{% block title %}\n# 双扶情况\n{% endblock %}\n',
            "双扶情况",
        ),
        (
            "bulletin-sentences.toml",
            '"总是" = "年底清零。请于10日内回复。"',
            "年底清零。请于10日内回复。",
        ),
    ],
)
def test_one_part_in_own_words(name: str, content: str, line: str, workspace: Path) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / name).write_text(content, encoding="utf-8")
    result = summarized(workspace)
    assert result.exit_code == 0, result.output
    said = [each["text"] for each in record(workspace)["bulletin"]]
    assert any(line in each for each in said)
    assert any("一、总体进展情况" in each for each in said)


def test_a_title_on_the_line_of_its_signs_leaves_the_next_line_alone(workspace: Path) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "bulletin.txt.j2").write_text(
        '{% extends "ours/bulletin.txt.j2" %}{% block title %}# 情况通报{% endblock %}', "utf-8"
    )
    settings = workspace / "rs.toml"
    settings.write_text(
        settings.read_text("utf-8") + '[bulletin]\naddressees = "各镇街"\n', "utf-8"
    )
    result = summarized(workspace)
    assert result.exit_code == 0, result.output
    said = [each["text"] for each in record(workspace)["bulletin"]]
    assert said[:2] == ["情况通报", "各镇街："]


def test_a_bulletin_is_no_submission_of_the_next_run(workspace: Path) -> None:
    words = (
        "summarize", workspace, "--quarter", "2020Q2", "--as-of", "2020-07-08", "--jobs", "1", "-q",
        "--output", workspace / "通报",
    )  # fmt: skip
    for _ in range(2):
        assert rs(*words).exit_code == 0
    assert periods(workspace) == ["2020Q2"]
    assert "附表" not in json.dumps(record(workspace)["submissions"], ensure_ascii=False)
    checked = rs("validate", workspace, "--format", "json", "--jobs", "1").stdout
    assert "附表" not in checked


def test_settings_that_cannot_be_read_leave_a_line_in_the_log(workspace: Path) -> None:
    (workspace / "rs.toml").write_text('unit = "张三', "utf-8")
    done = rs("summarize", workspace / "收件", "--closed", "quarter", "--as-of", "2020-07-08", "-q")
    assert done.exit_code == 2
    [line] = log_lines(workspace)
    assert LINE.fullmatch(line)
    assert line.endswith("退出码2")
    assert "张三" not in line


def test_numbers_of_the_contact_are_numbers_too(tmp_path: Path) -> None:
    folder = a_workspace(tmp_path / "w", '[bulletin]\ncontact = "李主任，023-44550000"\n')
    assert summarized(folder).exit_code == 0
    [said] = [each for each in record(folder)["bulletin"] if "李主任" in each["text"]]
    assert [(each["value"], each["indicator"]) for each in said["numbers"]] == [
        (23, "typed"), (44550000, "typed"),
    ]  # fmt: skip


def test_templates_that_go_in_a_circle(workspace: Path) -> None:
    (workspace / "templates").mkdir()
    own = workspace / "templates" / "bulletin.txt.j2"
    own.write_text('{% extends "bulletin.txt.j2" %}', encoding="utf-8")
    result = summarized(workspace)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "模板" in result.stderr


def test_the_settings_stand_in_the_text(tmp_path: Path) -> None:
    more = """[bulletin]
addressees = "各镇街"
contact = "李主任，023-44550000"
[bulletin.sentences]
"总是" = ""
"未报" = "催报。{{ units }}请于3日内补报。"
"""
    folder = a_workspace(tmp_path / "w", more)
    assert summarized(folder).exit_code == 0
    said = [each["text"] for each in record(folder)["bulletin"]]
    assert "各镇街：" in said
    assert any("联系人：李主任，023-44550000" in each for each in said)
    assert any("催报。双江镇、柏梓镇请于3日内补报。" in each for each in said)
    assert not any("按时报送。各镇街" in each for each in said)


def record(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(
        (folder / "通报" / "2020Q2" / "通报.json").read_text(encoding="utf-8")
    )
    return made

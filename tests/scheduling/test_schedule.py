"""``rs schedule``: lines for cron, units for systemd, a task for Windows."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from builders.command_line import rs
from builders.installed_program import installed
from builders.systemd import refusals
from ruralskills.scheduling import crontab, systemd_units, windows_task
from ruralskills.scheduling.run_times import Rhythm, ScheduleError, run_times
from ruralskills.scheduling.scheduled_run import ScheduledRun, this_program

BARE = ("env", "-i", "PATH=/usr/bin:/bin", "LANG=C", "sh", "-c")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="cron is Linux")
STRANGE = ("plain", "a b", "50%'s", '"双引号"', "100%%", "$HOME `x`", "it's", "%")


def a_run(
    folder: str = "/srv/台账", *, rhythm: str = "quarter", at: str = "6 08:00"
) -> ScheduledRun:
    return ScheduledRun(("/opt/rs/bin/rs",), folder, run_times(Rhythm(rhythm), at))


def entries(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(
    ("options", "times", "closed"),
    [
        (["--quarterly"], "0 8 6 1,4,7,10 *", "quarter"),
        (["--monthly", "--at", "3 17:30"], "30 17 3 * *", "month"),
        (["--yearly", "--at", "10 07:05"], "5 7 10 1 *", "year"),
        (["--yearly", "--at", "31 08:00"], "0 8 31 1 *", "year"),
        (["--quarterly", "--at", "30日 8：05"], "5 8 30 1,4,7,10 *", "quarter"),
        (["--quarterly", "--catch-up"], "0 8 6-31 * *", "quarter --catch-up"),
        (["--yearly", "--catch-up", "--at", "1 00:00"], "0 0 1-31 * *", "year --catch-up"),
    ],
)
def test_the_crontab_line(options: list[str], times: str, closed: str, tmp_path: Path) -> None:
    result = rs("schedule", tmp_path, *options, "--for", "cron")
    assert result.exit_code == 0
    assert result.stderr == ""
    [line] = entries(result.stdout)
    program = " ".join(map(re.escape, this_program()))
    folder = re.escape(str(tmp_path))
    assert re.fullmatch(
        rf"{re.escape(times)} cd '?{folder}'? && {program} summarize --closed {closed}", line
    )


@ON_LINUX
def test_cron_is_what_linux_has(tmp_path: Path) -> None:
    plain = rs("schedule", tmp_path, "--quarterly")
    assert plain.stdout == rs("schedule", tmp_path, "--quarterly", "--for", "cron").stdout


@pytest.mark.parametrize(
    "options",
    [
        [], ["--monthly", "--yearly"], ["--monthly", "--at", "29 08:00"], ["--monthly", "--at", "6"],
        ["--quarterly", "--at", "31 08:00"], ["--yearly", "--at", "32 08:00"], ["--yearly", "--at", ""],
        ["--yearly", "--at", "6 08:60"], ["--yearly", "--at", "-6 08:00"],
        ["--monthly", "--at", "0 08:00"], ["--monthly", "--at", "6 24:00"], ["--monthly", "--at", "*/5 08:00"],
        ["--monthly", "--install", "--remove"], ["--monthly", "--to", "docx,pdf"],
    ],
)  # fmt: skip
def test_what_makes_no_schedule(options: list[str], tmp_path: Path) -> None:
    result = rs("schedule", tmp_path, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("rs：")
    assert result.stderr.count("\n") == 1


def test_no_folder_makes_no_schedule(tmp_path: Path) -> None:
    result = rs("schedule", tmp_path / "没有", "--monthly")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "找不到文件夹" in result.stderr


@pytest.mark.parametrize(
    ("rhythm", "at", "catch_up", "days"),
    [
        ("quarter", "6 08:00", False, ["01-06", "04-06", "07-06", "10-06"]),
        ("month", "28 17:30", False, ["01-28", "02-28", "03-28", "04-28"]),
        ("year", "31 23:59", False, ["01-31", "01-31", "01-31", "01-31"]),
        ("quarter", "30 00:00", True, ["01-30", "01-31", "03-30", "03-31"]),
    ],
)
def test_systemd_reads_the_days(rhythm: str, at: str, catch_up: bool, days: list[str]) -> None:
    when = run_times(Rhythm(rhythm), at, catch_up)
    timer = systemd_units.timer(ScheduledRun(("/opt/rs",), "/srv", when))
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed: OnCalendar is NOT tested here")
    [line] = re.findall("OnCalendar=(.*)", timer)
    read = [
        "systemd-analyze",
        "calendar",
        "--base-time=2021-01-01 00:00:00",
        "--iterations=4",
        line,
    ]
    done = subprocess.run(read, capture_output=True, text=True, check=True)
    found = re.findall(rf"\d{{4}}-(\d\d-\d\d) {at[-5:]}:00", done.stdout.partition("\n")[2])
    assert list(dict.fromkeys(found)) == list(dict.fromkeys(days))


def test_no_control_character_gets_into_a_crontab() -> None:
    with pytest.raises(ScheduleError):
        a_run("/srv/a\n* * * * * rm")


@pytest.mark.parametrize("name", STRANGE)
@ON_LINUX
def test_cron_and_a_shell_read_the_same_words(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    run = ScheduledRun(("echo",), str(tmp_path / name), run_times(Rhythm.YEAR, "6 08:00"), (name,))
    command = crontab.lines(run)[1].split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    for read in (command, command.replace("\\%", "%")):  # by a shell, and by cron
        done = subprocess.run(
            [*BARE, f"{read}; pwd"], capture_output=True, text=True, encoding="utf-8", check=True
        )
        assert done.stdout == f"summarize --closed year {name}\n{tmp_path / name}\n"


@ON_LINUX
def test_the_command_starts_in_a_bare_environment(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "台 账").mkdir()
    program = installed(tmp_path / "bin")
    printed = subprocess.run(
        [program, "schedule", "台 账", "--quarterly"], cwd=tmp_path, capture_output=True, text=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    [line] = entries(printed.stdout)
    command = line.split(" ", 5)[5].replace("summarize --closed quarter", "--version")
    done = subprocess.run([*BARE, command], capture_output=True, text=True, check=True, cwd="/")
    assert done.stdout.startswith("rs ")


TABLES = ("", "MAILTO=x\n0 1 * * * echo 50\\%\n", "# rs 季度通报：/别处\n0 8 6 * * rs summarize\n")


@pytest.mark.parametrize("table", TABLES)
def test_an_entry_goes_in_once_and_out_again(table: str) -> None:
    run = a_run()
    once = crontab.with_entry(table, run)
    assert crontab.with_entry(once, run) == once
    assert once.startswith(table)
    later = crontab.with_entry(once, a_run(at="9 09:00"))
    assert entries(later)[-1].startswith("0 9 9 ")
    assert len(entries(later)) == len(entries(once))
    assert crontab.without_entry(later, run) == table


@ON_LINUX
def test_install_and_remove_by_crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept"
    fake = tmp_path / "crontab"
    fake.write_text(
        f'#!/bin/sh\nif [ "$1" = -l ]; then test -f {kept} && cat {kept} || '
        f'{{ echo "no crontab for x" >&2; exit 1; }}; else cat > {kept}; fi\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert rs("schedule", tmp_path, "--monthly", "--install").exit_code == 0
    installed_text = kept.read_text(encoding="utf-8")
    assert installed_text == rs("schedule", tmp_path, "--monthly").stdout
    assert rs("schedule", tmp_path, "--monthly", "--remove").exit_code == 0
    assert kept.read_text(encoding="utf-8") == ""
    again = rs("schedule", tmp_path, "--monthly", "--remove")
    assert (again.exit_code, "没有这个定时任务" in again.stderr) == (0, True)


@pytest.mark.parametrize("name", STRANGE)
def test_systemd_takes_the_units(name: str, tmp_path: Path) -> None:
    run = ScheduledRun(("/bin/echo",), str(tmp_path), run_times(Rhythm.QUARTER, "6 08:00"), (name,))
    assert "OnCalendar=*-01,04,07,10-06 08:00:00\nPersistent=true\n" in systemd_units.timer(run)
    assert refusals(run, tmp_path) == []


@pytest.mark.parametrize("rhythm", Rhythm)
@pytest.mark.parametrize("catch_up", [False, True])
def test_the_task_of_windows(rhythm: Rhythm, catch_up: bool) -> None:
    folder = r"D:\台账 & <校验>"
    run = ScheduledRun(
        (r"C:\Program Files\rs\rs.exe",), folder, run_times(rhythm, "6 08:00", catch_up), ("a b",)
    )
    text = windows_task.text(run)
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("windows_task.xsd")))
    for saved in (text.encode(), text.encode("utf-16")):  # as the two shells of Windows save it
        root = etree.fromstring(saved)
        schema.assertValid(root)
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    months = root.find(f".//{space}Months")
    assert months is not None
    assert len(months) == (12 if catch_up else {"quarter": 4, "month": 12, "year": 1}[rhythm])
    days = [each.text for each in root.iter(f"{space}Day")]
    assert days == (list(map(str, range(6, 32))) if catch_up else ["6"])
    more = " --catch-up" if catch_up else ""
    exec_ = root.find(f"{space}Actions/{space}Exec")
    assert exec_ is not None
    assert [each.text for each in exec_] == [
        run.program[0], f'summarize --closed {rhythm}{more} "a b"', folder
    ]  # fmt: skip
    description = root.findtext(f"{space}RegistrationInfo/{space}Description")
    assert description == f"rs {rhythm.word}：{folder}"


def test_the_schema_refuses_another_order() -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("windows_task.xsd")))
    text = windows_task.text(a_run())
    for wrong in (
        text.replace("<Day>6</Day>", "<Day>32</Day>"),
        text.replace("<Command>/opt/rs/bin/rs</Command>", "<Command></Command>"),
        text.replace("<January/>", "<Januar/>"),
        text.replace('version="1.3"', 'version="1.2"'),
        re.sub(
            r"( *<StartBoundary>.*</StartBoundary>\n)((?s:.*</ScheduleByMonth>\n))", r"\2\1", text
        ),
    ):
        assert wrong != text
        assert not schema.validate(etree.fromstring(wrong.encode()))

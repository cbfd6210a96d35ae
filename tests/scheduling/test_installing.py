"""``--install`` and ``--remove`` where the machine's programs help, refuse, or are not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builders.command_line import rs
from builders.systemd import refusals
from ruralskills.scheduling.run_times import Rhythm, run_times
from ruralskills.scheduling.scheduled_run import ScheduledRun

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cron and systemd are Linux")
STRANGE = (
    "plain",
    "a b",
    "50%'s",
    '"双引号"',
    "100%%",
    "$HOME `x`",
    "it's",
    "%",
    "台 账",
    "a\\b",
    "a\\",
    "a ",
)


class Machine:
    """A machine whose programs are scripts of ours."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.asked = folder / "asked"
        self.units = folder / "config" / "systemd" / "user"

    def has(self, name: str, script: str) -> None:
        """Put a program in place."""
        path = self.programs / name
        path.write_text(f'#!/bin/sh\necho "$*" >> "{self.asked}"\n{script}\n', encoding="utf-8")
        path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return made


def test_a_user_timer_goes_in_and_out(machine: Machine, tmp_path: Path) -> None:
    machine.has("systemctl", "exit 0")
    options = (tmp_path, "--quarterly", "--for", "systemd")
    for _ in range(2):
        assert rs("schedule", *options, "--install").exit_code == 0
        assert len(list(machine.units.iterdir())) == 2
    [timer] = machine.units.glob("*.timer")
    asked = ["--user daemon-reload", f"--user enable --now {timer.name}"]
    assert machine.asked.read_text().splitlines() == asked * 2
    once = timer.read_bytes()
    assert rs("schedule", *options, "--at", "9 09:00", "--install").exit_code == 0
    assert timer.read_bytes() != once
    assert len(list(machine.units.iterdir())) == 2
    assert rs("schedule", *options, "--remove").exit_code == 0
    assert list(machine.units.iterdir()) == []
    again = rs("schedule", *options, "--remove")
    assert (again.exit_code, "没有这个定时任务" in again.stderr) == (0, True)


def test_units_of_others_are_never_written_over(machine: Machine, tmp_path: Path) -> None:
    machine.has("systemctl", "exit 0")
    options = (tmp_path, "--quarterly", "--for", "systemd", "--install")
    rs("schedule", *options)
    [timer] = machine.units.glob("*.timer")
    timer.write_text("[Timer]\nOnCalendar=daily\n", encoding="utf-8")
    result = rs("schedule", *options)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert timer.read_text() == "[Timer]\nOnCalendar=daily\n"


@pytest.mark.parametrize(
    ("kind", "program", "script", "line"),
    [
        ("cron", "", "", "这台机器上没有 cron"),
        ("cron", "crontab", "echo 'you are not allowed' >&2; exit 1", "you are not allowed"),
        ("cron", "crontab", '[ "$1" = -l ] || { echo "disk full" >&2; exit 1; }', "disk full"),
        ("systemd", "", "", "没有 systemctl"),
        ("systemd", "systemctl", "echo 'Failed to connect to bus' >&2; exit 1", "connect to bus"),
        ("windows", "", "", "schtasks /Create"),
    ],
)
def test_one_line_where_it_cannot_be_installed(
    kind: str, program: str, script: str, line: str, machine: Machine, tmp_path: Path
) -> None:
    if program:
        machine.has(program, script)
    result = rs("schedule", tmp_path, "--monthly", "--for", kind, "--install")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("rs：")
    assert line in result.stderr
    assert list(machine.units.glob("*")) == []


def test_units_that_worked_stay_where_new_ones_are_refused(
    machine: Machine, tmp_path: Path
) -> None:
    machine.has("systemctl", "exit 0")
    options = (tmp_path, "--quarterly", "--for", "systemd", "--install")
    rs("schedule", *options)
    machine.has("systemctl", "exit 1")
    assert rs("schedule", *options).exit_code == 2
    assert len(list(machine.units.iterdir())) == 2


@pytest.mark.parametrize("name", STRANGE)
def test_systemd_takes_the_units_of_any_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    run = ScheduledRun(("/bin/echo",), str(folder), run_times(Rhythm.QUARTER, "6 08:00", True))
    assert refusals(run, tmp_path) == []

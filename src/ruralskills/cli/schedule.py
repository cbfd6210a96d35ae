"""``rs schedule``: the entry by which the machine makes the bulletin itself."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import Debug
from ruralskills.cli.output import writing
from ruralskills.cli.panels import CHOOSE, WRITE
from ruralskills.cli.screen import print_bytes, say

if TYPE_CHECKING:
    from ruralskills.scheduling.scheduled_run import ScheduledRun


class Machine(StrEnum):
    """The program of a machine that starts others by the clock."""

    CRON = "cron"
    SYSTEMD = "systemd"
    WINDOWS = "windows"


Workspace = Annotated[
    Path | None,
    typer.Argument(
        metavar="FOLDER",
        help="工作区，默认当前文件夹。 The workspace; this folder by default.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Quarterly = Annotated[
    bool, typer.Option("--quarterly", help="每季度。 Each quarter.", rich_help_panel=CHOOSE)
]
Monthly = Annotated[
    bool, typer.Option("--monthly", help="每月。 Each month.", rich_help_panel=CHOOSE)
]
Yearly = Annotated[bool, typer.Option("--yearly", help="每年。 Each year.", rich_help_panel=CHOOSE)]
At = Annotated[
    str,
    typer.Option(
        "--at",
        help="期满后次月的几日几点。 Day and hour in the month after.",
        metavar="DAY HH:MM",
        rich_help_panel=CHOOSE,
    ),
]
For = Annotated[
    Machine | None,
    typer.Option(
        "--for",
        help="给谁用，默认按本机。 By default what this machine has.",
        show_default=False,
        metavar="MACHINE",
        rich_help_panel=CHOOSE,
    ),
]
CatchUp = Annotated[
    bool,
    typer.Option(
        "--catch-up",
        help="那天没开机的，以后几天补做。 Later too, if the machine was off.",
        rich_help_panel=CHOOSE,
    ),
]
To = Annotated[
    str,
    typer.Option(
        "--to",
        help="写哪几种，同 rs summarize。 As of rs summarize.",
        show_default=False,
        metavar="FORMATS",
        rich_help_panel=WRITE,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件夹。 Write to this folder.",
        show_default=False,
        metavar="DIR",
        rich_help_panel=WRITE,
    ),
]
Install = Annotated[
    bool,
    typer.Option("--install", help="写进本机的定时任务。 Install it here.", rich_help_panel=WRITE),
]
Remove = Annotated[
    bool,
    typer.Option(
        "--remove", help="从本机的定时任务里去掉。 Remove it here.", rich_help_panel=WRITE
    ),
]


def schedule(
    folder: Workspace = None,
    quarterly: Quarterly = False,
    monthly: Monthly = False,
    yearly: Yearly = False,
    at: At = "6 08:00",
    for_: For = None,
    to: To = "",
    output: Output = None,
    catch_up: CatchUp = False,
    install: Install = False,
    remove: Remove = False,
    debug: Debug = False,
) -> None:
    """打印或安装到期自动写通报的定时任务。 Print or install the timed run of rs summarize."""
    with exit_on_error(debug):
        if install and remove:
            raise CommandError("--install 和 --remove 只能写一个")
        machine = for_ or (Machine.WINDOWS if os.name == "nt" else Machine.CRON)
        run = _run(folder or Path(), _rhythm(quarterly, monthly, yearly), at, catch_up, to, output)
        if install or remove:
            _change(run, machine, remove)
        else:
            print_bytes(_text(run, machine))


def _rhythm(quarterly: bool, monthly: bool, yearly: bool) -> str:
    given = {"quarter": quarterly, "month": monthly, "year": yearly}
    chosen = [name for name, is_chosen in given.items() if is_chosen]
    if len(chosen) != 1:
        raise CommandError(
            "请写明 --quarterly（每季度）、--monthly（每月）、--yearly（每年）中的一个"
        )
    return chosen[0]


def _run(
    folder: Path, rhythm: str, at: str, catch_up: bool, to: str, output: Path | None
) -> ScheduledRun:
    from ruralskills.cli.summarize import formats_of
    from ruralskills.scheduling.run_times import Rhythm, run_times
    from ruralskills.scheduling.scheduled_run import ScheduledRun, this_program

    if not folder.is_dir():
        raise CommandError(f"找不到文件夹“{folder}”，请核对路径")
    more = ["--to", ",".join(formats_of(to))] if to else []
    if output is not None:
        more += ["--output", os.path.abspath(output)]
    when = run_times(Rhythm(rhythm), at, catch_up)
    return ScheduledRun(this_program(sys.argv[0]), os.path.abspath(folder), when, tuple(more))


def _text(run: ScheduledRun, machine: Machine) -> str:
    from ruralskills.scheduling import crontab, systemd_units, windows_task

    if machine is Machine.CRON:
        return "".join(f"{line}\n" for line in crontab.lines(run))
    return systemd_units.text(run) if machine is Machine.SYSTEMD else windows_task.text(run)


def _change(run: ScheduledRun, machine: Machine, removes: bool) -> None:
    from ruralskills.scheduling import crontab, systemd_units

    if machine is Machine.WINDOWS:
        task = f"schtasks /{'Delete' if removes else 'Create'} /TN {run.name}"
        more = "" if removes else "，先把打印的内容存为 task.xml，再加 /XML task.xml"
        raise CommandError(f"Windows 的定时任务请用系统自带的命令：{task}{more}")
    module = crontab if machine is Machine.CRON else systemd_units
    with writing(Path(run.folder)):
        if not removes:
            module.install(run)
            say(f"已写入定时任务：{run.title}", error=True)
        elif module.remove(run):
            say(f"已去掉定时任务：{run.title}", error=True)
        else:
            say(f"没有这个定时任务：{run.title}", error=True)

"""``rs summarize``: the bulletin of a period."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.named_paths import refuse_pieces
from ruralskills.cli.options import (
    AsOf,
    Debug,
    Jobs,
    JsonSchema,
    NoRank,
    Notices,
    Password,
    Quiet,
    Regions,
)
from ruralskills.cli.output import writing
from ruralskills.cli.panels import CHOOSE, READ, WRITE
from ruralskills.cli.progress import progress_bar
from ruralskills.cli.screen import print_schema, say
from ruralskills.errors import OfficeError
from ruralskills.text.real_path import real_path

if TYPE_CHECKING:
    from ruralskills.bulletin.summarize import OutputName, Summary, SummaryOptions
    from ruralskills.model.period import Period
    from ruralskills.workspace.settings import Settings

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help="报来的文件和文件夹，默认工作区的收件。 Submissions; the inbox by default.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Quarter = Annotated[
    str | None,
    typer.Option(
        "--quarter",
        metavar="2021Q2",
        help="季度。 Quarter.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Month = Annotated[
    str | None,
    typer.Option(
        "--month",
        metavar="2021-05",
        help="月份。 Month.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Year = Annotated[
    str | None,
    typer.Option(
        "--year", metavar="2021", help="年度。 Year.", show_default=False, rich_help_panel=CHOOSE
    ),
]
Closed = Annotated[
    str | None,
    typer.Option(
        "--closed",
        metavar="quarter|month|year",
        help="刚结束的一期，定时任务用。 The period just closed.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
To = Annotated[
    str,
    typer.Option(
        "--to",
        help="写哪几种，以逗号分开。 Formats, by commas.",
        metavar="FORMATS",
        rich_help_panel=WRITE,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="写到这个文件夹，默认工作区的“通报”。 Folder.",
        show_default=False,
        rich_help_panel=WRITE,
    ),
]
CatchUp = Annotated[
    bool,
    typer.Option(
        "--catch-up",
        help="已有通报的不再写，漏掉的各期补写。 Only periods without a bulletin.",
        rich_help_panel=CHOOSE,
    ),
]

_FOLDER: Final = "通报"
_UNCHANGED: Final = "没有变化，没有重写"


def summarize(
    paths: Paths = None,
    quarter: Quarter = None,
    month: Month = None,
    year: Year = None,
    closed: Closed = None,
    to: To = "docx,html,xlsx,json",
    output: Output = None,
    notice: Notices = None,
    regions: Regions = None,
    as_of: AsOf = None,
    no_rank: NoRank = False,
    catch_up: CatchUp = False,
    quiet: Quiet = False,
    json_schema: JsonSchema = False,
    password: Password = "",
    jobs: Jobs = 0,
    debug: Debug = False,
) -> None:
    """写一期的通报：文字和附表里的数都来自汇总。 Write the bulletin of a period from the roll-up."""
    with exit_on_error(debug):
        if json_schema:
            from ruralskills.bulletin import bulletin_json

            print_schema(bulletin_json.schema())
            return
        from ruralskills.bulletin.run_log import logged
        from ruralskills.bulletin.summarize import SummaryOptions
        from ruralskills.validation.map_step import available_cores

        period = _period(quarter, month, year, closed, as_of.date() if as_of else None)
        options = SummaryOptions(
            tuple(notice or ()), regions, as_of.date() if as_of else None, password,
            jobs or available_cores(), not no_rank,
        )  # fmt: skip
        with logged(_log_folder(paths or [], output), period):
            refuse_pieces(paths or ())
            order = _order(paths or [], formats_of(to), output, options, quiet)
        code = _run(order, period, catch_up, bool(closed))
    if code:
        raise typer.Exit(code)


def _order(
    paths: list[str], formats: list[OutputName], output: Path | None, options: SummaryOptions,
    quiet: bool,
) -> Order:  # fmt: skip
    from ruralskills.validation.run_settings import run_settings

    settings, _ = run_settings(paths)
    root = output or (settings.folder or Path()) / _FOLDER
    return Order(paths, formats, root, options, settings, quiet)


def _log_folder(paths: list[str], output: Path | None) -> Path | None:
    """Return the folder of the log, also where the settings are wrong."""
    from ruralskills.workspace.settings import workspace_around

    home = workspace_around(paths or ["."])
    return output or (home and home / _FOLDER)


def formats_of(to: str) -> list[OutputName]:
    """Return the formats in the value of --to.  Raises CommandError."""
    from ruralskills.bulletin.summarize import FILE_NAMES

    words = [word.strip() for word in to.replace("，", ",").split(",") if word.strip()]
    known = [name for name in FILE_NAMES if name in words]
    if not words or len(known) != len(set(words)):
        raise CommandError(f"--to 的值“{to}”不对，可以是{'、'.join(FILE_NAMES)}，以逗号分开")
    return known


def _period(
    quarter: str | None, month: str | None, year: str | None, closed: str | None, today: date | None
) -> Period:
    from ruralskills.model.period import folder_period
    from ruralskills.scheduling.run_times import Rhythm, closed_period

    given = {"quarter": quarter, "month": month, "year": year, "closed": closed}
    named = {name: value for name, value in given.items() if value}
    if len(named) != 1:
        raise CommandError("请写明一个时期，例如 --quarter 2021Q2、--month 2021-05、--year 2021")
    [(kind, value)] = named.items()
    if kind == "closed":
        if value not in set(Rhythm):
            raise CommandError(f"--closed 的值“{value}”不对，可以是quarter、month、year")
        return closed_period(Rhythm(value), today or date.today())
    period = folder_period(value)
    if (
        period is None
        or bool(period.quarter) != (kind == "quarter")
        or bool(period.month) != (kind == "month")
    ):
        raise CommandError(
            f"--{kind} 的值“{value}”不对，要写成2021Q2（季）、2021-05（月）或2021（年）"
        )
    return period


class Order(NamedTuple):
    """A command as it was given, for whichever period."""

    paths: list[str]
    formats: list[OutputName]
    root: Path
    """The folder that has a folder for each period."""
    options: SummaryOptions
    settings: Settings
    quiet: bool = False

    def is_made(self, period: Period) -> bool:
        """Return True if the files of a period are there."""
        from ruralskills.bulletin.summarize import FILE_NAMES

        folder = self.folder(period)
        return all((folder / FILE_NAMES[name]).is_file() for name in self.formats)

    def folder(self, period: Period) -> Path:
        """Return the folder of a period."""
        from ruralskills.rollups.periods import folder_name

        return self.root / folder_name(period)


def _run(order: Order, period: Period, catch_up: bool, is_closed: bool) -> int:
    """Write the bulletins that are due, and return the greatest of their exit codes."""
    from ruralskills.bulletin.release import locked, recover
    from ruralskills.bulletin.run_log import logged
    from ruralskills.scheduling.run_times import missed_periods

    codes: list[int] = []
    failures: list[OfficeError] = []
    with writing(order.root), ExitStack() as held:
        with logged(order.root, period):
            held.enter_context(locked(order.root))
            recover(order.folder(period))
        due = [period]
        if catch_up and order.is_made(period):
            due = []
            with logged(order.root, period) as log:
                log.says = "已有，没有重写"
        elif catch_up and is_closed:
            due = missed_periods(period, order.is_made)
        for each in due:
            try:
                codes.append(_write(order, each))
            except OfficeError as error:  # the others are due all the same
                failures.append(error)
    for failure in failures[1:]:
        say(f"rs：{failure}", error=True)
    if failures:
        raise failures[0]
    return max(codes, default=0)


def _write(order: Order, period: Period) -> int:
    """Write the bulletin of a period, and return the exit code for it."""
    from msgspec.structs import replace

    from ruralskills.bulletin.run_log import logged
    from ruralskills.bulletin.summarize import summarize as make
    from ruralskills.cli.rollup import exit_code

    folder = order.folder(period)
    with logged(order.root, period) as log, writing(folder):
        with progress_bar(order.quiet) as progress:
            made = make(order.paths, period, replace(order.options, progress=progress))
        for remark in () if order.quiet else made.material.rollup.remarks:
            say(remark, error=True)
        log.code = exit_code(made.material.rollup)
        log.says = _published(made, order.formats, folder, order.quiet)
        if log.says != _UNCHANGED:
            _finish(order.settings, folder)
        return log.code


def _published(made: Summary, formats: list[OutputName], folder: Path, quiet: bool) -> str:
    from ruralskills.bulletin.release import is_current, publish, recover

    files = made.files(formats)
    recover(folder)
    if is_current(files, folder):
        if not quiet:
            say(f"{_UNCHANGED} {folder}", error=True)
        return _UNCHANGED
    previous = publish(files, folder)
    if not quiet:
        if previous is not None:
            say(f"上一版留在 {previous}", error=True)
        say(f"已写入 {folder}", error=True)
    return f"已写入{len(files)}个文件"


def _finish(settings: Settings, folder: Path) -> None:
    """Run the office's own command on the folder that was written, from the workspace."""
    import subprocess

    command = settings.bulletin.on_finish
    if not command:
        return
    try:
        done = subprocess.run([*command, str(real_path(folder))], cwd=settings.folder, check=False)
    except OSError as error:
        raise CommandError(f"通报已写好，on_finish 的命令没有运行（{error.strerror}）") from error
    if done.returncode:
        raise CommandError(f"通报已写好，on_finish 的命令以{done.returncode}结束，请核对")

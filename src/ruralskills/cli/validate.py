"""``rs validate``: check ledgers and report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Annotated, Final

import typer

from ruralskills.cli.options import AsOf, Debug, Jobs, Notices, Password, Quiet, Unmask
from ruralskills.cli.output import name_kept, print_bytes, writing
from ruralskills.cli.progress import progress_bar
from ruralskills.cli.stop import Stop, failing
from ruralskills.model.findings import Severity
from ruralskills.model.outcome import Outcome
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked


class ReportFormat(StrEnum):
    """How the report is written."""

    CONSOLE = "console"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    XLSX = "xlsx"


_KINDS: Final = {
    ReportFormat.CONSOLE: OutputKind.TEXT,
    ReportFormat.JSON: OutputKind.JSON,
    ReportFormat.CSV: OutputKind.CSV,
    ReportFormat.HTML: OutputKind.HTML,
    ReportFormat.XLSX: OutputKind.WORKBOOK,
}


class FailOn(StrEnum):
    """From which severity on the command ends with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...", help="要检查的文件或文件夹。 Files and folders.", show_default=False
        ),
    ] = None,
    format_: Annotated[
        ReportFormat, typer.Option("--format", help="报告格式。 Format of the report.")
    ] = ReportFormat.CONSOLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="写到这个文件。 Write to this file.", show_default=False
        ),
    ] = None,
    notice: Notices = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous",
            metavar="PATH",
            help="上一期的台账，只作比对，可以多次。 Last period's ledgers, to compare; repeatable.",
            show_default=False,
        ),
    ] = None,
    register: Annotated[
        list[str] | None,
        typer.Option(
            "--register",
            metavar="PATH",
            help="系统导出的户、人名册，只作查对，可以多次。 Registers to look up; repeatable.",
            show_default=False,
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            "--exclude",
            metavar="PATH",
            help="不应享受补贴人员的名单，可以多次。 Lists of people not eligible; repeatable.",
            show_default=False,
        ),
    ] = None,
    regions: Annotated[
        str | None,
        typer.Option(
            "--regions",
            metavar="PATH",
            help="区划名单，核对乡镇和村。 The list of townships and villages.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", help="只报这些编号开头的。 Only codes with this prefix.", show_default=False
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            help="不报这些编号开头的。 Leave out codes with this prefix.",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option("--fail-on", help="从哪一级起退出码为1。 Exit 1 from this severity on."),
    ] = FailOn.ERROR,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics", help="只列各规则的条数。 Count by rule (format console only)."
        ),
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="以前的json报告，其中已有的问题不再列出。 An earlier json report: tell only what is new.",
            show_default=False,
        ),
    ] = None,
    show_layout: Annotated[
        bool, typer.Option("--show-layout", help="显示识别出的表格结构。 Show what was recognised.")
    ] = False,
    show_settings: Annotated[
        bool,
        typer.Option("--show-settings", help="显示生效的设置和来源。 Show the settings in force."),
    ] = False,
    unmask: Unmask = False,
    quiet: Quiet = False,
    json_schema: Annotated[
        bool,
        typer.Option(
            "--json-schema", help="打印json报告的结构。 Print the schema of the json report."
        ),
    ] = False,
    password: Password = "",
    jobs: Jobs = 0,
    debug: Debug = False,
) -> None:
    """核查台账，列出问题、位置、依据和改法。 Check ledgers and report what is wrong, where, and why."""
    with failing(debug):
        if json_schema:
            _print_schema()
            return
        if show_settings:
            _print_settings(
                paths or ["."],
                notices=notice,
                previous=previous,
                register=register,
                exclude=exclude,
                regions=regions,
                as_of=as_of and as_of.date(),
                select=select,
                ignore=ignore,
                baseline=baseline,
            )
            return
        if not paths:
            raise Stop("请写明要检查的文件或文件夹，例如：rs validate 台账.xlsx")
        from ruralskills.readers.prefetch import prefetch

        prefetched = prefetch(paths)  # before the rules and ledgers are imported
        from ruralskills.validation.validate import cores
        from ruralskills.validation.validate import validate as check

        known = None if baseline is None else _known(baseline)
        today = as_of.date() if as_of else None
        with progress_bar(quiet) as progress:
            outcome = check(
                paths,
                notices=notice or (),
                previous=previous or (),
                register=register or (),
                exclude=exclude or (),
                regions=regions or (),
                as_of=today,
                select=select or (),
                ignore=ignore or (),
                password=password,
                jobs=jobs or cores(),
                progress=progress,
                prefetched=prefetched,
            )
        if not outcome.files:
            why = "。".join(("中没有可检查的表格文件（xlsx、xls等）", *outcome.remarks))
            raise Stop(f"“{'”“'.join(paths)}”{why}")
        if known is not None:
            outcome = _beyond(outcome, known, quiet)
        shown = outcome if unmask else outcome.masked()
        reference = (*(previous or ()), *(register or ()), *(exclude or ()), regions or "")
        inputs = (*paths, *reference, *(f.location for f in outcome.files))
        _write(shown, format_, output, inputs, show_layout, statistics, quiet)
        code = exit_code(outcome, fail_on)
    if code:
        raise typer.Exit(code)


def exit_code(outcome: Outcome, fail_on: FailOn = FailOn.ERROR) -> int:
    """The exit code of an outcome: the higher cause wins (4, 2, 3, 1)."""
    if outcome.rules_broken:
        return 4
    unreadable = [f for f in outcome.files if f.status == "unreadable"]
    if unreadable and len(unreadable) == len(outcome.files):
        return 2
    if unreadable:
        return 3
    if fail_on is FailOn.NEVER:
        return 0
    least = Severity(fail_on.value).rank
    return int(any(finding.severity.rank <= least for finding in outcome.findings))


def _print_schema() -> None:
    import json

    from ruralskills.reports.json import schema

    print(json.dumps(schema(), ensure_ascii=False, indent=2))


def _print_settings(paths: list[str], **options: object) -> None:
    from ruralskills.reports import settings_listing
    from ruralskills.workspace import settings as workspace

    given = {
        name: list(map(str, value)) if isinstance(value, list) else [str(value)]
        for name, value in options.items()
        if value
    }
    print("\n".join(settings_listing.lines(workspace.find(paths), given)))


def _known(path: Path) -> frozenset[str]:
    from ruralskills.reports import baseline

    return baseline.known(path)


def _beyond(outcome: Outcome, known: frozenset[str], quiet: bool) -> Outcome:
    from ruralskills.reports import baseline

    rest = baseline.beyond(outcome, known)
    if not quiet:
        print(rest.remarks[-1], file=sys.stderr)
    return rest


def _write(
    outcome: Outcome,
    format_: ReportFormat,
    output: Path | None,
    inputs: Sequence[str],
    show_layout: bool,
    statistics: bool,
    quiet: bool,
) -> None:
    for status in outcome.files:
        if status.status == "unreadable" and not quiet:
            print(f"{status.path}：{status.reason}", file=sys.stderr)
    if show_layout:
        from ruralskills.reports import layout_listing

        print("\n".join(layout_listing.lines(outcome)))
        return
    if output is not None:
        with writing(output):
            content = _content(outcome, format_, output, statistics)
            kept = output_file.write(marked(content, _KINDS[format_]), output, inputs=inputs)
        if not quiet:
            name_kept(kept)
            print(f"已写入 {output}", file=sys.stderr)
        return
    if format_ is ReportFormat.XLSX:
        raise Stop("xlsx格式要写到文件，请加 --output 问题清单.xlsx")
    try:
        if format_ is ReportFormat.CONSOLE:
            _print_console(outcome, statistics)
        else:
            print_bytes(_text(outcome, format_))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stop(f"屏幕输出：写不进去（{output_file.reason(error)}）") from error


def _content(outcome: Outcome, format_: ReportFormat, output: Path, statistics: bool) -> bytes:
    """The report as it stands in a file."""
    if format_ is ReportFormat.XLSX:
        from ruralskills.reports import xlsx

        return xlsx.workbook(outcome, output)
    if format_ is not ReportFormat.CONSOLE:
        return _text(outcome, format_).encode("utf-8", errors="replace")
    stream = StringIO()
    if statistics:
        from ruralskills.reports import statistics as counts

        stream.writelines(f"{line}\n" for line in counts.lines(outcome))
    else:
        from ruralskills.reports import console

        console.write(outcome, stream, colour=False)
    text = stream.getvalue().replace("\n", os.linesep)
    return text.encode("utf-8", errors="replace")


def _text(outcome: Outcome, format_: ReportFormat) -> str:
    """The report in a format that is one text."""
    if format_ is ReportFormat.HTML:
        from ruralskills.reports import html

        return html.page(outcome)
    if format_ is ReportFormat.CSV:
        from ruralskills.reports import csv

        return csv.text(outcome)
    from ruralskills.reports import json

    return json.text(outcome)


def _print_console(outcome: Outcome, statistics: bool) -> None:
    """Print for the screen, in whatever characters it can show."""
    if statistics:
        from ruralskills.reports import statistics as counts

        print("\n".join(counts.lines(outcome)))
        return
    from ruralskills.reports import console

    console.write(outcome)

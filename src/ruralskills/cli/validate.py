"""``rs validate``: check ledgers and report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from msgspec.structs import replace

from ruralskills.cli.completion_values import rule_codes
from ruralskills.cli.default_paths import default_paths
from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.fail_on import FailOn
from ruralskills.cli.named_paths import refuse_pieces
from ruralskills.cli.options import AsOf, Debug, Jobs, Notices, Password, Quiet, Unmask
from ruralskills.cli.output import writing
from ruralskills.cli.panels import CHOOSE, READ, SHOW, WRITE
from ruralskills.cli.progress import progress_bar
from ruralskills.cli.report import (
    ReportFormat,
    print_report,
    report_format,
    say_if_nothing_was_recognised,
    write_report,
)
from ruralskills.cli.screen import print_schema, say
from ruralskills.model.findings import Severity
from ruralskills.model.outcome import Outcome

if TYPE_CHECKING:
    from ruralskills.validation.validate import WorkspaceCheck


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help="要检查的文件或文件夹，默认当前文件夹，工作区里是收件的最近一期。 Files and folders; by default this one, in a workspace the latest period received.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Format = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        help="报告格式，默认按--output的文件名，没有的用console。 Format of the report; by default as --output is named, else console.",
        show_default=False,
        metavar="FORMAT",
        rich_help_panel=SHOW,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件。 Write to this file.",
        show_default=False,
        metavar="FILE",
        rich_help_panel=WRITE,
    ),
]
Previous = Annotated[
    list[str] | None,
    typer.Option(
        "--previous",
        metavar="PATH",
        help="上一期的台账，只作比对，可以多次。 Last period's ledgers, to compare; repeatable.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Register = Annotated[
    list[str] | None,
    typer.Option(
        "--register",
        metavar="PATH",
        help="系统导出的户、人名册，只作查对，可以多次。 Registers to look up; repeatable.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="PATH",
        help="不应享受补贴人员的名单，可以多次。 Lists of people not eligible; repeatable.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Regions = Annotated[
    str | None,
    typer.Option(
        "--regions",
        metavar="PATH",
        help="区划名单，核对乡镇和村。 The list of townships and villages.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        help="只报这些编号开头的。 Only codes with this prefix.",
        show_default=False,
        metavar="CODE",
        rich_help_panel=CHOOSE,
        autocompletion=rule_codes,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        help="不报这些编号开头的。 Leave out codes with this prefix.",
        show_default=False,
        metavar="CODE",
        rich_help_panel=CHOOSE,
        autocompletion=rule_codes,
    ),
]
ExitFrom = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on",
        help="从哪一级起退出码为1，默认error。 Exit 1 from this severity on, error by default.",
        show_default=False,
        metavar="LEVEL",
        rich_help_panel=SHOW,
    ),
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics",
        help="只列各规则的条数。 Count by rule (format console only).",
        rich_help_panel=SHOW,
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="以前的json报告，其中已有的问题不再列出。 An earlier json report: tell only what is new.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
ShowLayout = Annotated[
    bool,
    typer.Option(
        "--show-layout",
        help="显示识别出的表格结构。 Show what was recognised.",
        rich_help_panel=SHOW,
    ),
]
WriteLayout = Annotated[
    bool,
    typer.Option(
        "--write",
        help="与--show-layout同用：把没有认准的列写进rs.toml，供修改。 Add entries to edit to rs.toml.",
        rich_help_panel=WRITE,
    ),
]
ShowSettings = Annotated[
    bool,
    typer.Option(
        "--show-settings",
        help="显示生效的设置和来源。 Show the settings in force.",
        rich_help_panel=SHOW,
    ),
]
JsonSchema = Annotated[
    bool,
    typer.Option(
        "--json-schema",
        help="打印json报告的结构。 Print the schema of the json report.",
        rich_help_panel=SHOW,
    ),
]


def validate(
    paths: Paths = None,
    format_: Format = None,
    output: Output = None,
    notice: Notices = None,
    previous: Previous = None,
    register: Register = None,
    exclude: Exclude = None,
    regions: Regions = None,
    as_of: AsOf = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: ExitFrom = None,
    statistics: Statistics = False,
    baseline: Baseline = None,
    show_layout: ShowLayout = False,
    write: WriteLayout = False,
    show_settings: ShowSettings = False,
    unmask: Unmask = False,
    quiet: Quiet = False,
    json_schema: JsonSchema = False,
    password: Password = "",
    jobs: Jobs = 0,
    debug: Debug = False,
) -> None:
    """核查台账，列出问题、位置、依据和改法。 Check ledgers and report what is wrong, where, and why."""
    given = {
        "notices": notice, "previous": previous, "register": register, "exclude": exclude,
        "regions": regions, "as_of": as_of and as_of.date(), "select": select, "ignore": ignore,
    }  # fmt: skip
    options = {name: value for name, value in given.items() if value}
    with exit_on_error(debug):
        if json_schema:
            from ruralskills.reports import json

            print_schema(json.schema())
            return
        if show_settings:
            _print_settings(paths or ["."], options | ({"baseline": baseline} if baseline else {}))
            return
        if write and not show_layout:
            raise CommandError(
                "--write 要与 --show-layout 同用：rs validate 台账.xlsx --show-layout --write"
            )
        chosen = report_format(format_ or (ReportFormat.CONSOLE if statistics else None), output)
        paths = paths or default_paths(quiet)
        refuse_pieces(paths)
        checked = _checked(paths, options, baseline, password, jobs, quiet)
        from ruralskills.validation.merged_outcome import merged

        outcome = merged([each.outcome for each in checked])
        shown = outcome if unmask else outcome.masked()
        _print_unreadable(shown, quiet)
        if show_layout:
            _print_layout(shown)
            if write:
                for each in checked:
                    _write_layout(each, paths, quiet)
        elif output is None:
            print_report(
                shown, chosen, counts_only=statistics, paths=paths, least=_least(checked, fail_on)
            )
        else:
            reference = (*(previous or ()), *(register or ()), *(exclude or ()), regions or "")
            inputs = (*paths, *reference, *(f.location for f in outcome.files))
            write_report(
                shown, outcome, chosen, output, inputs, counts_only=statistics, quiet=quiet
            )
        say_if_nothing_was_recognised(outcome)
        code = _highest_code(checked, fail_on)
    if code:
        raise typer.Exit(code)


_CAUSES: Final = (0, 1, 3, 2, 4)
"""Exit codes, the higher cause behind."""


def exit_code(outcome: Outcome, fail_on: FailOn = FailOn.ERROR, *, needs_table: bool = True) -> int:
    """Return the exit code of an outcome.  The higher cause wins (4, 2, 3, 1)."""
    if outcome.rules_broken:
        return 4
    if needs_table and not outcome.tables:
        return 2
    if any(file.status == "unreadable" for file in outcome.files):
        return 3
    least = fail_on.severity
    if least is None:
        return 0
    return int(any(finding.severity.rank <= least.rank for finding in outcome.findings))


def _least(checked: Sequence[WorkspaceCheck], fail_on: FailOn | None) -> Severity | None:
    """Return the least severity that decides the exit code in one of the workspaces."""
    chosen = {fail_on or FailOn(each.settings.fail_on or FailOn.ERROR) for each in checked}
    found = [least for each in chosen if (least := each.severity)]
    return max(found, key=lambda each: each.rank, default=None)


def _highest_code(checked: Sequence[WorkspaceCheck], fail_on: FailOn | None) -> int:
    """Return the highest of the workspaces' own exit codes.

    Files outside of any workspace may have no table, if others have.
    """
    has_table = any(each.outcome.tables for each in checked)
    codes = (
        exit_code(
            each.outcome,
            fail_on or FailOn(each.settings.fail_on or FailOn.ERROR),
            needs_table=each.settings.folder is not None or not has_table,
        )
        for each in checked
    )
    return max(codes, key=_CAUSES.index)


def _checked(
    paths: Sequence[str],
    options: Mapping[str, Any],
    baseline: Path | None,
    password: str,
    jobs: int,
    quiet: bool,
) -> list[WorkspaceCheck]:
    """Check the paths and leave out what a baseline knows.  Raises CommandError."""
    from ruralskills.readers.prefetch import prefetch

    prefetched = prefetch(paths)  # before the rules and ledgers are imported
    from ruralskills.validation.map_step import available_cores
    from ruralskills.validation.validate import check_workspaces, request_of

    known = None if baseline is None else _known(baseline)
    with progress_bar(quiet) as progress:
        request = request_of(**options, password=password, jobs=jobs or available_cores())
        checked = check_workspaces(paths, request, None, progress, prefetched)
    if not any(each.outcome.files for each in checked):
        remarks = (remark for each in checked for remark in each.outcome.remarks)
        reasons = "。".join(("中没有可检查的表格文件（xlsx、xls等）", *remarks))
        raise CommandError(f"“{'”“'.join(paths)}”{reasons}")
    if known is None:
        return checked
    return [replace(each, outcome=_new_findings(each.outcome, known, quiet)) for each in checked]


def _known(path: Path) -> frozenset[str]:
    from ruralskills.reports import baseline

    return baseline.known_fingerprints(path)


def _new_findings(outcome: Outcome, known: frozenset[str], quiet: bool) -> Outcome:
    from ruralskills.reports import baseline

    rest = baseline.without_known(outcome, known)
    if not quiet:
        say(rest.remarks[-1], error=True)
    return rest


def _print_settings(paths: Sequence[str], options: Mapping[str, Any]) -> None:
    """Print the settings of each workspace that the paths reach into."""
    from ruralskills.reports import settings_listing
    from ruralskills.validation.batches import workspaces

    texts = {
        name: list(map(str, value)) if isinstance(value, list) else [str(value)]
        for name, value in options.items()
    }
    for number, workspace in enumerate(workspaces(paths)):
        if number:
            say("")
        for line in settings_listing.lines(workspace.settings, texts):
            say(line)


def _print_layout(outcome: Outcome) -> None:
    from ruralskills.reports import layout_listing

    for line in layout_listing.lines(outcome):
        say(line, mask=False)


def _write_layout(check: WorkspaceCheck, paths: Sequence[str], quiet: bool) -> None:
    """Add entries for what is not settled to the settings.  Raises CommandError."""
    from ruralskills.reports import layout_entries
    from ruralskills.workspace.settings import WorkspaceError

    target = layout_entries.settings_file(check.settings, paths)
    present = layout_entries.settings_text(target)
    added = layout_entries.entries(check.outcome, check.settings.hints, present)
    if not added:
        say("没有要写的：每张表的列都认得，或者 rs.toml 里已经写了", error=True)
        return
    try:
        with writing(target):
            layout_entries.add_to_settings(added, target)
    except WorkspaceError:
        for line in "\n".join(added).splitlines():
            say(line, mask=False)
        raise
    if not quiet:
        say(f"已写入 {target}：{len(added)}张表，请核对、修改后再查", error=True)


def _print_unreadable(outcome: Outcome, quiet: bool) -> None:
    for status in outcome.files:
        if status.status == "unreadable" and not quiet:
            say(f"{status.path}：{status.reason}", error=True, mask=False)

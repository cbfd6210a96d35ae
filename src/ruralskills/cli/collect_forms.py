"""``rs collect-forms``: read filled forms back into a ledger."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.named_paths import refuse_pieces
from ruralskills.cli.options import AsOf, Debug, Notices, Password, Quiet, Unmask
from ruralskills.cli.output import name_kept, refuse_stream, writing
from ruralskills.cli.output_format import refuse_other_suffix
from ruralskills.cli.panels import READ, SHOW, WRITE
from ruralskills.cli.progress import progress_bar
from ruralskills.cli.report import ReportFormat, print_report
from ruralskills.cli.screen import print_schema, say


class FindingsFormat(StrEnum):
    """The format of the findings."""

    CONSOLE = "console"
    JSON = "json"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH...",
        readable=False,  # one of several that is not is told of, and the others are read
        help="填好的申报表（docx、xlsx等），或放它们的文件夹、zip。 Filled forms, folders or zips of them.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件。 Write to this file.",
        metavar="FILE",
        rich_help_panel=WRITE,
    ),
]
Format = Annotated[
    FindingsFormat,
    typer.Option(
        "--format",
        help="问题的格式。 Format of the findings.",
        metavar="FORMAT",
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


def collect_forms(
    paths: Paths = None,
    output: Output = Path("培训对象申报名册.xlsx"),
    format_: Format = FindingsFormat.CONSOLE,
    notice: Notices = None,
    as_of: AsOf = None,
    password: Password = "",
    unmask: Unmask = False,
    json_schema: JsonSchema = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """把填好的申报表读回名册，照片另存，读不出、填错的列出来。 Read filled forms back into a ledger."""  # fmt: skip
    with exit_on_error(debug):
        if json_schema:
            from ruralskills.reports import json

            print_schema(json.schema())
            return
        if not paths:
            raise CommandError("请写明申报表文件或文件夹，例如：rs collect-forms 申报表/")
        refuse_pieces(paths)
        refuse_other_suffix(output, ".xlsx")
        refuse_stream(output)
        from ruralskills.cli.validate import exit_code
        from ruralskills.forms.collect_forms import CollectOptions, collect

        with progress_bar(quiet) as progress, writing(output):
            options = CollectOptions(
                output, notice or (), as_of.date() if as_of else None, password, progress
            )
            done = collect(paths, options)
        shown = done.outcome if unmask else done.outcome.masked()
        print_report(shown, ReportFormat(format_.value), counts_only=False)
        for kept in done.kept:
            name_kept(kept)
        for path in done.written if not quiet else ():
            say(f"已写入 {path}", error=True)
        code = exit_code(done.outcome)
    if code:
        raise typer.Exit(code)

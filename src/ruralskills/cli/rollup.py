"""``rs rollup``: turn the submissions of a period into figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

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
    Unmask,
)
from ruralskills.cli.output import name_kept, writing
from ruralskills.cli.output_format import output_format
from ruralskills.cli.panels import CHOOSE, READ, SHOW, WRITE
from ruralskills.cli.progress import progress_bar
from ruralskills.cli.rollup_blank import fill_blank
from ruralskills.cli.screen import print_bytes, print_schema, say

if TYPE_CHECKING:
    from ruralskills.rollups.rollup import Rollup


class RollupFormat(StrEnum):
    """The format of the roll-up."""

    CONSOLE = "console"
    JSON = "json"
    CSV = "csv"


WORKBOOK = ".xlsx"
"""The ending of a file that is to be the official workbook."""

_SUFFIXES: Final = {
    ".txt": RollupFormat.CONSOLE,
    ".json": RollupFormat.JSON,
    ".csv": RollupFormat.CSV,
    WORKBOOK: RollupFormat.CONSOLE,
}

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help="要汇总的文件或文件夹，默认是工作区的收件文件夹。 Files and folders.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        help="年度，如2020。 Year.",
        show_default=False,
        metavar="YEAR",
        rich_help_panel=CHOOSE,
    ),
]
Quarter = Annotated[
    int | None,
    typer.Option(
        "--quarter",
        min=1,
        max=4,
        help="季度。 Quarter.",
        show_default=False,
        metavar="N",
        rich_help_panel=CHOOSE,
    ),
]
Month = Annotated[
    int | None,
    typer.Option(
        "--month",
        min=1,
        max=12,
        help="月份。 Month.",
        show_default=False,
        metavar="N",
        rich_help_panel=CHOOSE,
    ),
]
Format = Annotated[
    RollupFormat | None,
    typer.Option(
        "--format",
        help="格式，默认按--output的文件名，没有的用console。 Format; by default as --output is named, else console.",
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
        help="写到这个文件，.xlsx为正式汇总表。 Write to this file; .xlsx is the official workbook.",
        show_default=False,
        metavar="FILE",
        rich_help_panel=WRITE,
    ),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="UNIT/INDICATOR",
        help="列出一个数是从哪些单元格数出来的。 The cells behind a figure.",
        show_default=False,
        rich_help_panel=SHOW,
    ),
]
Freeze = Annotated[
    str,
    typer.Option(
        "--freeze",
        metavar="NAME",
        help="把这一期作为核定的保存。 Keep the period as approved.",
        show_default=False,
        rich_help_panel=WRITE,
    ),
]
Since = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="NAME",
        help="与这个冻结比对。 Compare with this freeze.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Into = Annotated[
    Path | None,
    typer.Option(
        "--into",
        metavar="BLANK",
        help="填进上级发的空表，另存为“.已填.xlsx”。 Fill in the superior's own blank.",
        show_default=False,
        rich_help_panel=WRITE,
    ),
]
Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="由这个Dask集群读表，如 tls://主机:8786；tcp:// 只用于本机。 Read the files on this Dask cluster.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="有未定采用哪份的就退出码为2。 Exit 2 on undecided versions.",
        rich_help_panel=SHOW,
    ),
]


def rollup(
    paths: Paths = None,
    year: Year = None,
    quarter: Quarter = None,
    month: Month = None,
    format_: Format = None,
    output: Output = None,
    explain: Explain = None,
    into: Into = None,
    notice: Notices = None,
    regions: Regions = None,
    as_of: AsOf = None,
    freeze: Freeze = "",
    since: Since = "",
    no_rank: NoRank = False,
    strict: Strict = False,
    unmask: Unmask = False,
    quiet: Quiet = False,
    json_schema: JsonSchema = False,
    password: Password = "",
    jobs: Jobs = 0,
    scheduler: Scheduler = "",
    debug: Debug = False,
) -> None:
    """汇总各单位报来的台账，每个数都能查到单元格。 Roll submissions up, every number traceable."""
    with exit_on_error(debug):
        if json_schema:
            from ruralskills.rollups import document

            print_schema(document.schema())
            return
        if not year:
            raise CommandError("请写明年度，例如：rs rollup --year 2020 --quarter 2")
        chosen = output_format(format_, output, _SUFFIXES, RollupFormat.CONSOLE)
        refuse_pieces(paths or ())
        given = {
            "quarter": quarter or 0, "month": month or 0, "notices": notice or (), "regions": regions or (),
            "as_of": as_of and as_of.date(), "password": password, "ranked": not no_rank,
            "scheduler": scheduler, "freeze": freeze, "since": since,
        }  # fmt: skip
        made = _made(paths or (), year, given, jobs, quiet)
        if freeze and not quiet:
            say(_frozen(made, freeze), error=True)
        shown = made if unmask else made.masked()
        if explain is not None:
            _print_explanation(made, explain, unmask)
        elif into is not None:
            fill_blank(made, into, output, password, unmask=unmask, quiet=quiet)
        elif output is None:
            _print(shown, chosen)
        else:
            _write(shown, _content(shown, chosen, output, unmask), output, quiet)
        code = exit_code(made, strict)
    if code:
        raise typer.Exit(code)


def exit_code(made: Rollup, strict: bool = False) -> int:
    """Return 3 where a file could not be read or a version is undecided, else 0."""
    statuses = {each.status for each in made.submissions}
    if strict and "undecided" in statuses:
        return 2
    return 3 if statuses & {"unreadable", "undecided"} else 0


def _made(
    paths: Sequence[str], year: int, given: Mapping[str, Any], jobs: int, quiet: bool
) -> Rollup:
    from ruralskills.rollups.roll_up import rollup as roll_up
    from ruralskills.validation.map_step import available_cores

    with progress_bar(quiet) as progress:
        return roll_up(paths, year=year, **given, jobs=jobs or available_cores(), progress=progress)


def _frozen(made: Rollup, name: str) -> str:
    if made.was_frozen:
        return f"“{name}”已经冻结过，各个数和文件都没有变，保留原来的"
    return f"已冻结为“{name}”"


def _print(made: Rollup, format_: RollupFormat) -> None:
    if format_ is RollupFormat.CONSOLE:
        from ruralskills.rollups import figure_table

        figure_table.write(made)
    else:
        print_bytes(_text(made, format_))


def _text(made: Rollup, format_: RollupFormat) -> str:
    if format_ is RollupFormat.CSV:
        from ruralskills.rollups import figure_csv

        return figure_csv.text(made)
    from ruralskills.rollups import document

    return document.text(made)


def _content(made: Rollup, format_: RollupFormat, output: Path, unmask: bool) -> bytes:
    """Return the content of the file, a workbook where its name says so."""
    from io import StringIO

    from ruralskills.outputs.mark import OutputKind, marked

    if format_ is RollupFormat.CONSOLE and output.suffix.lower() == WORKBOOK:
        from ruralskills.rollups import official_book

        return marked(official_book.workbook(made, mask=not unmask), OutputKind.WORKBOOK)
    kinds = {RollupFormat.JSON: OutputKind.JSON, RollupFormat.CSV: OutputKind.CSV}
    if format_ is RollupFormat.CONSOLE:
        from ruralskills.rollups import figure_table

        stream = StringIO()
        figure_table.write(made, stream, colour=False)
        text = stream.getvalue()
    else:
        text = _text(made, format_)
    return marked(text.encode("utf-8", errors="replace"), kinds.get(format_, OutputKind.TEXT))


def _write(made: Rollup, content: bytes, output: Path, quiet: bool) -> None:
    from ruralskills.outputs import output_file

    inputs = [each.file for each in made.submissions if each.file]
    with writing(output):
        kept = output_file.write(content, output, inputs=inputs)
    if not quiet:
        name_kept(kept)
        say(f"已写入 {output}", error=True)


def _print_explanation(made: Rollup, text: str, unmask: bool) -> None:
    from ruralskills.rollups.explanation import lines, parted

    for line in lines(made.explain(*parted(made, text)), made.period):
        say(line, mask=not unmask)

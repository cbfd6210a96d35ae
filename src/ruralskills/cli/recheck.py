"""``rs recheck``: compare a workbook sent back to a township with what returned."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from msgspec import Struct

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import AsOf, Debug, Notices, Password, Unmask
from ruralskills.cli.output import name_kept, refuse_stream, writing
from ruralskills.cli.output_format import refuse_other_suffix
from ruralskills.cli.panels import READ, SHOW, WRITE
from ruralskills.cli.screen import print_bytes, print_schema, say
from ruralskills.errors import IS_DEVICE, CannotRead
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked


class RecheckFormat(StrEnum):
    """The format of the comparison."""

    CONSOLE = "console"
    JSON = "json"


Original = Annotated[
    Path | None,
    typer.Argument(
        metavar="ORIGINAL",
        help="退回前的文件或文件夹。 As it was.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Returned = Annotated[
    Path | None,
    typer.Argument(
        metavar="RETURNED",
        help="改后报来的文件、文件夹，或单独报回的问题清单。 As it came back, or the list alone.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Format = Annotated[
    RecheckFormat,
    typer.Option(
        "--format", help="报告格式。 Format of the report.", metavar="FORMAT", rich_help_panel=SHOW
    ),
]
With = Annotated[
    list[Path] | None,
    typer.Option(
        "--with",
        metavar="PATH",
        help="一起核对的其他台账，或单独报回的问题清单。 Ledgers to check with the two, or a list.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE.xlsx",
        help="两个文件夹比对时，写成一个工作簿。 Write the comparison of two folders.",
        show_default=False, rich_help_panel=WRITE,),
]  # fmt: skip
JsonSchema = Annotated[
    bool,
    typer.Option(
        "--json-schema",
        help="打印json报告的结构。 Print the schema of the report.",
        rich_help_panel=SHOW,
    ),
]


def recheck(
    original: Original = None,
    returned: Returned = None,
    others: With = None,
    format_: Format = RecheckFormat.CONSOLE,
    output: Output = None,
    notice: Notices = None,
    as_of: AsOf = None,
    password: Password = "",
    unmask: Unmask = False,
    json_schema: JsonSchema = False,
    debug: Debug = False,
) -> None:
    """比对退回前后的文件或文件夹：改了哪些、还差哪些、可否采用。 Compare what was sent with what came back."""  # fmt: skip
    with exit_on_error(debug):
        if json_schema:
            from ruralskills.corrections import recheck_report

            print_schema(recheck_report.schema())
            return
        if original is None or returned is None:
            raise CommandError(
                "请写明退回前和改后的两个文件，例如：rs recheck 台账.校正.xlsx 台账（改）.xlsx；"
                "只报回问题清单的：rs recheck 台账.xlsx 问题清单.xlsx"
            )
        for other in others or ():
            if other.exists() and not (other.is_file() or other.is_dir()):
                raise CommandError(f"{other}：{IS_DEVICE}")
        refuse_other_suffix(output, ".xlsx")
        refuse_stream(output)
        choice = _Choice(
            tuple(notice or ()), as_of.date() if as_of else None, password, unmask, format_
        )
        if os.path.isdir(returned) and not os.path.isdir(original):
            raise CommandError(
                f"{original}、{returned}：退回前的是一个文件，报回的也要是一个文件，不是文件夹"
            )
        if os.path.isdir(original):
            is_open = _recheck_folders(original, returned, others or (), output, choice)
        elif output is not None:
            raise CommandError(
                "--output 用于比对两个文件夹，例如：rs recheck 退回/ 报回/ -o 核对.xlsx"
            )
        else:
            is_open = _recheck_files(original, returned, others or (), choice)
    if is_open:
        raise typer.Exit(1)


class _Choice(Struct, frozen=True):
    """The options that files and folders share."""

    notices: tuple[str, ...]
    as_of: date | None
    password: str
    unmask: bool
    format: RecheckFormat


def _recheck_files(original: Path, returned: Path, others: Sequence[Path], choice: _Choice) -> bool:
    """Show the comparison of two workbooks. Return True unless it is adoptable."""
    from ruralskills.corrections import recheck_report
    from ruralskills.corrections.recheck import recheck as compare
    from ruralskills.corrections.verdict import verdict_of
    from ruralskills.reports.screen_lines import write_lines

    try:
        done = compare(
            original, returned, others=others, notices=choice.notices, as_of=choice.as_of,
            password=choice.password,
        )  # fmt: skip
    except CannotRead as error:
        raise CommandError(f"{original}、{returned}：{error}") from error
    for outcome in (done.before, done.after):
        for status in outcome.files:
            if status.status == "unreadable":
                raise CommandError(f"{status.path}：{status.reason}")
    shown = done if choice.unmask else done.masked()
    if choice.format is RecheckFormat.JSON:
        print_bytes(recheck_report.text(shown))
    else:
        write_lines(recheck_report.screen_lines(shown))
    return not verdict_of(done).is_adoptable


def _recheck_folders(
    original: Path,
    returned: Path,
    others: Sequence[Path],
    output: Path | None,
    choice: _Choice,
) -> bool:
    """Show the comparison of two folders. Return True unless all are adoptable."""
    from ruralskills.corrections import recheck_report, recheck_workbook
    from ruralskills.corrections.recheck_folder import recheck_folder
    from ruralskills.reports.screen_lines import write_lines

    found = recheck_folder(
        original, returned, others=others, notices=choice.notices, as_of=choice.as_of,
        password=choice.password,
    )  # fmt: skip
    if not found:
        raise CommandError(f"{original}、{returned}：两个文件夹里都没有表格文件")
    shown = found if choice.unmask else [file.masked() for file in found]
    if output is not None:
        with writing(output):
            content = marked(recheck_workbook.workbook(shown), OutputKind.WORKBOOK)
            inputs = [str(path) for path in (*original.rglob("*"), *returned.rglob("*"))]
            kept = output_file.write(content, output, inputs=inputs)
        name_kept(kept)
    if choice.format is RecheckFormat.JSON:
        print_bytes(recheck_report.folder_text(shown))
    else:
        write_lines(recheck_workbook.screen_lines(shown))
    if output is not None:
        say(f"已写入 {output}", error=True)
    return not all(map(recheck_workbook.is_adoptable, found))

"""``rs recheck``: compare a workbook sent back to a township with what returned."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import AsOf, Debug, Notices, Password, Unmask
from ruralskills.cli.screen import print_bytes, print_schema, say
from ruralskills.errors import CannotRead
from ruralskills.model.findings import Severity


class RecheckFormat(StrEnum):
    """The format of the comparison."""

    CONSOLE = "console"
    JSON = "json"


Original = Annotated[
    Path | None,
    typer.Argument(metavar="ORIGINAL", help="退回前的文件。 As it was.", show_default=False),
]
Returned = Annotated[
    Path | None,
    typer.Argument(
        metavar="RETURNED", help="改后报来的文件。 As it came back.", show_default=False
    ),
]
Format = Annotated[RecheckFormat, typer.Option("--format", help="报告格式。 Format of the report.")]
JsonSchema = Annotated[
    bool, typer.Option("--json-schema", help="打印json报告的结构。 Print the schema of the report.")
]


def recheck(
    original: Original = None,
    returned: Returned = None,
    format_: Format = RecheckFormat.CONSOLE,
    notice: Notices = None,
    as_of: AsOf = None,
    password: Password = "",
    unmask: Unmask = False,
    json_schema: JsonSchema = False,
    debug: Debug = False,
) -> None:
    """比对退回前后的文件：改了哪些、还差哪些、可否采用。 Compare a workbook with what came back."""  # fmt: skip
    with exit_on_error(debug):
        from ruralskills.corrections import recheck_report
        from ruralskills.corrections.recheck import recheck as compare

        if json_schema:
            print_schema(recheck_report.schema())
            return
        if original is None or returned is None:
            raise CommandError(
                "请写明退回前和改后的两个文件，例如：rs recheck 台账.校正.xlsx 台账（改）.xlsx"
            )
        day = as_of.date() if as_of else None
        try:
            done = compare(original, returned, notices=notice or (), as_of=day, password=password)
        except CannotRead as error:
            raise CommandError(f"{original}、{returned}：{error}") from error
        for outcome in (done.before, done.after):
            for status in outcome.files:
                if status.status == "unreadable":
                    raise CommandError(f"{status.path}：{status.reason}")
        shown = done if unmask else done.masked()
        if format_ is RecheckFormat.JSON:
            print_bytes(recheck_report.text(shown))
        else:
            for line in recheck_report.lines(shown):
                say(line, mask=False)
        code = int(done.after.count(Severity.ERROR) > 0)
    if code:
        raise typer.Exit(code)

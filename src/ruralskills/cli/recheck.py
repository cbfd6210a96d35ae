"""``rs recheck``: what a township changed in a workbook that was sent back to it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ruralskills.cli.options import AsOf, Debug, Notices, Password, Unmask
from ruralskills.cli.stop import Stop, failing


class RecheckFormat(StrEnum):
    """How the comparison is written."""

    CONSOLE = "console"
    JSON = "json"


def recheck(
    original: Annotated[
        Path | None,
        typer.Argument(metavar="ORIGINAL", help="退回前的文件。 As it was.", show_default=False),
    ] = None,
    returned: Annotated[
        Path | None,
        typer.Argument(
            metavar="RETURNED", help="改后报来的文件。 As it came back.", show_default=False
        ),
    ] = None,
    format_: Annotated[
        RecheckFormat, typer.Option("--format", help="报告格式。 Format of the report.")
    ] = RecheckFormat.CONSOLE,
    notice: Notices = None,
    as_of: AsOf = None,
    password: Password = "",
    unmask: Unmask = False,
    json_schema: Annotated[
        bool,
        typer.Option("--json-schema", help="打印json报告的结构。 Print the schema of the report."),
    ] = False,
    debug: Debug = False,
) -> None:
    """比对退回前后的文件：改了哪些、还差哪些、可否采用。 Compare a workbook with what came back."""  # fmt: skip
    with failing(debug):
        from ruralskills.corrections import recheck_report
        from ruralskills.corrections.recheck import recheck as compare
        from ruralskills.errors import CannotRead
        from ruralskills.model.findings import Severity

        if json_schema:
            _print_schema()
            return
        if original is None or returned is None:
            raise Stop(
                "请写明退回前和改后的两个文件，例如：rs recheck 台账.校正.xlsx 台账（改）.xlsx"
            )
        day = as_of.date() if as_of else None
        try:
            done = compare(original, returned, notices=notice or (), as_of=day, password=password)
        except CannotRead as problem:
            raise Stop(f"{original}、{returned}：{problem}") from problem
        for outcome in (done.before, done.after):
            for status in outcome.files:
                if status.status == "unreadable":
                    raise Stop(f"{status.path}：{status.reason}")
        if format_ is RecheckFormat.JSON:
            sys.stdout.write(recheck_report.text(done, unmask=unmask))
        else:
            print("\n".join(recheck_report.lines(done, unmask=unmask)))
        code = int(any(f.severity is Severity.ERROR for f in done.after.findings))
    if code:
        raise typer.Exit(code)


def _print_schema() -> None:
    import json

    from ruralskills.corrections.recheck_report import schema

    print(json.dumps(schema(), ensure_ascii=False, indent=2))

"""``rs template``: write blank ledgers that prevent mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.completion_values import ledger_ids
from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.ledgers import ledger_named
from ruralskills.cli.options import Debug, Notices, Password, Quiet
from ruralskills.cli.output import name_kept, writing
from ruralskills.cli.output_format import refuse_other_suffix
from ruralskills.cli.panels import CHOOSE, READ, WRITE
from ruralskills.cli.screen import say
from ruralskills.text.terminal import terminal_line

if TYPE_CHECKING:
    from ruralskills.model.table import Ledger

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[LEDGER]",
        help="台账的编号或名称，如 leader。 Id or title of a ledger.",
        show_default=False,
        rich_help_panel=CHOOSE,
        autocompletion=ledger_ids,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件；--all 写到这个文件夹。 File; folder with --all.",
        show_default=False,
        metavar="FILE",
        rich_help_panel=WRITE,
    ),
]
All = Annotated[
    bool,
    typer.Option(
        "--all", help="每种台账各写一份。 A blank of every ledger.", rich_help_panel=WRITE
    ),
]
Unit = Annotated[
    str,
    typer.Option(
        "--unit",
        help="填报单位，写在标题前。 The reporting unit.",
        show_default=False,
        metavar="UNIT",
        rich_help_panel=CHOOSE,
    ),
]
Rows = Annotated[
    int,
    typer.Option(
        "--rows",
        min=0,
        max=20000,
        help="编好序号的行数。 Rows to number.",
        metavar="N",
        rich_help_panel=WRITE,
    ),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="PATH",
        help="把旧表的各行带入。 Carry over the rows of an old layout.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Regions = Annotated[
    Path | None,
    typer.Option(
        "--regions",
        metavar="PATH",
        help="区划名单，用作镇、村的下拉选项。 The list of townships and villages to choose from.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
AllColumns = Annotated[
    bool,
    typer.Option(
        "--all-columns", help="写出全部列，不只是要核查的。 All columns.", rich_help_panel=WRITE
    ),
]


def template(
    ledger: Name = None,
    output: Output = None,
    all_: All = False,
    notice: Notices = None,
    unit: Unit = "",
    rows: Rows = 500,
    from_: From = None,
    regions: Regions = None,
    all_columns: AllColumns = False,
    password: Password = "",
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """写出防错的空白台账：下拉选项、格式、校验、打印设置和填表说明。 Write a blank ledger that prevents mistakes."""  # fmt: skip
    with exit_on_error(debug):
        if (ledger is None) != all_:
            raise CommandError(
                "请写明台账，例如：rs template leader；全部台账用 --all，名称见 rs ledgers"
            )
        if all_ and (output is None or from_ is not None):
            raise CommandError("--all 要用 --output 写明文件夹，不能用 --from")
        from ruralskills.forms.blank_ledger import BlankOptions, write_all_blanks, write_blank
        from ruralskills.workspace.settings import find_settings

        options = BlankOptions(
            output, notice or (), terminal_line(unit), rows, from_, regions, all_columns, password
        )
        settings = find_settings(["."])
        with writing(output or Path()):
            if ledger is not None:
                refuse_other_suffix(output, ".xlsx")
                run = write_blank(_ledger(ledger), settings, options)
            elif output is not None:
                run = write_all_blanks(output, settings, options)
        for line in run.left_out if not quiet else ():
            say(line)
        for kept in run.kept:
            name_kept(kept)
        for path in run.written:
            say(str(path))


def _ledger(name: str) -> type[Ledger]:
    from ruralskills.ledgers import ROW_LEDGERS

    ledger = ledger_named(name)
    if ledger not in ROW_LEDGERS:
        raise CommandError(f"“{ledger.info.title}”不是一行一条的台账，没有空白表")
    return ledger

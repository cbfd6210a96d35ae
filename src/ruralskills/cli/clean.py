"""``rs clean``: remove what a workspace keeps from earlier runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import Debug
from ruralskills.cli.panels import CHOOSE
from ruralskills.cli.screen import say

Workspace = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER", help="工作区，默认是当前文件夹。 The workspace.", rich_help_panel=CHOOSE
    ),
]
Personal = Annotated[
    bool,
    typer.Option(
        "--personal",
        help="清除从各表读出的记录和密钥。 Remove the records that were read, and their key.",
        rich_help_panel=CHOOSE,
    ),
]


def clean(folder: Workspace = Path(), personal: Personal = False, debug: Debug = False) -> None:
    """清除工作区里以前读表留下的记录。 Remove what earlier runs have left in a workspace."""
    with exit_on_error(debug):
        from ruralskills.outputs.output_file import reason
        from ruralskills.rollups import record_store
        from ruralskills.workspace.settings import find_settings

        if not personal:
            raise CommandError("请写明要清除什么，例如：rs clean --personal")
        workspace = find_settings([folder]).folder
        if workspace is None:
            raise CommandError(f"“{folder}”不在工作区里（没有 rs.toml），没有可清除的")
        try:
            count = record_store.clean(workspace)
        except OSError as error:
            raise CommandError(f"{workspace}：清除不了（{reason(error)}）") from error
        say(f"已清除{count}份记录和密钥")

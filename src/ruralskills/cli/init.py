"""``rs init``: lay out a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import Debug, Quiet
from ruralskills.cli.output import writing
from ruralskills.cli.panels import CHOOSE
from ruralskills.cli.screen import say

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="[FOLDER]", help="文件夹，默认当前文件夹。 The folder.", rich_help_panel=CHOOSE
    ),
]


def init(folder: Folder = Path(), quiet: Quiet = False, debug: Debug = False) -> None:
    """在文件夹里写一份带说明的rs.toml，已有的不动。 Write an rs.toml with comments, never over one."""
    with exit_on_error(debug):
        from ruralskills.outputs import output_file
        from ruralskills.workspace.settings import FILE_NAME
        from ruralskills.workspace.settings_sample import sample

        target = folder / FILE_NAME
        if not folder.is_dir():
            raise CommandError(f"找不到文件夹“{folder}”，请先新建")
        if target.exists():
            raise CommandError(
                f"{target}：已经有了，没有改动。生效的设置：rs validate --show-settings"
            )
        with writing(target):
            output_file.write(sample().encode(), target)
        if not quiet:
            say(f"已写入 {target}，里面的样例去掉行首的“#”才起作用", error=True)

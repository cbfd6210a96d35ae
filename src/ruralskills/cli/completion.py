"""``rs completion``: the script by which a shell completes commands and options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer

from ruralskills.cli.exit import exit_on_error
from ruralskills.cli.options import Debug
from ruralskills.cli.panels import CHOOSE
from ruralskills.cli.screen import print_bytes


class Shell(StrEnum):
    """A shell that completes."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


_INSTALL: Final = {
    Shell.BASH: '在 ~/.bashrc 末尾加一行：eval "$(rs completion bash)"',
    Shell.ZSH: '在 ~/.zshrc 末尾加一行：eval "$(rs completion zsh)"，放在 compinit 之后',
    Shell.FISH: "rs completion fish > ~/.config/fish/completions/rs.fish",
    Shell.POWERSHELL: (
        "在 $PROFILE 末尾加一行：rs completion powershell | Out-String | Invoke-Expression"
    ),  # written to the file itself, it would be in another encoding than the rest
}


def completion(
    shell: Annotated[
        Shell,
        typer.Argument(
            metavar="SHELL",
            help="bash、zsh、fish 或 powershell。 The shell to complete in.",
            rich_help_panel=CHOOSE,
        ),
    ],
    debug: Debug = False,
) -> None:
    """打印按Tab键补全命令和选项的脚本。 Print the script that completes commands and options."""
    from ruralskills.cli.completion_words import script

    with exit_on_error(debug):
        print_bytes(f"{script(shell)}\n# {_INSTALL[shell]}\n")

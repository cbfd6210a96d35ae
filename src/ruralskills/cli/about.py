"""``rs help`` and ``rs version``."""

from __future__ import annotations

from typing import Annotated

import typer

from ruralskills.cli.exit import exit_on_error
from ruralskills.cli.options import Debug
from ruralskills.cli.pages import unknown_name
from ruralskills.cli.panels import CHOOSE
from ruralskills.cli.screen import say
from ruralskills.version import __version__


def help(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[COMMAND]",
            help="命令，如 validate。 A command.",
            show_default=False,
            rich_help_panel=CHOOSE,
        ),
    ] = "",
    debug: Debug = False,
) -> None:
    """显示一个命令的用法，不写命令的列出全部命令。 Show how a command is used, or list all."""
    from ruralskills.cli.commands import COMMANDS, application

    with exit_on_error(debug):
        if name and name not in COMMANDS:
            raise unknown_name("个命令", name, COMMANDS, "rs --help")
        called = [name] if name else []
        application(called or COMMANDS)([*called, "--help"], "rs", standalone_mode=False)


def version(debug: Debug = False) -> None:
    """显示版本号。 Show the version."""
    with exit_on_error(debug):
        say(f"rs {__version__}")

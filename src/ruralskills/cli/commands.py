"""The commands of ``rs``, put together as one typer application."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Final

import typer

from ruralskills.cli.completion_words import VARIABLE, complete
from ruralskills.cli.error_lines import error_line
from ruralskills.cli.screen import say
from ruralskills.version import __version__

COMMANDS: Final = {
    "validate": "validate",
    "correct": "correct",
    "recheck": "recheck",
    "render-form": "render_form",
    "collect-forms": "collect_forms",
    "template": "template",
    "rollup": "rollup",
    "clean": "clean",
    "summarize": "summarize",
    "schedule": "schedule",
    "notices": "notices",
    "rules": "rules",
    "rule": "rules",
    "ledgers": "ledgers",
    "init": "init",
    "completion": "completion",
    "help": "about",
    "version": "about",
}
"""The module of each command, whose function has the command's name."""


def application(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with these commands."""
    app = typer.Typer(
        name="rs",
        help="核查乡村培训和致富带头人台账。 Check ledgers of rural training and 致富带头人 programmes.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_rs,
    )
    for name in commands:
        module = import_module(f"ruralskills.cli.{COMMANDS[name]}")
        app.command(name)(getattr(module, name.replace("-", "_")))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        say(f"rs {__version__}")
        raise typer.Exit


def _rs(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="版本号。 Show the version."
        ),
    ] = False,
) -> None:
    pass


def run() -> None:
    """Run the command line in ``sys.argv``.  Raises SystemExit or KeyboardInterrupt."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console must not die of a character it cannot show
            stream.reconfigure(errors="replace")
    if VARIABLE in os.environ:
        complete(application())
        return
    called = [word for word in sys.argv[1:2] if word in COMMANDS]
    app = application(called or COMMANDS)  # building all of them takes longer than a small check
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.TyperException as error:
        if line := error_line(error):
            say(f"rs：{line}", error=True)
        sys.exit(2)
    except typer.Abort:
        raise KeyboardInterrupt from None

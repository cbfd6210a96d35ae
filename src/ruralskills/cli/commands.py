"""The commands of ``rs``, put together as one typer application."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from importlib import import_module
from typing import Annotated, Final

import typer

from ruralskills.cli.completion_words import VARIABLE, complete
from ruralskills.cli.error_lines import error_line
from ruralskills.cli.help_page import HelpedCommand, HelpedGroup
from ruralskills.cli.panels import CHECK, FORMS, LOOK_UP, OFFICE, ROLL_UP
from ruralskills.cli.screen import say
from ruralskills.version import __version__

PANELS: Final = {
    CHECK: ("validate", "correct", "recheck"),
    ROLL_UP: ("rollup", "summarize", "schedule"),
    FORMS: ("template", "render-form", "collect-forms"),
    LOOK_UP: ("notices", "rules", "rule", "ledgers"),
    OFFICE: ("init", "clean", "completion", "help", "version"),
}
"""The commands under their headings."""
COMMANDS: Final = tuple(name for names in PANELS.values() for name in names)
_MODULES: Final = {"rule": "rules", "help": "about", "version": "about"}
"""The modules of commands that have not the name of their command."""


def application(commands: Collection[str] = COMMANDS) -> typer.Typer:
    """Return the command line with these commands."""
    app = typer.Typer(
        name="rs",
        cls=HelpedGroup,
        help="核查乡村培训和致富带头人台账。 Check ledgers of rural training and 致富带头人 programmes.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_rs,
    )
    for panel, names in PANELS.items():
        for name in names:
            if name in commands:
                app.command(name, cls=HelpedCommand, rich_help_panel=panel)(_function(name))
    return app


def _function(name: str) -> Callable[..., None]:
    function = name.replace("-", "_")
    module = import_module(f"ruralskills.cli.{_MODULES.get(name, function)}")
    return getattr(module, function)  # type: ignore[no-any-return]  # each module has it


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
    if not sys.argv[1:]:
        application()(["--help"], "rs", standalone_mode=False)
        sys.exit(2)
    called = [word for word in sys.argv[1:2] if word in COMMANDS]
    app = application(called or COMMANDS)  # building all of them takes longer than a small check
    try:
        sys.exit(app(prog_name="rs", standalone_mode=False) or 0)
    except typer.TyperException as error:
        if line := error_line(error):
            say(f"rs：{line}", error=True)
        sys.exit(2)
    except typer.Abort:
        raise KeyboardInterrupt from None

"""The command line: a file a command, each of which parses, calls one function, and prints."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ruralskills import __version__
from ruralskills.cli.correct import correct
from ruralskills.cli.ledgers import ledgers
from ruralskills.cli.notices import notices
from ruralskills.cli.recheck import recheck
from ruralskills.cli.rules import rule, rules
from ruralskills.cli.validate import validate

app = typer.Typer(
    name="rs",
    help="核查乡村培训和致富带头人台账。 Check ledgers of rural training and 致富带头人 programmes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("validate")(validate)
app.command("correct")(correct)
app.command("recheck")(recheck)
app.command("notices")(notices)
app.command("rules")(rules)
app.command("rule")(rule)
app.command("ledgers")(ledgers)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"rs {__version__}")
        raise typer.Exit


@app.callback()
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
    """Run ``rs``: the console must not die of a character that it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()

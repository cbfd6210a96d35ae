"""Words that a shell offers for a command line that is not finished."""

from __future__ import annotations

from typing import Final

import typer

VARIABLE: Final = "_RS_COMPLETE"
"""Set by the script of ``rs completion`` when a shell asks what may stand next."""
PROGRAM: Final = "rs"


def complete(app: typer.Typer) -> None:
    """Print what may stand next, for the shell that asks."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # only imported there

    completion_init()
    typer.main.get_command(app).main(prog_name=PROGRAM, complete_var=VARIABLE)


def script(shell: str) -> str:
    """Return the script by which a shell asks."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # only imported there

    made = get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell)
    return f"{made.strip()}\n"

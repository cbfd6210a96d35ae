"""The command line, run within the tests' own process."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from ruralskills.cli import application


def rs(*arguments: str | Path) -> Result:
    """Run ``rs``, and expect a traceback only if it is asked for."""
    result = CliRunner().invoke(application(), [str(argument) for argument in arguments])
    assert ("Traceback" in result.output) <= ("--debug" in arguments), result.output
    return result

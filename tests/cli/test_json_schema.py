"""Every ``--json-schema`` prints a schema, on each Python that the package supports."""

from __future__ import annotations

import json

import pytest
import typer

from builders.command_line import rs
from ruralskills.cli import application

COMMANDS = sorted(
    name
    for name, command in typer.main.get_command(application()).commands.items()  # type: ignore[attr-defined]  # the application is a group
    if any("--json-schema" in option.opts for option in command.params)
)


def test_there_are_commands_with_a_schema() -> None:
    assert {"correct", "recheck", "validate"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_schema_of_a_command(name: str) -> None:
    result = rs(name, "--json-schema")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["properties"]

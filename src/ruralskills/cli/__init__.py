"""The command line, one command a module: parse, call one function, print."""

from ruralskills.cli.commands import application, run

__all__ = ["application", "run"]

"""What is wrong with a command line, in one line of Chinese."""

from __future__ import annotations

from typing import Any, Final

import typer

from ruralskills.text.lazy_regex import regex

UsageError: Final[type[Exception]] = typer.BadParameter.__bases__[0]
"""What typer raises of all that somebody mistypes; it has no public name."""
_COMMAND: Final = regex(r"No such command '([^']*)'\.?(?:.*?'([^']*)')?")
_VALUE: Final = regex(r"'([^']*)'|(\S+) is not")


def told(error: Exception) -> str:
    """What is wrong, and where the usage is shown."""
    context: Any = getattr(error, "ctx", None)
    command = context.info_name if context is not None and context.parent is not None else ""
    help_ = f"rs {command} --help" if command else "rs --help"
    return f"{_what(error)}，用法见 {help_}"


def _what(error: Any) -> str:
    message = str(getattr(error, "message", "") or error)
    if found := _COMMAND.match(message):
        return f"没有命令“{found[1]}”{_near([found[2]] if found[2] else [])}"
    if option := getattr(error, "option_name", ""):
        if message.startswith("No such"):
            return f"没有选项“{option}”{_near(getattr(error, 'possibilities', None) or [])}"
        return f"选项“{option}”写得不对，可能缺了后面的值"
    parameter = getattr(error, "param", None)
    if parameter is None:
        return f"命令写得不对（{message}）"
    name = next((word for word in parameter.opts if word.startswith("-")), "")
    if not error.message:
        return f"没有写明{name or parameter.human_readable_name}"
    value = next(filter(None, found.groups()), "") if (found := _VALUE.search(message)) else ""
    return f"{name or parameter.human_readable_name}的值“{value}”不对{_meant(parameter.type)}"


def _near(words: list[str]) -> str:
    return f"，是不是“{'”“'.join(words)}”" if words else ""


def _meant(kind: Any) -> str:
    """What a value must look like."""
    if choices := getattr(kind, "choices", None):
        return f"，可以是{'、'.join(map(str, choices))}"
    if getattr(kind, "formats", None):
        return "，要写成2020-12-31这样的日期"
    return "，要写整数" if "int" in str(getattr(kind, "name", "")) else ""

"""A mistyped command line, explained in one line of Chinese."""

from __future__ import annotations

from typing import Any, Final

import typer

from ruralskills.errors import NO_RIGHT
from ruralskills.text.lazy_regex import regex

_COMMAND: Final = regex(r"No such command '([^']*)'\.?(?:.*?'([^']*)')?")
_VALUE: Final = regex(r"'([^']*)'|(?<!\S)(\S+) is not")
_ESCAPE: Final = regex(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)")
"""A character as Python writes it that cannot be printed."""
_EXTRA: Final = regex(r"^.{0,9}unexpected extra argument(?:\(s\)|s)? \((.*)\)")
_CHOICES: Final = "is not one of "
_OF_PATHS: Final = {
    "is not readable": NO_RIGHT,
    "is not writable": "没有写入权限",
    "does not exist": "找不到这个文件，请核对路径和文件名",
    "is a directory": "这是文件夹，不是文件",
    "is a file": "这是文件，不是文件夹",
}
"""By the words of typer about a path, what is said of it."""
_DATE: Final = "does not match the format"


def error_line(error: typer.TyperException) -> str:
    """Return the line for an error of typer, or "" if typer has printed the help."""
    if not str(error) and getattr(error, "param", None) is None:
        return ""
    context: Any = getattr(error, "ctx", None)
    command = context.info_name if context is not None and context.parent is not None else ""
    usage = f"rs {command} --help" if command else "rs --help"
    problem = _problem(error)
    return problem if problem.endswith(tuple(_OF_PATHS.values())) else f"{problem}，用法见 {usage}"


def _problem(error: Any) -> str:
    message = str(error.message or error)
    if command := _COMMAND.match(message):
        return f"没有命令“{command[1]}”{_suggestion([command[2]] if command[2] else [])}"
    if option := getattr(error, "option_name", ""):
        if message.startswith("No such"):
            return f"没有选项“{option}”{_suggestion(getattr(error, 'possibilities', None) or [])}"
        return f"选项“{option}”写得不对，可能缺了后面的值"
    parameter = getattr(error, "param", None)
    if parameter is None:
        if extra := _EXTRA.search(message):
            return f"多出“{extra[1]}”，路径中有空格的要加引号"
        return f"命令写得不对（{message}）"
    option = next((word for word in parameter.opts if word.startswith("-")), "")
    name = option or parameter.metavar or parameter.name.upper()
    if not error.message:
        return f"没有写明{name}"
    if why := next((why for words, why in _OF_PATHS.items() if words in message), ""):
        return f"{name}的值“{_value(error)}”：{why}"
    return f"{name}的值“{_value(error)}”不对{_expectation(message, parameter)}"


def _suggestion(words: list[str]) -> str:
    return f"，是不是“{'”“'.join(words)}”" if words else ""


def _value(error: typer.TyperException) -> str:
    """Return the refused value.  Since typer 0.29 only the cause has it."""
    cause: Any = error.__cause__
    if hasattr(cause, "errors"):
        return str(cause.errors()[0]["input"])
    quoted = _VALUE.search(error.message)
    value = next(filter(None, quoted.groups()), "") if quoted else ""
    return _ESCAPE.sub("", value)  # or digits that it parts would stand together unmasked


def _expectation(message: str, parameter: Any) -> str:
    """Return the form that a value must have."""
    if choices := message.rpartition(_CHOICES)[2] if _CHOICES in message else "":
        return f"，可以是{choices.removesuffix('.').replace(', ', '、').replace(chr(39), '')}"
    if _DATE in message:
        return "，要写成2020-12-31这样的日期"
    bounds = getattr(parameter, "type", parameter)  # which the parameter itself holds since 0.29
    least, most = getattr(bounds, "min", None), getattr(bounds, "max", None)
    return "，要写整数" if least is None or most is None else f"，要写{least}至{most}的整数"

"""The help of a command: one language a line, nothing cut off at any width."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from ruralskills.cli.examples import EXAMPLES
from ruralskills.cli.odd_words import word_problem
from ruralskills.cli.panels import CHOOSE, READ, SHOW, WRITE
from ruralskills.cli.screen import say
from ruralskills.text.width import padded, width, wrap

_LEAST: Final = 40
_MOST: Final = 100
_LABEL: Final = 22
"""The columns of names. A longer one stands on a line of its own."""
_REST: Final = "其他 Other"


class HelpedCommand(TyperCommand):
    """A command that writes its own help, and takes no word that can only be a slip."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words, or end with a line on one that can only be a slip."""
        if why := word_problem(args):
            say(f"rs：{why}", error=True)
            raise typer.Exit(2)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write("\n".join(_command_page(self, ctx.command_path, _columns())) + "\n")


class HelpedGroup(TyperGroup):
    """The program with its commands, which writes its own help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write("\n".join(_group_page(self, ctx.command_path, _columns())) + "\n")


def _columns() -> int:
    return max(_LEAST, min(_MOST, shutil.get_terminal_size((80, 24)).columns))


def languages(text: str) -> list[str]:
    """Return the Chinese and the English of a help text, which a full stop parts.

    >>> languages("写到这个文件。 Write to this file."), languages("DATA")
    (['写到这个文件。', 'Write to this file.'], ['DATA'])
    """
    chinese, stop, english = text.partition("。 ")
    return [f"{chinese}。", english] if stop else [text]


def _command_page(command: Any, path: str, columns: int) -> Iterator[str]:
    shown = [each for each in command.params if not getattr(each, "hidden", False)]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    usage = " ".join((path, "[OPTIONS]", *map(_argument, arguments)))
    yield from wrap(f"用法 Usage: {usage}", columns)
    yield ""
    yield from _explained(command.help or "", columns)
    groups: dict[str, list[Any]] = defaultdict(list)
    for each in shown:
        groups[each.rich_help_panel or _REST].append(each)
    for heading in (READ, CHOOSE, SHOW, WRITE, _REST):
        if heading in groups or heading == _REST:
            yield from ("", heading)
        for each in groups.get(heading, ()):
            yield from _entry(_label(each), list(_notes(each)), columns)
        if heading == _REST:
            yield from _entry("-h, --help", ["显示这一页。", "Show this page."], columns)
    yield from ("", "示例 Examples")
    yield from (f"  {line}" for line in EXAMPLES[command.name])


def _group_page(group: Any, path: str, columns: int) -> Iterator[str]:
    yield from wrap(f"用法 Usage: {path} COMMAND [OPTIONS] [ARGS]", columns)
    yield ""
    yield from _explained(group.help or "", columns)
    panels: dict[str, list[Any]] = defaultdict(list)
    for each in group.commands.values():
        panels[each.rich_help_panel or _REST].append(each)
    for heading, commands in panels.items():
        yield from ("", heading)
        for each in commands:
            yield from _entry(each.name, languages(each.help or ""), columns)
    yield from ("", "一个命令的用法 How a command is used", "  rs help validate")


def _explained(text: str, columns: int) -> Iterator[str]:
    for line in languages(text):
        yield from wrap(line, columns)


def _entry(label: str, notes: Sequence[str], columns: int) -> Iterator[str]:
    """Yield a name with its notes beside it, each beginning on a line of its own."""
    indent = " " * (_LABEL + 2)
    lines = [line for note in notes for line in wrap(note, columns, indent)]
    if width(label) < _LABEL and lines:
        yield f"  {padded(label, _LABEL)}{lines.pop(0)[len(indent) :]}"
    else:
        yield f"  {label}"
    yield from lines


def _label(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return _argument(parameter)
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def _argument(parameter: Any) -> str:
    label = str(parameter.metavar or parameter.name.upper())
    return label if parameter.required or label.startswith("[") else f"[{label}]"


def choices(parameter: Any) -> list[str]:
    """Return the words that an option takes, none if it takes any."""
    kind = getattr(parameter, "type_descriptor", None) or parameter.type
    return [str(getattr(word, "value", word)) for word in getattr(kind, "choices", None) or ()]


def _notes(parameter: Any) -> Iterator[str]:
    yield from languages(parameter.help or "")
    if words := choices(parameter):
        yield f"可写 One of: {', '.join(words)}"
    value = getattr(parameter.default, "value", parameter.default)
    if parameter.show_default and value not in (None, "", False) and not callable(value):
        yield f"默认 Default: {value}"

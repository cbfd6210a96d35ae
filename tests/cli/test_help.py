"""Help: at 80 columns no word is lost, each language has lines of its own, and examples are right."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from builders.command_line import rs
from ruralskills.cli import application
from ruralskills.cli.commands import COMMANDS, PANELS
from ruralskills.cli.completion_words import complete
from ruralskills.cli.examples import EXAMPLES
from ruralskills.cli.help_page import choices, languages
from ruralskills.cli.panels import CHOOSE, READ, SHOW, WRITE
from ruralskills.text.width import width

DOCS = Path(__file__).parents[2] / "docs"
GROUP: Any = typer.main.get_command(application())


def shown(name: str) -> list[Any]:
    return [p for p in GROUP.commands[name].params if not getattr(p, "hidden", False)]


def without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_word_is_lost(monkeypatch: pytest.MonkeyPatch, name: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    page = rs(name, "--help").stdout
    examples = page.partition("示例 Examples")[2]
    long = [line for line in page.removesuffix(examples).splitlines() if width(line) > columns]
    assert [line for line in long if " " in line.strip()] == []
    for text in (GROUP.commands[name].help, *(p.help for p in shown(name))):
        for line in languages(text):
            assert without_blanks(line) in without_blanks(page)
    for parameter in shown(name):
        for word in (*choices(parameter), *(o for o in parameter.opts if o.startswith("-"))):
            assert word in page


@pytest.mark.parametrize("name", COMMANDS)
def test_two_languages(name: str) -> None:
    for text in (GROUP.commands[name].help, *(p.help for p in shown(name))):
        chinese, english = languages(text)
        assert re.search("[一-鿿]", chinese), text
        assert english.endswith("."), text
        assert re.match("[A-Za-z.]", english), text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_group_and_a_word_for_its_value(name: str) -> None:
    for parameter in shown(name):
        assert parameter.rich_help_panel in (READ, CHOOSE, SHOW, WRITE), parameter.name
        assert parameter.metavar or parameter.is_flag, parameter.name


def test_every_command_has_a_group() -> None:
    assert sorted(GROUP.commands) == sorted(COMMANDS)
    assert len(set(COMMANDS)) == len(COMMANDS)
    page = rs("--help").stdout
    assert [heading for heading in PANELS if heading not in page] == []


def words_of(example: str) -> list[str]:
    return shlex.split(example.removeprefix('eval "$(').removesuffix(')"').partition(" | ")[0])


@pytest.mark.parametrize("name", COMMANDS)
def test_two_examples(name: str) -> None:
    """Each is parsed as the command parses it, though its files are not here."""
    page = rs(name, "--help").stdout
    assert len(EXAMPLES[name]) == 2
    for example in EXAMPLES[name]:
        assert f"  {example}\n" in page
        program, *words = words_of(example)
        assert program == "rs"
        if words != ["--version"]:
            assert words[0] == name
            GROUP.commands[name].make_context(name, words[1:])


def completed(monkeypatch: pytest.MonkeyPatch, capsys: Any, *words: str) -> list[str]:
    monkeypatch.setenv("_RS_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(("rs", *words)))
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    with pytest.raises(SystemExit):
        complete(application())
    return list(capsys.readouterr().out.split())


def test_every_command_is_completed_and_documented(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    assert set(completed(monkeypatch, capsys, "")) >= set(COMMANDS)
    page = (DOCS / "cli.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"## rs {name}\n" not in page] == []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("rule", "L20"), "L201"),
        (("validate", "--notice", "tong"), "tongnan-2020"),
        (("validate", "--select", "C2"), "C203"),
        (("correct", "--accept", ""), "Z102"),
        (("rules", "--ledger", "lea"), "leader"),
        (("ledgers", "lea"), "leader"),
        (("template", "lea"), "leader"),
        (("notices", "sha"), "shanxi-2021"),
        (("completion", "z"), "zsh"),
    ],
)
def test_values_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, words: tuple[str, ...], offered: str
) -> None:
    assert offered in completed(monkeypatch, capsys, *words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_completed_and_documented(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, name: str
) -> None:
    offered = completed(monkeypatch, capsys, name, "--")
    section = (DOCS / "cli.md").read_text("utf-8").partition(f"## rs {name}\n")[2]
    section = section.partition("\n## ")[0]
    for parameter in shown(name):
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert option in offered or not option.startswith("--")
            assert f"`{option}`" in section
        for word in choices(parameter):
            assert word in section
    for example in EXAMPLES[name]:
        assert example in section

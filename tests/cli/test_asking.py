"""`rs help`, `rs version`, `rs completion`, and names that are nearly right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builders.command_line import rs
from builders.sheet_text import write
from builders.workbook_fixture import leaders
from ruralskills import rules
from ruralskills.cli.commands import COMMANDS
from ruralskills.version import __version__


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write(tmp_path / "台账.xlsx", leaders("| 2 |", head="| 带动贫困户数 |"))


def test_the_version() -> None:
    assert rs("version").stdout == f"rs {__version__}\n" == rs("--version").stdout


@pytest.mark.parametrize("name", ["validate", "render-form", "completion", "help"])
def test_help_of_a_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rs("help", name).exit_code == 0
    rs(name, "--help")
    assert f"rs {name}" in rs("help", name).stdout


def test_help_lists_all_commands() -> None:
    shown = rs("help").stdout
    assert [name for name in COMMANDS if name not in shown] == []


def test_help_of_no_command() -> None:
    result = rs("help", "vaildate")
    assert result.exit_code == 2
    assert "是不是“validate”" in result.stderr


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("tongnan-2021", "tongnan-2020"),
        ("潼南", "tongnan-2020"),
        ("东乡", "dongxiang-2020"),
        ("shanxi", "shanxi-2021"),
        ("comon", "common"),
    ],
)
def test_a_notice_nearly_named(ledger: Path, given: str, meant: str) -> None:
    result = rs("validate", ledger, "--notice", given)
    assert result.exit_code == 2
    assert f"是不是“{meant}”" in result.stderr
    assert meant in rs("notices", given).stderr


def test_a_notice_like_no_other(ledger: Path) -> None:
    told = rs("validate", ledger, "--notice", "zzz").stderr
    assert "是不是" not in told
    assert "现有：common" in told


def test_the_rules_of_a_ledger_by_its_title() -> None:
    by_title = rs("rules", "--ledger", "致富带头人台账").stdout
    assert by_title == rs("rules", "--ledger", "leader").stdout
    assert "是不是“致富带头人台账”" in rs("rules", "--ledger", "致富带头人台帐").stderr


@pytest.mark.parametrize("given", ["P101", "L", "C3,C203"])
def test_no_proposals_to_accept(ledger: Path, given: str) -> None:
    result = rs("correct", ledger, "--accept", given)
    assert result.exit_code == 2
    for code, title in rules.proposing_rules().items():
        assert f"{code}（{title}）" in result.stderr
    assert [path.name for path in ledger.parent.iterdir()] == ["台账.xlsx"]


def test_help_names_the_rules_that_propose() -> None:
    page = rs("correct", "--help").stdout
    named = "".join(page.partition("--accept")[2].partition("--notice")[0].split())
    assert "、".join(rules.proposing_rules()) in named


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("recheck", "退回", "报回"), "核对.csv"),
        (("collect-forms", "申报表"), "名册.docx"),
        (("template", "leader"), "台账.xls"),
    ],
)
def test_workbooks_are_called_workbooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("退回", "报回", "申报表"):
        (tmp_path / folder).mkdir()
    result = rs(*command, "-o", name)
    assert result.exit_code == 2
    assert "可以写.xlsx" in result.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("given", ["Z102", "c2", "C203,Z1"])
def test_proposals_to_accept(ledger: Path, given: str) -> None:
    assert rs("correct", ledger, "--accept", given, "--diff").exit_code == 0


def test_a_path_in_pieces(ledger: Path) -> None:
    spaced = ledger.rename(ledger.with_name("桂林街道 台账 6月.xlsx"))
    for command in ("validate", "correct", "collect-forms"):
        result = rs(command, *str(spaced).split())
        assert result.exit_code == 2
        assert f'路径中有空格的要加引号，写作 "{spaced}"' in result.stderr
    assert rs("validate", spaced, "没有.xlsx").exit_code != 2
    assert "引号" in rs("rollup", "--year", "2020", *str(spaced).split()).stderr


SUFFIXES = {"txt": b"\xe3", "json": b"{", "csv": b"\xef\xbb\xbf", "html": b"<!", "xlsx": b"PK"}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_format_follows_the_suffix(ledger: Path, suffix: str) -> None:
    target = ledger.with_name(f"结果.{suffix.upper()}")
    rs("validate", ledger, "-o", target)
    assert target.read_bytes()[: len(SUFFIXES[suffix])].strip() or suffix == "txt"
    assert suffix == "txt" or target.read_bytes().startswith(SUFFIXES[suffix])


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("结果.csv", ("--format", "json"), "不一致"),
        ("结果.xlsx", ("--format", "csv"), "不一致"),
        ("结果.html", ("--statistics",), "不一致"),
        ("结果.pdf", (), "不会写.pdf文件"),
        ("结果.docx", (), "可以写.txt、.json"),
    ],
)
def test_a_suffix_that_says_otherwise(
    ledger: Path, name: str, more: tuple[str, ...], told: str
) -> None:
    target = ledger.with_name(name)
    result = rs("validate", ledger, "-o", target, *more)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not target.exists()


@pytest.mark.parametrize(("name", "form"), [("结果.dat", "json"), ("结果", "csv")])
def test_a_suffix_of_no_format(ledger: Path, name: str, form: str) -> None:
    target = ledger.with_name(name)
    rs("validate", ledger, "-o", target, "--format", form)
    assert target.stat().st_size


@pytest.fixture
def program(tmp_path: Path) -> dict[str, str]:
    """An environment in which a shell finds the program by its name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    found = folder / "rs"
    found.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ruralskills "$@"\n', "utf-8")
    found.chmod(0o755)
    paths = (str(folder), os.environ["PATH"])
    return {**os.environ, "PATH": os.pathsep.join(paths)}


WORDS = {
    ("rs", "val"): "validate",
    ("rs", "validate", "--form"): "--format",
    ("rs", "validate", "--format", "h"): "html",
}


@pytest.mark.skipif(os.name == "nt", reason="the shells of Windows are others")
@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_bash_completes(program: dict[str, str], words: tuple[str, ...]) -> None:
    typed = (
        f'eval "$(rs completion bash)"; COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; '
        '_rs_completion rs; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", typed], env=program, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [WORDS[words]]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes(program: dict[str, str]) -> None:
    typed = (
        'autoload -U compinit; compinit -u -D; eval "$(rs completion zsh)"; whence -w _rs_completion; '
        "_arguments() { print -rl -- $@ }; words=(rs val); CURRENT=2; _rs_completion"
    )
    done = subprocess.run(
        ["zsh", "-f", "-c", typed], env=program, capture_output=True, text=True, check=True
    )
    assert "function" in done.stdout
    assert '"validate":' in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_each_shell(shell: str) -> None:
    script = rs("completion", shell).stdout
    assert f"_RS_COMPLETE={'complete_' + shell}" in script.replace(' = "', "=").replace("$Env:", "")
    assert "rs completion" in script.splitlines()[-1]

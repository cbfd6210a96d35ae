"""A mistyped command is told in one line of Chinese."""

from __future__ import annotations

import sys

import pytest

from ruralskills.cli import run

MISTYPED = {
    "validat x": "没有命令“validat”，是不是“validate”，用法见 rs --help",
    "验证 x": "没有命令“验证”，用法见 rs --help",
    "-x": "没有选项“-x”，用法见 rs --help",
    "validate --fromat json": "没有选项“--fromat”，是不是“--format”，用法见 rs validate --help",
    "validate x --format pdf": "--format的值“pdf”不对，可以是console、json、csv、html、xlsx、"
    "markdown、sarif、github，"
    "用法见 rs validate --help",
    "validate x --format": "选项“--format”写得不对，可能缺了后面的值，用法见 rs --help",
    "validate x --jobs abc": "--jobs的值“abc”不对，要写整数，用法见 rs validate --help",
    "validate x --jobs -1": "--jobs的值“-1”不对，要写整数，用法见 rs validate --help",
    "validate x --as-of 2020/13/1": "--as-of的值“2020/13/1”不对，要写成2020-12-31这样的日期，"
    "用法见 rs validate --help",
    "rollup --quarter 5": "--quarter的值“5”不对，要写1至4的整数，用法见 rs rollup --help",
    "rollup --month 13": "--month的值“13”不对，要写1至12的整数，用法见 rs rollup --help",
    "rollup --month x": "--month的值“x”不对，要写1至12的整数，用法见 rs rollup --help",
    "rule": "没有写明CODE，用法见 rs rule --help",
}


def ran(monkeypatch: pytest.MonkeyPatch, words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["rs", *words.split()])
    with pytest.raises(SystemExit) as ended:
        run()
    return ended.value.code


@pytest.mark.parametrize("words", MISTYPED)
def test_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert ran(monkeypatch, words) == 2
    assert capsys.readouterr() == ("", f"rs：{MISTYPED[words]}\n")


def test_nothing_asked_for_is_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(monkeypatch, "") == 2
    out, err = capsys.readouterr()
    assert "validate" in out + err
    assert "rs：" not in err


def test_help_of_any_command_names_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(monkeypatch, "--help validate") == 0
    assert "ledgers" in capsys.readouterr().out


def test_the_exit_code_of_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ran(monkeypatch, "rules --format json") == 0
    assert ran(monkeypatch, "validate 没有.xlsx") == 2

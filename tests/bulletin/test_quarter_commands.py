"""The quarter's work in five commands, as the READMEs show it, run as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from builders.command_line import rs

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"<!-- quarter:begin -->\n```\n(.*?)```\n<!-- quarter:end -->", re.DOTALL)
CODES = {"validate": (1,), "correct": (0,), "recheck": (0, 1), "rollup": (0,), "summarize": (0,)}


def commands(name: str) -> list[list[str]]:
    """Return the commands of a README, word by word."""
    [block] = BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
    return [shlex.split(line, comments=True) for line in block.splitlines()]


def test_both_show_the_same() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")


def test_the_commands_run_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tongnan-2020", "tongnan-2020-clean"):
        shutil.copytree(ROOT / "examples" / name, tmp_path / "examples" / name)
    monkeypatch.chdir(tmp_path)
    found = commands("README.md")
    assert [words[:2] for words in found] == [["rs", each] for each in CODES]
    for words in found:
        result = rs(*words[1:])
        assert result.exit_code in CODES[words[1]], (words, result.stderr)
    [again] = [words for words in found if words[1] == "rollup"]
    assert rs(*again[1:]).exit_code == 0  # frozen already, and the same
    made = {path.name for path in (tmp_path / "通报" / "2020Q2").iterdir()}
    assert made == {"通报.docx", "领导页.html", "附表.xlsx", "通报.json"}
    for name in ("问题清单.xlsx", "退回", "复核.xlsx", "汇总表.xlsx"):
        assert (tmp_path / name).exists()

"""The how-to for a county's own notice: what it shows is what one gets."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from pathlib import Path

import pytest

from builders.command_line import rs
from builders.sheet_text import Sheet, write

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "own-notice.zh-CN.md"
TEXT = HOW_TO.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


PACK, SHOWN = blocks("toml"), blocks("console")
FIRST = "\n".join(PACK[:2])


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notices").mkdir()
    (tmp_path / "rs.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(office: Path, pack: str, targets: str = "") -> None:
    (office / "notices" / "清溪-2024.toml").write_text(pack, encoding="utf-8")
    if targets:
        (office / "notices" / "清溪-2024.csv").write_text(targets, encoding="utf-8")


def printed(shown: str) -> tuple[int, str, str]:
    """What a command of the page prints, and what the page says it does."""
    command, _, expected = shown.partition("\n")
    result = rs(*command.removeprefix("$ rs ").split())
    return result.exit_code, result.stdout, expected


def test_first_notice(office: Path) -> None:
    put(office, FIRST)
    code, said, expected = printed(SHOWN[0])
    assert (code, said) == (0, expected)


def test_first_mistake(office: Path) -> None:
    put(office, FIRST.replace("value", "vale"))
    code, said, expected = printed(f"$ rs notices --check notices/清溪-2024.toml\n{SHOWN[1]}")
    assert (code, said) == (1, expected)


def table_after(word: str) -> str:
    """The first table of the page behind a word."""
    lines = TEXT[TEXT.index(word) :].splitlines()
    rows = dropwhile(lambda line: not line.startswith("| "), lines)
    return "\n".join(
        line for line in takewhile(lambda line: line.startswith("| "), rows) if "---" not in line
    )


def test_finding_of_a_declared_requirement(office: Path) -> None:
    put(office, "\n".join(PACK), blocks("csv")[0])
    write(office / "学员.xlsx", Sheet("清溪县2024年学员花名册", table_after("学员.xlsx")))
    code, said, expected = printed(SHOWN[3])
    assert code == 1
    assert said.startswith(expected)
    assert "依据：清政办发〔2024〕12号三（五）“经营管理型不少于12天、30学时” [NP101]" in said


def test_first_finding(office: Path) -> None:
    put(office, FIRST)
    write(office / "带头人.xlsx", Sheet("清溪县2024年致富带头人台账", table_after("带头人.xlsx")))
    code, said, expected = printed(SHOWN[2])
    assert code == 1
    assert said.startswith(expected)
    assert "适用：清溪县2024年乡村技能培训实施方案" in said


def test_whole_notice(office: Path) -> None:
    put(office, "\n".join(PACK), blocks("csv")[0])
    code, said, expected = printed(SHOWN[4])
    assert (code, said) == (0, expected)
    result = rs("notices", "清溪-2024", "--format", "markdown")
    assert result.exit_code == 0
    assert "季度通报：每季度一次" in result.stdout

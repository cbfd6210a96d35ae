"""What the READMEs show is what the program really gives, and their commands run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import ruralskills
from builders import readme_pictures, readme_sample
from builders.command_line import rs

ROOT = Path(__file__).resolve().parents[1]
AGAIN = "the sample is stale; run: PYTHONPATH=src:tests python -m builders.counties examples"


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return readme_sample.printed(ruralskills.validate(ROOT / "examples" / "tongnan-2020"))


@pytest.mark.parametrize("name", readme_sample.READMES)
def test_each_line_of_the_sample_is_still_printed(name: str, printed: list[str]) -> None:
    command, *lines = readme_sample.sample_in((ROOT / name).read_text(encoding="utf-8"))
    assert command == readme_sample.COMMAND
    assert len(lines) > 10
    for line in lines:
        assert line in (*printed, readme_sample.LEFT_OUT), f"{name}: {AGAIN}"


def commands(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8").partition("<!-- quarter:begin -->")[0]
    return re.findall(r"^rs (rollup .+)$", text, re.M)


def test_the_commands_of_the_roll_up_run_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    found, again = map(commands, readme_sample.READMES)
    assert found == again
    assert len(found) == 3
    for command in found:
        result = rs(*shlex.split(command))
        assert result.exit_code == 0, result.stderr
    assert (tmp_path / "汇总表.xlsx").exists()
    assert "桂花街道2020年致富带头人台账.xlsx!带头人台账!" in result.stdout


@pytest.mark.parametrize(
    "name",
    ["README.md", "README.zh-CN.md", "docs/rollup.md", "docs/cluster.md", "docs/bulletin.md"],
)
def test_linked_pages_are_there(name: str) -> None:
    path = ROOT / name
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link


@pytest.mark.parametrize("name", readme_sample.READMES)
def test_the_pictures_are_small(name: str) -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [Path(each).stem for each in shown] == ["problem-list", "bulletin", "leader-page"]
    for each in shown:
        content = (ROOT / each).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) <= readme_pictures.LARGEST

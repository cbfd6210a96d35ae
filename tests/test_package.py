"""What stands around the program: its description for an index, the demo, the hook, the site, the examples."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from builders import distribution
from builders.command_line import rs
from builders.sheet_text import write
from builders.workbook_fixture import leaders

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
READMES = ("README.md", "README.zh-CN.md")


ADDRESS = "https://example.org/office/rs"


def build(folder: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> dict[str, Any]:
    """What the build gives to an index where the project is published at an address."""
    pytest.importorskip("setuptools")
    given: dict[str, Any] = {}
    for name in ("README.md", "setup.py"):
        shutil.copy(ROOT / name, folder)
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    named = re.sub(r'^repository = ".*"$', f'repository = "{address}"', settings, flags=re.M)
    assert tomllib.loads(named)["tool"]["ruralskills"] == {"repository": address}
    (folder / "pyproject.toml").write_text(named, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr("setuptools.setup", lambda **words: given.update(words))
    runpy.run_path("setup.py")
    return given


def test_links_of_the_description_are_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = str(build(tmp_path, monkeypatch, ADDRESS)["long_description"])
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) >= 10
    repository = ADDRESS
    for link in links:
        assert link.startswith(("https://", "#")), link
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert pictures
    assert all(each.startswith(f"{repository}/raw/main/docs/pictures/") for each in pictures)
    for link in set(links) - set(pictures):
        inside = link.removeprefix(f"{repository}/blob/main/")
        assert inside == link or (ROOT / inside).exists(), link


def test_a_description_without_an_address_has_no_dead_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = build(tmp_path, monkeypatch, "")
    assert given["project_urls"] == {}
    text = str(given["long_description"])
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert all(link.startswith(("https://", "#")) for link in links), links
    assert "![" not in text
    whole = (ROOT / "README.md").read_text("utf-8")
    for words in re.findall(r"(?<!!)\[([^\]]*)\]\(", whole):
        assert words in text


def test_what_an_index_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = build(tmp_path, monkeypatch, ADDRESS)
    assert {"Homepage", "Repository", "Documentation", "Changelog"} <= given["project_urls"].keys()
    assert all(each.startswith(ADDRESS) for each in given["project_urls"].values())
    assert "urls" in PROJECT["dynamic"]
    assert len(PROJECT["keywords"]) >= 5
    assert "readme" in PROJECT["dynamic"]


@pytest.mark.parametrize("name", READMES)
def test_commands_of_the_readme_are_the_same_everywhere(name: str) -> None:
    """After the two set-up commands a shell knows ``rs``, and no line calls it otherwise."""
    text = (ROOT / name).read_text("utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert any("make.py demo" in line for line in lines)
    assert any(re.search(r"[/\\]activate$", line) for line in lines)
    assert not [line for line in lines if re.search(r"[/\\]rs(\s|$)", line)]
    assert "bin/rs " not in text


def test_every_example_is_named() -> None:
    text = (ROOT / "examples" / "README.md").read_text("utf-8")
    chinese, _, english = text.partition("\n# ")
    for path in (ROOT / "examples").iterdir():
        name = path.name.removesuffix(".findings.txt").removesuffix("-clean")
        if path.name != "README.md":
            assert f"`{name}/" in chinese, path.name
            assert f"`{name}/" in english, path.name


def test_the_hook_checks_the_files_it_is_given(tmp_path: Path) -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    import yaml

    [hook] = yaml.safe_load(text)
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    program, *words = hook["entry"].split()
    assert program == "rs"
    right, copy = "收件/台账.xlsx", "收件/台账.校正.xlsx"
    assert re.search(hook["files"], right)
    assert not re.search(hook["exclude"], right)
    assert re.search(hook["exclude"], copy)
    assert not re.search(hook["files"], "说明.docx")
    path = write(tmp_path / "台账.xlsx", leaders("| 2x |", head="| 带动贫困户数 |"))
    assert rs(*words, path).exit_code == 1
    write(path, leaders("| 5 |", head="| 带动贫困户数 |"))
    assert rs(*words, path, "--notice", "common").exit_code == 0


def test_make_names_every_command() -> None:
    text = (ROOT / "make.py").read_text("utf-8")
    said = text.partition('"""')[2].partition('"""')[0]
    commands = re.findall(
        r'^    "([\w-]+)": \w+,$', text.partition("COMMANDS = {")[2], re.MULTILINE
    )
    assert {"demo", "site", "lock"} <= set(commands)
    assert [name for name in commands if f"make.py {name}" not in said] == []
    done = subprocess.run(
        [sys.executable, "make.py", "nonsense"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "make.py demo" in done.stderr


def test_pages_of_the_site_are_there() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = re.findall(r"^  - .+: (\S+\.md)$", text, flags=re.MULTILINE)
    assert {"index.md", "api.md", "settings.md", "cli.md"} <= set(pages)
    for page in (
        *pages,
        *re.findall(r"\]\(([^)#]+)\)", (ROOT / "docs/index.md").read_text("utf-8")),
    ):
        assert (ROOT / "docs" / page).is_file(), page
    assert "font: false" in text
    assert "https://" not in text.partition("theme:")[2]
    assert "build/" in (ROOT / ".gitignore").read_text("utf-8")


def test_the_site_documents_what_python_sees() -> None:
    import ruralskills

    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    documented = re.findall(r"^::: ([\w.]+)$", text, flags=re.MULTILINE)
    public = set(ruralskills.__all__) - {"__version__"}
    assert {each.rpartition(".")[2] for each in documented} == public
    for each in documented:
        module, _, name = each.rpartition(".")
        assert getattr(ruralskills, name).__module__ == module
        assert getattr(ruralskills, name).__doc__


@pytest.mark.parametrize("extra", ["site", "package"])
def test_other_tools_are_locked_and_nobody_else_needs_them(extra: str) -> None:
    wanted = [re.split(r"[\[>=]", each)[0] for each in PROJECT["optional-dependencies"][extra]]
    locked = (ROOT / f"requirements-{extra}.txt").read_text("utf-8")
    for name in wanted:
        assert re.search(rf"^{name}==\S+ \\$", locked, flags=re.MULTILINE), name
        for other in ("requirements.txt", "requirements-dev.txt"):
            assert f"{name}==" not in (ROOT / other).read_text("utf-8")
    assert "://" not in locked


def test_sdist_and_wheel_hold_the_program_and_nothing_else(tmp_path: Path) -> None:
    pytest.importorskip("setuptools")
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in (*distribution.BESIDE, "src", "templates", "tests"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name)
        elif source.exists():
            shutil.copy(source, tree)
    built = "import setuptools.build_meta as b; b.build_sdist('dist'); b.build_wheel('dist')"
    done = subprocess.run([sys.executable, "-c", built], cwd=tree, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert distribution.faults(tree / "dist") == []
    [wheel] = (tree / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("tests/test_docs.py", "")
    assert any(
        "tests/test_docs.py does not belong" in line for line in distribution.faults(tree / "dist")
    )

"""What becomes of a file that bears the name of an output, for every command that writes one."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import Result

import ruralskills
from builders.command_line import rs
from builders.proof import WHOLE, amount
from builders.watchdog import SECONDS
from builders.writings import LEDGER, ONLY_PRINT, WRITINGS, Writing, lay_out, work_in
from ruralskills.cli import application
from ruralskills.cli.commands import COMMANDS
from ruralskills.cli.panels import WRITE
from ruralskills.outputs.mark import ownership
from ruralskills.outputs.owner import Ownership

ROWS = [name for name, writing in WRITINGS.items() if WHOLE or not writing.is_heavy]
NOT_OURS: dict[str, bytes] = {
    "csv": "姓名,身份证号\r\n李四,500199198506150017\r\n".encode(),
    "toml": b'notices = ["common"]\n',
    "plan": b'{"schema_version": 1, "tool": {"name": "other", "version": "1"}, "files": []}',
    "text": "村里的说明\n".encode(),
}
MODIFIERS = {
    "--marks-only",
    "--clean",
    "--merged",
    "--draft",
    "--all-columns",
    "--rows",
    "--remove",
}
"""Options that change what is written and not where, and one that takes a file away."""


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("工作区"))


@pytest.fixture
def folder(laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "工作区"
    shutil.copytree(laid_out, own)
    monkeypatch.chdir(own)
    monkeypatch.setenv("PATH", str(own / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own / "config"))
    return own


def run(writing: Writing) -> Result:
    return rs(*writing.words)


def target_of(folder: Path, writing: Writing) -> Path:
    found = [path for path in folder.glob(writing.target) if ".旧" not in path.name]
    assert len(found) == 1, (writing.target, found)
    return found[0]


def first(folder: Path, writing: Writing) -> Path:
    """Write the file for the first time."""
    result = run(writing)
    assert result.exit_code == writing.code, result.output
    return target_of(folder, writing)


def listing(folder: Path) -> dict[str, bytes]:
    """Every file but what a workspace keeps for itself and the log."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".log" and path.name != ".rs-summarize.lock"
        and (".rs" not in path.parts or "freezes" in path.parts)
    }  # fmt: skip


def kept_contents(path: Path) -> Iterator[bytes]:
    """Yield the files beside an output, or in folders beside its own, that were kept."""
    stem = path.name.partition(".")[0]
    for each in (*path.parent.glob(f"{stem}*.旧*"), *path.parent.parent.glob(f"*.旧*/{path.name}")):
        yield each.read_bytes()


def failures(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if line.startswith("rs：")]


def test_every_command_has_its_place_in_the_table() -> None:
    """And so has every option that says where something is written."""
    app = typer.main.get_command(application())
    assert isinstance(app, TyperGroup)
    lines = [writing.words for writing in WRITINGS.values()]
    written = {words[0] for words in lines}
    assert written | ONLY_PRINT == {*COMMANDS}
    assert not written & ONLY_PRINT
    for name in COMMANDS:
        for option in app.commands[name].params:
            names = set(option.opts)
            if getattr(option, "rich_help_panel", "") != WRITE or names & MODIFIERS:
                continue
            assert any(words[0] == name and names.intersection(words) for words in lines) or (
                name == "schedule" or option.opts == ["--to"]
            ), (name, option.opts)


WRITES = re.compile(
    r"""\.write_(?:bytes|text)\(|open\(\s*["'][wxa]|\.replace\(path\)|os\.(?:replace|rename)\("""
    r"""|shutil\.(?:copy|move)"""
)
ITS_OWN_WAY = {
    "outputs/output_file.py": "the one way",
    "bulletin/release.py": "a folder of files is swapped in whole",
    "bulletin/run_log.py": "a line is added",
    "rollups/record_store.py": "the workspace's own store",
    "rollups/freezes.py": "the rows of a freeze, before the freeze itself",
    "validation/archives.py": "unpacked into a folder of the run",
    "rollups/roll_up.py": "the example of a docstring",
    "forms/libreoffice.py": "handed to LibreOffice in a folder of the run",
}


def test_no_module_writes_a_file_in_a_way_of_its_own() -> None:
    package = Path(ruralskills.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if WRITES.search(path.read_text("utf-8"))
    }
    assert found <= ITS_OWN_WAY.keys()


@pytest.mark.parametrize("name", ROWS)
def test_ours_is_replaced_and_what_somebody_worked_in_is_kept(folder: Path, name: str) -> None:
    writing = WRITINGS[name]
    target = first(folder, writing)
    before = listing(folder)
    os.utime(target, (0, 0))
    result = run(writing)
    if name == "init":
        assert (result.exit_code, len(failures(result))) == (2, 1)
    else:
        assert result.exit_code == writing.code, result.output
        assert bool(target.stat().st_mtime) == writing.is_rewritten
    assert listing(folder).keys() == before.keys()
    for number in range(1, amount(1, 3) + 1):
        edited = work_in(target, number)
        result = run(writing)
        if writing.edited == "refused":
            assert (result.exit_code, len(failures(result))) == (2, 1)
            assert target.read_bytes() == edited
        elif writing.edited == "added":
            assert target.read_bytes().startswith(edited)
        else:
            assert result.exit_code == writing.code, result.output
            assert edited in kept_contents(target)
            assert ownership(target.read_bytes()) is not Ownership.EDITED
    assert not [path for path in folder.rglob("*") if path.suffix == ".tmp"]


def foreign_of(name: str) -> list[str]:
    if WHOLE:
        return [*NOT_OURS, "workbook"]
    kinds = [*NOT_OURS, "workbook"]
    return [kinds[[*WRITINGS].index(name) % len(kinds)]]


@pytest.mark.parametrize(("name", "kind"), [(n, k) for n in ROWS for k in foreign_of(n)])
def test_what_is_not_ours_is_never_written_over(folder: Path, name: str, kind: str) -> None:
    writing = WRITINGS[name]
    target = first(folder, writing) if "*" in writing.target else folder / writing.target
    target.parent.mkdir(parents=True, exist_ok=True)
    content = NOT_OURS.get(kind) or (folder / LEDGER).read_bytes()
    if writing.foreign == "added":
        content = NOT_OURS["toml"]  # settings that cannot be read are refused before
    target.write_bytes(content)
    before = listing(folder)
    result = run(writing)
    after = listing(folder)
    if writing.foreign == "refused":
        assert result.exit_code == 2
        [line] = failures(result)
        assert any(word in line for word in ("没有覆盖", "没有改动")), line
        assert after == before
    elif writing.foreign == "added":
        assert target.read_bytes().startswith(content)
    else:
        assert result.exit_code == writing.code, result.output
        assert content in kept_contents(target)


@pytest.mark.parametrize("name", ROWS)
def test_a_full_disk_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    writing = WRITINGS[name]
    monkeypatch.setattr(os, "fsync", full)
    before = listing(folder)
    result = run(writing)
    assert result.exit_code == 2, result.output
    [line] = failures(result)
    assert "磁盘已满" in line
    assert {n: c for n, c in listing(folder).items() if not n.endswith(".parquet")} == before
    assert not [path for path in folder.rglob("*") if path.suffix in (".tmp", ".rs-new")]


SEVERAL = ROWS if WHOLE else ["validate csv", "correct"]


@pytest.mark.parametrize("name", SEVERAL)
def test_two_runs_at_once_lose_nothing(folder: Path, name: str) -> None:
    writing = WRITINGS[name]
    target = first(folder, writing)
    edited = work_in(target, 1)
    line = [sys.executable, "-m", "ruralskills", *shlex.split(writing.line)]
    runs = [
        subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)
    ]
    for each in runs:
        _, said = each.communicate(timeout=SECONDS)
        assert each.returncode in (writing.code, 2), said.decode()
        assert (
            each.returncode == writing.code
            or "另一次" in said.decode()
            or writing.edited == "refused"
        )
    assert edited in (target.read_bytes(), *kept_contents(target)) or writing.edited == "added"
    assert not [path for path in folder.rglob("*") if path.suffix == ".tmp"]

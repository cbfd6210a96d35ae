"""One kill: the workspace before, the run that is killed, and what is left."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, NamedTuple

from builders.command_line import rs
from builders.inbox import sheet
from builders.sheet_text import write
from builders.workbook_fixture import number
from builders.writings import LEDGER, SENT, WRITINGS, Writing, lay_out, work_in
from ruralskills.outputs.mark import ownership
from ruralskills.outputs.owner import Ownership

KILLED: Final = tuple(
    name
    for name in WRITINGS
    if name.startswith(("validate ", "correct", "rollup ", "summarize ", "render-form"))
    and name not in ("validate --show-layout", "rollup --freeze")
)
_TRACES: Final = (".rs-summarize.lock", "运行记录.log")
_STATES: Final = ("absent", "ours", "edited")


class Killed(NamedTuple):
    """The result of a kill."""

    name: str
    state: Literal["absent", "ours", "edited"]
    after: Literal["absent", "old", "new"]
    litter: int
    """Temporary files and folders that the kill left, all gone after the next run."""
    is_in_writing: bool
    """True for a kill in the midst of writing, False for one by the clock."""


class Killer:
    """Kills commands of a workspace at random moments."""

    def __init__(self, home: Path, seed: int) -> None:
        self._home = home
        self._seed = random.Random(seed)
        self._laid_out: dict[str, Path] = {}
        self._seconds: dict[str, float] = {}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "builders.kills.runner"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
        assert self._line() == "ready"

    def close(self) -> None:
        """End the process that runs the commands."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(timeout=60)
        assert self._server.stdout is not None
        self._server.stdout.close()

    def kill(self, name: str, *, in_writing: bool) -> Killed:
        """Kill a run of a command, and raise AssertionError where something is lost.

        It is killed while it writes, or else by the clock.
        """
        writing = WRITINGS[name]
        folder, scratch = self._home / "工作区", self._home / "临时"
        for path in (folder, scratch):
            shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self._before(name), folder)
        scratch.mkdir()
        state = self._seed.choice(_STATES)
        with _inside(folder, scratch):
            target = _target(folder, writing)
            if state == "absent":
                for path in _outputs(target, writing):
                    path.unlink()
            elif state == "edited":
                work_in(target, self._seed.randrange(1000))
            was = _files(folder)
            self._run_and_kill(folder, scratch, name, in_writing)
            after = _check(folder, was, target, writing)
            litter = len(list(_litter(folder, scratch)))
            _check_next_run(folder, scratch, was, target, writing)
        return Killed(name, state, after, litter, in_writing)  # type: ignore[arg-type]  # one of _STATES

    def _before(self, name: str) -> Path:
        """Return a workspace in which a command has run, whose ledgers have changed since."""
        if name not in self._laid_out:
            bare = self._home / "起"
            if not bare.exists():
                bare.mkdir()
                lay_out(bare)
            folder = self._home / f"前{len(self._laid_out)}"
            shutil.copytree(bare, folder)
            with _inside(folder, folder / "bin"):
                for _ in range(2):  # the first one loads what it needs
                    started = time.perf_counter()
                    assert rs(*WRITINGS[name].words).exit_code == WRITINGS[name].code
                    self._seconds[name] = time.perf_counter() - started
            _change_ledgers(folder)
            self._laid_out[name] = folder
        return self._laid_out[name]

    def _run_and_kill(self, folder: Path, scratch: Path, name: str, in_writing: bool) -> None:
        if in_writing:
            self._started(folder, scratch, name, self._seed.randrange(1, 1 << 30))
            self._wait_for_end()
            return
        process = self._started(folder, scratch, name, 0)
        time.sleep(self._seed.uniform(0, 1.5) * self._seconds[name])
        os.kill(process, signal.SIGKILL)
        self._wait_for_end()

    def _started(self, folder: Path, scratch: Path, name: str, seed: int) -> int:
        """Start a command and return the number of its process."""
        assert self._server.stdin is not None
        order = json.dumps([str(folder), str(scratch), WRITINGS[name].words, seed])
        self._server.stdin.write(f"{order}\n")
        self._server.stdin.flush()
        return int(self._line())

    def _wait_for_end(self) -> None:
        while (line := self._line()) != "gone":
            assert line == "done", line

    def _line(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline().strip()


@contextmanager
def _inside(folder: Path, scratch: Path) -> Iterator[None]:
    home, temporary = Path.cwd(), tempfile.tempdir
    os.chdir(folder)
    tempfile.tempdir = str(scratch)
    try:
        yield
    finally:
        os.chdir(home)
        tempfile.tempdir = temporary


def _change_ledgers(folder: Path) -> None:
    title = "桂林街道2020年致富带头人台账"
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数"
    rows = [f"青龙村 | 贫困村 | 李某 | {number(sequence=n)} | 2020.5.7 | 在库 | 2" for n in (1, 3)]
    for name in (SENT, LEDGER):
        write(folder / name, sheet(title, head, *rows))
    data = folder / "applicant.yaml"
    data.write_text(data.read_text("utf-8").replace("5户18人", "6户20人"), "utf-8")


def _target(folder: Path, writing: Writing) -> Path:
    [target] = (path for path in folder.glob(writing.target) if ".旧" not in str(path))
    return target


def _outputs(target: Path, writing: Writing) -> list[Path]:
    """Return what a command has written, for a bulletin all that is in its folder."""
    return [*target.parent.iterdir()] if writing.foreign == "previous" else [target]


def _files(folder: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in _TRACES and ".rs" not in path.parts
    }


def _litter(folder: Path, scratch: Path) -> Iterator[Path]:
    yield from scratch.iterdir()
    for path in folder.rglob("*"):
        if path.suffix in (".tmp", ".rs-new", ".rs-old"):
            yield path


def _is_whole(path: Path, old: bytes | None) -> bool:
    """Return True for the old file, byte for byte, or a new one whose mark fits."""
    content = path.read_bytes()
    return content == old or (bool(content) and ownership(content) is Ownership.OURS)


def _kept(folder: Path, was: dict[Path, bytes]) -> list[Path]:
    return [path for path in folder.rglob("*.旧*") if path.is_file() and path not in was] + [
        path for home in folder.rglob("*.旧*") if home.is_dir() for path in home.rglob("*")
        if not home.name.startswith(".")
    ]  # fmt: skip


def _check(
    folder: Path, was: dict[Path, bytes], target: Path, writing: Writing
) -> Literal["absent", "old", "new"]:
    """Hold what is there right after the kill against what was."""
    for path, content in was.items():
        if path != target and writing.foreign != "previous":
            assert path.read_bytes() == content, f"{path}: a source has changed"
    _check_kept(folder, was, target)
    if not target.exists():
        assert target not in was, f"{target}: lost"
        return "absent"
    assert _is_whole(target, was.get(target)), f"{target}: torn"
    return "old" if target.read_bytes() == was.get(target) else "new"


def _check_kept(folder: Path, was: dict[Path, bytes], target: Path) -> None:
    """Find what somebody has worked in, and no kept file that is torn."""
    kept = [path.read_bytes() for path in _kept(folder, was)]
    old = was.get(target)
    if old is not None and ownership(old) is Ownership.EDITED:
        assert old in (target.read_bytes() if target.exists() else b"", *kept), "work is lost"
    for content in kept:
        assert content in was.values() or ownership(content) is Ownership.OURS, "a torn kept file"


def _check_next_run(
    folder: Path, scratch: Path, was: dict[Path, bytes], target: Path, writing: Writing
) -> None:
    """Run the command again, which clears away what the killed run has left."""
    result = rs(*writing.words)
    assert result.exit_code == writing.code, result.output
    assert ownership(target.read_bytes()) is Ownership.OURS
    _check_kept(folder, was, target)
    assert list(_litter(folder, scratch)) == []
    kept = [path.read_bytes() for path in _kept(folder, was) if path.name.startswith(target.stem)]
    assert len(kept) == len(set(kept)), "kept twice"

"""Files that are swapped in whole: killed runs, two at once, a full disk."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ruralskills.bulletin import release
from ruralskills.bulletin.release import locked, publish
from ruralskills.bulletin.statement import BulletinError

FIRST = {"通报.docx": b"one", "通报.json": b"eins"}
SECOND = {"通报.docx": b"two", "通报.json": b"zwei"}
ENDLESS = """
import itertools, pathlib, sys
from ruralskills.bulletin.release import publish
folder = pathlib.Path(sys.argv[1])
for turn in itertools.count():
    content = b"%d" % turn * 20000
    publish({"a": content, "b": content}, folder)
    print(turn, flush=True)
"""


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_previous_version_is_kept_once(tmp_path: Path) -> None:
    folder = tmp_path / "2020Q2"
    assert publish(FIRST, folder) is None
    stamp = (folder / "通报.docx").stat().st_mtime_ns
    assert publish(FIRST, folder) is None
    assert (folder / "通报.docx").stat().st_mtime_ns == stamp
    assert publish(SECOND, folder) == tmp_path / "2020Q2.旧1"
    assert (held(folder), held(tmp_path / "2020Q2.旧1")) == (SECOND, FIRST)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2020Q2", "2020Q2.旧1"]


def test_other_files_stay(tmp_path: Path) -> None:
    publish(FIRST, tmp_path / "2020Q2")
    (tmp_path / "2020Q2" / "签发件.pdf").write_bytes(b"signed")
    publish(SECOND, tmp_path / "2020Q2")
    assert held(tmp_path / "2020Q2") == {**SECOND, "签发件.pdf": b"signed"}


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_last_version(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "2020Q2"
    publish(FIRST, folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(OSError, match="full"):
            publish(SECOND, folder)
    assert held(folder) == FIRST
    publish(SECOND, folder)
    assert held(folder) == SECOND


@pytest.mark.skipif(sys.platform != "linux", reason="kill -9")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    folder, moments = tmp_path / "2020Q2", random.Random(14)
    for _ in range(20):
        run = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(folder)], stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert run.stdout
        run.stdout.readline()
        time.sleep(moments.random() / 20)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        found = held(folder)
        assert found["a"] == found["b"] != b""
        for kept in tmp_path.glob("*.旧*"):
            if not kept.name.startswith("."):
                assert held(kept)["a"] == held(kept)["b"]
    publish(FIRST, folder)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


STEP_BY_STEP = """
import json, os, pathlib, shutil, signal, sys
from ruralskills.bulletin import release
top = pathlib.Path(sys.argv[1])
folder = top / "2020Q2"
first, second = ({"a": word * 9999, "b": word * 9999} for word in (b"one", b"two"))
if sys.argv[2] == "two":
    release._is_exchanged = lambda *_: False
def held(path):
    return {each.name: each.read_bytes() for each in path.iterdir()} if path.is_dir() else None
def killed_at(step):
    seen = 0
    def hook(event, _):
        nonlocal seen
        seen += event == "open" or event.startswith(("os.", "shutil.", "ctypes."))
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)
    child = os.fork()
    if not child:
        sys.addaudithook(hook)
        release.publish(second, folder)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0
step = 1
while True:
    shutil.rmtree(top, ignore_errors=True)
    release.publish(first, folder)
    was_killed = killed_at(step)
    now = held(folder)
    whole = now if now is not None else held(top / ".2020Q2.rs-old")
    release.publish(second, folder)
    names = sorted(each.name for each in top.iterdir())
    print(json.dumps([
        "first" if now == first else "second" if now == second else "none" if now is None else "torn",
        whole in (first, second), held(folder) == second, held(top / "2020Q2.旧1") == first, names,
    ]), flush=True)
    if not was_killed:
        break
    step += 1
"""


@pytest.mark.skipif(sys.platform != "linux", reason="kill -9")
@pytest.mark.parametrize("swap", ["one", "two"])
def test_killed_at_every_step(swap: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STEP_BY_STEP, str(tmp_path / "x"), swap],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(steps) > 30
    for _, *rest in steps:
        assert rest == [True, True, True, ["2020Q2", "2020Q2.旧1"]]
    seen = [now for now, *_ in steps]
    order = ["first", "second"] if swap == "one" else ["first", "none", "second"]
    assert list(dict.fromkeys(seen)) == order
    assert seen == sorted(seen, key=order.index)


def test_a_second_run_waits_and_then_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert release.WAIT == 60
    monkeypatch.setattr(release, "WAIT", 0.1)
    with locked(tmp_path), pytest.raises(BulletinError, match="另一次通报"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass

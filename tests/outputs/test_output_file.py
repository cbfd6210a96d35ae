"""A file is written whole or not at all, and what a person has worked in stays."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from ruralskills.outputs.mark import OutputKind, marked, ownership
from ruralskills.outputs.output_file import OutputRefused, write
from ruralskills.outputs.owner import Ownership

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and devices of another kind")


def ours(text: str) -> bytes:
    return marked(f"{text}\n".encode(), OutputKind.TEXT)


def edited(text: str) -> bytes:
    return ours("报告") + text.encode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_ours_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    assert write(ours("一"), target) is None
    assert write(ours("二"), target) is None
    assert target.read_bytes() == ours("二")
    assert names(tmp_path) == ["报告.txt"]


def test_what_somebody_has_worked_in_is_kept_each_time(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    for number in (1, 2, 3):
        target.write_bytes(edited(f"第{number}次填"))
        kept = write(ours("新"), target)
        assert kept == tmp_path / f"报告.旧{number}.txt"
        assert kept.read_bytes() == edited(f"第{number}次填")
        assert target.read_bytes() == ours("新")


def test_what_is_not_ours_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    target.write_text("台账", "utf-8")
    with pytest.raises(OutputRefused, match="不是本工具写的"):
        write(ours("新"), target)
    assert target.read_text("utf-8") == "台账"
    assert names(tmp_path) == ["报告.txt"]


def test_an_input_is_refused_by_whatever_name(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    target.write_bytes(ours("一"))
    (tmp_path / "链接").symlink_to(target)
    with pytest.raises(OutputRefused, match="交来检查的文件"):
        write(ours("二"), target, inputs=[tmp_path / "链接"])
    assert target.read_bytes() == ours("一")


def linked(folder: Path, content: bytes | None) -> tuple[Path, Path]:
    """A target that is a link, and the file in another folder that it leads to."""
    (folder / "共享").mkdir()
    own, target = folder / "共享" / "报告.txt", folder / "报告.txt"
    if content is not None:
        own.write_bytes(content)
    target.symlink_to(Path("共享") / "报告.txt")
    return own, target


@pytest.mark.parametrize("content", [b"mine", ours("一"), edited("填"), b"", None])
def test_a_link_is_refused_and_not_followed(tmp_path: Path, content: bytes | None) -> None:
    own, target = linked(tmp_path, content)
    with pytest.raises(OutputRefused, match="这是一个链接，没有覆盖"):
        write(ours("二"), target)
    assert target.is_symlink()
    assert (own.read_bytes() if own.exists() else None) == content
    assert names(tmp_path) == ["共享", "报告.txt"]


@pytest.mark.parametrize("content", [b"mine", ours("一"), edited("填"), b"", None])
def test_a_link_is_kept_as_the_link_that_it_is(tmp_path: Path, content: bytes | None) -> None:
    own, target = linked(tmp_path, content)
    (tmp_path / "报告.旧1.txt").write_bytes(b"earlier")
    kept = write(ours("二"), target, keeps_foreign=True)
    assert kept == tmp_path / "报告.旧2.txt"
    assert kept.readlink() == Path("共享") / "报告.txt"
    assert (own.read_bytes() if own.exists() else None) == content
    assert not target.is_symlink()
    assert target.read_bytes() == ours("二")


def test_what_is_not_ours_is_kept_where_that_is_wanted(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    target.write_bytes(b"mine")
    kept = write(ours("新"), target, keeps_foreign=True)
    assert kept is not None
    assert kept.read_bytes() == b"mine"


@posix
def test_permissions(tmp_path: Path) -> None:
    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    umask = os.umask(0o027)
    try:
        usual, private, like, again = (tmp_path / name for name in "abcd")
        write(b"1", usual)
        write(b"1", private, mode=0o600)
        like.touch(0o604)
        like.chmod(0o604)
        write(b"1", again, like=like)
        assert [mode(path) for path in (usual, private, again)] == [0o640, 0o600, 0o604]
        usual.write_bytes(ours("一"))
        usual.chmod(0o666)
        write(ours("二"), usual)
        assert mode(usual) == 0o666
        usual.chmod(0o644)
        write(ours("三"), usual, mode=0o600)
        assert mode(usual) == 0o600
    finally:
        os.umask(umask)


@posix
def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    write(b"abc", pipe)
    reader.join(timeout=10)
    assert found == [b"abc"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_nothing_changes_when_it_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "报告.txt"
    target.write_bytes(ours("一"))
    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space"):
        write(ours("二"), target)
    assert target.read_bytes() == ours("一")
    assert names(tmp_path) == ["报告.txt"]


def test_what_a_killed_run_has_left_is_taken_away_later(tmp_path: Path) -> None:
    old, young = tmp_path / ".rs-1.tmp", tmp_path / ".rs-2.tmp"
    for path in (old, young):
        path.touch()
    os.utime(old, (0, 0))
    write(b"1", tmp_path / "a")
    assert names(tmp_path) == [".rs-2.tmp", "a"]


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)


def test_a_disk_without_links_keeps_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_links(monkeypatch)
    test_what_somebody_has_worked_in_is_kept_each_time(tmp_path)


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_another_run_takes_meanwhile_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        without_links(monkeypatch)
    target, taken = tmp_path / "报告.txt", tmp_path / "报告.旧1.txt"
    target.write_bytes(edited("填"))

    def judge(content: bytes) -> Ownership:
        taken.write_bytes(b"another run's")
        return ownership(content)

    kept = write(ours("新"), target, judge=judge)
    assert kept == tmp_path / "报告.旧2.txt"
    assert taken.read_bytes() == b"another run's"
    assert kept.read_bytes() == edited("填")


def test_what_another_run_wrote_meanwhile_is_not_kept_as_if_worked_in(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    target.write_bytes(edited("填"))
    rounds = count()

    def judge(content: bytes) -> Ownership:
        owner = ownership(content)
        if next(rounds) == 0:
            write(ours("别的一次"), target)
        return owner

    assert write(ours("新"), target, judge=judge) is None
    assert names(tmp_path) == ["报告.txt", "报告.旧1.txt"]
    assert (tmp_path / "报告.旧1.txt").read_bytes() == edited("填")


def at_once(runs: int, run: Callable[[int], object]) -> None:
    start = threading.Barrier(runs)

    def begin(number: int) -> None:
        start.wait()
        run(number)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("links", [True, False])
def test_runs_at_once_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        without_links(monkeypatch)
    target = tmp_path / "报告.txt"
    for number in range(40):
        target.write_bytes(edited(f"第{number}次填"))
        at_once(4, lambda run: write(ours(f"{run}"), target))
        assert ownership(target.read_bytes()) is Ownership.OURS
    kept = {path.read_bytes() for path in tmp_path.glob("报告.旧*.txt")}
    assert kept == {edited(f"第{number}次填") for number in range(40)}
    assert not list(tmp_path.glob(".rs-*"))

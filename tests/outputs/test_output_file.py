"""A file is written whole or not at all, and what a person has worked in stays."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from ruralskills.outputs.mark import OutputKind, marked, ownership
from ruralskills.outputs.output_file import write
from ruralskills.outputs.owner import Ownership
from ruralskills.outputs.processes import this_machine
from ruralskills.outputs.streams import OutputRefused

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
def test_a_pipe_that_is_read_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    found: list[bytes] = []
    whole = os.urandom(300_000)  # more than a pipe holds
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    while True:
        try:
            write(whole, pipe)
            break
        except OutputRefused:  # the reader has not come yet
            assert reader.is_alive()
    reader.join(timeout=10)
    assert found == [whole]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_pipe_that_nobody_reads_does_not_hold_the_run_up(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    with pytest.raises(OutputRefused, match="没有程序在另一头读"):
        write(b"abc", pipe)
    assert names(tmp_path) == ["管道"]


@posix
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        with pytest.raises(OutputRefused, match="磁盘或套接字"):
            write(b"abc", Path("s"))


@posix
@pytest.mark.parametrize("name", ["/dev/null", "/dev/fd/{}", "/proc/self/fd/{}"])
def test_a_device_and_an_open_stream_are_written_to(tmp_path: Path, name: str) -> None:
    """What a redirected stream has had so far stays before what is written."""
    if not Path(name.rpartition("/")[0]).is_dir():
        pytest.skip("this system has no such streams")
    with (tmp_path / "重定向").open("wb") as stream:
        stream.write(b"before ")
        stream.flush()
        assert write(b"abc", Path(name.format(stream.fileno()))) is None
    expected = b"before " if name == "/dev/null" else b"before abc"
    assert (tmp_path / "重定向").read_bytes() == expected


@posix
def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write(b"abc", tmp_path)


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


def test_what_a_killed_run_has_left_is_taken_away(tmp_path: Path) -> None:
    """At once where the run is known to have ended, else when it is a day old."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    here, process = this_machine(), os.getpid()
    left = [".rs-1.tmp", f".rs-{here}-{process}-1.tmp", f".rs-ffffffff-{ended.pid}-1.tmp"]
    gone = [".rs-2.tmp", f".rs-ffffffff-{ended.pid}-2.tmp"]
    if os.name == "posix":
        gone.append(f".rs-{here}-{ended.pid}-1.tmp")
    others = [".rs-办公室.tmp", ".rs-x-1.tmp"]
    for name in (*left, *gone, *others):
        (tmp_path / name).touch()
    for name in gone[:2]:
        os.utime(tmp_path / name, (0, 0))
    write(b"1", tmp_path / "a")
    assert names(tmp_path) == sorted([*left, *others, "a"])


def test_a_folder_is_looked_through_once_for_all_files_written_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    glob = Path.glob

    def counted(self: Path, pattern: str) -> Iterator[Path]:
        looks.append(self)
        return glob(self, pattern)

    monkeypatch.setattr(Path, "glob", counted)
    for name in ("a", "b", "c"):
        write(b"1", tmp_path / name)
    assert looks == [tmp_path]


@pytest.mark.parametrize("links", [True, False])
def test_what_a_killed_run_has_kept_is_not_kept_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """The kill came between the second name and the new content."""
    if not links:
        without_links(monkeypatch)
    target = tmp_path / "报告.txt"
    target.write_bytes(edited("填"))
    with monkeypatch.context() as at_that_moment:
        at_that_moment.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"):
            write(ours("新"), target)
    kept = write(ours("新"), target)
    assert kept == tmp_path / "报告.旧1.txt"
    assert kept.read_bytes() == edited("填")
    assert names(tmp_path) == ["报告.txt", "报告.旧1.txt"]


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

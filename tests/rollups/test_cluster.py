"""A cluster on this machine: a scheduler and two workers, one of which is killed while it reads."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders.inbox import TOWNSHIPS, Inbox, sheet
from builders.workbook_fixture import number
from ruralskills.rollups import document, record_store
from ruralskills.rollups.entries import RollupError

has_dask = importlib.util.find_spec("distributed") is not None
pytestmark = [
    pytest.mark.skipif(
        not has_dask and not os.environ.get("CI"), reason="distributed is not installed"
    ),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]
_WAIT = 60


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.log = (folder / "log").open("wb")
        self.start("scheduler", "--port", "0", "--scheduler-file", str(self.file), "--no-dashboard")
        until(lambda: self.file.exists() and bool(self.file.read_text()))

    def start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        host = ("--host", "127.0.0.1")
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", what, *host, *options],
            stdout=self.log,
            stderr=self.log,
        )
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        options = ("--scheduler-file", str(self.file), "--nthreads", "1", "--no-nanny")
        return self.start("worker", *options, "--no-dashboard")

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text())["address"])

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()
        self.log.close()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _WAIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    inbox = Inbox(tmp_path)
    for quarter, words in ((1, "一"), (2, "二"), (3, "三"), (4, "四")):
        for index, unit in enumerate(TOWNSHIPS):
            rows = (
                f"青龙村 | 张某 | {number(sequence=2 * each + 1)} | 2020-0{quarter}-01"
                for each in range(index, index + 20)
            )
            inbox.send(f"2020Q{quarter}", unit, "带头人", sheet(
                f"{unit}2020年第{words}季度致富带头人台账", "村 | 姓名 | 身份证号 | 认定时间", *rows,
            ))  # fmt: skip
    return inbox


def test_a_worker_killed_in_the_middle_changes_no_byte(inbox: Inbox, cluster: Cluster) -> None:
    expected = document.text(inbox.rolled_up(quarter=4))
    record_store.clean(inbox.folder)
    first, _ = cluster.worker(), cluster.worker()

    def progress(done: int, total: int) -> None:
        if done == 3:
            first.kill()

    until(lambda: workers(cluster.address) == 2)
    made = inbox.rolled_up(quarter=4, scheduler=cluster.address, progress=progress)
    assert document.text(made) == expected
    assert first.wait() != 0


def workers(address: str) -> int:
    from distributed import Client

    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # has no types
        return len(client.scheduler_info()["workers"])


def test_files_that_workers_cannot_see_travel_by_their_bytes(
    inbox: Inbox, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive is unpacked where only this process looks for it."""
    import zipfile

    expected = document.text(inbox.rolled_up(quarter=4))
    record_store.clean(inbox.folder)
    folder = inbox.folder / "收件" / "2020Q4" / "双江镇"
    with zipfile.ZipFile(folder / "报表.zip", "w") as archive:
        archive.write(folder / "带头人.xlsx", "带头人.xlsx")
    (folder / "带头人.xlsx").unlink()
    cluster.worker()
    until(lambda: workers(cluster.address) == 1)
    made = inbox.rolled_up(quarter=4, scheduler=cluster.address)
    assert json.loads(document.text(made))["figures"] == json.loads(expected)["figures"]


def test_a_scheduler_without_workers(inbox: Inbox, cluster: Cluster) -> None:
    with pytest.raises(RollupError, match="没有工作进程"):
        inbox.rolled_up(quarter=4, scheduler=cluster.address)


def test_another_version_on_a_worker(
    inbox: Inbox, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.worker()
    until(lambda: workers(cluster.address) == 1)
    monkeypatch.setattr("ruralskills.rollups.cluster.__version__", "9.9")
    with pytest.raises(RollupError, match="版本与这里不同"):
        inbox.rolled_up(quarter=4, scheduler=cluster.address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9", "127.0.0.1:a"])
def test_no_scheduler_at_all(inbox: Inbox, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens, there are no certificates, or the address is none."""
    monkeypatch.setattr("ruralskills.rollups.cluster._CONNECTING", 0.5)
    with pytest.raises(RollupError, match="连不上调度器"):
        inbox.rolled_up(quarter=4, scheduler=address)

"""A Dask cluster as the executor that reads files.

Nothing is done here but to hand files to the executor that Dask gives. A worker that dies is the
scheduler's business, which gives a file up after ``distributed.scheduler.allowed-failures`` deaths.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from ruralskills.notices import SHIPPED_FOLDER
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.executors import FileMap, Tick
from ruralskills.version import __version__

T = TypeVar("T")
R = TypeVar("R")

_CONNECTING: Final = 10.0
"""Seconds in which a scheduler must answer."""


@contextmanager
def cluster(address: str) -> Iterator[FileMap]:
    """Connect to a scheduler, and yield the way to read files there.

    Raises RollupError for a scheduler that does not answer, has no workers, or has some with
    another version of the program.
    """
    try:
        from distributed import Client
    except ImportError:
        raise RollupError(
            "没有安装集群所需的部件，请运行 pip install 'ruralskills[cluster]'"
        ) from None
    try:
        client: Any = Client(address, timeout=_CONNECTING, set_as_default=False)  # type: ignore[no-untyped-call]  # has no types
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        # the last two: tls:// without certificates, and tcp:// where encryption is required
        raise RollupError(
            f"连不上调度器“{address}”，请核对地址和证书（{type(error).__name__}）"
        ) from None
    with client:
        _compare_versions(client)
        yield _ClusterMap(client)


class _ClusterMap:
    """The application of a function by the workers of a cluster."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __call__(
        self,
        function: Callable[[T], R],
        arguments: Sequence[T],
        on_death: Callable[[T], R],
        tick: Tick,
    ) -> list[R]:
        """Return the results in the order of the arguments."""
        from distributed import KilledWorker

        results: dict[int, R] = {}
        with self._client.get_executor() as executor:
            running: dict[Future[R], int] = {
                executor.submit(function, argument): index
                for index, argument in enumerate(arguments)
            }
            for future in as_completed(running):
                index = running[future]
                try:
                    results[index] = future.result()
                except KilledWorker:
                    results[index] = on_death(arguments[index])
                tick()
        return [results[index] for index in range(len(arguments))]


def version_of_worker() -> tuple[str, str]:
    """Return the version of the program in this process, and a digest of its notices."""
    notices = hashlib.sha256()
    for path in sorted((*SHIPPED_FOLDER.glob("*.toml"), *SHIPPED_FOLDER.glob("*.csv"))):
        notices.update(path.read_bytes())
    return __version__, notices.hexdigest()


def _compare_versions(client: Any) -> None:
    """Raise RollupError for a worker that would read in another way."""
    try:
        versions = client.run(version_of_worker)
    except ImportError:
        raise RollupError(
            "有的工作进程所在的环境没有安装 ruralskills，请在各台电脑上装同一版本"
        ) from None
    if not versions:
        raise RollupError("调度器上没有工作进程，请先在各台电脑上运行 dask worker")
    own = version_of_worker()
    for worker, found in sorted(versions.items()):
        if found != own:
            what = "版本" if found[0] != own[0] else "所带的通知"
            raise RollupError(
                f"工作进程“{worker}”的 ruralskills {what}与这里不同"
                f"（那里{found[0]}，这里{own[0]}），请装同一版本再运行"
            )

"""A function applied by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing import parent_process

import pytest

from ruralskills.validation.worker_pool import WorkerPool
from ruralskills.validation.worker_process import WorkerDied, WorkerProcess


def padded(number: int) -> str:
    """Return a text that no pipe takes at once."""
    return f"{number:0>300000}"


def padded_elsewhere(number: int) -> str:
    if parent_process() is None:
        raise AssertionError("too large for this process")
    return padded(number)


def deadly(number: int) -> str:
    if number % 3 == 0 and parent_process() is not None:
        os._exit(137)
    return padded(number)


def deadly_once(number: int) -> str:
    """End the process the first time, by a mark that the second finds."""
    mark = f"{os.environ['MARK']}{number}"
    if number == 5 and not os.path.exists(mark):
        open(mark, "w").close()
        os._exit(137)
    return padded(number)


def impossible(number: int) -> float:
    return 1 / (number - 5)


def run(function: Callable[[int], str], largest_here: int, workers: int = 2) -> list[str]:
    numbers = list(range(1, 9))
    ticks: list[None] = []
    pool = WorkerPool(function, numbers, numbers, largest_here)
    results = pool.run(workers, lambda number: f"{number} died", lambda: ticks.append(None))
    assert len(ticks) == len(numbers)
    return results


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_results_keep_the_order_of_the_arguments(workers: int) -> None:
    assert run(padded, 9, workers) == [padded(number) for number in range(1, 9)]


def test_what_is_large_is_left_to_workers() -> None:
    assert run(padded_elsewhere, 0) == [padded(number) for number in range(1, 9)]


def test_an_argument_that_kills_every_worker() -> None:
    results = run(deadly, 0)
    assert [result for result in results if "died" in result] == ["3 died", "6 died"]
    assert results[6] == padded(7)


def test_an_argument_whose_worker_was_killed_once(
    tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARK", f"{tmp_path}/")
    assert run(deadly_once, 0) == [padded(number) for number in range(1, 9)]


def test_an_exception_in_a_worker_is_raised_here_with_its_traceback() -> None:
    pool = WorkerPool(impossible, [5], [1], 0)
    with pytest.raises(ZeroDivisionError) as caught:
        pool.run(1, float, lambda: None)
    assert "in impossible" in "".join(caught.value.__notes__)


def test_a_worker_that_was_killed_answers_no_more() -> None:
    worker = WorkerProcess(padded)
    assert worker.run(7) == padded(7)
    worker.kill()
    worker.join()
    with pytest.raises(WorkerDied):
        worker.run(7)

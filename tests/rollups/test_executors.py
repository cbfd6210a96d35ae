"""Workers that die: what they were doing is tried once more alone, and then given up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ruralskills.rollups.executors import LocalProcesses, here


def square(number: int) -> int:
    return number * number


def dies_of_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return number * number


def dies_the_first_time(path: str) -> str:
    if not Path(path).exists():
        Path(path).touch()
        os._exit(9)
    return "read"


def objects(number: int) -> int:
    raise ValueError(number)


def test_results_come_in_the_order_of_the_arguments() -> None:
    ticks: list[int] = []
    numbers = list(range(20))
    found = LocalProcesses(2)(square, numbers, lambda _: -1, lambda: ticks.append(1))
    assert found == here(square, numbers, lambda _: -1, lambda: None)
    assert len(ticks) == 20


def test_what_kills_its_worker_twice_is_given_up() -> None:
    numbers = list(range(8))
    found = LocalProcesses(2)(dies_of_three, numbers, lambda _: -1, lambda: None)
    assert found == [0, 1, 4, -1, 16, 25, 36, 49]


def test_a_worker_that_was_killed_once_is_replaced(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in "abc"]
    assert (
        LocalProcesses(2)(dies_the_first_time, paths, lambda _: "lost", lambda: None)
        == ["read"] * 3
    )


def test_an_error_of_the_program_is_raised() -> None:
    with pytest.raises(ValueError, match="1"):
        LocalProcesses(2)(objects, [1], lambda _: -1, lambda: None)

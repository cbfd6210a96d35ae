"""A bounded fuzz: no traceback, no hang, the source as it was, and the exit codes of the contract."""

from __future__ import annotations

import pytest

from builders.fuzz.targets import TARGETS, tried
from builders.proof import amount
from builders.watchdog import watchdog

ATTEMPTS = {
    "values": (60, 3000), "reader": (60, 2000), "patcher": (40, 2000), "plans": (60, 2000), "recheck": (30, 1500),
    "forms": (30, 1500),
}  # fmt: skip
"""Attempts in each run, and by ``make.py proof``; those of ``make.py fuzz`` differ from time to time."""
PARTS = 5


def test_every_target_is_tried() -> None:
    assert ATTEMPTS.keys() == TARGETS.keys()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("target", TARGETS)
def test_damage_is_borne(target: str, part: int) -> None:
    for seed in range(part, amount(*ATTEMPTS[target]), PARTS):
        with watchdog():
            assert tried(target, seed) == []

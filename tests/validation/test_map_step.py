"""What a check finds does not depend on how many processes share it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

import ruralskills as rs
from builders.township import make_township
from ruralskills.model.outcome import Outcome
from ruralskills.validation import map_step, worker_process

NOTICES = ("tongnan-2020", "shanxi-2021")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    for seed in range(2, 7):
        make_township(folder / f"{seed}.xlsx", planted=True, seed=seed, county=f"第{seed}区")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 cut")
    return folder


def checked(folder: Path, jobs: int) -> tuple[Outcome, list[tuple[int, int]]]:
    ticks: list[tuple[int, int]] = []
    outcome = rs.validate(
        folder,
        notices=NOTICES,
        as_of=date(2021, 3, 1),
        jobs=jobs,
        progress=lambda done, of: ticks.append((done, of)),
    )
    return replace(outcome, seconds=0), ticks


@pytest.mark.parametrize("jobs", [2, 3, 9])
def test_workers_change_nothing(county: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, ticks = checked(county, 1)
    assert len(alone.findings) >= 5 * 22
    assert ticks == [(n, 6) for n in range(1, 7)]
    monkeypatch.setattr(map_step, "MIN_BYTES", 0)
    together, ticks = checked(county, jobs)
    assert together == alone
    assert ticks == [(n, 6) for n in range(1, 7)]


def test_spawned_workers_change_nothing(county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, _ = checked(county, 1)
    monkeypatch.setattr(map_step, "MIN_BYTES", 0)
    monkeypatch.setattr(worker_process, "sys", SimpleNamespace(platform="win32"))
    together, _ = checked(county, 2)
    assert together == alone

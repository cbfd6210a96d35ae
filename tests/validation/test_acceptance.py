"""Whole workbooks with planted faults: every one is found, nothing else is said, the twin is silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import ruralskills as rs
from builders import bulk_faults, township
from builders.bulk import FEW, make_bulk
from builders.planted_faults import faults_in
from builders.township import make_township
from ruralskills.model.findings import Severity
from ruralskills.model.outcome import Outcome
from ruralskills.workspace.settings import Settings

OPEN, CLOSED = date(2020, 7, 10), date(2021, 1, 10)
BOTH = ("tongnan-2020", "shanxi-2021")


def check(path: Path, as_of: date, notices: Sequence[str] = ("common",)) -> Outcome:
    outcome = rs.validate(path, notices=notices, as_of=as_of, settings=Settings())
    assert not outcome.rules_broken
    return outcome


@pytest.mark.parametrize("seed", [2, 7])
@pytest.mark.parametrize("as_of", [OPEN, CLOSED])
def test_township(tmp_path: Path, seed: int, as_of: date) -> None:
    path = tmp_path / "云岭镇.xlsx"
    planted = make_township(path, planted=True, seed=seed)
    assert {one.code for one in planted} == township.CODES
    outcome = check(path, as_of, BOTH)
    assert faults_in(outcome.findings) == sorted(planted)
    assert all(finding.cell for finding in outcome.findings)
    led = [f for f in outcome.findings if f.code == "L201"]
    weight = Severity.ERROR if as_of == CLOSED else Severity.WARNING
    assert [f.severity for f in led] == [weight]


@pytest.mark.parametrize("seed", [2, 7, 11])
@pytest.mark.parametrize("as_of", [OPEN, CLOSED])
def test_clean_township_is_silent(tmp_path: Path, seed: int, as_of: date) -> None:
    path = tmp_path / "云岭镇.xlsx"
    make_township(path, planted=False, seed=seed)
    outcome = check(path, as_of, BOTH)
    assert not outcome.findings
    assert len(outcome.tables) == 3


def test_twenty_thousand_rows_eight_hundred_wrong(tmp_path: Path) -> None:
    path = tmp_path / "全区.xlsx"
    planted = make_bulk(path, rows=20_000, wrong=800)
    assert {one.code for one in planted} == set(bulk_faults.CODES)
    outcome = check(path, OPEN)
    assert faults_in(outcome.findings) == sorted(planted)
    assert all(finding.cell for finding in outcome.findings)
    assert outcome.rows == 20_000
    assert outcome.rows_with_errors <= 800


def test_twenty_thousand_clean_rows_are_silent(tmp_path: Path) -> None:
    path = tmp_path / "全区.xlsx"
    make_bulk(path, rows=20_000, columns=FEW)
    assert not check(path, OPEN).findings


def test_quarters_of_one_township_beside_each_other(tmp_path: Path) -> None:
    for name in ("2020年第一季度.xlsx", "2020年第二季度.xlsx"):
        make_township(tmp_path / name, planted=False)
    outcome = check(tmp_path, OPEN, ["tongnan-2020"])
    assert {one.path for one in outcome.files} == {"2020年第一季度.xlsx", "2020年第二季度.xlsx"}
    assert not outcome.findings

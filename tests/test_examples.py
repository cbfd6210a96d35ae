"""The example county: what is planted is found, and nothing else; the clean twin is clean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ruralskills
from builders.people import REGIONS
from builders.tongnan_county import CLEAN, FINDINGS, PLANTED, lines_of, make_example
from ruralskills import notices
from ruralskills.cli.validate import exit_code
from ruralskills.model.outcome import Outcome
from test_example_counties import LEAST_HIT, called_on

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
AGAIN = "run: PYTHONPATH=tests python -m builders.tongnan_county examples"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return ruralskills.validate(EXAMPLES / PLANTED)


def test_what_is_planted_is_found_and_nothing_else(outcome: Outcome, tmp_path: Path) -> None:
    planted = [(one.place, one.code) for one in make_example(tmp_path, planted=True)]
    assert sorted((one.place, one.code) for one in outcome.findings) == sorted(planted)


def test_rules_neither_broke_nor_went_unread(outcome: Outcome) -> None:
    assert not outcome.rules_broken
    assert {file.status for file in outcome.files} == {"read"}
    assert exit_code(outcome) == 1


def test_the_list_of_findings_is_current(outcome: Outcome) -> None:
    listed = (EXAMPLES / FINDINGS).read_text(encoding="utf-8").splitlines()
    assert list(lines_of(outcome.findings)) == listed, f"{FINDINGS} is stale; {AGAIN}"


@pytest.mark.parametrize("today", [date(2021, 1, 1), date(2024, 2, 29), date(2050, 12, 31)])
def test_once_the_year_is_over_the_day_makes_no_difference(outcome: Outcome, today: date) -> None:
    later = ruralskills.validate(EXAMPLES / PLANTED, as_of=today)
    assert [(one.place, one.code, one.severity, one.message) for one in later.findings] == [
        (one.place, one.code, one.severity, one.message) for one in outcome.findings
    ]


@pytest.mark.parametrize("today", [None, date(2020, 12, 20), date(2050, 12, 31)])
def test_the_clean_twin_is_clean(today: date | None) -> None:
    clean = ruralskills.validate(EXAMPLES / CLEAN, as_of=today)
    assert not list(lines_of(clean.findings))
    assert exit_code(clean) == 0
    assert clean.tables


def test_the_twins_hold_the_same_tables(outcome: Outcome) -> None:
    clean = ruralskills.validate(EXAMPLES / CLEAN)
    one, other = (
        [(table.file, table.sheet, table.columns) for table in twin.tables]
        for twin in (outcome, clean)
    )
    assert one == other


def _content(folder: Path) -> Iterator[tuple[str, Any]]:
    """Every sheet with what it shows, its formulas, its merges and whether it is hidden."""
    for file in sorted(folder.rglob("*.xlsx")):
        books = [openpyxl.load_workbook(file, data_only=only) for only in (True, False)]
        for sheets in zip(*(book.worksheets for book in books), strict=True):
            cells = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in sheets]
            merges = sorted(str(merged) for merged in sheets[0].merged_cells.ranges)
            place = f"{file.relative_to(folder).as_posix()}!{sheets[0].title}"
            yield place, (cells, merges, sheets[0].sheet_state)


@pytest.mark.parametrize(("name", "planted"), [(PLANTED, True), (CLEAN, False)])
def test_the_workbooks_are_those_that_the_script_makes(
    name: str, planted: bool, tmp_path: Path
) -> None:
    make_example(tmp_path, planted=planted)
    made, kept = dict(_content(tmp_path)), dict(_content(EXAMPLES / name))
    assert sorted(made) == sorted(kept), AGAIN
    for place, content in made.items():
        assert content == kept[place], f"{place} differs; {AGAIN}"
    settings = [(folder / "rs.toml").read_text("utf-8") for folder in (tmp_path, EXAMPLES / name)]
    assert settings[0] == settings[1], AGAIN


def test_every_identity_number_is_of_a_district_that_is_none() -> None:
    for name in (PLANTED, CLEAN):
        for _, (cells, _, _) in _content(EXAMPLES / name):
            for number in re.findall(r"'(\d{17}[\dX])'", repr(cells)):
                assert number.startswith(REGIONS), number


def test_most_of_what_the_notice_asks_is_tried(outcome: Outcome) -> None:
    asked = called_on(notices.shipped_notices()[PLANTED])
    hit = {finding.code for finding in outcome.findings}
    assert len(asked & hit) >= LEAST_HIT * len(asked), sorted(asked - hit)

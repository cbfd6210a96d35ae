"""The example counties: what is planted is found, and nothing else; the clean twins are clean."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ruralskills
from builders.counties import EXAMPLES
from builders.county import CountySheet, Example, lines_of, write
from builders.people import REGIONS
from builders.planted_faults import faults_in
from ruralskills import notices, rules
from ruralskills.cli.validate import exit_code
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Nature
from ruralskills.model.outcome import Outcome
from ruralskills.notices import Notice

FOLDER = Path(__file__).resolve().parents[1] / "examples"
AGAIN = "run: PYTHONPATH=src:tests python -m builders.counties examples"
LEAST_HIT = 0.8

each_example = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


@cache
def checked(folder: str, as_of: Any) -> Outcome:
    return ruralskills.validate(FOLDER / folder, as_of=as_of)


@each_example
def test_the_folder_names_its_notice(example: Example) -> None:
    assert example.notice in notices.shipped_notices()
    for folder in (example.notice, example.clean):
        settings = (FOLDER / folder / "rs.toml").read_text(encoding="utf-8")
        assert settings == example.rs_toml, AGAIN


@each_example
def test_what_is_planted_is_found_and_nothing_else(example: Example, tmp_path: Path) -> None:
    outcome = checked(example.notice, example.as_of)
    assert faults_in(outcome.findings) == sorted(write(example, tmp_path, planted=True)), AGAIN
    assert not outcome.rules_broken
    assert {file.status for file in outcome.files} == {"read"}
    assert exit_code(outcome) == 1


@each_example
def test_the_clean_twin_has_none_but_hints_that_are_true(example: Example, tmp_path: Path) -> None:
    outcome = checked(example.clean, example.as_of)
    assert faults_in(outcome.findings) == sorted(write(example, tmp_path, planted=False)), AGAIN
    assert {finding.nature for finding in outcome.findings} <= {Nature.HINT}
    assert not outcome.rules_broken
    assert outcome.tables
    assert exit_code(outcome) == 0


@each_example
@pytest.mark.parametrize("later", [date(2024, 2, 29), date(2050, 12, 31)])
def test_once_the_year_is_over_the_day_makes_no_difference(example: Example, later: date) -> None:
    for folder in (example.notice, example.clean):
        one, other = (checked(folder, day).findings for day in (example.as_of, later))
        assert [(f.place, f.code, f.severity, undated(f.message)) for f in one] == [
            (f.place, f.code, f.severity, undated(f.message)) for f in other
        ]


@pytest.mark.parametrize("day", [None, date(2020, 12, 20), date(2021, 1, 1)])
def test_a_clean_ledger_is_clean_before_the_year_is_over_too(day: date | None) -> None:
    assert not checked("tongnan-2020-clean", day).findings


@each_example
def test_the_list_of_findings_is_current(example: Example) -> None:
    listed = (FOLDER / example.findings).read_text(encoding="utf-8").splitlines()
    assert list(lines_of(checked(example.notice, example.as_of).findings)) == listed, AGAIN


@each_example
def test_the_twins_hold_the_same_tables(example: Example) -> None:
    """But for columns whose headers are misspelt on purpose."""
    renamed = {s.name for s in sheets_of(example) if any(not p.row and p.written for p in s.slips)}
    one, other = (
        [
            (table.file, table.sheet, table.sheet in renamed or table.columns)
            for table in outcome.tables
        ]
        for outcome in (checked(name, example.as_of) for name in (example.notice, example.clean))
    )
    assert one == other


@each_example
def test_the_workbooks_are_those_that_are_described(example: Example, tmp_path: Path) -> None:
    for name, planted in ((example.notice, True), (example.clean, False)):
        write(example, tmp_path / name, planted=planted)
        made, kept = (
            {path.relative_to(folder): path for path in folder.rglob("*.xlsx")}
            for folder in (tmp_path / name, FOLDER / name)
        )
        assert made.keys() == kept.keys(), AGAIN
        for place, path in kept.items():
            parts = zip_parts(path)
            if zip_parts(made[place]) != parts:  # another openpyxl may write the same otherwise
                assert content(made[place]) == content(path), f"{place} differs; {AGAIN}"
            numbers = re.findall(rb">(\d{17}[\dX])<", b"".join(parts.values()))
            assert all(number.decode().startswith(REGIONS) for number in numbers)


@each_example
def test_most_of_what_the_notice_asks_is_tried(example: Example) -> None:
    asked = called_on(notices.shipped_notices()[example.notice])
    hit = {finding.code for finding in checked(example.notice, example.as_of).findings}
    assert len(asked & hit) >= LEAST_HIT * len(asked), sorted(asked - hit)


def sheets_of(example: Example) -> list[CountySheet]:
    return [sheet for sheet in example.sheets if isinstance(sheet, CountySheet)]


def undated(message: str) -> str:
    """A message without the days that have gone since a term."""
    return re.sub(r"至[\d-]+已过\d+天", "", message)


def zip_parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def content(path: Path) -> dict[str, Any]:
    """Every sheet with what it shows, its formulas, its merges and whether it is hidden."""
    books = [openpyxl.load_workbook(path, data_only=only) for only in (True, False)]
    return {
        sheet.title: (
            [[[*row] for row in each[sheet.title].iter_rows(values_only=True)] for each in books],
            sorted(str(merged) for merged in sheet.merged_cells.ranges),
            sheet.sheet_state,
        )
        for sheet in books[0].worksheets
    }


def called_on(pack: Notice) -> set[str]:
    """The codes of the rules that a notice itself calls on."""
    catalogue = rules.all_rules()
    codes = {code for clause in pack.clauses.values() for code in clause.rules}
    numbers = {name for name, limit in pack.limits.items() if limit.value is not None}
    codes |= {code for code, rule in catalogue.items() if rule.limit in numbers}
    used = {spec.codes for ledger in LEDGERS for spec in field_specs(ledger).values()}
    codes |= {"C603" if each.open else "C601" for each in pack.lists.values() if each.name in used}
    wanted = {
        "R102": bool(pack.expects),
        "R103": any(expect.values for expect in pack.expects),
        "S103": any(expect.column for expect in pack.expects),
        "D507": any(steps.missing for steps in pack.steps),
    }
    for code, rule in catalogue.items():
        if rule.carries_out not in ("", "clauses") and wanted.get(
            code, bool(getattr(pack, rule.section))
        ):
            codes.add(code)
    return codes

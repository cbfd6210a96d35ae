"""The example counties: what is planted is found, and nothing else; the clean twins are clean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ruralskills
from builders import county
from builders.county import Example
from builders.people import REGIONS
from ruralskills import notices, rules
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Nature
from ruralskills.model.outcome import Outcome
from ruralskills.notices import Notice

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
AGAIN = "run: PYTHONPATH=src:tests python -m builders.county examples"
LEAST_HIT = 0.8

each_example = pytest.mark.parametrize("example", county.every().values(), ids=county.every())


@cache
def checked(folder: str, as_of: Any) -> Outcome:
    return ruralskills.validate(EXAMPLES / folder, as_of=as_of)


@each_example
def test_the_folder_names_its_notice(example: Example) -> None:
    assert example.notice in notices.shipped_notices()
    for folder in (example.notice, example.clean):
        settings = (EXAMPLES / folder / "rs.toml").read_text(encoding="utf-8")
        assert settings == example.rs_toml, AGAIN


@each_example
def test_what_is_planted_is_found_and_nothing_else(example: Example, tmp_path: Path) -> None:
    outcome = checked(example.notice, example.as_of)
    planted = [(f.place, f.code) for f in county.write(example, tmp_path, planted=True)]
    assert sorted((f.place, f.code) for f in outcome.findings) == sorted(planted), AGAIN
    assert not outcome.rules_broken
    assert {file.status for file in outcome.files} == {"read"}


@each_example
def test_the_clean_twin_has_none_but_hints_that_are_true(example: Example, tmp_path: Path) -> None:
    outcome = checked(example.clean, example.as_of)
    hints = [(f.place, f.code) for f in county.write(example, tmp_path, planted=False)]
    assert sorted((f.place, f.code) for f in outcome.findings) == sorted(hints), AGAIN
    assert {finding.nature for finding in outcome.findings} <= {Nature.HINT}
    assert not outcome.rules_broken
    assert outcome.tables


@each_example
def test_the_list_of_findings_is_current(example: Example) -> None:
    listed = (EXAMPLES / example.findings).read_text(encoding="utf-8").splitlines()
    found = checked(example.notice, example.as_of).findings
    assert list(county.lines_of(found)) == listed, AGAIN


@each_example
def test_the_workbooks_are_those_that_are_described(example: Example, tmp_path: Path) -> None:
    for name, planted in ((example.notice, True), (example.clean, False)):
        county.write(example, tmp_path / name, planted=planted)
        made, kept = dict(_content(tmp_path / name)), dict(_content(EXAMPLES / name))
        assert made == kept, AGAIN
        numbers = re.findall(r"'(\d{17}[\dX])'", repr(kept))
        assert all(number.startswith(REGIONS) for number in numbers)


@each_example
def test_most_of_what_the_notice_asks_is_tried(example: Example) -> None:
    asked = called_on(notices.shipped_notices()[example.notice])
    hit = {finding.code for finding in checked(example.notice, example.as_of).findings}
    assert len(asked & hit) >= LEAST_HIT * len(asked), sorted(asked - hit)


def _content(folder: Path) -> Iterator[tuple[str, Any]]:
    """Every sheet with what it shows and its merges."""
    for file in sorted(folder.rglob("*.xlsx")):
        for sheet in openpyxl.load_workbook(file):
            cells = [list(row) for row in sheet.iter_rows(values_only=True)]
            merges = sorted(str(merged) for merged in sheet.merged_cells.ranges)
            yield f"{file.relative_to(folder).as_posix()}!{sheet.title}", (cells, merges)


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

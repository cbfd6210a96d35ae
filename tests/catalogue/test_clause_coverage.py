"""Every clause of the catalogue is in a pack, and something becomes of every clause of a pack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruralskills import notices
from ruralskills.catalogue.clause_coverage import ClauseCoverage, coverages
from ruralskills.rules import all_rules

HERE = Path(__file__).parent
LINES = (HERE / "clauses.txt").read_text(encoding="utf-8").splitlines()
CATALOGUE: dict[str, str] = dict(line.split() for line in LINES)
"""The clauses of the five notices and of general practice that can be checked at all: their severities."""
DECISIONS = (HERE.parents[1] / "docs" / "decisions.md").read_text(encoding="utf-8")

COVERAGES: dict[str, ClauseCoverage] = {
    coverage.clause.id: coverage
    for pack in notices.shipped_notices().values()
    for coverage in coverages(pack)
}
MOST_BY_HAND = 30


def test_catalogue_is_complete() -> None:
    assert len(LINES) == len(CATALOGUE) == 239


def test_every_clause_of_the_catalogue_is_in_a_pack() -> None:
    assert [c for c in CATALOGUE if c not in COVERAGES] == []


def test_something_becomes_of_every_clause() -> None:
    nothing = [name for name, coverage in COVERAGES.items() if not coverage.is_covered]
    assert nothing == []


def test_few_clauses_are_left_to_people() -> None:
    by_hand = [name for name, coverage in COVERAGES.items() if coverage.clause.by_hand]
    assert len(by_hand) <= MOST_BY_HAND, by_hand


@pytest.mark.parametrize("name", COVERAGES)
def test_a_clause_left_to_people_is_left_by_rules(name: str) -> None:
    coverage = COVERAGES[name]
    if coverage.clause.by_hand:
        assert (coverage.checked_by, coverage.counted_by, coverage.duty) == ((), (), "")


def test_coverages_name_rules_that_there_are() -> None:
    named = {code for coverage in COVERAGES.values() for code in coverage.checked_by}
    assert named <= all_rules().keys()


def test_coverage_follows_from_the_pack() -> None:
    leads = COVERAGES["CQ-18"]
    assert (leads.limit, leads.unit) == (3, "户")
    assert "L201" in leads.checked_by
    assert COVERAGES["CQ-26"].checked_by == ("C603",)
    assert COVERAGES["SX-03"].checked_by == ("Q602",)
    assert "Q601" in COVERAGES["CQ-41"].checked_by


def own_severities(coverage: ClauseCoverage) -> set[str]:
    """The severity of a clause, or those of its rules where it leaves them theirs."""
    if coverage.clause.severity:
        return {coverage.clause.severity}
    return {str(all_rules()[code].severity.value) for code in coverage.checked_by}


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_severity_is_that_of_the_catalogue_or_a_decision(name: str) -> None:
    [paragraph] = re.findall(r"## Severities that differ.*\n\n((?:.+\n)+)", DECISIONS)
    if f"{name}:" in paragraph:
        assert own_severities(COVERAGES[name]) != {CATALOGUE[name]}
    else:
        assert CATALOGUE[name] in own_severities(COVERAGES[name])

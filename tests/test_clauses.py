"""Every clause of the catalogue is in a pack, and something becomes of every clause of a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruralskills import notices
from ruralskills.catalogue.clause_coverage import ClauseCoverage, accounts
from ruralskills.rules import all_rules

HERE = Path(__file__).parent
CATALOGUE = (HERE / "catalogue.txt").read_text(encoding="utf-8").split()
"""The clauses of the five notices and of general practice that can be checked at all."""

ACCOUNTS: dict[str, ClauseCoverage] = {
    account.clause.id: account for pack in notices.packs().values() for account in accounts(pack)
}
MOST_BY_HAND = 30


def test_catalogue_is_complete() -> None:
    assert len(set(CATALOGUE)) == len(CATALOGUE) == 239


def test_every_clause_of_the_catalogue_is_in_a_pack() -> None:
    assert [c for c in CATALOGUE if c not in ACCOUNTS] == []


def test_something_becomes_of_every_clause() -> None:
    nothing = [name for name, account in ACCOUNTS.items() if not account.given]
    assert nothing == []


def test_few_clauses_are_left_to_people() -> None:
    by_hand = [name for name, account in ACCOUNTS.items() if account.by_hand]
    assert len(by_hand) <= MOST_BY_HAND, by_hand


@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_clause_left_to_people_is_left_by_rules(name: str) -> None:
    account = ACCOUNTS[name]
    if account.by_hand:
        assert (account.checked_by, account.counted_by, account.duty) == ((), (), "")


def test_accounts_name_rules_that_there_are() -> None:
    named = {code for account in ACCOUNTS.values() for code in account.checked_by}
    assert named <= all_rules().keys()


def test_an_account_follows_from_the_pack() -> None:
    leads = ACCOUNTS["CQ-18"]
    assert (leads.limit, leads.unit) == (3, "户")
    assert "L201" in leads.checked_by
    assert ACCOUNTS["CQ-26"].checked_by == ("C603",)
    assert ACCOUNTS["SX-03"].checked_by == ("Q602",)
    assert "Q601" in ACCOUNTS["CQ-41"].checked_by

"""Tables that are one ledger twice, however many times it is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from builders.sheet_text import tables
from builders.workbook_fixture import number
from ruralskills.facts import table_copies
from ruralskills.facts.table_copies import copied_tables
from ruralskills.facts.table_periods import is_copy
from ruralskills.model.table import Table


def ledgers(*groups: Sequence[int]) -> list[Table]:
    return [
        table
        for at, people in enumerate(groups)
        for table in tables(
            "\n".join(
                [
                    "2020年致富带头人台账|<|<|<",
                    "姓名|村|身份证号|带动贫困户数",
                    *(
                        f"张{n}|青龙村|{number(sequence=n * 2 + 1)}|{{3}}" for n in people
                    ),
                ]
            ),
            f"表{at}",
        )
    ]  # fmt: skip


def copies(found: list[Table]) -> list[tuple[int, int, int]]:
    return [
        (found.index(one), found.index(other), len(shared))
        for one, other, shared in copied_tables(found)
    ]


def test_a_copy_is_told_once_with_the_first_table_that_it_copies() -> None:
    everybody, some = range(9), range(5)
    assert copies(ledgers(everybody, everybody, everybody)) == [(0, 1, 9), (0, 2, 9)]
    assert copies(ledgers(some, range(20, 26), some, range(4, 14))) == [(0, 2, 5)]
    assert copies(ledgers(range(6), range(6, 12), range(12), range(6, 12))) == [
        (0, 2, 6), (1, 3, 6),
    ]  # fmt: skip
    assert copies(ledgers(everybody)) == copies([]) == []


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list with an entry for each pair of tables that is compared."""
    pairs: list[int] = []

    def counted(*pair: Any) -> bool:
        pairs.append(1)
        return is_copy(*pair)

    monkeypatch.setattr("ruralskills.facts.table_copies.is_copy", counted)
    return pairs


def test_as_many_pairs_are_compared_as_there_are_copies(compared: list[int]) -> None:
    found = ledgers(*[range(3)] * 40)
    assert len(copies(found)) == len(compared) == 39


def test_a_person_of_very_many_tables_is_compared_with_the_first_of_them(
    monkeypatch: pytest.MonkeyPatch, compared: list[int]
) -> None:
    monkeypatch.setattr(table_copies, "MOST_COMPARED", 3)
    own = [range(at * 10, at * 10 + 8) for at in range(9)]
    assert copies(ledgers(*([*people, 99] for people in own))) == []
    assert len(compared) == 0 + 1 + 2 + 3 * 6

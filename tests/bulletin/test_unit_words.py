"""The bulletin calls the units that send ledgers by their level."""

from __future__ import annotations

from datetime import date

import pytest

from ruralskills.bulletin.unit_words import units_word
from ruralskills.model.period import Period
from ruralskills.rollups.entries import LevelName, RollupUnit
from ruralskills.rollups.rollup import Rollup


@pytest.mark.parametrize(
    ("units", "word"),
    [
        ([("山西省", "province", ""), ("太原市", "city", "山西省")], "市"),
        ([("吕梁市", "city", ""), ("临县", "county", "吕梁市")], "县区"),
        ([("东乡县", "county", ""), ("锁南镇", "township", "东乡县")], "镇街"),
        ([("临夏州", "city", ""), ("东乡县", "county", "临夏州"), ("锁南镇", "township", "东乡县")], "镇街"),
        ([("东乡县", "county", "")], "镇街"), ([], "镇街"),
    ],
)  # fmt: skip
def test_the_word_for_the_units(units: list[tuple[str, LevelName, str]], word: str) -> None:
    listed = tuple(RollupUnit(*each) for each in units)
    assert units_word(Rollup(Period(2021, 2), date(2021, 7, 5), units=listed)) == word

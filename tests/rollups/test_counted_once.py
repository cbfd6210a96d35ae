"""Persons counted once in a village, a unit and the units above, for any number of indicators."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.periods import Window
from ruralskills.rollups.records import SourceRecords

FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)
UNITS, VILLAGES = ("甲镇", "乙镇", "丙镇"), ("青龙村", "白石村")
ABOVE = {"甲镇": "丁县", "乙镇": "丁县", "丙镇": "戊县"}


@pytest.mark.parametrize("indicators", [1, 59, 60, 61, 130])
def test_as_counted_one_by_one(indicators: int) -> None:
    draw = random.Random(indicators)
    names = [f"i{number:03}" for number in range(indicators)]
    villages = defaultdict[tuple[str, str, str], set[int]](set)
    units = defaultdict[tuple[str, str], set[int]](set)
    uppers = defaultdict[tuple[str, str], set[int]](set)
    records = SourceRecords()
    code = records.texts.code
    for row in range(400):
        name, unit, village = draw.choice(names), draw.choice(UNITS), draw.choice(VILLAGES)
        person = draw.randint(1, 30)
        villages[name, unit, village].add(person)
        units[name, unit].add(person)
        for upper in (ABOVE[unit], "己市"):
            uppers[name, upper].add(person)
        day = (FIRST - date(1970, 1, 1)).days
        records.add(1, {
            "row": row, "first": day, "last": day, "unit": code(unit), "village": code(village),
            "key": np.array([person], dtype=np.uint64), "entry": np.array([row + 1], dtype=np.uint64),
            "indicator": code(name),
        })  # fmt: skip
    aggregates = Aggregates(date(2026, 1, 1))
    aggregates.add(records, list(records.texts.codes), 0)
    aggregates.put("tables", [(0, "trainee", 0, LAST, FIRST, LAST, FIRST)])
    aggregates.put("places", [(0, unit, unit, "") for unit in UNITS])
    rows = [(name, "trainee", False, True, False, False, None, None) for name in names]
    aggregates.put("indicators", rows)
    above = [(unit, upper) for unit in UNITS for upper in (ABOVE[unit], "己市")]
    aggregates.put("above", above)
    aggregates.gather()
    aggregates.prepare(several_submissions=False)
    window = Window("year", FIRST, LAST, LAST)
    tallies = aggregates.tallies(window)
    for (name, unit, village), persons in villages.items():
        assert tallies[name][unit, village].value == len(persons)
    for (name, unit), persons in units.items():
        assert tallies[name][unit, ""].value == len(persons)
    assert aggregates.without_repeats(window) == {
        each: len(persons) for each, persons in uppers.items()
    }

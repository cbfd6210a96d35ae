"""Columns of 人次 are figures of 人次, and no figures of people."""

from __future__ import annotations

import pytest

from ruralskills.notices import Indicator, shipped_notices
from ruralskills.rollups.unit_figures import indicator_under

BY_NAME: dict[str, Indicator | None] = {
    name: each for each in shipped_notices()["tongnan-2020"].indicators for name in each.names
}


@pytest.mark.parametrize(
    ("header", "name", "indicator"),
    [
        ("干部培训/人次", "干部培训/人次", "cadre_training_times"),
        ("干部培训/人次/其中：镇街干部", "干部培训/人次/其中镇街干部", "township_cadres_trained"),
        ("精气神培训（人次）", "精气神培训", "spirit_times"),
        ("农村实用技能培训/人数", "农村实用技能培训/人数", "practical_people"),
        ("实用技能及精气神培训（人）", "实用技能及精气神培训", "practical_trained"),
        ("实用技能及精气神培训（人次）", "实用技能及精气神培训", None),
        ("技能培训（人次）", "技能培训", None),
    ],
)
def test_under_times_only_what_counts_times(header: str, name: str, indicator: str | None) -> None:
    found = indicator_under(header, name, BY_NAME)
    assert (found.id if found else None) == indicator

"""The fictitious district without a fault: villages, leaders, classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from builders.leader_records import (
    COMMUNITY,
    OTHER,
    POOR,
    Class,
    Leader,
    Trainee,
    Village,
    draw_class,
    draw_leader,
)
from builders.people import People

DISTRICT: Final = "云潼区"
GUIHUA, SHUANGHE, GUJING = TOWNSHIPS = ("桂花街道", "双河镇", "古井镇")
FILLED: Final = date(2020, 12, 15)
SEED: Final = 2020
_VILLAGES: Final = (
    (GUIHUA, "红花村", POOR, 5), (GUIHUA, "石桥村", OTHER, 4), (GUIHUA, "柳湾村", OTHER, 3),
    (GUIHUA, "桂香社区", COMMUNITY, 2), (GUIHUA, "城中社区", COMMUNITY, 0),
    (SHUANGHE, "双河村", POOR, 5), (SHUANGHE, "白鹭村", POOR, 4), (SHUANGHE, "大坪村", OTHER, 4),
    (SHUANGHE, "竹溪村", OTHER, 3), (SHUANGHE, "河街社区", COMMUNITY, 2),
    (GUJING, "青松村", POOR, 4), (GUJING, "长岭村", POOR, 5), (GUJING, "古井村", OTHER, 4),
    (GUJING, "玉峰村", OTHER, 2), (GUJING, "井口社区", COMMUNITY, 1),
)  # fmt: skip
"""Township, village, kind, leaders."""

_STARTS: Final = {
    GUIHUA: ((4, 7), (5, 11), (6, 8), (9, 14)),
    SHUANGHE: ((4, 20), (6, 15), (7, 6), (10, 12)),
    GUJING: ((7, 6), (7, 8), (8, 17)),
}


@dataclass
class District:
    """Everything that the district's townships write down of leaders."""

    villages: list[Village]
    leaders: dict[str, list[Leader]]
    classes: dict[str, list[Class]]
    rosters: list[tuple[Class, list[Trainee]]]

    def of(self, village: str) -> list[Leader]:
        """Return the leaders of a village."""
        every = (one for leaders in self.leaders.values() for one in leaders)
        return [one for one in every if one.village.name == village]


def sound_district() -> District:
    """Return the district without a fault, the same every time."""
    rng, people_ = Random(SEED), People(SEED, distinct_names=True)
    villages = [Village(t, name, kind, count > 0) for t, name, kind, count in _VILLAGES]
    leaders: dict[str, list[Leader]] = {township: [] for township in TOWNSHIPS}
    for village, (*_, count) in zip(villages, _VILLAGES, strict=True):
        own = leaders[village.township]
        own += [draw_leader(rng, people_, village, FILLED) for _ in range(count)]
    classes = {township: _classes(rng, people_, township) for township in TOWNSHIPS}
    rosters = [(one, _trainees(rng, people_, one, villages)) for one in classes[GUJING][:2]]
    district = District(villages, leaders, classes, rosters)
    district.of("石桥村")[3].remove(date(2020, 5, 12), "自身经营破产")
    district.of("大坪村")[3].remove(date(2020, 8, 4), "未履行带贫义务")
    return district


def _classes(rng: Random, people_: People, township: str) -> list[Class]:
    places = [name for town, name, _, count in _VILLAGES if town == township and count]
    trained = (11, 14) if township == GUJING else (28, 46)
    return [
        draw_class(
            rng, people_, number, date(2020, *start), places[number % len(places)], trained=trained
        )
        for number, start in enumerate(_STARTS[township], 1)
    ]


def _trainees(
    rng: Random, people_: People, one: Class, villages: Sequence[Village]
) -> list[Trainee]:
    own = [village.name for village in villages if village.township == GUJING]
    return [
        Trainee(
            people_.aged(20, 54, one.starts),
            f"{rng.choice(own)}{rng.randint(1, 9)}组",
            "建档立卡户" if position < one.poor else "一般农户",
        )
        for position in range(one.trained)
    ]

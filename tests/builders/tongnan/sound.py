"""The district without a fault: villages, leaders, households, classes, tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from builders import people
from builders.people import People
from builders.tongnan.model import (
    COMMUNITY,
    FILLED,
    GUIHUA,
    GUJING,
    OTHER,
    POOR,
    SHUANGHE,
    TOWNSHIPS,
    Class,
    County,
    Household,
    Leader,
    Trainee,
    Village,
)

SEED: Final = 2020
_VILLAGES: Final = (
    (GUIHUA, "红花村", POOR, 5), (GUIHUA, "石桥村", OTHER, 4), (GUIHUA, "柳湾村", OTHER, 3),
    (GUIHUA, "桂香社区", COMMUNITY, 2), (GUIHUA, "城中社区", COMMUNITY, 0),
    (SHUANGHE, "双河村", POOR, 5), (SHUANGHE, "白鹭村", POOR, 4), (SHUANGHE, "大坪村", OTHER, 4),
    (SHUANGHE, "竹溪村", OTHER, 3), (SHUANGHE, "河街社区", COMMUNITY, 2),
    (GUJING, "青松村", POOR, 4), (GUJING, "长岭村", POOR, 5), (GUJING, "古井村", OTHER, 4),
    (GUJING, "玉峰村", OTHER, 2), (GUJING, "井口社区", COMMUNITY, 1),
)  # fmt: skip
"""Township, village, kind, leaders; where nobody is a leader, nobody lives on the land."""

_TASKS: Final = {
    GUIHUA: [6, 50, 100, 52, 64, 92, 156, 90, 468, 138, 1000],
    SHUANGHE: [8, 56, 110, 54, 76, 88, 164, 92, 492, 140, 1100],
    GUJING: [6, 44, 90, 44, 60, 80, 140, 78, 420, 125, 900],
}
_PROJECTS: Final = (
    "柠檬种植", "生猪养殖", "花椒种植", "稻渔综合种养", "蚕桑种植", "山羊养殖", "油茶种植",
    "农家乐", "农产品加工", "土鸡养殖", "蔬菜大棚", "中药材种植",
)  # fmt: skip
_WAYS: Final = ("务工联结", "订单联结", "资产入股", "土地流转", "生产托管", "返包倒租")


def sound_county() -> County:
    """Return the county without a fault, the same every time."""
    rng, people_ = Random(SEED), People(SEED, distinct_names=True)
    villages = [Village(t, name, kind, count > 0) for t, name, kind, count in _VILLAGES]
    leaders: dict[str, list[Leader]] = {township: [] for township in TOWNSHIPS}
    for village, (*_, count) in zip(villages, _VILLAGES, strict=True):
        leaders[village.township] += [_leader(rng, people_, village) for _ in range(count)]
    classes = {township: _classes(rng, people_, township) for township in TOWNSHIPS}
    rosters = [(one, _trainees(rng, people_, one, villages)) for one in classes[GUJING][:2]]
    county = County(
        villages,
        leaders,
        classes,
        rosters,
        {township: list(figures) for township, figures in _TASKS.items()},
        [sum(figures) for figures in zip(*_TASKS.values(), strict=True)],
    )
    county.of("石桥村")[3].remove(date(2020, 5, 12), "自身经营破产")
    county.of("大坪村")[3].remove(date(2020, 8, 4), "未履行带贫义务")
    return county


def _leader(rng: Random, people_: People, village: Village) -> Leader:
    recognised = people.random_day(rng, date(2018, 3, 1), date(2020, 3, 20))
    count = rng.choices((3, 4, 5, 6), (30, 45, 20, 5))[0]
    return Leader(
        people_.aged(22, 57, recognised),
        village,
        rng.choice(_PROJECTS),
        rng.randint(16, 240) / 10,
        rng.choice(_WAYS),
        recognised,
        recognised + timedelta(days=rng.randint(3, 28)) if village.kind == POOR else None,
        [
            Household(
                people_.aged(30, 72, FILLED),
                rng.choices((1, 2, 3, 4, 5, 6), (8, 18, 28, 26, 14, 6))[0],
                rng.choices(("一般贫困户", "低保贫困户"), (7, 3))[0],
                people.random_day(rng, recognised, recognised + timedelta(days=80)),
                rng.randint(24, 88) * 50,
            )
            for _ in range(count)
        ],
    )


def _classes(rng: Random, people_: People, township: str) -> list[Class]:
    starts = {
        GUIHUA: ((4, 7), (5, 11), (6, 8), (9, 14)),
        SHUANGHE: ((4, 20), (6, 15), (7, 6), (10, 12)),
        GUJING: ((7, 6), (7, 8), (8, 17)),
    }
    kinds = ("创业意识培训", "创办企业培训", "改善企业培训")
    places = [name for town, name, _, count in _VILLAGES if town == township and count]
    classes = []
    for number, (month, day) in enumerate(starts[township], 1):
        kind = kinds[(number - 1) % 3]
        hours = rng.choice((40, 50))
        trained = rng.randint(11, 14) if township == GUJING else rng.randint(28, 46)
        classes.append(
            Class(
                f"第{number}期致富带头人{kind}班",
                kind,
                f"{places[number % len(places)]}便民服务中心",
                date(2020, month, day),
                days=7,
                lecture=5,
                visit=2,
                theory=hours * 3 // 10,
                practice=hours * 7 // 10,
                trained=trained,
                poor=rng.randint(3, 8),
                completed=trained - rng.randint(0, 2),
                teacher=people_.name("女" if number % 2 else "男"),
            )
        )
    return classes


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

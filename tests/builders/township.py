"""A township's workbook: its leaders, their households, their classes.

Village columns are merged down over the leaders of the village and leaders' columns over their
households, with a 小计 row after each block.  The three sheets agree with each other; with
``planted`` each fault of ``CODES`` is there once and disturbs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from builders import people
from builders.county import SUM, CountySheet, Slip, write_sheets
from builders.leader_records import (
    COMMUNITY,
    HOUSEHOLDS,
    KINDS_OF_CLASS,
    LEADERS,
    OTHER,
    POOR,
    PROJECTS,
    WAYS,
    Class,
    Columns,
    Leader,
    Village,
    class_row,
    columns_of,
    draw_household,
    head_of,
    household_rows,
    leader_row,
    record_sheet,
)
from builders.people import People
from builders.planted_faults import Fault

CODES: Final = frozenset(
    [
        "L201",
        "L202",
        "L204",
        "L205",
        "L207",
        "P101",
        "P105",
        "L210",
        "L214",
        "L215",
        "C301",
        "P102",
        "R101",
        "L212",
        "C205",
        "T301",
        "T302",
        "T305",
        "T304",
        "D501",
        "A102",
        "A101",
    ]
)
_TOWNSHIP: Final = "云岭镇"
_FILLED: Final = date(2020, 6, 30)
_VILLAGES: Final = (
    ("青松村", POOR, 9), ("白鹭村", POOR, 8), ("石桥村", OTHER, 9), ("柳湾村", OTHER, 8),
    ("云水社区", COMMUNITY, 6),
)  # fmt: skip
_CLASSES: Final[Columns] = columns_of(
    "序号=seq 培训班名称=class 培训类型=kind 培训地点=place 培训时间/开班日期=starts 培训时间/结业日期=ends "
    "教学安排/培训天数（天）/合计=days 教学安排/培训天数（天）/集中教学=lecture 教学安排/培训天数（天）/现场观摩=visit "
    "教学安排/课时（课时）/合计=hours 教学安排/课时（课时）/理论=theory 教学安排/课时（课时）/实操=practice "
    "人数（人）/计划=planned 人数（人）/参训=trained 人数（人）/其中贫困人口=poor 人数（人）/结业=completed 班主任=teacher "
    "备注=remark"
)
_STARTS: Final = (
    ("1-6", 7), ("1-13", 7), ("2-10", 14), ("3-2", 14), ("3-16", 7), ("3-23", 7), ("4-7", 7),
    ("4-14", 7), ("5-11", 14), ("5-25", 7), ("6-1", 7), ("6-8", 7),
)  # fmt: skip


def make_township(
    path: Path | str, planted: bool, seed: int = 2, county: str = "××区"
) -> list[Fault]:
    """Write the workbook and return its faults, none unless ``planted``."""
    rng, people_ = Random(seed), People(seed, distinct_names=True)
    leaders = _leaders(rng, people_)
    classes = _classes(rng, people_)
    if planted:
        _plant(leaders, people_)
        _plant_in_classes([one for one, _ in classes])
    path = Path(path)
    sheets = _sheets(path.name, f"{county}{_TOWNSHIP}", leaders, classes)
    return write_sheets(sheets, path.parent, planted=planted)


def _sheets(
    file: str, place: str, leaders: list[Leader], classes: list[tuple[Class, int]]
) -> list[CountySheet]:
    office: dict[str, Any] = {"unit": f"{_TOWNSHIP}人民政府", "filled": _FILLED}
    size, people_led = head_of(LEADERS, "size"), head_of(HOUSEHOLDS, "size")
    listed = household_rows(leaders)
    of_village = [one for one in leaders if one.village.name == "石桥村"]
    subtotal, total = sum(one.size for one in of_village), sum(each.size for each, _ in listed)
    return [
        record_sheet(
            file, "致富带头人台账", f"{place}2020年致富带头人台账", LEADERS,
            [(one, {**leader_row(one), "entered": one.entered or "/"}) for one in leaders],
            measures="户、人", text=("identity", "phone"), down=("village", "village_kind"),
            subtotals=True, sums=("poor", "size"), label_columns=12,
            notes=(
                "本台账按季更新，退出的带头人应填写退出原因和退出时间。",
                "带动贫困户户数、人数应与带动户明细一致。",
            ),
            slips=[Slip("A102", "石桥村", size, {size: subtotal + 9})], **office,
        ),
        record_sheet(
            file, "带动户明细", f"{place}2020年致富带头人带动户明细", HOUSEHOLDS, listed,
            measures="人、元", text=("leader_id", "head_id", "phone"), down=("leader", "leader_id"),
            subtotals=True, sums=("size", "raised"), label_columns=6,
            notes=("一户一行，同一户不得重复登记。", "带动增收为该户2020年上半年从带动中得到的收入。"),
            slips=[Slip("A101", SUM, people_led, {people_led: total + 20})], **office,
        ),
        record_sheet(
            file, "培训班台账", f"{place}2020年致富带头人培训班台账", _CLASSES,
            [(one, {**class_row(one), "planned": planned}) for one, planned in classes],
            measures="天、课时、人", sums=("planned", "trained", "poor", "completed"), label_columns=12,
            height=24, **office,
        ),
    ]  # fmt: skip


# The sound township.


def _leaders(rng: Random, people_: People) -> list[Leader]:
    leaders: list[Leader] = []
    for name, kind, count in _VILLAGES:
        village = Village(_TOWNSHIP, name, kind)
        for _ in range(count):
            recognised = people.random_day(rng, date(2018, 3, 1), date(2020, 3, 20))
            way = rng.choice(WAYS)
            number = rng.choices((3, 4, 5, 6), (30, 45, 20, 5))[0]
            leaders.append(
                Leader(
                    people_.aged(22, 57, recognised),
                    village,
                    rng.choice(PROJECTS),
                    0,
                    way,
                    recognised,
                    recognised + timedelta(days=rng.randint(3, 28)) if kind == POOR else None,
                    [draw_household(rng, people_, recognised, _FILLED) for _ in range(number)],
                )
            )
    leaders[17].remove(date(2020, 5, 12), "自身经营破产")
    return leaders


def _classes(rng: Random, people_: People) -> list[tuple[Class, int]]:
    """Return classes of one and two weeks, each with the number of people planned."""
    classes: list[tuple[Class, int]] = []
    for number, (start, days) in enumerate(_STARTS, 1):
        kind = KINDS_OF_CLASS[number % 3]
        hours = rng.choice((40, 50)) if days == 7 else 100
        trained = rng.randint(28, 46)
        planned = trained + rng.randint(0, 4)
        one = Class(
            name=f"第{number}期致富带头人{kind}班",
            kind=kind,
            place=f"{_VILLAGES[number % 5][0]}便民服务中心",
            starts=date(2020, *map(int, start.split("-"))),
            days=days,
            lecture=days // 7 * 5,
            visit=days // 7 * 2,
            theory=hours * 3 // 10,
            practice=hours * 7 // 10,
            trained=trained,
            poor=rng.randint(6, 20),
            completed=trained - rng.randint(0, 2),
            teacher=people_.name("女" if number % 2 else "男"),
        )
        classes.append((one, planned))
    return classes


# The faults.


def _plant(leaders: list[Leader], people_: People) -> None:
    """Give each fault a leader of its own, from the village that the fault asks for."""
    pools: dict[str, Iterator[Leader]] = {
        village: iter([one for one in leaders if one.village.name == village and not one.removed])
        for village, _, _ in _VILLAGES
    }

    def take(village: str, households: int = 3) -> Leader:
        return next(one for one in pools[village] if len(one.households) >= households)

    one = take("石桥村")
    del one.households[2:]
    one.fault("L201", "poor")
    one = take("青松村", 4)
    del one.households[4:]
    one.fault("L202", "poor", poor=5)
    _household_shared(take("青松村", 4), take("青松村"))
    _household_twice(take("柳湾村", 4))
    one = take("白鹭村", 4)
    one.households.append(
        replace(one.households[0], head=one.person, size=4, faults=[("L207", "head_id")])
    )
    household = take("柳湾村", 4).households[2]
    household.fault("C205", "head_id", head_id=people.one_digit_wrong(household.head.identity))
    one = take("石桥村")
    one.fault("P101", "sex", sex=people.other_sex(one.person.sex))
    _too_old(take("云水社区"), people_)
    one = take("柳湾村")
    one.remove(date(2020, 4, 20), "")
    one.fault("L210", "cause")
    one = take("白鹭村")
    one.entered = None
    one.fault("L214", "in_system")
    one = take("石桥村")
    one.entered = one.recognised + timedelta(days=12)
    one.fault("L215", "in_system")
    one = take("云水社区")
    one.fault("C301", "phone", phone=people.ten_digits(one.person.phone))
    take("青松村").fault("R101", "name", name=None)
    take("白鹭村").fault("L212", "remark", remark="2020年4月已病故")
    _repeated(take("白鹭村"), leaders)


def _household_shared(one: Leader, other: Leader) -> None:
    """Let a later leader of the same village list a household of an earlier one."""
    shared = one.households[1]
    since = max(other.recognised, shared.linked) + timedelta(days=5)
    again = replace(shared, linked=since, raised=shared.raised - 300, faults=[("L204", "head_id")])
    other.households.append(again)


def _household_twice(one: Leader) -> None:
    """List a household twice and state it once: the number is that of the households."""
    one.written = {"poor": len(one.households), "size": one.size}
    one.households.append(replace(one.households[0], faults=[("L205", "head_id")]))


def _too_old(one: Leader, people_: People) -> None:
    day = one.recognised
    born = date(day.year - 66, day.month, min(day.day, 28)) - timedelta(days=40)
    one.person = people_.person(born, one.person.sex)
    one.fault("P105", "identity")


def _repeated(one: Leader, leaders: list[Leader]) -> None:
    """Enter a leader again, word for word, as the last of the village."""
    last = max(i for i, other in enumerate(leaders) if other.village is one.village)
    again = replace(one, unlisted=True, faults=[("P102", "identity")])
    leaders.insert(last + 1, again)


def _plant_in_classes(classes: list[Class]) -> None:
    week = iter([one for one in classes if one.days == 7][1:])
    fortnight = iter([one for one in classes if one.days == 14])
    one = next(week)
    one.days, one.lecture, one.visit = 6, 4, 2
    one.theory, one.practice = 12, 28  # within eight hours a day
    one.fault("T301", "days")
    one = next(fortnight)
    one.theory, one.practice = 70, 30
    one.fault("T305", "practice")
    one = next(week)
    one.lecture, one.visit = 4, 3
    one.fault("T302", "lecture")
    one = next(fortnight)
    one.theory, one.practice = 50, 50
    one.fault("T304", "practice")
    one = next(week)
    one.fault("D501", "ends", ends=one.starts - timedelta(days=4))

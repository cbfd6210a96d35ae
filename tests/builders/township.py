"""A township's workbook: its leaders, the households they lead, the classes held for them.

Village columns are merged down over the leaders of the village and leaders' columns over their
households, with a 小计 row after each block.  The three sheets agree with each other; with
``planted`` each of the faults in ``KINDS`` is there once and disturbs nothing else.

Run as ``python -m builders.township OUT.xlsx [planted [SEED]]``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from openpyxl import Workbook

from builders import people
from builders.header_rows import letter
from builders.office_sheet import OfficeSheet
from builders.people import People, Person
from builders.planted_faults import Planted

LEADERS: Final = "致富带头人台账"
HOUSEHOLDS: Final = "带动户明细"
CLASSES: Final = "培训班台账"

LEADER_PATHS: Final = (
    ("序号",),
    ("村(社区)",),
    ("村类型",),
    ("基本信息", "姓名"),
    ("基本信息", "性别"),
    ("基本信息", "身份证号"),
    ("基本信息", "文化程度"),
    ("基本信息", "联系电话"),
    ("创办项目",),
    ("认定时间",),
    ("是否录入国扶系统",),
    ("录入时间",),
    ("带动贫困户", "户数（户）"),
    ("带动贫困户", "人数（人）"),
    ("动态管理情况", "状态"),
    ("动态管理情况", "退出原因"),
    ("动态管理情况", "退出时间"),
    ("备注",),
)
HOUSEHOLD_PATHS: Final = (
    ("序号",),
    ("致富带头人", "姓名"),
    ("致富带头人", "身份证号"),
    ("被带动贫困户", "户主姓名"),
    ("被带动贫困户", "户主身份证号"),
    ("被带动贫困户", "户属性"),
    ("被带动贫困户", "家庭人口（人）"),
    ("被带动贫困户", "联系电话"),
    ("户所在村",),
    ("带动方式",),
    ("带动时间",),
    ("带动增收（元）",),
    ("备注",),
)
CLASS_PATHS: Final = (
    ("序号",),
    ("培训班名称",),
    ("培训类型",),
    ("培训地点",),
    ("培训时间", "开班日期"),
    ("培训时间", "结业日期"),
    ("教学安排", "培训天数（天）", "合计"),
    ("教学安排", "培训天数（天）", "集中教学"),
    ("教学安排", "培训天数（天）", "现场观摩"),
    ("教学安排", "课时（课时）", "合计"),
    ("教学安排", "课时（课时）", "理论"),
    ("教学安排", "课时（课时）", "实操"),
    ("人数（人）", "计划"),
    ("人数（人）", "参训"),
    ("人数（人）", "其中贫困人口"),
    ("人数（人）", "结业"),
    ("班主任",),
    ("备注",),
)
KINDS: Final = (
    "leads_too_few", "stated_not_listed", "household_shared", "household_twice", "own_household",
    "sex_against_id", "too_old", "removed_without_cause", "poor_village_not_entered",
    "other_village_entered", "phone_ten_digits", "duplicate_id", "name_blank", "dead_in_remark",
    "id_checksum", "class_too_short", "class_days_split", "hours_inverted", "hours_half",
    "ends_before_start", "subtotal_wrong", "total_wrong",
)  # fmt: skip

_TOWNSHIP: Final = "云岭镇"
_FILLED: Final = date(2020, 6, 30)
_VILLAGES: Final = (
    ("青松村", "贫困村", 9),
    ("白鹭村", "贫困村", 8),
    ("石桥村", "非贫困村", 9),
    ("柳湾村", "非贫困村", 8),
    ("云水社区", "社区", 6),
)
_PROJECTS: Final = (
    "柠檬种植", "生猪养殖", "花椒种植", "稻渔综合种养", "蚕桑种植", "山羊养殖", "油茶种植",
    "农家乐", "农产品加工", "土鸡养殖", "蔬菜大棚", "中药材种植",
)  # fmt: skip
_WAYS: Final = ("务工联结", "订单联结", "资产入股", "土地流转", "生产托管", "返包倒租")


@dataclass(eq=False)
class _Household:
    head: Person
    people: int
    kind: str
    linked: date
    raised: int
    faults: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


@dataclass(eq=False)
class _Leader:
    person: Person
    village: str
    village_kind: str
    project: str
    recognised: date
    in_system: bool
    entered: date | None
    way: str
    households: list[_Household]
    name: str | None = None
    """What stands in the sheet of leaders; the sheet of households has the person's."""
    sex: str = ""
    phone: str = ""
    stated: int = 0
    people: int = 0
    removed: date | None = None
    cause: str = ""
    remark: str = ""
    repeats: _Leader | None = None
    faults: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.name = self.person.name
        self.sex, self.phone = self.person.sex, self.person.phone
        self.count()

    def count(self) -> None:
        """State what the households come to, each counted once."""
        distinct = {h.head.identity: h.people for h in self.households}
        self.stated, self.people = len(distinct), sum(distinct.values())

    def remove(self, day: date, cause: str) -> None:
        """Take the leader out of the stock: he leads nobody any more."""
        self.removed, self.cause = day, cause
        self.households = []
        self.count()

    def fault(self, kind: str, *columns: str) -> None:
        """Note a fault of his row in the sheet of leaders."""
        self.faults.append((kind, columns))


@dataclass(eq=False)
class _Class:
    name: str
    kind: str
    place: str
    starts: date
    ends: date
    days: int
    lecture: int
    visit: int
    theory: int
    practice: int
    planned: int
    trained: int
    poor: int
    completed: int
    head_teacher: str
    faults: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def fault(self, kind: str, *columns: str) -> None:
        """Note a fault of its row."""
        self.faults.append((kind, columns))


def make_township(
    path: Path | str, planted: bool, seed: int = 2, county: str = "××区"
) -> list[Planted]:
    """Write the workbook and return what is wrong in it; without ``planted``, nothing is."""
    rng = Random(seed)
    people_ = People(seed, distinct_names=True)
    leaders = _leaders(rng, people_)
    classes = _classes(rng, people_)
    if planted:
        _plant(leaders, people_)
        _plant_in_classes(classes)
    book = Workbook()
    first = book.active
    assert first is not None
    found = [
        *_write_leaders(first, leaders, county, planted),
        *_write_households(book.create_sheet(), leaders, county, planted),
        *_write_classes(book.create_sheet(), classes, county),
    ]
    book.properties.creator = _TOWNSHIP
    book.save(path)
    return found


# The sound township.


def _leaders(rng: Random, people_: People) -> list[_Leader]:
    leaders: list[_Leader] = []
    for village, kind, count in _VILLAGES:
        for _ in range(count):
            recognised = people.random_day(rng, date(2018, 3, 1), date(2020, 3, 20))
            in_system = kind == "贫困村"
            way = rng.choice(_WAYS)
            number = rng.choices((3, 4, 5, 6), (30, 45, 20, 5))[0]
            leaders.append(
                _Leader(
                    people_.aged(22, 57, recognised),
                    village,
                    kind,
                    rng.choice(_PROJECTS),
                    recognised,
                    in_system,
                    recognised + timedelta(days=rng.randint(3, 28)) if in_system else None,
                    way,
                    [_household(rng, people_, recognised) for _ in range(number)],
                )
            )
    gone = next(one for one in leaders if one.village == "石桥村")
    gone.remove(date(2020, 5, 12), "自身经营破产")
    return leaders


def _household(rng: Random, people_: People, recognised: date) -> _Household:
    return _Household(
        head=people_.aged(30, 72, _FILLED),
        people=rng.choices((1, 2, 3, 4, 5, 6), (8, 18, 28, 26, 14, 6))[0],
        kind=rng.choices(("一般贫困户", "低保贫困户"), (7, 3))[0],
        linked=people.random_day(rng, recognised, recognised + timedelta(days=80)),
        raised=rng.randint(24, 88) * 50,
    )


def _classes(rng: Random, people_: People) -> list[_Class]:
    starts = (
        ("1-6", 7), ("1-13", 7), ("2-10", 14), ("3-2", 14), ("3-16", 7), ("3-23", 7), ("4-7", 7),
        ("4-14", 7), ("5-11", 14), ("5-25", 7), ("6-1", 7), ("6-8", 7),
    )  # fmt: skip
    kinds = ("创业意识培训", "创办企业培训", "改善企业培训")
    classes: list[_Class] = []
    for number, (start, days) in enumerate(starts, 1):
        month, day = map(int, start.split("-"))
        first = date(2020, month, day)
        kind = kinds[number % 3]
        hours = rng.choice((40, 50)) if days == 7 else 100
        trained = rng.randint(28, 46)
        classes.append(
            _Class(
                name=f"第{number}期致富带头人{kind}班",
                kind=kind,
                place=f"{_VILLAGES[number % 5][0]}便民服务中心",
                starts=first,
                ends=first + timedelta(days=days - 1),
                days=days,
                lecture=days // 7 * 5,
                visit=days // 7 * 2,
                theory=hours * 3 // 10,
                practice=hours * 7 // 10,
                planned=trained + rng.randint(0, 4),
                trained=trained,
                poor=rng.randint(6, 20),
                completed=trained - rng.randint(0, 2),
                head_teacher=people_.name("女" if number % 2 else "男"),
            )
        )
    return classes


# The faults.


def _plant(leaders: list[_Leader], people_: People) -> None:
    """Give each fault a leader of its own, from the village that the fault asks for."""
    pools: dict[str, Iterator[_Leader]] = {
        village: iter([one for one in leaders if one.village == village and not one.removed])
        for village, _, _ in _VILLAGES
    }

    def take(village: str, households: int = 3) -> _Leader:
        return next(one for one in pools[village] if len(one.households) >= households)

    _leads_too_few(take("石桥村"))
    _stated_not_listed(take("青松村", 4))
    _household_shared(take("青松村", 4), take("青松村"))
    _household_twice(take("柳湾村", 4))
    _own_household(take("白鹭村", 4))
    _id_checksum(take("柳湾村", 4))
    one = take("石桥村")
    one.sex = people.other_sex(one.person.sex)
    one.fault("sex_against_id", "E", "F")
    _too_old(take("云水社区"), people_)
    one = take("柳湾村")
    one.remove(date(2020, 4, 20), "")
    one.fault("removed_without_cause", "P", "O", "Q")
    one = take("白鹭村")
    one.in_system, one.entered = False, None
    one.fault("poor_village_not_entered", "K", "L", "C")
    one = take("石桥村")
    one.in_system, one.entered = True, one.recognised + timedelta(days=12)
    one.fault("other_village_entered", "K", "L", "C")
    one = take("云水社区")
    one.phone = people.ten_digits(one.phone)
    one.fault("phone_ten_digits", "H")
    one = take("青松村")
    one.name = None
    one.fault("name_blank", "D")
    one = take("白鹭村")
    one.remark = "2020年4月已病故"
    one.fault("dead_in_remark", "R", "O")
    _duplicate(take("白鹭村"), leaders)


def _leads_too_few(one: _Leader) -> None:
    del one.households[2:]
    one.count()
    one.fault("leads_too_few", "M")


def _stated_not_listed(one: _Leader) -> None:
    del one.households[4:]
    one.count()
    one.stated = 5
    one.fault("stated_not_listed", "M")


def _household_shared(one: _Leader, other: _Leader) -> None:
    """The later leader lists a household of the earlier one, both of the same village."""
    shared = one.households[1]
    since = max(other.recognised, shared.linked) + timedelta(days=5)
    other.households.append(replace(shared, linked=since, raised=shared.raised - 300, faults=[]))
    other.households[-1].faults.append(("household_shared", ("E", "D")))
    other.count()


def _household_twice(one: _Leader) -> None:
    """He lists a household twice, and states it once: his number is that of the households."""
    again = replace(one.households[0], faults=[("household_twice", ("E", "D"))])
    one.households.append(again)


def _own_household(one: _Leader) -> None:
    own = replace(one.households[0], head=one.person, people=4, faults=[])
    own.faults.append(("own_household", ("E", "D", "B", "C")))
    one.households.append(own)
    one.count()


def _id_checksum(one: _Leader) -> None:
    household = one.households[2]
    head = household.head
    household.head = replace(head, identity=people.one_digit_wrong(head.identity))
    household.faults.append(("id_checksum", ("E",)))


def _too_old(one: _Leader, people_: People) -> None:
    day = one.recognised
    born = date(day.year - 66, day.month, min(day.day, 28)) - timedelta(days=40)
    one.person = people_.person(born, one.person.sex)
    one.name, one.phone = one.person.name, one.person.phone
    one.fault("too_old", "F", "J")


def _duplicate(one: _Leader, leaders: list[_Leader]) -> None:
    """Enter a leader again, word for word, as the last of his village."""
    last = max(i for i, other in enumerate(leaders) if other.village == one.village)
    again = replace(one, repeats=one, faults=[])
    again.fault("duplicate_id", "F", "D")
    leaders.insert(last + 1, again)


def _plant_in_classes(classes: list[_Class]) -> None:
    week = iter([one for one in classes if one.days == 7][1:])
    fortnight = iter([one for one in classes if one.days == 14])
    one = next(week)
    one.ends -= timedelta(days=1)
    one.days, one.lecture, one.visit = 6, 4, 2
    one.theory, one.practice = 12, 28  # within eight hours a day
    one.fault("class_too_short", "G", "E", "F")
    one = next(fortnight)
    one.theory, one.practice = 70, 30
    one.fault("hours_inverted", "K", "L")
    one = next(week)
    one.lecture, one.visit = 4, 3
    one.fault("class_days_split", "H", "I")
    one = next(fortnight)
    one.theory, one.practice = 50, 50
    one.fault("hours_half", "K", "L")
    one = next(week)
    one.ends = one.starts - timedelta(days=4)
    one.fault("ends_before_start", "F", "E")


# The sheets.


def _write_leaders(sheet: Any, leaders: list[_Leader], county: str, planted: bool) -> list[Planted]:
    sheet.title = LEADERS
    widths = (6, 12, 11, 10, 6, 21, 10, 14, 14, 12, 10, 12, 9, 9, 8, 14, 12, 16)
    table = OfficeSheet(sheet, LEADER_PATHS, widths=widths, text="FH")
    table.title(f"{county}{_TOWNSHIP}2020年致富带头人台账")
    table.unit_row(f"{_TOWNSHIP}人民政府", _FILLED, "户、人")
    table.header()
    rows: dict[int, int] = {}
    found: list[Planted] = []
    for village, _, _ in _VILLAGES:
        own = [one for one in leaders if one.village == village]
        for one in own:
            row = rows[id(one)] = table.data(_leader_row(len(rows) + 1, one))
            related = (rows[id(one.repeats)],) if one.repeats else ()
            found += _found(LEADERS, row, one.faults, related)
        first = table.row - len(own)
        table.merge_down(2, first, table.row - 1)
        table.merge_down(3, first, table.row - 1)
        figures = _figures(own)
        if planted and village == "石桥村":
            figures[14] += 9
            found.append(Planted(LEADERS, table.row, (letter(14),), "subtotal_wrong"))
        table.sums("小计", figures, label_columns=12)
    table.sums("合计", _figures(leaders), label_columns=12)
    table.footer(_FILLED)
    table.notes(
        "本台账按季更新，退出的带头人应填写退出原因和退出时间。",
        "带动贫困户户数、人数应与带动户明细一致。",
    )
    return found


def _leader_row(number: int, one: _Leader) -> list[Any]:
    return [
        number, one.village, one.village_kind, one.name, one.sex, one.person.identity,
        one.person.education, one.phone, one.project, one.recognised,
        "是" if one.in_system else "否", one.entered or "/", one.stated, one.people,
        "退出" if one.removed else "在库", one.cause or None, one.removed, one.remark or None,
    ]  # fmt: skip


def _figures(leaders: Iterable[_Leader]) -> dict[int, int]:
    own = list(leaders)
    return {13: sum(one.stated for one in own), 14: sum(one.people for one in own)}


def _write_households(
    sheet: Any, leaders: list[_Leader], county: str, planted: bool
) -> list[Planted]:
    sheet.title = HOUSEHOLDS
    widths = (6, 10, 21, 11, 21, 12, 15, 14, 12, 12, 12, 15, 12)
    table = OfficeSheet(sheet, HOUSEHOLD_PATHS, widths=widths, text="CEH")
    table.title(f"{county}{_TOWNSHIP}2020年致富带头人带动户明细")
    table.unit_row(f"{_TOWNSHIP}人民政府", _FILLED, "人、元")
    table.header()
    found: list[Planted] = []
    seen: dict[str, int] = {}
    number = 0
    every: list[_Household] = []
    for one in leaders:
        if one.repeats or not one.households:
            continue
        first = table.row
        for household in one.households:
            number += 1
            row = table.data(_household_row(number, one, household))
            identity = household.head.identity
            related = (seen[identity],) if identity in seen else ()
            found += _found(HOUSEHOLDS, row, household.faults, related)
            seen[identity] = row
        table.merge_down(2, first, table.row - 1)
        table.merge_down(3, first, table.row - 1)
        table.sums("小计", _household_sums(one.households), label_columns=6)
        every += one.households
    figures = _household_sums(every)
    if planted:
        figures[7] += 20
        found.append(Planted(HOUSEHOLDS, table.row, (letter(7),), "total_wrong"))
    table.sums("合计", figures, label_columns=6)
    table.footer(_FILLED)
    table.notes("一户一行，同一户不得重复登记。", "带动增收为该户2020年上半年从带动中得到的收入。")
    return found


def _household_row(number: int, one: _Leader, household: _Household) -> list[Any]:
    head = household.head
    return [
        number, one.person.name, one.person.identity, head.name, head.identity, household.kind,
        household.people, head.phone, one.village, one.way, household.linked, household.raised,
        None,
    ]  # fmt: skip


def _household_sums(households: Iterable[_Household]) -> dict[int, int]:
    own = list(households)
    return {7: sum(h.people for h in own), 12: sum(h.raised for h in own)}


def _write_classes(sheet: Any, classes: list[_Class], county: str) -> list[Planted]:
    sheet.title = CLASSES
    widths = (6, 32, 15, 22, 12, 12, 8, 10, 10, 8, 8, 8, 8, 8, 10, 8, 10, 12)
    table = OfficeSheet(sheet, CLASS_PATHS, widths=widths)
    table.title(f"{county}{_TOWNSHIP}2020年致富带头人培训班台账")
    table.unit_row(f"{_TOWNSHIP}人民政府", _FILLED, "天、课时、人")
    table.header()
    found: list[Planted] = []
    for number, one in enumerate(classes, 1):
        found += _found(CLASSES, table.data(_class_row(number, one), height=24), one.faults)
    counts: dict[int, Callable[[_Class], int]] = {
        13: lambda one: one.planned,
        14: lambda one: one.trained,
        15: lambda one: one.poor,
        16: lambda one: one.completed,
    }
    sums = {column: sum(map(count, classes)) for column, count in counts.items()}
    table.sums("合计", sums, label_columns=12)
    table.footer(_FILLED)
    return found


def _class_row(number: int, one: _Class) -> list[Any]:
    return [
        number, one.name, one.kind, one.place, one.starts, one.ends, one.days, one.lecture,
        one.visit, one.theory + one.practice, one.theory, one.practice, one.planned, one.trained,
        one.poor, one.completed, one.head_teacher, None,
    ]  # fmt: skip


def _found(
    sheet: str,
    row: int,
    faults: Iterable[tuple[str, tuple[str, ...]]],
    related: tuple[int, ...] = (),
) -> list[Planted]:
    return [Planted(sheet, row, columns, kind, related) for kind, columns in faults]


def main(arguments: list[str]) -> None:
    """Write the workbook and print what is wrong in it."""
    path, *rest = arguments
    seed = int(rest[1]) if len(rest) > 1 else 2
    for one in make_township(path, rest[:1] == ["planted"], seed):
        print(f"{one.sheet}!{one.column}{one.row}\t{one.kind}\t{','.join(one.columns)}")


if __name__ == "__main__":
    main(sys.argv[1:])

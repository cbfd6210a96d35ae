"""Invented leaders, households and classes, and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from builders import people
from builders.county import CountySheet, Slip
from builders.people import People, Person

POOR, OTHER, COMMUNITY = "贫困村", "非贫困村", "社区"
KINDS_OF_CLASS: Final = ("创业意识培训", "创办企业培训", "改善企业培训")
PROJECTS: Final = (
    "柠檬种植", "生猪养殖", "花椒种植", "稻渔综合种养", "蚕桑种植", "山羊养殖", "油茶种植",
    "农家乐", "农产品加工", "土鸡养殖", "蔬菜大棚", "中药材种植",
)  # fmt: skip
WAYS: Final = ("务工联结", "订单联结", "资产入股", "土地流转", "生产托管", "返包倒租")

Row = dict[str, Any]
Columns = Sequence[tuple[str, str]]
"""Headers such as 基本信息/姓名, and the keys of what stands under them."""


def columns_of(text: str) -> Columns:
    """Return columns from words such as ``基本信息/姓名=name``."""
    return [tuple(word.split("=")) for word in text.split()]  # type: ignore[misc]  # two parts each


LEADERS: Final[Columns] = columns_of(
    "序号=seq 村(社区)=village 村类型=village_kind 基本信息/姓名=name 基本信息/性别=sex 基本信息/身份证号=identity "
    "基本信息/文化程度=education 基本信息/联系电话=phone 创办项目=project 认定时间=recognised "
    "是否录入国扶系统=in_system 录入时间=entered 带动贫困户/户数（户）=poor 带动贫困户/人数（人）=size 动态管理情况/状态=status "
    "动态管理情况/退出原因=cause 动态管理情况/退出时间=removed 备注=remark"
)
HOUSEHOLDS: Final[Columns] = columns_of(
    "序号=seq 致富带头人/姓名=leader 致富带头人/身份证号=leader_id 被带动贫困户/户主姓名=head 被带动贫困户/户主身份证号=head_id "
    "被带动贫困户/户属性=kind 被带动贫困户/家庭人口（人）=size 被带动贫困户/联系电话=phone 户所在村=village 带动方式=way "
    "带动时间=linked 带动增收（元）=raised 备注=remark"
)


@dataclass(eq=False)
class Record:
    """Something that becomes a row, with its faults and its false cells by key."""

    written: Row = field(default_factory=dict, kw_only=True)
    faults: list[tuple[str, str]] = field(default_factory=list, kw_only=True)

    def fault(self, code: str, key: str, **written: Any) -> None:
        """Plant a fault in a column, and write something else into columns of the row."""
        self.faults.append((code, key))
        self.written.update(written)


@dataclass(eq=False)
class Village(Record):
    """A village or community. Where it is not rural, it has no leader."""

    township: str
    name: str
    kind: str
    rural: bool = True


@dataclass(eq=False)
class Household(Record):
    """A household that a leader takes along."""

    head: Person
    size: int
    kind: str
    linked: date
    raised: int


@dataclass(eq=False)
class Leader(Record):
    """A leader and the households led."""

    person: Person
    village: Village
    project: str
    income: float
    way: str
    recognised: date
    entered: date | None
    households: list[Household]
    removed: date | None = None
    cause: str = ""
    remark: str = ""
    unlisted: bool = False
    """True if the township's sheet of households leaves the leader out."""

    @property
    def size(self) -> int:
        """People in the households."""
        return sum(household.size for household in self.households)

    @property
    def age(self) -> int:
        """Completed years on the day of recognition."""
        born, day = self.person.born, self.recognised
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def remove(self, day: date, cause: str) -> None:
        """Take the leader out of the stock, and with him his households."""
        self.removed, self.cause, self.households = day, cause, []


@dataclass(eq=False)
class Class(Record):
    """A training class."""

    name: str
    kind: str
    place: str
    starts: date
    days: int
    lecture: int
    visit: int
    theory: int
    practice: int
    trained: int
    poor: int
    completed: int
    teacher: str

    @property
    def ends(self) -> date:
        """The last day."""
        return self.starts + timedelta(days=self.days - 1)

    @property
    def held(self) -> str:
        """First and last day as an office types them, each month otherwise."""
        first, last = self.starts, self.ends
        return (
            f"{first.year}.{first.month}.{first.day}-{last.month}.{last.day}",
            f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日",
            f"{first.year}.{first.month}.{first.day}—{last.year}.{last.month}.{last.day}",
        )[first.month % 3]


@dataclass(eq=False)
class Trainee(Record):
    """Somebody in a class."""

    person: Person
    address: str
    kind: str


def draw_leader(rng: Random, people_: People, village: Village, filled: date) -> Leader:
    """Return a leader with three to six households."""
    recognised = people.random_day(rng, date(2018, 3, 1), date(2020, 3, 20))
    count = rng.choices((3, 4, 5, 6), (30, 45, 20, 5))[0]
    return Leader(
        people_.aged(22, 57, recognised),
        village,
        rng.choice(PROJECTS),
        rng.randint(16, 240) / 10,
        rng.choice(WAYS),
        recognised,
        recognised + timedelta(days=rng.randint(3, 28)) if village.kind == POOR else None,
        [draw_household(rng, people_, recognised, filled) for _ in range(count)],
    )


def draw_household(rng: Random, people_: People, recognised: date, filled: date) -> Household:
    """Return a household that a leader took along within 80 days of recognition."""
    return Household(
        people_.aged(30, 72, filled),
        rng.choices((1, 2, 3, 4, 5, 6), (8, 18, 28, 26, 14, 6))[0],
        rng.choices(("一般贫困户", "低保贫困户"), (7, 3))[0],
        people.random_day(rng, recognised, recognised + timedelta(days=80)),
        rng.randint(24, 88) * 50,
    )


def draw_class(
    rng: Random,
    people_: People,
    number: int,
    starts: date,
    place: str,
    *,
    trained: tuple[int, int] = (28, 46),
    days: int = 7,
) -> Class:
    """Return a class with seven tenths of practice and two days of visits a week."""
    kind = KINDS_OF_CLASS[(number - 1) % 3]
    hours = rng.choice((40, 50)) * days // 7
    count = rng.randint(*trained)
    return Class(
        f"第{number}期致富带头人{kind}班",
        kind,
        f"{place}便民服务中心",
        starts,
        days=days,
        lecture=days // 7 * 5,
        visit=days // 7 * 2,
        theory=hours * 3 // 10,
        practice=hours * 7 // 10,
        trained=count,
        poor=rng.randint(3, 8),
        completed=count - rng.randint(0, 2),
        teacher=people_.name("女" if number % 2 else "男"),
    )


def person_row(who: Person) -> Row:
    """Return a person by the keys of columns."""
    return {
        "name": who.name, "sex": who.sex, "identity": who.identity, "phone": who.phone,
        "education": who.education,
    }  # fmt: skip


def leader_row(one: Leader) -> Row:
    """Return a leader by the keys of columns."""
    return {
        **person_row(one.person), "township": one.village.township, "village": one.village.name,
        "village_kind": one.village.kind, "age": one.age, "project": one.project,
        "income": one.income, "way": one.way, "recognised": one.recognised,
        "in_system": "是" if one.entered else "否", "entered": one.entered,
        "poor": len(one.households), "size": one.size, "status": "退出" if one.removed else "在库",
        "cause": one.cause or None, "removed": one.removed, "remark": one.remark or None,
    }  # fmt: skip


def household_rows(leaders: Iterable[Leader]) -> list[tuple[Household, Row]]:
    """Return the households of leaders, each with its row by the keys of columns."""
    return [
        (household, {
            "leader": one.person.name, "leader_id": one.person.identity,
            "head": household.head.name, "head_id": household.head.identity,
            "kind": household.kind, "size": household.size, "phone": household.head.phone,
            "village": one.village.name, "way": one.way, "linked": household.linked,
            "raised": household.raised,
        })
        for one in leaders
        if not one.unlisted
        for household in one.households
    ]  # fmt: skip


def class_row(one: Class) -> Row:
    """Return a class by the keys of columns."""
    return {
        "class": one.name, "category": "致富带头人培训班", "kind": one.kind, "place": one.place,
        "starts": one.starts, "ends": one.ends, "held": one.held, "days": one.days,
        "lecture": one.lecture, "visit": one.visit, "hours": one.theory + one.practice,
        "theory": one.theory, "practice": one.practice, "trained": one.trained, "poor": one.poor,
        "completed": one.completed, "teacher": one.teacher,
    }  # fmt: skip


def head_of(columns: Columns, key: str) -> str:
    """Return the header of a key."""
    return next(head for head, each in columns if each == key)


def record_sheet(
    file: str,
    name: str,
    title: str,
    columns: Columns,
    records: Iterable[tuple[Record, Mapping[str, Any]]],
    *,
    text: Sequence[str] = (),
    down: Sequence[str] = (),
    sums: Sequence[str] | Mapping[str, Any] = (),
    slips: Sequence[Slip] = (),
    **layout: Any,
) -> CountySheet:
    """Return the sheet of records, numbered under ``seq``, with their faults."""
    heads = {key: head for head, key in columns}
    rows: list[list[Any]] = []
    own = list(slips)
    for number, (one, given) in enumerate(records, 1):
        row = {"seq": number, **given, **one.written}
        rows.append([row.get(key) for key in heads])
        own += [Slip(code, number, heads[key]) for code, key in one.faults]
    return CountySheet(
        file,
        name,
        title,
        [*heads.values()],
        rows,
        text=[heads[key] for key in text],
        down=[heads[key] for key in down],
        sums=(
            {heads[key]: total for key, total in sums.items()}
            if isinstance(sums, Mapping)
            else [heads[key] for key in sums]
        ),
        slips=own,
        **layout,
    )

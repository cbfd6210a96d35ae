"""What the example district keeps ledgers of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from builders.people import Person

DISTRICT: Final = "云潼区"
GUIHUA, SHUANGHE, GUJING = TOWNSHIPS = ("桂花街道", "双河镇", "古井镇")
FILLED: Final = date(2020, 12, 15)
POOR, OTHER, COMMUNITY = "贫困村", "非贫困村", "社区"


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault: the place as reports write it, and the rule that must say so."""

    place: str
    code: str


@dataclass(eq=False)
class Record:
    """Something that becomes a row: what is written otherwise than it is, and its faults by column."""

    written: dict[str, Any] = field(default_factory=dict, kw_only=True)
    faults: list[tuple[str, str]] = field(default_factory=list, kw_only=True)

    def fault(self, code: str, key: str, **written: Any) -> None:
        """Plant a fault in a column, and write something else into columns of the row."""
        self.faults.append((code, key))
        self.written.update(written)


@dataclass(eq=False)
class Village(Record):
    """A village or community."""

    township: str
    name: str
    kind: str
    rural: bool


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
    """A leader and his households."""

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
    """Whether the township's sheet of households leaves him out."""

    @property
    def size(self) -> int:
        """People in his households."""
        return sum(household.size for household in self.households)

    def remove(self, day: date, cause: str) -> None:
        """Take him out of the stock: he leads nobody any more."""
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
        """Its last day."""
        return self.starts + timedelta(days=self.days - 1)


@dataclass(eq=False)
class Trainee(Record):
    """Somebody in a class."""

    person: Person
    address: str
    kind: str


@dataclass
class County:
    """Everything that is written down, and the faults of what is no row."""

    villages: list[Village]
    leaders: dict[str, list[Leader]]
    classes: dict[str, list[Class]]
    rosters: list[tuple[Class, list[Trainee]]]
    tasks: dict[str, list[int]]
    task_sums: list[int]
    task_faults: list[tuple[str, str, int]] = field(default_factory=list)
    """Code, township (nothing for the total), and which task."""
    wrong_subtotal: str = ""
    """The village whose subtotal somebody typed over."""

    def of(self, village: str) -> list[Leader]:
        """The leaders of a village."""
        every = (one for leaders in self.leaders.values() for one in leaders)
        return [one for one in every if one.village.name == village]

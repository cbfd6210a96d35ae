"""What a notice says, as data: clauses, limits, lists, targets, and what each asks of ledgers.

Nothing here is an expression: a notice names ledgers, fields and words, and rules know what to do
with them.  A condition (``where``) is equality only: the field holds one of these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import force_setattr

from ruralskills.model.clause import Clause

COMMON: Final = "common"

Where = Mapping[str, tuple[str, ...]]
"""By field, the words of which one must stand in it."""

Number = int | Decimal

LimitValue = Number | tuple[Number, ...] | None
"""One number, or several such as the sides of a proportion. None: left to the office."""


class Limit(Struct, frozen=True):
    """A number that a notice sets, with its unit and clause."""

    name: str
    value: LimitValue
    """None where the notice names the matter and leaves the number to the office: off until set."""
    unit: str
    clause: Clause


class Target(Struct, frozen=True):
    """A figure that a notice asks of a unit."""

    unit: str
    indicator: str
    year: int | None
    value: Decimal
    measure: str
    clause: str


class CodeList(Struct, frozen=True):
    """The words a column may hold, each with what offices write instead."""

    name: str
    words: Mapping[str, str]
    """Every accepted spelling, and the official word it stands for."""
    open: bool
    """An open list (等) gives at most a hint."""
    clause: Clause | None
    same: bool = False
    """Whether every spelling says no more and no less than its official word."""

    @property
    def code(self) -> str:
        """The code under which a word that is not in the list is reported."""
        return "C603" if self.open else "C601"

    @property
    def official(self) -> tuple[str, ...]:
        """The official words, in the order of the notice."""
        return tuple(dict.fromkeys(self.words.values()))


class Expect(Struct, frozen=True):
    """What a field of a ledger must hold: something, or one of these words."""

    ledger: str
    name: str
    """The field."""
    clause: str
    values: tuple[str, ...] = ()
    """Empty: that something is filled in is enough."""
    when: Where = field(default_factory=dict)
    """Of which rows it is asked."""
    column: bool = False
    """Whether the column itself must be there."""


class Side(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of a ledger, by the field that says whose they are."""

    ledger: str
    key: str
    where: Where = field(default_factory=dict)
    role: Literal["", "previous", "register", "excluded"] = ""
    """Among which tables: those that are checked, or those that were handed in beside them."""


class Cover(Struct, frozen=True):
    """Each row of one side must be found again on another: a list of need in the rosters."""

    every: Side
    among: tuple[Side, ...]
    clause: str


class Duty(Struct, frozen=True, forbid_unknown_fields=True):
    """A report, meeting or inspection that has to be held, and how often."""

    what: str
    every: Literal["year", "two years", "quarter", "month", "once"]
    clause: str
    also: tuple[str, ...] = ()
    """Other names under which a duty log has it."""
    units: tuple[str, ...] = ()
    """Who owes it, each for itself; empty: one for all."""
    since: str = ""
    """From which period on, such as 2020-06."""


class Steps(Struct, frozen=True, forbid_unknown_fields=True):
    """Dates of a row that follow one another."""

    ledger: str
    fields: tuple[str, ...]
    clause: str
    missing: str = ""
    """The clause under which a step that was left out is reported; empty: it is not."""


class WordPairs(Struct, frozen=True):
    """Which words of one field go with a word of another: the trades of each department."""

    name: str
    ledgers: tuple[str, ...]
    by: str
    """The field that decides, such as the department."""
    field: str
    words: Mapping[str, tuple[str, ...]]
    """By a word of the one, with other names parted by ``|``, the words of the other."""
    clause: str
    only: bool = False
    """Whether a word that is nobody's is told too; else only one that is another's."""


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is counted from a ledger, under the names that statistical tables give it."""

    id: str
    title: str
    ledger: str
    clause: str
    also: tuple[str, ...] = ()
    unit: str = ""
    sum: str = ""
    """The field that is added up; empty: rows are counted."""
    distinct: str = ""
    """The field by which several rows are one person, household or thing."""
    period: str = ""
    """The date by which a row belongs to a period; empty: the ledger's own period."""
    where: Where = field(default_factory=dict)
    kind: Literal["flow", "stock"] = "flow"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a table may state it."""
        return (self.title, *self.also)


class Years(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """First and last year in force, both included. A single year is both."""

    first: int
    last: int = 0

    def __post_init__(self) -> None:
        if not self.last:
            force_setattr(self, "last", self.first)
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


class NoticeHeading(Struct, frozen=True):
    """What a notice is called, and where and when it is in force."""

    id: str
    title: str
    document: str
    places: tuple[str, ...] = ()
    years: Years | None = None
    """None for always."""
    everywhere: bool = False
    """A notice of the state: it binds beside that of any place."""
    extends: str = ""
    """The notice on which it stands: what it does not say itself is as that one has it."""

    def binds(self, year: int | None) -> bool:
        """Whether it is in force in a year (an unknown year is given the benefit)."""
        return self.years is None or year is None or year in self.years


class Notice(NoticeHeading, frozen=True):
    """A document in force: where, when, and what it asks."""

    clauses: Mapping[str, Clause] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    lists: Mapping[str, CodeList] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    expects: tuple[Expect, ...] = ()
    covers: tuple[Cover, ...] = ()
    duties: tuple[Duty, ...] = ()
    steps: tuple[Steps, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    pairs: tuple[WordPairs, ...] = ()
    headers: Mapping[str, Where] = field(default_factory=dict)
    """By ledger and field, the headers that offices here write."""
    severities: Mapping[str, str] = field(default_factory=dict)
    """By rule, what its findings weigh here."""
    scopes: Mapping[str, Where] = field(default_factory=dict)
    """By rule, the rows to which it keeps."""


class InForce(Struct, frozen=True, dict=True):
    """The notices that bind a check, the most particular first and ``common`` last."""

    notices: tuple[Notice, ...]

    def limit(self, name: str) -> Limit | None:
        """The first limit of that name that has a number."""
        named = (n.limits[name] for n in self.notices if name in n.limits)
        return next((limit for limit in named if limit.value is not None), None)

    def code_list(self, name: str) -> CodeList | None:
        """The first notice's code list of that name."""
        return next((n.lists[name] for n in self.notices if name in n.lists), None)

    def clause_for(self, code: str) -> Clause | None:
        """Return the clause that a rule's findings cite, the most particular first."""
        return self._clauses_by_rule.get(code)

    @cached_property
    def _clauses_by_rule(self) -> dict[str, Clause]:
        clauses = (clause for notice in self.notices for clause in notice.clauses.values())
        found: dict[str, Clause] = {}
        for clause in clauses:
            for code in clause.rules:
                found.setdefault(code, clause)
        return found

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of that id."""
        named = (n.clauses[clause_id] for n in self.notices if clause_id in n.clauses)
        return next(named, None)

    @property
    def expects(self) -> tuple[Expect, ...]:
        """What all notices in force expect of fields."""
        return tuple(each for notice in self.notices for each in notice.expects)

    @property
    def covers(self) -> tuple[Cover, ...]:
        """The lists that others must cover."""
        return tuple(each for notice in self.notices for each in notice.covers)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties of all notices in force."""
        return tuple(each for notice in self.notices for each in notice.duties)

    @property
    def steps(self) -> tuple[Steps, ...]:
        """The steps that must follow one another."""
        return tuple(each for notice in self.notices for each in notice.steps)

    @property
    def pairs(self) -> tuple[WordPairs, ...]:
        """The words that go together, of all notices in force."""
        return tuple(each for notice in self.notices for each in notice.pairs)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The figures that are counted from ledgers."""
        return tuple(each for notice in self.notices for each in notice.indicators)

    def severity(self, code: str) -> str:
        """What a rule's findings weigh by the word of the first notice that says so."""
        return next((n.severities[code] for n in self.notices if code in n.severities), "")

    def scope(self, code: str) -> Where:
        """The rows to which the first notice that says so keeps a rule; empty for all."""
        return next((n.scopes[code] for n in self.notices if code in n.scopes), {})

    def has_entries(self, section: str) -> bool:
        """Whether any notice in force has something in a section, such as ``covers``."""
        return any(getattr(notice, section) for notice in self.notices)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of all notices in force."""
        return tuple(target for notice in self.notices for target in notice.targets)


def in_force(chosen: Iterable[Notice], available: Mapping[str, Notice]) -> InForce:
    """Return the chosen notices, each with those on which it stands, and ``common`` behind them."""
    particular = (base for notice in chosen for base in _with_bases(notice, available))
    common = (available[COMMON],) if COMMON in available else ()
    bound = {notice.id: notice for notice in particular if notice.id != COMMON}
    return InForce((*bound.values(), *common))


def _with_bases(notice: Notice, available: Mapping[str, Notice]) -> Iterator[Notice]:
    seen: set[str] = set()
    at: Notice | None = notice
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at
        at = available.get(at.extends)


def fields_read(notices: Iterable[Notice]) -> frozenset[str]:
    """The fields that notices look at over all tables: they must come from where files are read."""
    read: set[str] = set()
    for notice in notices:
        for cover in notice.covers:
            for side in (cover.every, *cover.among):
                read |= {side.key, *side.where}
        for each in notice.indicators:
            read |= {each.sum, each.distinct, each.period, *each.where}
        read |= {name for where in notice.scopes.values() for name in where}
    return frozenset(read - {""})

"""The parts of a notice: clauses, limits, lists, targets, duties and the like.

Nothing here is an expression: a notice names ledgers, fields and words, and rules know what to do
with them.  A condition (``where``) is equality only: the field holds one of these words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from ruralskills.model.clause import Clause
from ruralskills.text.normalise import normalised

COMMON: Final = "common"

Where = Mapping[str, tuple[str, ...]]
"""A condition: by field, the words of which one must stand in it."""

Number = int | Decimal

OneOrMore = str | tuple[str, ...]

Words = Annotated[Mapping[str, tuple[str, ...]], "words"]
"""By an official word, the words that go with it."""

LimitValue = Number | tuple[Number, ...] | None
"""One number or several, as of a proportion. None where the office is to set it."""


def texts(value: OneOrMore) -> tuple[str, ...]:
    """Return the texts of an entry that may be one or several.

    >>> texts("leader"), texts(("leader", "trainee"))
    (('leader',), ('leader', 'trainee'))
    """
    return (value,) if isinstance(value, str) else value


class Limit(Struct, frozen=True):
    """A number that a notice sets, with its unit and clause."""

    name: str
    value: LimitValue
    unit: str
    clause: Clause
    by: str = ""
    """The field whose word decides, where the number is not the same for all rows."""
    each: Mapping[str, LimitValue] = field(default_factory=dict)
    """The number of each word. Other words have ``value``, or none."""

    @property
    def is_set(self) -> bool:
        """Return True if it has a number."""
        return self.value is not None or bool(self.each)


class Target(Struct, frozen=True):
    """A figure that a notice sets for a unit."""

    unit: str
    indicator: str
    year: int | None
    value: Decimal
    measure: str
    clause: str
    deadline: date | None = None
    """The day by which it is to be reached. None for the end of its year."""


class CodeList(Struct, frozen=True):
    """The words that a column may hold, each with what offices write instead."""

    name: str
    words: Mapping[str, str]
    """Every accepted spelling, and the official word it stands for."""
    open: bool
    """An open list (等) gives at most a hint."""
    clause: Clause | None
    same: bool = False
    """True if every spelling means exactly its official word."""

    @property
    def code(self) -> str:
        """The code under which a word that is not in the list is reported."""
        return "C603" if self.open else "C601"

    @property
    def official(self) -> tuple[str, ...]:
        """The official words, in the order of the notice."""
        return tuple(dict.fromkeys(self.words.values()))


class Expectation(Struct, frozen=True):
    """A field of a ledger that must be filled in, with one of its words if it has any."""

    ledger: str
    name: str
    """The field's name."""
    clause: str
    values: tuple[str, ...] = ()
    """Empty if any content will do."""
    when: Where = field(default_factory=dict)
    """The rows that it is about."""
    column: bool = False
    """True if the column itself must be there."""


class Side(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of a ledger, and the field by which they are found in another."""

    ledger: str
    key: str
    where: Where = field(default_factory=dict)
    role: Literal["", "previous", "register", "excluded"] = ""
    """The tables meant: those that are checked, or reference data."""


class Cover(Struct, frozen=True, forbid_unknown_fields=True):
    """A list whose rows must be found in other ledgers, such as need in the rosters."""

    clause: str
    every: Side
    among: Side | tuple[Side, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The ledgers in which the rows must be found."""
        return (self.among,) if isinstance(self.among, Side) else self.among


class Duty(Struct, frozen=True, forbid_unknown_fields=True):
    """A report, meeting or inspection that has to be held regularly."""

    what: str
    every: Literal["year", "two years", "quarter", "month", "once"]
    clause: str
    also: tuple[str, ...] = ()
    """Other names of it in a duty log."""
    units: tuple[str, ...] = ()
    """The units that owe it, each for itself. Empty if one for all will do."""
    since: str = ""
    """The month from which on it is owed, such as 2020-06."""


class Steps(Struct, frozen=True, forbid_unknown_fields=True):
    """Dates of a row that follow one another."""

    ledger: str
    fields: tuple[str, ...]
    clause: str
    missing: str = ""
    """The clause under which a missing step is reported. Empty if it is not reported."""


class WordPairs(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one field by the word of another, as the trades of each department."""

    clause: str
    ledger: OneOrMore
    by: str
    """The field that decides, such as the department."""
    field: str
    words: Words
    """By a word of ``by``, with other names parted by ``|``, the words of ``field``."""
    only: bool = False
    """True if words listed nowhere are reported too, and not only another's."""

    @property
    def ledgers(self) -> tuple[str, ...]:
        """The ids of the ledgers."""
        return texts(self.ledger)


class Owner(Struct, frozen=True, forbid_unknown_fields=True):
    """The row of another ledger that a row belongs to, as a household to its leader.

    A row of an owner who has left does not count.
    """

    ledger: str
    key: str
    """The field of the row with the owner's identity number."""
    name: str
    """The field of the row with the owner's name, where it bears no number."""
    where: Where = field(default_factory=dict)
    """The condition that the owner must meet."""


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A second ledger for an indicator, for units that did not send the first."""

    ledger: str
    sum: OneOrMore = ""
    distinct: OneOrMore = ""
    period: str = ""
    where: Where = field(default_factory=dict)
    any_of: tuple[Where, ...] = ()
    owner: Owner | None = None
    without_rows: bool = False
    """True if it stands in as well for a first ledger that has no row of the kind."""


Span = Literal["year", "plan"]
"""The days that a figure can be about: one year, or all years of its notice."""


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is counted from a ledger, under its names in statistical tables."""

    id: str
    title: str
    ledger: str
    """The ledger that is counted. ``figure`` where only statistical tables state it."""
    clause: str
    also: tuple[str, ...] = ()
    unit: str = ""
    sum: OneOrMore = ""
    """The fields that are added up. Empty if rows are counted."""
    distinct: OneOrMore = ""
    """The fields by which several rows are one person, household or thing."""
    period: str = ""
    """The date by which a row belongs to a period. Empty for the ledger's own period."""
    where: Where = field(default_factory=dict)
    any_of: tuple[Where, ...] = ()
    """Conditions of which one must be met as well. Empty for none."""
    owner: Owner | None = None
    otherwise: Source | None = None
    """The ledger that gives the figure of a unit which sent none of ``ledger``."""
    kind: Literal["flow", "stock"] = "flow"
    level: Literal["", "county"] = ""
    """The level at which alone the figure stands. Empty for every level."""
    spans: tuple[Span, ...] = ("year",)
    plan_names: tuple[str, ...] = ()
    """Further names of the figure over all years of the notice."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a table may state it."""
        return (self.title, *self.also)

    @property
    def key(self) -> tuple[str, ...]:
        """The fields of ``distinct``, none where each row counts."""
        return texts(self.distinct) if self.distinct else ()

    @property
    def addends(self) -> tuple[str, ...]:
        """The fields of ``sum``, none where rows are counted."""
        return texts(self.sum) if self.sum else ()

    @property
    def by_person(self) -> bool:
        """Return True if a person or household of several rows is counted once.

        Such figures of two periods or two units do not add up. Things that are told apart by their
        names, as classes are, may bear one name in two units.
        """
        return len(self.key) == 1 and self.key[0] in _PERSON_KEYS and not self.sum

    @property
    def is_recounted(self) -> bool:
        """Return True if a stated figure can be held against the rows of a ledger.

        Amounts of money are stated in 元 or in 万元, and rounded.
        """
        return self.ledger != "figure" and "元" not in self.unit

    @property
    def reads(self) -> frozenset[str]:
        """The fields of its ledger that decide about a row."""
        conditions = (self.where, *self.any_of)
        named = {
            self.period,
            *self.addends,
            *self.key,
            *(name for each in conditions for name in each),
        }
        if self.owner:
            named |= {self.owner.key, self.owner.name}
        return frozenset(named - {""})

    @property
    def alternatives(self) -> tuple[Indicator, ...]:
        """The indicator, and the same figure from the ledger of ``otherwise``."""
        if self.otherwise is None:
            return (self,)
        counted = set(Source.__struct_fields__) & set(Indicator.__struct_fields__)
        other = {name: getattr(self.otherwise, name) for name in counted}
        return self, replace(self, otherwise=None, **other)

    def span_of(self, target: Target) -> Span | None:
        """Return the span of a target of this figure, None for one of another figure."""
        named = {normalised(name) for name in target.indicator.split("|")}
        names = {normalised(name) for name in (*self.names, *self.plan_names)}
        if not named & names:
            return None
        return "plan" if target.year is None and "plan" in self.spans else "year"


_PERSON_KEYS: Final = frozenset({"id_number", "head_id", "household_number"})
"""Fields by which a person or a household is known wherever it stands."""


class Ratio(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is the quotient of two indicators, as a rate or an average."""

    id: str
    title: str
    part: str
    """The id of the indicator above the line."""
    whole: str
    """The id of the indicator below the line."""
    clause: str
    also: tuple[str, ...] = ()
    unit: str = "%"
    """The unit: % for a rate, else that of ``part`` for each one of ``whole``."""

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
    """The names of a notice, and the places and years in which it is in force."""

    id: str
    title: str
    document: str
    places: tuple[str, ...] = ()
    years: Years | None = None
    """None for always."""
    everywhere: bool = False
    """True for a notice of the state, in force beside that of any place."""
    extends: str = ""
    """The notice on which it stands, which holds where it says nothing itself."""

    def is_in_force(self, year: int | None) -> bool:
        """Return True if it is in force in a year, or the year is unknown."""
        return self.years is None or year is None or year in self.years

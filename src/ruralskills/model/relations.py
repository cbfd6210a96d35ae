"""Relations between the fields of a row, as a ledger declares them.

Rules carry them out in every ledger alike: a new ledger declares what must hold in its rows, and
no rule has a list of ledgers.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct


class DateOrder(Struct, frozen=True):
    """Fields with dates, of which none may lie before one that stands before it.

    The beginning of a span counts where it comes later, and its end where it comes first.
    """

    steps: tuple[str, ...]
    customary: bool = False
    """True if work is done in that order, and another one is asked about."""


class PartOf(Struct, frozen=True):
    """A number that counts within another one, which it cannot exceed."""

    part: str
    whole: str
    customary: bool = False
    """True if some offices count the two apart, so that an excess is asked about."""
    limit: str = ""
    """The limit by which a notice judges the part itself. Empty for none."""
    unless: str = ""
    """The field by which the whole counts several times, where a table has it."""


class RateOf(Struct, frozen=True):
    """A percentage of two numbers of the row."""

    rate: str
    part: str
    wholes: tuple[str, ...]
    """The denominators that offices use, the usual one first."""


class Product(Struct, frozen=True):
    """An amount that may be a product of others, as in a sheet's other rows.

    It is no law: a rule asks about a row only where most rows of the table show it.
    """

    result: str
    factors: tuple[str, ...]
    times: Decimal = Decimal(1)
    """A number to multiply with, such as the months of a year."""
    limit: str = ""
    """A limit of a notice that settles the result, which this then does not look at."""
    loose: bool = False
    """True if an amount above it says nothing where too few other rows show the usual."""


class PersonRows(Struct, frozen=True):
    """The fields that part the rows of one person in a table."""

    apart_by: tuple[str, ...] = ()
    """The fields, such as class or month. Empty where a person has one row alone."""
    several: bool = False
    """True if a person may rightly have several rows, so that others are asked about."""
    rule: str = ""
    """The code of a rule of its own that looks for people who stand twice."""


class PaidOnce(Struct, frozen=True):
    """A payment that a person has once for each combination of some fields."""

    amount: str
    by: tuple[str, ...]
    standard: str = ""
    """The whole amount, up to which several payments are instalments."""
    between_units: bool = False
    """True if only payments of different units are compared."""
    for_class: bool = False
    """True if a blank field is made up for by one class on the same days."""


class Relations(Struct, frozen=True):
    """The relations that must hold between the fields of a row of one ledger."""

    orders: tuple[DateOrder, ...] = ()
    """Orders of dates, beside ``starts`` and ``ends``, which are in order everywhere."""
    parts: tuple[PartOf, ...] = ()
    rates: tuple[RateOf, ...] = ()
    products: tuple[Product, ...] = ()
    people: PersonRows | None = None
    """The rows that a person may have. None where any number is right."""
    own_product: frozenset[str] = frozenset()
    """The fields of a product that a rule of its own looks at, the result among them."""
    refunds: tuple[str, ...] = ()
    """The amounts in which money taken back stands, as a negative one."""
    spans: tuple[str, ...] = ()
    """Fields of free text in which a span of dates may stand."""
    acts: tuple[str, ...] = ()
    """Days of what only a grown-up does, such as training or taking a post."""
    paid_once: PaidOnce | None = None
    """The payment that a person has once. None where several are right."""
    within_year: tuple[str, ...] = ()
    """Days that lie in the year of the ledger's title."""
    within_two_years: tuple[str, ...] = ()
    """Days that lie in that year or the next."""
    about_year: tuple[str, ...] = ()
    """Days that lie in that year, or in the quarter before it or after it."""
    own_repeats: tuple[str, ...] = ()
    """The fields by which a rule of its own finds rows that stand twice."""


def in_order(*steps: str) -> DateOrder:
    """Declare dates of which a later one before an earlier one cannot be."""
    return DateOrder(steps)


def usually_in_order(*steps: str) -> DateOrder:
    """Declare dates of which a later one before an earlier one is to be asked about."""
    return DateOrder(steps, customary=True)


def part_of(part: str, whole: str) -> PartOf:
    """Declare a number that cannot exceed another one."""
    return PartOf(part, whole)


def usually_part_of(part: str, whole: str, limit: str = "", unless: str = "") -> PartOf:
    """Declare a number that is asked about where it exceeds another one."""
    return PartOf(part, whole, customary=True, limit=limit, unless=unless)


def one_row_by(*fields: str) -> PersonRows:
    """Declare that a person has one row for each combination of some fields."""
    return PersonRows(fields, several=bool(fields))

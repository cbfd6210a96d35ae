"""Requirements that a notice declares itself: conditions on rows or on a table.

They are tables of small words.  Several conditions are all of them, ``any`` is one of several, and
``each`` has the conditions by the word of another field.  There are no expressions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.notices.model import Number, Where
from ruralskills.text.lazy_regex import regex

CODE: Final = regex(r"NP[0-9]{3}")
"""The codes of declared requirements."""

Bound = int | float | date
"""An end of a range, as it is written."""
Exact = Number | date
"""An end of a range, without the error of a binary fraction."""
Wanted = str | int | float | tuple[str | int | float, ...] | None
"""The words or the number of which one must stand in a cell."""
Samples = dict[str, Any] | tuple[dict[str, Any], ...]
"""Rows by field, in which a requirement holds or fails."""


def exact(number: float) -> Number:
    """Return a number as it is written, without the error of a binary fraction.

    >>> exact(0.1), exact(5.0)
    (Decimal('0.1'), 5)
    """
    if isinstance(number, int) or number.is_integer():
        return int(number)
    return Decimal(str(number))


class Condition(Struct, frozen=True, forbid_unknown_fields=True, rename={"words": "is"}):
    """A condition on one field. Of several small words each must hold."""

    min: Bound | None = None
    max: Bound | None = None
    above: Bound | None = None
    below: Bound | None = None
    between: tuple[Bound, Bound] | None = None
    before: date | None = None
    after: date | None = None
    words: Wanted = None
    filled: bool = False
    share_of: str = ""
    """The field of which this one is a share, so that the numbers are per cent."""
    age: tuple[int, int] | None = None
    """The least and the most age of the person with this identity number."""
    on: str = ""
    """The field with the day on which the age counts."""
    unit: str = ""
    """The unit of the numbers. Empty for the field's own."""

    @property
    def lows(self) -> Iterator[tuple[Exact, bool]]:
        """The lower ends, each with True if the end itself does not do."""
        yield from _ends(((self.min, False), (self.above, True), (self.after, True)))
        if self.between:
            yield from _ends(((self.between[0], False),))

    @property
    def highs(self) -> Iterator[tuple[Exact, bool]]:
        """The upper ends, each with True if the end itself does not do."""
        yield from _ends(((self.max, False), (self.below, True), (self.before, True)))
        if self.between:
            yield from _ends(((self.between[1], False),))

    @property
    def wanted(self) -> tuple[str | Number, ...]:
        """The words or numbers of which one must stand there."""
        words = self.words
        if words is None:
            return ()
        several = words if isinstance(words, tuple) else (words,)
        return tuple(word if isinstance(word, str) else exact(word) for word in several)

    @property
    def also_reads(self) -> tuple[str, ...]:
        """The other fields that decide about this one."""
        return tuple(name for name in (self.share_of, self.on) if name)


Conditions = dict[str, Condition]
"""By field, what must hold for it."""


def _ends(ends: tuple[tuple[Bound | None, bool], ...]) -> Iterator[tuple[Exact, bool]]:
    for end, is_strict in ends:
        if end is not None:
            yield (end if isinstance(end, date) else exact(end)), is_strict


class Proportion(Struct, frozen=True, forbid_unknown_fields=True, rename={"proportion": "is"}):
    """A proportion of the rows of a table by their words in one field."""

    field: str
    words: tuple[str, ...]
    proportion: tuple[int, ...]
    tolerance: int | float = 0
    """The per cent by which each number may be off."""


class Requirement(Struct, frozen=True, forbid_unknown_fields=True):
    """A requirement with its code, its conditions, and rows that it hits and misses."""

    code: str
    title: str
    notice: str
    """The notice that declares it."""
    clause: str
    ledger: str
    hit: Samples
    """A row that is reported, or several."""
    miss: Samples
    """A row that is not reported, or several."""
    when: Where = {}
    """The rows that it is about."""
    must: Conditions = {}
    any: tuple[Conditions, ...] = ()
    """Alternatives of which one must hold."""
    by: str = ""
    """The field whose word decides which of ``each`` must hold."""
    each: dict[str, Conditions] = {}
    ratio: Proportion | None = None
    instead_of: tuple[str, ...] = ()
    """The rules that do not run where this one is in force."""
    remedy: str = ""

    @property
    def groups(self) -> Iterator[tuple[tuple[str | int, ...], Conditions]]:
        """Every table of conditions, with its place in the entry."""
        yield ("must",), self.must
        yield from ((("any", at), group) for at, group in enumerate(self.any))
        yield from ((("each", word), group) for word, group in self.each.items())

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that it reads."""
        named = [*self.when, self.by, self.ratio.field if self.ratio else ""]
        named += [name for _, group in self.groups for name in fields_of(group)]
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields without whose column nothing can be said of a table."""
        conditions = [name for name, words in self.when.items() if "" not in words]
        named = [*conditions, self.by, self.ratio.field if self.ratio else ""]
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The sets of fields that are judged by themselves."""
        named = [(name, *condition.also_reads) for name, condition in self.must.items()]
        alternatives = tuple(name for group in self.any for name in fields_of(group))
        if alternatives:
            named.append(alternatives)
        for group in self.each.values():
            named += [(name, *condition.also_reads) for name, condition in group.items()]
        return tuple(dict.fromkeys(named))


def fields_of(conditions: Mapping[str, Condition]) -> Iterator[str]:
    """Yield the fields that conditions read."""
    for name, condition in conditions.items():
        yield from (name, *condition.also_reads)


def samples(written: Samples) -> tuple[dict[str, Any], ...]:
    """Return the rows of an entry that may be one or several."""
    return (written,) if isinstance(written, dict) else written

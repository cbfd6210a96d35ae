"""Terms of duties (years, quarters, months), and those without a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from ruralskills.model.months import Months
from ruralskills.notices import Duty, Years

_LENGTH: Final = {"month": 1, "quarter": 3, "year": 12, "two years": 24}
"""Months of a term, by the frequency of the duty."""
_MARGIN: Final = {"month": timedelta(10)}
_USUAL_MARGIN: Final = timedelta(31)
"""Days after a term on which a bulletin, say, may still be about that term."""


def owed_terms(duty: Duty, years: Years | None, as_of: date) -> list[Months]:
    """Return the terms of a duty that are over on a day.

    Each is whole.  The first begins when the duty is first owed, in the first of the notice's
    ``years`` unless the duty has a date of its own; without years, in the year of ``as_of``.
    """
    begin = _month(duty.since) if duty.since else years.first * 12 if years else as_of.year * 12
    end = years.last * 12 + 11 if years else as_of.year * 12 + 11
    if duty.every == "once":
        terms = [Months(begin, end)] if years else []
    else:
        length = _LENGTH[duty.every]
        base = years.first * 12 if years else begin // 12 * 12
        start = begin + (base - begin) % length
        terms = [Months(m, m + length - 1) for m in range(start, end - length + 2, length)]
    return [term for term in terms if term.last_day < as_of]


def _month(text: str) -> int:
    year, _, month = text.partition("-")
    return int(year) * 12 + int(month or 1) - 1


class Record(Struct, frozen=True):
    """The time of an entry: the months that it is about, or the day it was made."""

    about: Months
    day: date | None = None
    """Set where it names no period: one made soon after a term may be about that term."""


def unserved_terms(terms: Sequence[Months], records: Iterable[Record], every: str) -> list[Months]:
    """Return the terms that no record can be about.

    ``every`` is the duty's frequency, such as ``quarter``.

    >>> quarters = [Months(24240 + q, 24242 + q) for q in (0, 3, 6, 9)]
    >>> def on(*days): return [Record(Months.of_days(d, d), d) for d in days]
    >>> spring, summer, autumn = date(2020, 4, 8), date(2020, 7, 9), date(2020, 10, 12)
    >>> unserved_terms(quarters, on(spring, summer, autumn), "quarter") == [quarters[0]]
    True
    >>> unserved_terms(quarters, on(spring, summer, date(2020, 12, 20)), "quarter") == [quarters[0]]
    True
    >>> unserved_terms(quarters, on(spring, summer, autumn, date(2021, 1, 11)), "quarter")
    []
    """
    margin = _MARGIN.get(every, _USUAL_MARGIN)
    counts = dict.fromkeys(terms, 0)
    early: dict[Months | None, int] = dict.fromkeys(terms, 0)
    early[None] = 0
    for record in records:
        for term in terms:
            counts[term] += record.about.touches(term)
        if record.day is not None:
            home = next((term for term in terms if record.about.lies_in(term)), None)
            begin = home.first_day if home else terms[-1].last_day if terms else date.max
            early[home] += timedelta() <= record.day - begin <= margin
    return [
        term
        for index, term in enumerate(terms)
        if not counts[term] and not _can_lend(terms, index + 1, counts, early)
    ]


def _can_lend(
    terms: Sequence[Months],
    index: int,
    counts: Mapping[Months, int],
    early: Mapping[Months | None, int],
) -> bool:
    """Return True if a term stays served without one record of its first days.

    That record may be about the term before it.  ``counts`` and ``early`` give the records of
    each term and those of its first days, under None those after the last term.
    """
    if index == len(terms):
        return early[None] > 0
    term = terms[index]
    if not early[term]:
        return False
    return counts[term] > 1 or _can_lend(terms, index + 1, counts, early)

"""The terms of a duty - years, quarters, months - and which of them nobody recorded.

Months are counted through: January of year 1 is 12.  A span of them is a :class:`Months`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from msgspec import Struct

from ruralskills.model.period import Period, find_year
from ruralskills.notices import Duty, Years
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.date_range import DateRange
from ruralskills.values.date_range import read as read_span
from ruralskills.values.field_type import Absent, Context, Unreadable
from ruralskills.values.numeral import han_number

_LENGTH: Final = {"month": 1, "quarter": 3, "year": 12, "two years": 24}
_MARGIN: Final = {"month": timedelta(10)}
_USUAL_MARGIN: Final = timedelta(31)
"""How soon after a term what is dated may still be about it: a bulletin of the quarter before."""


class Months(Struct, frozen=True, order=True):
    """From one month to another, both counted."""

    first: int
    last: int

    @classmethod
    def of_days(cls, first: date, last: date) -> Months:
        """The months of some days."""
        return cls(first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)

    @classmethod
    def of_period(cls, period: Period) -> Months:
        """The months of a year, quarter or month."""
        last = period.last_day
        length = 1 if period.month else 3 if period.quarter else 12
        end = last.year * 12 + last.month - 1
        return cls(end - length + 1, end)

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """The day on which it closes."""
        return Period(self.last // 12, month=self.last % 12 + 1).last_day

    def touches(self, other: Months) -> bool:
        """Whether they have a month in common."""
        return self.first <= other.last and other.first <= self.last

    def not_after(self, day: date) -> Months:
        """The same months of the year before, where they would begin after a day."""
        return Months(self.first - 12, self.last - 12) if self.first_day > day else self

    def within(self, other: Months) -> bool:
        """Whether it lies wholly inside another."""
        return other.first <= self.first and self.last <= other.last


def owed(duty: Duty, years: Years | None, as_of: date) -> list[Months]:
    """The terms of a duty that have closed, each whole: the first begins when it is first owed."""
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
    """What an entry says of when: the months that it is about, or the day on which it was held."""

    about: Months
    held: date | None = None
    """Set where it names no period: one held soon after a term may be about that one."""


def unserved(terms: Sequence[Months], records: Iterable[Record], every: str) -> list[Months]:
    """The terms that no record can be about.

    >>> quarters = [Months(24240 + q, 24242 + q) for q in (0, 3, 6, 9)]
    >>> def held(*days): return [Record(Months.of_days(d, d), d) for d in days]
    >>> spring, summer, autumn = date(2020, 4, 8), date(2020, 7, 9), date(2020, 10, 12)
    >>> unserved(quarters, held(spring, summer, autumn), "quarter") == [quarters[0]]
    True
    >>> unserved(quarters, held(spring, summer, date(2020, 12, 20)), "quarter") == [quarters[0]]
    True
    >>> unserved(quarters, held(spring, summer, autumn, date(2021, 1, 11)), "quarter")
    []
    """
    margin = _MARGIN.get(every, _USUAL_MARGIN)
    count = dict.fromkeys(terms, 0)
    early: dict[Months | None, int] = dict.fromkeys(terms, 0)
    early[None] = 0
    for record in records:
        for term in terms:
            count[term] += record.about.touches(term)
        if record.held is not None:
            own = next((t for t in terms if record.about.within(t)), None)
            begin = own.first_day if own else terms[-1].last_day if terms else date.max
            early[own] += timedelta() <= record.held - begin <= margin
    return [
        term
        for place, term in enumerate(terms)
        if not count[term] and not _lends(terms, place + 1, count, early)
    ]


def _lends(
    terms: Sequence[Months], place: int, count: dict[Months, int], early: dict[Months | None, int]
) -> bool:
    """Whether a term can do without one record that may be about the term before it."""
    if place == len(terms):
        return early[None] > 0
    term = terms[place]
    if not early[term]:
        return False
    return count[term] > 1 or _lends(terms, place + 1, count, early)


_HAN: Final = regex("[一二三四](?=[至到和及、,季-]|个季)|[一二三四五六七八九十]{1,2}(?=月)")
_HALF: Final = regex("([上下])半年")
_QUARTERS: Final = regex(
    r"第?([1-4](?:[-—~至到和及、,]第?[1-4])*)(?:个?季|[Qq](?![0-9]))|[Qq]([1-4])"
)
_MONTH: Final = regex(r"(?<![0-9])(1[0-2]|[1-9])月(?![0-9]*[日号])")
_MONTHS: Final = regex(r"(?<![0-9])(1[0-2]|[1-9])月?[-—~至到](1[0-2]|[1-9])月")
_WHOLE_YEAR: Final = regex("全年|年度")
_ONLY_NUMBER: Final = regex(r"\d{1,2}")


def spoken(text: str, year: int | None, header: str = "") -> Months | None:
    """The months that an entry's period speaks of; None where that cannot be told.

    >>> def say(text, header=""): return spoken(text, 2020, header)
    >>> say("第二季度") == say("2020年2季度") == say("4-6月") == say("2", "季度") == Months(24243, 24245)
    True
    >>> say("上半年") == say("一、二季度") == Months(24240, 24245), say("2020.6") == say("6", "月份")
    (True, True)
    >>> say("2021年度") == Months(24252, 24263), say("第3期"), spoken("二季度", None)
    (True, None, None)
    """
    plain = _plain(text)
    if _ONLY_NUMBER.fullmatch(plain):
        plain += "季度" if "季" in header else "月" if "月" in header else ""
    year = find_year(plain) or year
    if year is None:
        return None
    if part := _part(plain, year):
        return part
    if _WHOLE_YEAR.search(plain):
        return Months(year * 12, year * 12 + 11)
    try:
        span = read_span(plain, Context(year=year))
    except Unreadable:
        return None
    return None if isinstance(span, Absent) else of_span(span)


def named_in(words: str, year: int) -> Months | None:
    """The quarter, half-year or month that the name of something speaks of.

    >>> named_in("关于第三季度工作的通报", 2020) == Months(24246, 24248), named_in("通报", 2020)
    (True, None)
    >>> named_in("五月份调度会", 2020) == Months(24244, 24244), named_in("5月6日会议", 2020)
    (True, None)
    """
    plain = _plain(words)
    return _part(plain, find_year(plain) or year)


def _plain(text: str) -> str:
    return _HAN.sub(lambda m: str(han_number(m[0])), normalised(text))


def _part(plain: str, year: int) -> Months | None:
    if half := _HALF.search(plain):
        first = year * 12 + (6 if half[1] == "下" else 0)
        return Months(first, first + 5)
    if quarters := _QUARTERS.search(plain):
        numbers = [int(digit) for digit in re.findall("[1-4]", quarters[1] or quarters[2])]
        return Months(year * 12 + min(numbers) * 3 - 3, year * 12 + max(numbers) * 3 - 1)
    if months := _MONTHS.search(plain):
        first, last = sorted((int(months[1]), int(months[2])))
        return Months(year * 12 + first - 1, year * 12 + last - 1)
    if month := _MONTH.search(plain):
        return Months(year * 12 + int(month[1]) - 1, year * 12 + int(month[1]) - 1)
    return None


def of_span(span: DateRange) -> Months:
    """The months from the first day that a span may begin to the last that it may end."""
    return Months.of_days(span.start.earliest, max(span.start.earliest, span.end.latest))


def in_words(terms: Iterable[Months]) -> str:
    """Terms as an office names them.

    >>> in_words(Months(24240 + q, 24242 + q) for q in (0, 3, 9)), in_words([Months(24240, 24251)])
    ('2020年第1至2、4季度', '2020年')
    >>> in_words([Months(24244, 24244), Months(24253, 24253)]), in_words([Months(24240, 24263)])
    ('2020年5月、2021年2月', '2020年至2021年')
    """
    return "、".join(
        _of_a_year(year, list(group)) for year, group in groupby(terms, lambda t: t.first // 12)
    )


def _of_a_year(year: int, terms: Sequence[Months]) -> str:
    length = terms[0].last - terms[0].first + 1
    if length == 3 and terms[0].first % 3 == 0:
        return f"{year}年第{_runs(term.first % 12 // 3 + 1 for term in terms)}季度"
    if length < 12:
        months = {month for term in terms for month in range(term.first, term.last + 1)}
        return f"{year}年{_runs(month % 12 + 1 for month in sorted(months))}月"
    last = terms[-1].last // 12
    return f"{year}年" if last == year else f"{year}年至{last}年"


def _runs(numbers: Iterable[int]) -> str:
    """Numbers in a row, drawn together."""
    return "、".join(f"{a}" if a == b else f"{a}至{b}" for a, b in _ends(numbers))


def _ends(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]

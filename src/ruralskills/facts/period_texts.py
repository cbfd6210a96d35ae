"""Months in words, as entries of ledgers have them and as offices name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from ruralskills.model.months import Months
from ruralskills.model.period import find_year
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values import date_range
from ruralskills.values.field_type import Absent, Context, Unreadable
from ruralskills.values.numeral import han_number

_HAN: Final = regex("[一二三四](?=[至到和及、,季-]|个季)|[一二三四五六七八九十]{1,2}(?=月)")
_HALF: Final = regex("([上下])半年")
_QUARTERS: Final = regex(
    r"第?([1-4](?:[-—~至到和及、,]第?[1-4]){0,7})(?:个?季|[Qq](?![0-9]))|[Qq]([1-4])"
)
_MONTH: Final = regex(r"(?<![0-9])(1[0-2]|[1-9])月(?![0-9]*[日号])")
_MONTHS: Final = regex(r"(?<![0-9])(1[0-2]|[1-9])月?[-—~至到](1[0-2]|[1-9])月")
_WHOLE_YEAR: Final = regex("全年|年度")
_ONLY_NUMBER: Final = regex(r"\d{1,2}")


def months_of_period(text: str, year: int | None, header: str = "") -> Months | None:
    """Return the months of a period, None where they are not certain.

    ``year`` is that of a period that names none.  The header of a bare number tells whether it
    counts months or quarters.

    >>> def read(text, header=""): return months_of_period(text, 2020, header)
    >>> spring = Months(24243, 24245)
    >>> read("第二季度") == read("2020年2季度") == read("4-6月") == read("2", "季度") == spring
    True
    >>> read("上半年") == read("一、二季度") == Months(24240, 24245)
    True
    >>> read("2020.6") == read("6", "月份"), read("2021年度") == Months(24252, 24263)
    (True, True)
    >>> read("第3期"), months_of_period("二季度", None)
    (None, None)
    """
    plain = _with_digits(text)
    if _ONLY_NUMBER.fullmatch(plain):
        plain += "季度" if "季" in header else "月" if "月" in header else ""
    year = find_year(plain) or year
    if year is None:
        return None
    if part := _part_of_year(plain, year):
        return part
    if _WHOLE_YEAR.search(plain):
        return Months(year * 12, year * 12 + 11)
    try:
        days = date_range.read(plain, Context(year=year))
    except Unreadable:
        return None
    return None if isinstance(days, Absent) else Months.of_range(days)


def months_in_name(name: str, year: int) -> Months | None:
    """Return the quarter, half-year or month in the name of a matter, if any.

    >>> months_in_name("关于第三季度工作的通报", 2020) == Months(24246, 24248)
    True
    >>> months_in_name("五月份调度会", 2020) == Months(24244, 24244)
    True
    >>> months_in_name("通报", 2020), months_in_name("5月6日会议", 2020)
    (None, None)
    """
    plain = _with_digits(name)
    return _part_of_year(plain, find_year(plain) or year)


def _with_digits(text: str) -> str:
    return _HAN.sub(lambda number: str(han_number(number[0])), normalised(text))


def _part_of_year(plain: str, year: int) -> Months | None:
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
        return Months.of_month(year * 12 + int(month[1]) - 1)
    return None


def terms_text(terms: Iterable[Months]) -> str:
    """Return terms of one length in words, a run of them as from and to.

    >>> terms_text(Months(24240 + q, 24242 + q) for q in (0, 3, 9))
    '2020年第1至2、4季度'
    >>> terms_text([Months(24240, 24251)]), terms_text([Months(24240, 24263)])
    ('2020年', '2020年至2021年')
    """
    return "、".join(
        _terms_of_year(year, list(group)) for year, group in groupby(terms, lambda t: t.first // 12)
    )


def months_text(months: Iterable[int]) -> str:
    """Return single months in words.

    >>> months_text([24244, 24253])
    '2020年5月、2021年2月'
    """
    return terms_text(map(Months.of_month, months))


def _terms_of_year(year: int, terms: Sequence[Months]) -> str:
    length = terms[0].last - terms[0].first + 1
    if length == 3 and terms[0].first % 3 == 0:
        return f"{year}年第{_runs_text(term.first % 12 // 3 + 1 for term in terms)}季度"
    if length < 12:
        months = {month for term in terms for month in term.numbers}
        return f"{year}年{_runs_text(month % 12 + 1 for month in sorted(months))}月"
    last = terms[-1].last // 12
    return f"{year}年" if last == year else f"{year}年至{last}年"


def _runs_text(numbers: Iterable[int]) -> str:
    return "、".join(f"{a}" if a == b else f"{a}至{b}" for a, b in _runs(numbers))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of consecutive numbers."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]

"""Periods (years, quarters, months), and finding them in titles and file names."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import half_width, normalised

_HAN_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR: Final = regex(r"(?<!\d)((?:19|20)\d\d)(?=\s*(?:年|[-—~至]\s*\d{4}\s*年|\s*[Qq]|\s+\d季|$))")
_BARE_YEAR: Final = regex(r"(?<!\d)(20\d\d)(?!\d)")
_QUARTER: Final = regex(r"(?:(?:第\s*)?([1-4])\s*季度?|[Qq]\s*([1-4]))")
_FOLDER: Final = regex(r"(20\d\d)(?:[Qq]([1-4])|-(0[1-9]|1[0-2]))?")
_MONTH: Final = regex(r"(?<!\d)(1[0-2]|0?[1-9])\s*月(?!\d*日)")


class Period(Struct, frozen=True, order=True):
    """A year, or a quarter (1 to 4) or month (1 to 12) of it.

    >>> str(Period(2021)), str(Period(2021, quarter=2)), str(Period(2021, month=5))
    ('2021年', '2021年第2季度', '2021年5月')
    """

    year: int
    quarter: int = 0
    month: int = 0

    @property
    def first_day(self) -> date:
        """The day on which the period opens."""
        month = self.month or (self.quarter * 3 - 2 if self.quarter else 1)
        return date(self.year, month, 1)

    @property
    def last_day(self) -> date:
        """The day on which the period closes."""
        month = self.month or self.quarter * 3 or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.month:
            return f"{self.year}年{self.month}月"
        return f"{self.year}年第{self.quarter}季度" if self.quarter else f"{self.year}年"


def _with_plain_digits(text: str) -> str:
    """Return the text with full-width digits and the Chinese digits of periods as 0-9."""
    text = half_width(text)
    return re.sub(
        r"[〇○零一二三四五六七八九]{4}(?=年)|(?<=第)[一二三四](?=季)|[一二三四](?=季度)",
        lambda m: m[0].translate(_HAN_DIGITS),
        text,
    )


def find_year(text: str) -> int | None:
    """Return the year that a title, a sheet's name or a file's name mentions.

    Returns None for two different years, such as those of a three-year plan (2020—2022年).

    >>> find_year("桂林街道2020年第二季度带头人台账"), find_year("二〇二一年花名册")
    (2020, 2021)
    >>> find_year("2020—2022年行动方案"), find_year("台账2020.xlsx"), find_year("13812020年")
    (None, 2020, None)
    """
    plain = _with_plain_digits(text)
    years = set(_YEAR.findall(plain)) or set(_BARE_YEAR.findall(plain))
    return int(years.pop()) if len(years) == 1 else None


def find_period(text: str) -> Period | None:
    """Return the period that a text mentions. None where it mentions no year.

    >>> find_period("2021Q2") == find_period("2021年第二季度") == find_period("2021 2季度")
    True
    >>> find_period("2020年5月培训进度"), find_period("花名册")
    (Period(year=2020, quarter=0, month=5), None)
    """
    year = find_year(text)
    return None if year is None else find_part(text, year)


def find_part(text: str, year: int) -> Period:
    """Return the quarter or month of a known year that a text mentions, else the year.

    >>> str(find_part("二季度", 2020)), str(find_part("6月", 2020)), str(find_part("台账", 2020))
    ('2020年第2季度', '2020年6月', '2020年')
    """
    plain = _with_plain_digits(text)
    if quarter := _QUARTER.search(plain):
        return Period(year, quarter=int(quarter[1] or quarter[2]))
    month = _MONTH.search(plain)
    return Period(year, month=int(month[1])) if month else Period(year)


def folder_period(name: str) -> Period | None:
    """Return the period that a folder of submissions is named for.

    >>> str(folder_period("2020Q2")), str(folder_period("2020-05")), folder_period("桂林街道")
    ('2020年第2季度', '2020年5月', None)
    """
    match = _FOLDER.fullmatch(normalised(name))
    if match is None:
        return None
    return Period(int(match[1]), int(match[2] or 0), int(match[3] or 0))


def period_before(period: Period) -> Period:
    """Return the period of the same length before another.

    >>> str(period_before(Period(2020, 1))), str(period_before(Period(2020, month=5)))
    ('2019年第4季度', '2020年4月')
    """
    last = period.first_day - timedelta(days=1)
    if period.month:
        return Period(last.year, month=last.month)
    return Period(last.year, (last.month + 2) // 3 if period.quarter else 0)

"""Dates with the precision in which they are written, by GB/T 7408 or otherwise.

A month or a year is kept as the range of days it covers, and nothing is filled in. The 1900 date
system of spreadsheets counts from 1899-12-30.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated

from msgspec import Struct

from ruralskills.text.invisible import visible
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import (
    NO_CONTEXT,
    Absent,
    Context,
    FieldType,
    Raw,
    Unreadable,
    absent,
)
from ruralskills.values.numeral import han_number
from ruralskills.values.quoting import quotation

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SERIAL_ORIGIN = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20000, 80000
_LONGEST = 80
"""The longest text, in characters, that is searched for a time of day."""
_NEAR = 5
"""The most years between a two-digit year and the ledger's year."""

_FULL = regex(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?")
_COMPACT = regex(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_PART_OF_MONTH = r"(?:份?(?:上旬|中旬|下旬|初|底|末|中)?)"
_MONTH = regex(rf"([0-9]{{4}})[-./年]([0-9]{{1,2}})(?:月{_PART_OF_MONTH})?")
_COMPACT_MONTH = regex(r"([0-9]{4})([0-9]{2})")
_SIX_DIGITS_AS_DAY = regex(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR = regex(r"([0-9]{4})年?度?")
_SHORT_YEAR = regex(r"([0-9]{2})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?")
_SHORT_YEAR_MONTH = regex(rf"([0-9]{{2}})年([0-9]{{1,2}})月{_PART_OF_MONTH}")
_NO_YEAR = regex(r"([0-9]{1,2})([-./月])([0-9]{1,2})([日号]?)")
_NO_YEAR_MONTH = regex(rf"([0-9]{{1,2}})月{_PART_OF_MONTH}")
_YEAR_LAST = regex(r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{2,4}")
_HAN_DATE = regex(
    r"([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月"
    r"(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR_AND_FRACTION = regex(r"([0-9]{4})\.([0-9]{1,2})")
_CLOCK = regex(
    r"(?:[\sT]+|(?<=[日号]))(?:[上下]午|[AP]M)?\s*[0-9]{1,2}[:时](?:[0-9]{1,2}分?)?"
    r"(?::[0-9]{1,2}(?:\.[0-9]+)?)?(?:\s*[AP]M)?Z?",
    re.I,
)
_WEEKDAY = regex(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
_SIGNS = str.maketrans({"。": ".", "·": ".", "\\": "/"} | dict.fromkeys("—–−‐‑―", "-"))
_OPEN = frozenset(
    {"长期", "至今", "永久", "长期有效", "在培", "待定", "未定", "无固定期限", "待补", "未到期"}
)


class PartialDate(Struct, frozen=True):
    """A date with the precision in which it was written: the range of possible days.

    >>> str(PartialDate(date(2020, 3, 1), date(2020, 3, 31)))
    '2020年3月'
    """

    earliest: date
    latest: date

    def __reduce__(self) -> tuple[Callable[[int, int], PartialDate], tuple[int, int]]:
        """Pickle as two numbers, ten times as fast as the general way."""
        return _between, (self.earliest.toordinal(), self.latest.toordinal())

    @property
    def exact(self) -> bool:
        """True if a single day is written."""
        return self.earliest == self.latest

    @property
    def year(self) -> int | None:
        """The year, None if the possible days lie in several."""
        return self.earliest.year if self.earliest.year == self.latest.year else None

    def certainly_before(self, other: PartialDate) -> bool:
        """Return True if every possible day is before every one of the other date.

        >>> march = PartialDate(date(2020, 3, 1), date(2020, 3, 31))
        >>> tenth = PartialDate(date(2020, 3, 10), date(2020, 3, 10))
        >>> march.certainly_before(tenth), march.certainly_before(whole_month(2020, 4))
        (False, True)
        """
        return self.latest < other.earliest

    def __str__(self) -> str:
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if self == whole_year(first.year):
            return f"{first.year}年"
        if self == whole_month(first.year, first.month):
            return f"{first.year}年{first.month}月"
        return f"{first.isoformat()}至{last.isoformat()}"


@lru_cache(maxsize=1 << 14)
def _between(first: int, last: int) -> PartialDate:
    return PartialDate(date.fromordinal(first), date.fromordinal(last))


@lru_cache(maxsize=1 << 14)
def single_day(day: date) -> PartialDate:
    """Return the date of a single day.

    >>> single_day(date(2020, 3, 5)).exact
    True
    """
    return PartialDate(day, day)


def whole_month(year: int, month: int) -> PartialDate:
    """Return a date of which only the month is known.

    >>> whole_month(2020, 2).latest
    datetime.date(2020, 2, 29)
    """
    return PartialDate(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def whole_year(year: int) -> PartialDate:
    """Return a date of which only the year is known.

    >>> str(whole_year(2020))
    '2020年'
    """
    return PartialDate(date(year, 1, 1), date(year, 12, 31))


def read(raw: Raw, context: Context = NO_CONTEXT) -> PartialDate | Absent:
    """Return the date of a cell.

    >>> for raw in ("2020.3.5", "2020年3月", 43895.0, 20200305, 2020.1, "3月5日"):
    ...     print(read(raw, Context(year=2020)))
    2020-03-05
    2020年3月
    2020-03-05
    2020-03-05
    2020年
    2020-03-05
    >>> read("至今")
    <Absent.NONE: 'none'>
    """
    if type(raw) is date and _FIRST_YEAR <= raw.year <= _LAST_YEAR:
        return single_day(raw)
    if type(raw) is str:
        full = _FULL.fullmatch(raw) if raw.isascii() or raw[4:5] == "年" else None
        if full:
            return _day_in_calendar(int(full[1]), int(full[2]), int(full[3]), raw)
        absence = absent(raw)
        return read_text(raw, context.year) if absence is None else absence
    if isinstance(raw, datetime):
        return _day_in_range(raw.date(), raw)
    if isinstance(raw, date):
        return _day_in_range(raw, raw)
    if raw is None:
        return Absent.BLANK
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _read_number(raw)
    raise _not_a_date(raw)


def compact(text: str) -> str:
    """Return a date in half-width digits, without time of day, weekday and blanks.

    >>> compact("２０２０年３月５日（星期四） 10:30")
    '2020年3月5日'
    """
    text = " ".join(unicodedata.normalize("NFKC", visible(text)).split())
    if len(text) > _LONGEST:
        return text
    text = _WEEKDAY.sub("", _CLOCK.sub("", text))
    return normalised(text).strip("'\"`‘’“”")


def read_text(raw: str, ledger_year: int | None) -> PartialDate | Absent:
    """Return the date of a text, in the ledger's year if it names none.

    >>> str(read_text("20.3.5", 2020)), read_text("待定", None)
    ('2020-03-05', <Absent.NONE: 'none'>)
    """
    text = compact(raw).translate(_SIGNS)
    if not text:
        return Absent.BLANK
    if text in _OPEN:
        return Absent.NONE
    han = _HAN_DATE.fullmatch(text)
    if han:
        text = _han_as_digits(han)
    if full := _FULL.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day_in_calendar(int(full[1]), int(full[2]), int(full[3]), raw)
    if part := _MONTH.fullmatch(text):
        return _month_in_range(int(part[1]), int(part[2]), raw)
    if part := _COMPACT_MONTH.fullmatch(text):
        return _six_digits(text, raw)
    if part := _YEAR.fullmatch(text):
        return _year_in_range(int(part[1]), raw)
    if part := _SHORT_YEAR.fullmatch(text):
        return _day_in_calendar(
            _long_year(part[1], ledger_year, raw), int(part[2]), int(part[3]), raw
        )
    if part := _SHORT_YEAR_MONTH.fullmatch(text):
        return _month_in_range(_long_year(part[1], ledger_year, raw), int(part[2]), raw)
    if _YEAR_LAST.fullmatch(text):
        raise _unclear(raw, "年、月、日的先后不清")
    if (part := _NO_YEAR.fullmatch(text)) and not (part[2] != "月" and part[4]):
        if part[2] != "月" and int(part[1]) > 12:
            raise _unclear(raw, "看不出是年月还是月日")
        if ledger_year is None:
            raise _unclear(raw, "没有写年份")
        return _day_in_calendar(ledger_year, int(part[1]), int(part[3]), raw)
    if part := _NO_YEAR_MONTH.fullmatch(text):
        if ledger_year is None:
            raise _unclear(raw, "没有写年份")
        return _month_in_range(ledger_year, int(part[1]), raw)
    raise _not_a_date(raw)


def _han_as_digits(han: re.Match[str]) -> str:
    text = han[1].translate(_HAN_DIGITS) + "年"
    for part, sign in ((han[2], "月"), (han[3], "日")):
        if part:
            text += f"{han_number(part)}{sign}"
    return text


def _read_number(raw: float) -> PartialDate:
    if _FIRST_SERIAL <= raw < _LAST_SERIAL + 1:
        return single_day(_SERIAL_ORIGIN + timedelta(days=int(raw)))
    if raw != raw or abs(raw) > 99999999:
        raise _not_a_date(raw)
    if raw == int(raw):
        digits = str(int(raw))
        if full := _COMPACT.fullmatch(digits):
            return _day_in_calendar(int(full[1]), int(full[2]), int(full[3]), raw)
        if len(digits) == 6 and raw > 0:
            return _six_digits(digits, raw)
        if _FIRST_YEAR <= raw <= _LAST_YEAR:
            return whole_year(int(raw))
        raise _not_a_date(raw)
    if fraction := _YEAR_AND_FRACTION.fullmatch(repr(raw)):
        # 2020.1 may have been typed 2020.10, for a number keeps no trailing zero
        if fraction[2] == "1":
            return _year_in_range(int(fraction[1]), raw)
        return _month_in_range(int(fraction[1]), int(fraction[2]), raw)
    if 0 < raw < 32:
        raise _unclear(raw, "按数值保存，看不出年份和日期")
    raise _not_a_date(raw)


def _six_digits(digits: str, raw: Raw) -> PartialDate:
    """Return the month of yyyymm, unless it may be yymmdd."""
    short = _SIX_DIGITS_AS_DAY.fullmatch(digits)
    as_month = _FIRST_YEAR <= int(digits[:4]) <= _LAST_YEAR and 1 <= int(digits[4:]) <= 12
    as_day = short and 1 <= int(short[2]) <= 12 and 1 <= int(short[3]) <= 31
    if as_day:
        raise _unclear(raw, "看不出是年月还是两位年份加月日")
    if as_month:
        return whole_month(int(digits[:4]), int(digits[4:]))
    raise _no_such_day(raw)


def _day_in_calendar(y: int, m: int, d: int, raw: Raw) -> PartialDate:
    try:
        day = date(y, m, d)
    except ValueError:
        raise _no_such_day(raw) from None
    return _day_in_range(day, raw)


def _day_in_range(day: date, raw: Raw) -> PartialDate:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return single_day(day)
    raise _no_such_day(raw)


def _month_in_range(y: int, m: int, raw: Raw) -> PartialDate:
    if _FIRST_YEAR <= y <= _LAST_YEAR and 1 <= m <= 12:
        return whole_month(y, m)
    raise _no_such_day(raw)


def _year_in_range(y: int, raw: Raw) -> PartialDate:
    if _FIRST_YEAR <= y <= _LAST_YEAR:
        return whole_year(y)
    raise _no_such_day(raw)


def _long_year(two_digits: str, ledger_year: int | None, raw: Raw) -> int:
    long = 2000 + int(two_digits)
    if ledger_year is None or abs(long - ledger_year) > _NEAR:
        raise _unclear(raw, "年份只写两位，看不出是哪一年")
    return long


def _not_a_date(raw: Raw) -> Unreadable:
    return Unreadable("C401", f"{quotation(raw)}，不是日期")


def _no_such_day(raw: Raw) -> Unreadable:
    return Unreadable("C402", f"{quotation(raw)}，没有这一天或年份不合常理")


def _unclear(raw: Raw, why: str) -> Unreadable:
    return Unreadable("C403", f"{quotation(raw)}，{why}")


Date = Annotated[PartialDate | None, FieldType("day", "日期", read)]

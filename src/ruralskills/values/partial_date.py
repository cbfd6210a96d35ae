"""Dates with the precision in which they are written, by GB/T 7408 or otherwise.

A month or a year is kept as the range of days it covers, and nothing is filled in. The 1900 date
system of spreadsheets counts from 1899-12-30.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Annotated, TypeGuard

from msgspec import Struct

from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number
from ruralskills.values import bare_digits
from ruralskills.values.date_text import compact, parts_a_number, with_usual_marks
from ruralskills.values.field_type import (
    NO_CONTEXT,
    Absent,
    Context,
    FieldType,
    Raw,
    Unreadable,
    absent,
)
from ruralskills.values.quoting import quotation
from ruralskills.values.serial_number import ORIGIN, serial_number

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_SERIAL, _LAST_SERIAL = 20000, 80000
_SURE_SERIAL = 29221
"""The number of 1980-01-01: five digits from here on are no year and month."""
_NO_ACT_BEFORE = 1912
"""Earlier days are other numbers that were typed into a cell of a date format."""
_USUAL_YEAR = 1958
"""Days of earlier years have numbers that may be a year and a month."""
_NEAR = 5
"""The most years between a two-digit year and the ledger's year."""

# 2020.3-5 is a day or two months: a hyphen parts a day from its month if it parts the month too
_FULL = regex(
    r"(?![0-9]{4}[./年][0-9]{1,2}-)([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?"
)
_DAY_OR_MONTHS = regex(r"([0-9]{4})[./年]([0-9]{1,2})-([0-9]{1,2})[日号]?")
_COMPACT = regex(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_PART_OF_MONTH = r"(?:份?(?:上旬|中旬|下旬|初|底|末|中)?)"
_MONTH = regex(rf"([0-9]{{4}})[-./年]([0-9]{{1,2}})(?:月{_PART_OF_MONTH})?")
_COMPACT_MONTH = regex(r"([0-9]{4})([0-9]{2})")
_SIX_DIGITS_AS_DAY = regex(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR = regex(r"([0-9]{4})年?度?")
_PART_OF_YEAR = regex(
    r"(?:([0-9]{4})年?度?)?(?:第?([一二三四1-4])季度?|第?Q([1-4])|([上下])半年)", re.I
)
_SHORT_YEAR = regex(r"([0-9]{2})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?")
_SHORT_YEAR_MONTH = regex(rf"([0-9]{{2}})年([0-9]{{1,2}})月{_PART_OF_MONTH}")
_NO_YEAR = regex(r"([0-9]{1,2})([-./月])([0-9]{1,2})([日号]?)")
_NO_YEAR_MONTH = regex(rf"([0-9]{{1,2}})月{_PART_OF_MONTH}")
_YEAR_LAST = regex(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{2,4})")
_SERIAL_TEXT = regex(r"([0-9]{5})(?:\.[0-9]+)?")
_WITHOUT_MARKS = regex(r"([0-9]{4})(1[0-2]|0?[1-9])(?:\.([0-9]{1,2}))?")
_YEAR_AND_FRACTION = regex(r"([0-9]{4})\.([0-9]{1,2})")
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
    if isinstance(raw, date) and _USUAL_YEAR <= raw.year <= _LAST_YEAR:
        return single_day(raw.date() if isinstance(raw, datetime) else raw)
    if type(raw) is str:
        full = _FULL.fullmatch(raw) if raw.isascii() or raw[4:5] == "年" else None
        if full:
            return _day_in_calendar(int(full[1]), int(full[2]), int(full[3]), raw)
        absence = absent(raw)
        return read_text(raw, context.year) if absence is None else absence
    if isinstance(raw, date):
        return _read_date_cell(raw)
    if raw is None:
        return Absent.BLANK
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _read_number(raw)
    raise _not_a_date(raw)


def read_birth(raw: Raw, context: Context = NO_CONTEXT) -> PartialDate | Absent:
    """Return the birth date of a cell, in which a day of 1955 is nothing odd.

    >>> str(read_birth(date(1955, 4, 27))), str(read_birth(20206.0))
    ('1955-04-27', '1955-04-27')
    """
    if isinstance(raw, date):
        return _day_in_range(raw.date() if isinstance(raw, datetime) else raw, raw)
    if _is_serial(raw):
        return _day_of_serial(raw)
    return read(raw, context)


def read_text(raw: str, ledger_year: int | None) -> PartialDate | Absent:
    """Return the date of a text, in the ledger's year if it names none.

    >>> str(read_text("20.3.5", 2020)), read_text("待定", None)
    ('2020-03-05', <Absent.NONE: 'none'>)
    """
    found = _date_of(raw, ledger_year)
    if isinstance(found, PartialDate) and parts_a_number(raw):
        raise _unclear(raw, "数字中间有空格，看不准", str(found))
    return found


def _date_of(raw: str, ledger_year: int | None) -> PartialDate | Absent:
    text = with_usual_marks(compact(raw))
    if not text:
        return Absent.BLANK
    if text in _OPEN:
        return Absent.NONE
    if full := _FULL.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day_in_calendar(int(full[1]), int(full[2]), int(full[3]), raw)
    if part := _MONTH.fullmatch(text):
        return _month_in_range(int(part[1]), int(part[2]), raw)
    if _COMPACT_MONTH.fullmatch(text):
        return _six_digits(text, raw)
    if _SERIAL_TEXT.fullmatch(text) or _WITHOUT_MARKS.fullmatch(text):
        return _read_bare_digits(text, raw)
    if part := _YEAR.fullmatch(text):
        return _year_in_range(int(part[1]), raw)
    if part := _PART_OF_YEAR.fullmatch(text):
        return _part_of_year(part, ledger_year, raw)
    if part := _SHORT_YEAR.fullmatch(text):
        return _day_in_calendar(
            _long_year(part[1], ledger_year, raw), int(part[2]), int(part[3]), raw
        )
    if part := _SHORT_YEAR_MONTH.fullmatch(text):
        return _month_in_range(_long_year(part[1], ledger_year, raw), int(part[2]), raw)
    if part := _YEAR_LAST.fullmatch(text):
        return _year_last(part, raw)
    if part := _DAY_OR_MONTHS.fullmatch(text):
        day = _day_in_calendar(int(part[1]), int(part[2]), int(part[3]), raw)
        raise _unclear(raw, "看不出是一天还是几个月", str(day))
    return _read_without_year(text, ledger_year, raw)


def _read_without_year(text: str, ledger_year: int | None, raw: str) -> PartialDate:
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


def _read_bare_digits(text: str, raw: str) -> PartialDate:
    """Return the day of a serial number kept as text, propose one for other digits."""
    serial = int(float(text))
    if _SURE_SERIAL <= serial <= _LAST_SERIAL:
        return _day_of_serial(serial)
    raise _run_together(raw, bare_digits.meaning(text, as_number=False))


def _read_date_cell(raw: date) -> PartialDate:
    """Return the day of a date cell, unless another number was typed into it."""
    number = serial_number(raw)
    typed = "" if number is None else format_number(number)
    candidate = bare_digits.meaning(typed, as_number=True)
    if not (_NO_ACT_BEFORE <= raw.year <= _LAST_YEAR):
        what = f"，单元格是日期格式，多半输入了“{typed}”" if typed else ""
        raise Unreadable("C402", f"{quotation(raw)}，年份不合常理{what}", candidate)
    if candidate:
        raise _unclear(raw, f"单元格是日期格式，可能输入了“{typed}”", candidate)
    return _day_in_range(raw.date() if isinstance(raw, datetime) else raw, raw)


def _is_serial(raw: Raw) -> TypeGuard[float]:
    if not isinstance(raw, int | float) or isinstance(raw, bool):
        return False
    return _FIRST_SERIAL <= raw < _LAST_SERIAL + 1


def _day_of_serial(serial: float) -> PartialDate:
    return single_day(ORIGIN + timedelta(days=int(serial)))


def _read_number(raw: float) -> PartialDate:
    if _SURE_SERIAL <= raw < _LAST_SERIAL + 1:
        return _day_of_serial(raw)
    candidate = bare_digits.meaning(repr(raw).removesuffix(".0"), as_number=True)
    if _is_serial(raw):
        if candidate:
            raise _run_together(raw, candidate)
        return _day_of_serial(raw)
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
    elif fraction := _YEAR_AND_FRACTION.fullmatch(repr(raw)):
        # 2020.1 may have been typed 2020.10, for a number keeps no trailing zero
        if fraction[2] == "1":
            return _year_in_range(int(fraction[1]), raw)
        return _month_in_range(int(fraction[1]), int(fraction[2]), raw)
    elif 0 < raw < 32:
        raise _unclear(raw, "按数值保存，看不出年份和日期")
    raise _run_together(raw, candidate)


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


def _part_of_year(part: re.Match[str], ledger_year: int | None, raw: Raw) -> PartialDate:
    """Return the days of a quarter, or of half a year."""
    year = int(part[1]) if part[1] else ledger_year
    if year is None:
        raise _unclear(raw, "没有写年份")
    quarter = part[2] or part[3]
    months = 3 if quarter else 6
    number = ("一二三四1234".index(quarter) % 4) if quarter else "上下".index(part[4])
    first = _month_in_range(year, number * months + 1, raw)
    last = _month_in_range(year, number * months + months, raw)
    return PartialDate(first.earliest, last.latest)


def _long_year(two_digits: str, ledger_year: int | None, raw: Raw) -> int:
    long = 2000 + int(two_digits)
    if ledger_year is None or abs(long - ledger_year) > _NEAR:
        raise _unclear(raw, "年份只写两位，看不出是哪一年")
    return long


def _year_last(part: re.Match[str], raw: Raw) -> PartialDate:
    """Return the day of 25/7/2020 or 7/25/2020, for only a day can be above twelve."""
    one, other = int(part[1]), int(part[2])
    day, month = (one, other) if one > 12 else (other, one)
    if len(part[3]) == 4 and (one == other or (day > 12 >= month)):
        return _day_in_calendar(int(part[3]), month, day, raw)
    raise _unclear(raw, "年、月、日的先后不清")


def _not_a_date(raw: Raw) -> Unreadable:
    return Unreadable("C401", f"{quotation(raw)}，不是日期")


def _run_together(raw: Raw, candidate: str) -> Unreadable:
    return _unclear(raw, "年、月、日没有分开", candidate) if candidate else _not_a_date(raw)


def _no_such_day(raw: Raw) -> Unreadable:
    return Unreadable("C402", f"{quotation(raw)}，没有这一天或年份不合常理")


def _unclear(raw: Raw, why: str, candidate: str = "") -> Unreadable:
    return Unreadable("C403", f"{quotation(raw)}，{why}", candidate)


Date = Annotated[PartialDate | None, FieldType("day", "日期", read)]
BirthDate = Annotated[PartialDate | None, FieldType("day", "日期", read_birth)]

"""Date ranges as class ledgers write them: GB/T 7408 and shorter forms.

The end inherits the year and month that it leaves out ("2020年3月5日至12日"). The number of days
counts both ends, as training notices do.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Struct

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
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
from ruralskills.values.partial_date import PartialDate, read_text, single_day, whole_month
from ruralskills.values.partial_date import read as read_date
from ruralskills.values.quoting import quotation

_STRONG_MARK = regex(r"至|到|~+|〜|—+|–|―|--+|[→⇒➔]")
_IN_BRACKETS = regex(r"\(([^()]+)\)")
_BEGINS_AND_ENDS = regex(
    r"([^,、;]{2,24}?)(?:开班|开学|开始|开课|开训|始|起)[,、;]?([0-9][^,、;]{0,23}?)(?:结业|结束|结训|毕业|止)"
)
_SINCE = regex(r".*[0-9年月日号]起")
_WHOLE_DAY = "[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}[日号]?"
_TWO_WHOLE_DAYS = regex(rf"({_WHOLE_DAY})/?({_WHOLE_DAY})")
"""Two days as ISO 8601 parts them, or that stood in two lines."""
_EVERY_DAY = regex(r"每[天日晚早周][^至到]{0,30}$")
_LENGTH = regex(r"\(?,?共?计?[0-9.]{1,5}天\)?$")
_ASIDE = regex(
    r"\((?=[^()]*(?:报到|报名|返程|离会|撤离|休息|休整|放假|周末|上午|下午|晚上|全天|路途|含))[^()]*\)$"
)
"""A remark behind a period, which changes neither of its ends."""
_DAY_ALONE = regex(r"([0-9]{1,2})[日号]?")
_MONTH_ALONE = regex(r"([0-9]{1,2})月?")
_NUMBER_ALONE = regex(r"[0-9]{1,2}")
_HAS_YEAR = regex(r"[0-9]{4}|[0-9]{2}年|^[0-9]{2}[./-][0-9]{1,2}[./-]")
_OPEN_END = regex(r"今|长期|永久|现在|待定|未定|")


_RANGE_IN_WORDS = regex(
    r"(?<![0-9])(?:[0-9]{4}[年./-][0-9]{1,2}[月./-][0-9]{1,2}|[0-9]{1,2}月[0-9]{1,2})[日号]?"
    r"(?:至|到|~+|〜|—+|–|―|-+)"
    r"(?:[0-9]{4}[年./-])?(?:[0-9]{1,2}[月./-])?[0-9]{1,2}(?:[日号]|(?![0-9期月年个./-]))"
)
"""A day and a later one, the last of which may leave out its year and month."""


class DateRange(Struct, frozen=True):
    """A date range, both ends included.

    >>> str(read("2020.3.5-3.12")), read("2020.3.5-3.12").days
    ('2020-03-05至2020-03-12', 8)
    """

    start: PartialDate
    end: PartialDate

    @property
    def days(self) -> int | None:
        """The number of days, both ends counted, None if an end is not a single day."""
        if not (self.start.exact and self.end.exact) or self.end.certainly_before(self.start):
            return None
        return (self.end.earliest - self.start.earliest).days + 1

    def __str__(self) -> str:
        if self.start == self.end:
            return str(self.start)
        first, last = str(self.start), str(self.end)
        return f"{first.partition('至')[0]}至{last.rpartition('至')[2]}"


def read(raw: Raw, context: Context = NO_CONTEXT) -> DateRange | Absent:
    """Return the date range of a cell, a single date being both ends.

    >>> print(read("3月5日至12日", Context(year=2020)))
    2020-03-05至2020-03-12
    >>> print(read("2020年3月-5月"))
    2020年3月至2020年5月
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    if not isinstance(raw, str):
        day = read_date(raw, context)
        return day if isinstance(day, Absent) else DateRange(day, day)
    text = _EVERY_DAY.sub("", _LENGTH.sub("", _ASIDE.sub("", compact(raw))))
    if bracketed := _IN_BRACKETS.fullmatch(text):
        text = bracketed[1]
    if _SINCE.fullmatch(text):
        return Absent.NONE
    halves = _halves(text)
    if halves is None:
        if _NUMBER_ALONE.fullmatch(text.partition("-")[0]):
            # "3-5" may be March to May or the fifth of March.
            raise _unclear(raw, "看不出起止日期")
        # two days may stand in two lines: only where it is one is a blank within a number odd
        single = read_text(raw if parts_a_number(raw) else text, context.year)
        return single if isinstance(single, Absent) else DateRange(single, single)
    left, right = map(with_usual_marks, halves)
    right = right.removeprefix(".")
    if left.isdigit() and right.isdigit() and len(left) == 8 > len(right) in (2, 4):
        right = left[: -len(right)] + right
    if _OPEN_END.fullmatch(right):
        return Absent.NONE
    if _NUMBER_ALONE.fullmatch(left) and right.endswith("月"):
        left += "月"
    start = read_text(left, context.year)
    if isinstance(start, Absent):
        return start
    end = _end(right, start, raw)
    if isinstance(end, Absent):
        return end
    if end.certainly_before(start) and not _HAS_YEAR.search(right):
        raise _unclear(raw, "止日早于起日，止日没有写年份")
    return DateRange(start, end)


def span_in_text(text: str) -> DateRange | None:
    """Return the range that a free text states, None if it states none.

    >>> str(span_in_text("2020.3.1-2020.3.7")), span_in_text("已公示")
    ('2020-03-01至2020-03-07', None)
    """
    try:
        span = read(text)
    except Unreadable:
        return None
    return span if isinstance(span, DateRange) and span.start != span.end else None


def span_in_words(text: str, year: int | None = None) -> DateRange | None:
    """Return the range of days in a name or a title, None unless it has just one.

    The year is that of another place, for a range that leaves it out.

    >>> str(span_in_words("第1期电焊班（2020年5月6日—12日）")), str(span_in_words("电焊班5月6日至6月2日", 2020))
    ('2020-05-06至2020-05-12', '2020-05-06至2020-06-02')
    >>> span_in_words("第1-3期电焊班"), span_in_words("电焊班（5月6日—12日）"), span_in_words("2020年5月至6月")
    (None, None, None)
    """
    if not any("0" <= each <= "9" or "０" <= each <= "９" for each in text):
        return None
    found = set(_RANGE_IN_WORDS.findall(normalised(text)))
    if len(found) != 1:
        return None
    try:
        span = read(found.pop(), Context(year=year))
    except Unreadable:
        return None
    return span if isinstance(span, DateRange) and (span.days or 0) > 1 else None


def _halves(text: str) -> tuple[str, str] | None:
    """Split text at the mark between two dates, None if it holds one date only."""
    if told := _BEGINS_AND_ENDS.fullmatch(text) or _TWO_WHOLE_DAYS.fullmatch(text):
        return told[1].lstrip("从自由"), told[2]
    parts = _STRONG_MARK.split(text)
    if len(parts) == 2 and parts[0]:
        return parts[0].lstrip("从自由").removesuffix("起"), parts[1].removesuffix("止")
    parts = text.split("-")
    if len(parts) == 2:
        left, right = parts
        # 2020-03 is a month and 3-5 is unclear. A hyphen separates two dates if one of them
        # has marks of its own, or if both are years or both are whole dates.
        if not (left.isdigit() and right.isdigit()) or len(left) == len(right) in (4, 8):
            return left, right
        if len(left) == 8 and len(right) in (2, 4):
            return left, right
        return None
    # The hyphen occurs within the dates as well: 2020-3-5-2020-3-12, 2020-3-5-3-12, 2020-3-5-12.
    if len(parts) == 4 and len(parts[2]) == 4:
        return "-".join(parts[:2]), "-".join(parts[2:])
    if len(parts) in (4, 5, 6) and len(parts[0]) == 4:
        return "-".join(parts[:3]), "-".join(parts[3:])
    return None


def _end(text: str, start: PartialDate, raw: str) -> PartialDate | Absent:
    first = start.earliest
    alone = _DAY_ALONE.fullmatch(text) if start.exact else None
    if alone:
        try:
            return single_day(date(first.year, first.month, int(alone[1])))
        except ValueError:
            raise Unreadable("C402", f"{quotation(raw)}，没有止日这一天") from None
    alone = _MONTH_ALONE.fullmatch(text)
    if alone and not start.exact and start.latest.month == first.month:
        if not 1 <= int(alone[1]) <= 12:
            raise Unreadable("C402", f"{quotation(raw)}，没有止月这个月份")
        return whole_month(first.year, int(alone[1]))
    return read_text(text, first.year)


def _unclear(raw: str, why: str) -> Unreadable:
    return Unreadable("C403", f"{quotation(raw)}，{why}")


Dates = Annotated[DateRange | None, FieldType("span", "起止时间", read)]

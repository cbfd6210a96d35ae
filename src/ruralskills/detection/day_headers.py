"""Headers of attendance sheets that are days: 7月6日, 7.6上午, 2020-07-06, 6日, 第1天, 6."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection import vocabulary
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.sheet_view import RowCells, cell_text
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import CellError, Raw
from ruralskills.values.half_day import half_of
from ruralskills.values.partial_date import PartialDate, single_day

NAME_HEADERS: Final = frozenset({"姓名", "学员姓名", "参训人员姓名", "学员", "参训人员"})
_FEWEST_DAYS: Final = 2
_FEWEST_NUMBERS: Final = 5
"""Bare numbers are days only in a run of so many."""
_LONGEST: Final = 20
"""The longest header of a day, in characters."""
_FULL: Final = regex(r"(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")
_MONTH_DAY: Final = regex(r"(\d{1,2})月(\d{1,2})[日号]?|^(\d{1,2})[./-](\d{1,2})(?!\d)")
_DAY_ALONE: Final = regex(r"(?<![\d月])([12]?\d|3[01])[日号]")
_ORDINAL: Final = regex(r"第([一二三四五六七八九十\d]{1,3})[天日]")
_NUMBER: Final = regex(r"[12]?\d|3[01]")
_WITH_DAY: Final = regex(
    r"(?:[()-]|上午|下午|晚上|上|下|全天|(?:星期|周|礼拜)[一二三四五六日天]|\d{1,2}:\d{2}|签到|签退|签名|考勤|出勤)*"
)
"""The words that may accompany a day in its header."""
_MONTH: Final = regex(r"(?<!\d)(1[0-2]|0?[1-9])月")


class Session(Struct, frozen=True):
    """A column of an attendance sheet, for a day or half a day."""

    column: HeaderColumn
    day: PartialDate | None
    """None if the header counts days (第1天) from an unknown start."""
    half: str


def _is_day(text: str) -> bool:
    """Return True for a header that is a day, with or without the half of it.

    >>> [_is_day(t) for t in ("7月6日上午", "2020-07-06", "7.6", "6日(周一)", "第二天", "7月", "5")]
    [True, True, True, True, True, False, False]
    >>> _is_day("7月6日回访"), _is_day("2020-03-05走访情况")
    (False, False)
    """
    word = normalised(text) if len(text) <= _LONGEST else ""
    for pattern in (_FULL, _MONTH_DAY, _DAY_ALONE, _ORDINAL):
        if found := pattern.search(word):
            return bool(_WITH_DAY.fullmatch(word[: found.start()] + word[found.end() :]))
    return False


def has_day(texts: Sequence[str]) -> bool:
    """Return True if one of the texts over a column is a day."""
    return any(map(_is_day, texts))


def may_be_name_header(text: str) -> bool:
    """Return False, quickly, for a text without the header of a column of names."""
    return "名" in text or "员" in text  # each of the words has one of these


def is_name_header(value: object) -> bool:
    """Return True for the header of a column of names."""
    if not isinstance(value, str) or not may_be_name_header(value):
        return False
    return vocabulary.header_word(value.strip())[0] in NAME_HEADERS


def is_day_header_row(cells: RowCells) -> bool:
    """Return True for a header row with names and, to the right of them, days."""
    name = next((at for at, (_, value) in enumerate(cells) if is_name_header(value)), None)
    if name is None:
        return False
    after = cells[name + 1 :]
    days = sum(isinstance(v, date) or _is_day(cell_text(v)) for _, v in after)
    return days >= _FEWEST_DAYS or _longest_run([value for _, value in after]) >= _FEWEST_NUMBERS


def _longest_run(values: Sequence[Raw | CellError]) -> int:
    """Return the length of the longest run of consecutive numbers, such as 6, 7, 8."""
    numbers = [int(t) if _NUMBER.fullmatch(t := cell_text(v)) else -1 for v in values]
    longest = run = 0
    for before, number in pairwise([-1, *numbers]):
        run = 0 if number < 0 else run + 1 if before >= 0 and number == before + 1 else 1
        longest = max(longest, run)
    return longest


def sessions(columns: Sequence[HeaderColumn], heading: str, year: int | None) -> list[Session]:
    """Return the columns that are days or halves of days, from left to right.

    A day without a month is in the month that ``heading`` names.
    """
    found: list[Session] = []
    months = {int(m) for m in _MONTH.findall(heading)}
    month = months.pop() if len(months) == 1 else None
    last: date | None = None
    for column, text in _day_columns(columns):
        day = _read(text, year, month)
        if day is not None and last is not None and day < last:
            day = _next_year(day, last)
        last = day or last
        found.append(Session(column, single_day(day) if day else None, half_of(text)))
    return found


def _day_columns(columns: Sequence[HeaderColumn]) -> Iterator[tuple[HeaderColumn, str]]:
    """Yield each column of a day with its header in one text."""
    texts = [(c, normalised("".join(c.texts))) for c in columns if c.texts]
    named = [(c, t) for c, t in texts if has_day(c.texts)]
    if len(named) >= _FEWEST_DAYS:
        yield from named
        return
    numbered = [(c, t) for c, t in texts if _NUMBER.fullmatch(normalised(c.texts[0]))]
    if len({normalised(c.texts[0]) for c, _ in numbered}) >= _FEWEST_NUMBERS:
        yield from ((c, f"{normalised(c.texts[0])}日{''.join(c.texts[1:])}") for c, _ in numbered)


def _read(text: str, year: int | None, month: int | None) -> date | None:
    """Return the date that a header means, None if year or month is unknown."""
    if full := _FULL.search(text):
        return _date(int(full[1]), int(full[2]), int(full[3]))
    if part := _MONTH_DAY.search(text):
        return _date(year, int(part[1] or part[3]), int(part[2] or part[4]))
    if alone := _DAY_ALONE.search(text):
        in_header = _MONTH.search(text)
        return _date(year, int(in_header[1]) if in_header else month, int(alone[1]))
    return None


def _date(year: int | None, month: int | None, day: int) -> date | None:
    if year is None or month is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_year(day: date, last: date) -> date | None:
    """Return the day in the next year for a class over New Year, else None."""
    return day.replace(year=day.year + 1) if (last.month, day.month) == (12, 1) else None

"""Days that head the columns of an attendance sheet: 7月6日, 7.6上午, 2020-07-06, 6日, 第1天, 6."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.detection import vocabulary
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.sheet_view import Cells, plain
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import CellError, Raw
from ruralskills.values.half_day import half_of
from ruralskills.values.partial_date import PartialDate, single_day

NAMES: Final = ("姓名", "学员姓名", "参训人员姓名", "学员", "参训人员")
_FEWEST: Final = 2
_FEWEST_NUMBERS: Final = 5
"""Bare numbers head days only where many follow one another."""
_LONGEST: Final = 20
_FULL: Final = regex(r"(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")
_MONTH_DAY: Final = regex(r"(\d{1,2})月(\d{1,2})[日号]?|^(\d{1,2})[./-](\d{1,2})(?!\d)")
_DAY_ALONE: Final = regex(r"(?<![\d月])([12]?\d|3[01])[日号]")
_ORDINAL: Final = regex(r"第([一二三四五六七八九十\d]{1,3})[天日]")
_NUMBER: Final = regex(r"[12]?\d|3[01]")
_BESIDE: Final = regex(
    r"(?:[()-]|上午|下午|晚上|上|下|全天|(?:星期|周|礼拜)[一二三四五六日天]|\d{1,2}:\d{2}|签到|签退|签名|考勤|出勤)*"
)
"""What may stand beside a day in its header."""
_MONTH: Final = regex(r"(?<!\d)(1[0-2]|0?[1-9])月")


class Session(Struct, frozen=True):
    """A column of an attendance sheet: a day or a half of it."""

    column: HeaderColumn
    day: PartialDate | None
    """None where the header counts days (第1天) and the sheet does not say from when."""
    half: str


def _names_a_day(text: str) -> bool:
    """Whether a header is a day, perhaps with the half of it, and nothing more.

    >>> [_names_a_day(t) for t in ("7月6日上午", "2020-07-06", "7.6", "6日(周一)", "第二天", "7月", "5")]
    [True, True, True, True, True, False, False]
    >>> _names_a_day("7月6日回访"), _names_a_day("2020-03-05走访情况")
    (False, False)
    """
    word = normalised(text) if len(text) <= _LONGEST else ""
    for pattern in (_FULL, _MONTH_DAY, _DAY_ALONE, _ORDINAL):
        if found := pattern.search(word):
            return bool(_BESIDE.fullmatch(word[: found.start()] + word[found.end() :]))
    return False


def names_a_day(path: Sequence[str]) -> bool:
    """Whether one of the words over a column is a day."""
    return any(map(_names_a_day, path))


def stand_beside_names(cells: Cells) -> bool:
    """Whether a row of a sheet heads a column of names and, right of it, columns of days."""
    texts = [plain(value) for _, value in cells]
    name = next((i for i, t in enumerate(texts) if vocabulary.header_word(t)[0] in NAMES), None)
    if name is None:
        return False
    after = cells[name + 1 :]
    days = sum(isinstance(v, date) or _names_a_day(plain(v)) for _, v in after)
    return days >= _FEWEST or _longest_count([value for _, value in after]) >= _FEWEST_NUMBERS


def _longest_count(values: Sequence[Raw | CellError]) -> int:
    """How many numbers follow one another at most: 6, 7, 8."""
    numbers = [int(t) if _NUMBER.fullmatch(t := plain(v)) else -1 for v in values]
    longest = run = 0
    for before, number in pairwise([-1, *numbers]):
        run = 0 if number < 0 else run + 1 if before >= 0 and number == before + 1 else 1
        longest = max(longest, run)
    return longest


def sessions(columns: Sequence[HeaderColumn], heading: str, year: int | None) -> list[Session]:
    """The columns that are days or halves of days, from left to right.

    ``heading`` gives the month of a day that is written without one.
    """
    found: list[Session] = []
    written = list(_days(columns))
    in_heading = {int(m) for m in _MONTH.findall(heading)}
    month = in_heading.pop() if len(in_heading) == 1 else None
    last: date | None = None
    for column, text in written:
        day = _read(text, year, month)
        if day is not None and last is not None and day < last:
            day = _next_year(day, last)
        last = day or last
        found.append(Session(column, single_day(day) if day else None, half_of(text)))
    return found


def _days(columns: Sequence[HeaderColumn]) -> Iterator[tuple[HeaderColumn, str]]:
    """Each column that is headed by a day, with its words."""
    texts = [(c, normalised("".join(c.words))) for c in columns if c.words]
    named = [(c, t) for c, t in texts if names_a_day(c.words)]
    if len(named) >= _FEWEST:
        yield from named
        return
    numbered = [(c, t) for c, t in texts if _NUMBER.fullmatch(normalised(c.words[0]))]
    if len({normalised(c.words[0]) for c, _ in numbered}) >= _FEWEST_NUMBERS:
        yield from ((c, f"{normalised(c.words[0])}日{''.join(c.words[1:])}") for c, _ in numbered)


def _read(text: str, year: int | None, month: int | None) -> date | None:
    """The day that a header names; None when the sheet does not say enough."""
    if full := _FULL.search(text):
        return _date(int(full[1]), int(full[2]), int(full[3]))
    if part := _MONTH_DAY.search(text):
        return _date(year, int(part[1] or part[3]), int(part[2] or part[4]))
    if alone := _DAY_ALONE.search(text):
        own = _MONTH.search(text)
        return _date(year, int(own[1]) if own else month, int(alone[1]))
    return None


def _date(year: int | None, month: int | None, day: int) -> date | None:
    if year is None or month is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_year(day: date, last: date) -> date | None:
    """A class may go on over New Year; any other step backwards is not understood."""
    return day.replace(year=day.year + 1) if (last.month, day.month) == (12, 1) else None

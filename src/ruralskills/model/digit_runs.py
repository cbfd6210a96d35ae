"""Divide a run of digits into personal numbers, dates and plain numbers.

Blanks, dots, brackets, dashes and line breaks may part the digits of one number, characters without
width do not part them at all, and two numbers may stand together with nothing between.  So a run is
divided in every way that makes sense, and the likeliest is taken: each reading of a part has a
weight by its length and by how much its shape says, and the heaviest division wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.lazy_regex import regex

FEWEST: Final = 9
"""Digits of the shortest number that is hidden."""
_NO_WIDTH: Final = rf"{INVISIBLE}\u20e3\ufffd"
_BETWEEN: Final = (
    r"\s.．。·•‧・…()（）\[\]［］{}｛｝【】〔〕《》〈〉<>＜＞「」『』\-‐-―－﹣_＿'\"`‘’“”"
)
_GAP: Final = rf"[{_NO_WIDTH}{_BETWEEN}]{{0,16}}"
RUN: Final = regex(rf"\d(?:{_GAP}\d){{{FEWEST - 1},}}(?:{_GAP}[xXｘＸ])?")
"""A run of digits that is long enough to hold a personal number."""
_GROUP: Final = regex(rf"[xXｘＸ]|\d(?:[{_NO_WIDTH}]{{0,8}}\d)*")
_MOST: Final = 40
"""Digits of the longest number, or of two that stand together."""
_MONTH: Final = 6
"""Digits of a date without its day."""
_TAIL: Final = 3
"""Digits that make a mobile number of eight that look like a day."""
_REST: Final = 7
"""Digits of a mobile number without the four that are shown."""

_DAY_SHAPE: Final = r"(?:19\d|20[0-4])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PROVINCE: Final = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-8])"
_IDENTITY: Final = regex(rf"{_PROVINCE}\d{{4}}{_DAY_SHAPE}\d{{3}}[\dX]")
_MOBILE: Final = regex(r"1[3-9]\d{9}")
_MOBILE_ABROAD: Final = regex(r"(?:0|0{0,2}86)1[3-9]\d{9}")
_DAY: Final = regex(_DAY_SHAPE)
_TIME: Final = regex(rf"{_DAY_SHAPE}(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
_WRITTEN_DAY: Final = regex(
    r"((?:19\d|20[0-4])\d)([-.．－· ])(0?[1-9]|1[0-2])\2(?P<day>3[01]|[12]\d|0?[1-9])"
)
_WRITTEN_MONTH: Final = regex(
    r"(?:19\d|20[0-4])\d(?:[-.．－](?:0?[1-9]|1[0-2])(?!\d)|(?=年))(?P<day>)"
)
_VILLAGE: Final = regex(
    rf"{_PROVINCE}(?:0\d|1[0-3]|2\d|3[0-5]|90)(?:[012]\d|[89]\d)(?:[0-5]\d\d){{2}}"
)
"""A village in the statistics: province, city, county, township, village."""
_PARTS: Final = rf"[\s{INVISIBLE}]{{0,6}}"
_ACCOUNT: Final = regex(
    rf"(?:[账帐]{_PARTS}[号户]|卡{_PARTS}号|折{_PARTS}号|存{_PARTS}折|一{_PARTS}[折卡]{_PARTS}通"
    rf"|银{_PARTS}行{_PARTS}卡|社{_PARTS}保{_PARTS}卡|身{_PARTS}份{_PARTS}证|证{_PARTS}件{_PARTS}号"
    r"|(?i:account|acct|a/c))\D{0,8}$"
)
"""The word for an account, however its characters are drawn apart."""
_WORD_BEFORE: Final = 48
"""Characters before a run in which the word for an account may stand."""
_UNIT: Final = regex(r"\s*(?:元|万|亿|亩|％|%)")
_NATURAL: Final = frozenset({(3, 4, 4), (3, 8), (7, 4)})
"""The usual groups of the digits of a mobile number."""

Reading = Literal["plain", "kept", "identity", "mobile", "long"]


class Part(Struct, frozen=True):
    """Some digits of a run that are read as one number, at a place in the text."""

    reading: Reading
    digits: str
    start: int
    end: int


class _Group(Struct, frozen=True):
    """Digits with nothing between them, or the X of an identity number."""

    digits: str
    first: int
    """The digit of the run that it begins with."""
    gap: str
    """The characters between it and the group before."""
    is_open: bool
    """False for a whole number, and for the rest of one that is hidden already."""
    is_day: bool

    @property
    def last(self) -> int:
        """The digit of the run that stands behind it."""
        return self.first + len(self.digits)


def _group(text: str, start: int, end: int, first: int, gap: str) -> _Group:
    """Return the group between two places of a text."""
    digits = "".join(_digit(character) for character in text[start:end] if _is_digit(character))
    is_beside_hidden = "***" in (text[max(0, start - 3) : start], text[end : end + 3])
    is_rest = is_beside_hidden and len(digits) <= 6
    is_whole = len(digits) >= 15 or _MOBILE.fullmatch(digits) is not None
    is_day = _DAY.fullmatch(digits) is not None
    return _Group(digits, first, gap, not (is_rest or is_whole), is_day)


class _Span(Struct, frozen=True):
    """Digits of a run, with a reading and its weight."""

    start: int
    end: int
    reading: Reading
    weight: int


def divide(text: str, start: int, end: int) -> list[Part]:
    """Divide the run of digits between two places of a text."""
    parts = _Run(text, start, end).parts()
    # what stands beside a number of no certain shape may be the rest of it
    neighbours = {i + step for i, p in enumerate(parts) if p.reading == "long" for step in (-1, 1)}
    return [
        replace(part, reading="long")
        if part.reading == "plain" and len(part.digits) >= _REST and at in neighbours
        else part
        for at, part in enumerate(parts)
    ]


class _Run:
    """A run of digits in a text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.groups: list[_Group] = []
        self.places: list[int] = []
        """The place of each digit in the text."""
        digits = ""
        gap_start = start
        for found in _GROUP.finditer(text, start, end):
            gap = text[gap_start : found.start()]
            self.groups.append(_group(text, found.start(), found.end(), len(digits), gap))
            self.places += [at for at in range(found.start(), found.end()) if _is_digit(text[at])]
            digits += self.groups[-1].digits
            gap_start = found.end()
        self.digits = digits
        self.hidden = {
            at
            for group in self.groups
            if not group.is_open and len(group.digits) <= 6
            for at in range(group.first, group.last)
        }
        self.is_account = _ACCOUNT.search(text[max(0, start - _WORD_BEFORE) : start]) is not None
        self.begins = {group.first: at for at, group in enumerate(self.groups)}
        self.ends = frozenset(group.last for group in self.groups)
        self.dates: defaultdict[int, list[_Span]] = defaultdict(list)
        for span in self._written_dates():
            self.dates[span.start].append(span)
        self.in_days = frozenset(
            at
            for spans in self.dates.values()
            for span in spans
            if span.end in self.ends and span.end - span.start > _MONTH
            for at in range(span.start, span.end)
        )

    def parts(self) -> list[Part]:
        """Return the heaviest division."""
        if self._is_list():
            return []
        best: list[tuple[int, _Span | None]] = [(-1, None)] * len(self.digits)
        best.append((0, None))
        for start in reversed(range(len(self.digits))):
            for span in self._spans(start):
                rest = best[span.end][0]
                if rest >= 0 and span.weight + rest > best[start][0]:
                    best[start] = span.weight + rest, span
        return list(self._chosen(best))

    def _chosen(self, best: list[tuple[int, _Span | None]]) -> Iterator[Part]:
        at = 0
        while (span := best[at][1]) is not None:
            first, last = self.places[span.start], self.places[span.end - 1]
            yield Part(span.reading, self.digits[span.start : span.end], first, last + 1)
            at = span.end

    def _is_list(self) -> bool:
        """Return True for row numbers and the like, small ones that rise by a little."""
        numbers = [group.digits for group in self.groups]
        if len(numbers) < 5 or any(len(n) > 4 or n[0] in "0X" for n in numbers):
            return False
        return all(0 < int(b) - int(a) < 6 for a, b in pairwise(numbers))

    def _written_dates(self) -> Iterator[_Span]:
        """Yield dates with separators, also without a last digit that begins a number."""
        at_place = {place: at for at, place in enumerate(self.places)}
        whole = self.places[0], self.places[-1] + 2  # 年 may follow
        for pattern in (_WRITTEN_MONTH, _WRITTEN_DAY):
            for date in pattern.finditer(self.text, *whole):
                start = at_place[date.start()]
                for end in {date.end(), date.end() - len(date["day"]) // 2}:
                    size = at_place[end - 1] + 1 - start
                    yield _Span(start, start + size, "kept", 9 * size)

    def _spans(self, start: int) -> Iterator[_Span]:
        """Yield the readings of what begins with a digit."""
        yield from self.dates.get(start, ())
        yield from self._sharp(start)
        if start in self.begins:
            yield from self._whole(self.begins[start])

    def _sharp(self, start: int) -> Iterator[_Span]:
        """Yield readings that may end inside a group, where another one begins."""
        digits = self.digits
        for pattern, size, reading, weight in _SHARP:
            end = start + size
            if pattern.match(digits, start) and self.hidden.isdisjoint(range(start, end)):
                yield _Span(start, end, reading, weight * size)
        longest = len(digits) - start
        if self.is_account and start == 0:
            for size in range(FEWEST, min(longest, 32) + 1):
                yield _Span(0, size, "long", 5 * size)
        elif longest >= 15 and self.hidden.isdisjoint(range(start, start + 22)):
            for end in range(start + 15, start + min(longest, 22) + 1):
                if start not in self.begins or end not in self.ends:
                    yield _Span(start, end, "long", 3 * (end - start))

    def _whole(self, first: int) -> Iterator[_Span]:
        """Yield the readings of a group alone and together with those behind it."""
        group = self.groups[first]
        start = group.first
        yield _Span(start, group.last, "plain", 0)
        yield from _alone(group)
        if start in self.in_days:
            return
        is_account = self.is_account and first == 0
        if is_account and len(group.digits) >= FEWEST:
            yield _Span(start, group.last, "long", 10 * len(group.digits))
        if not (group.is_open or is_account):
            return
        if group.is_day:
            if first + 1 < len(self.groups) and len(self.groups[first + 1].digits) == _TAIL:
                yield from self._joined(first, first + 1, len(group.digits) + _TAIL)
            return
        before = group
        for end in range(first + 1, len(self.groups)):
            group = self.groups[end]
            size = group.last - start
            is_birthday = group.is_day and len(before.digits) == 6
            if end == first + 1 and self._is_amount(before, group):
                yield _Span(start, group.last, "kept", 12 * size)
            if end == first + 1 and (len(before.digits), len(group.digits)) == (3, 8):
                yield from self._joined(first, end, size)  # where the 8 may look like a date
            if (
                size > _MOST
                or group.first in self.in_days
                or not (group.is_open or is_account)
                or (group.is_day and not is_birthday)
            ):
                return
            yield from self._joined(first, end, size)
            before = group

    def _joined(self, first: int, last: int, size: int) -> Iterator[_Span]:
        """Yield the readings of several groups as one number of any shape."""
        start = self.groups[first].first
        if self.is_account and first == 0 and size >= FEWEST:
            yield _Span(start, start + size, "long", 10 * size)
        elif size >= 15:
            yield _Span(start, start + size, "long", 6 * size)
        if 11 <= size <= 15:
            if size == 11 and _MOBILE.match(self.digits, start):
                lengths = tuple(len(group.digits) for group in self.groups[first : last + 1])
                yield _Span(
                    start, start + size, "mobile", (12 if lengths in _NATURAL else 7) * size
                )
            elif _MOBILE_ABROAD.fullmatch(self.digits, start, start + size):
                yield _Span(start, start + size, "mobile", 7 * size)

    def _is_amount(self, whole: _Group, decimals: _Group) -> bool:
        """Return True for money with its decimals and its unit."""
        if decimals.gap != "." or len(decimals.digits) > 2:
            return False
        first = self.places[whole.first]
        before = self.text[max(0, first - 3) : first].rstrip()
        behind = self.places[decimals.last - 1] + 1
        return before.endswith(("￥", "¥")) or _UNIT.match(self.text, behind) is not None


_SHARP: Final[tuple[tuple[re.Pattern[str], int, Reading, int], ...]] = (
    (_IDENTITY, 18, "identity", 20),
    (_MOBILE, 11, "mobile", 6),
    (_DAY, 8, "kept", 9),
)


def _alone(group: _Group) -> Iterator[_Span]:
    """Yield the readings of digits that nothing parts."""
    digits, start, size = group.digits, group.first, len(group.digits)
    if size == 16 and _DAY.match(digits) and _DAY.match(digits, 8):
        yield _Span(start, start + size, "kept", 9 * size)
    elif size >= 15:
        yield _Span(start, start + size, "long", 6 * size)
    elif _DAY.fullmatch(digits) or _TIME.fullmatch(digits):
        yield _Span(start, start + size, "kept", 9 * size)
    elif size == 11 and _MOBILE.match(digits):
        yield _Span(start, start + size, "mobile", 12 * size)
    elif size > 11 and not _DAY.match(digits) and not _VILLAGE.fullmatch(digits):
        if _MOBILE.match(digits, size - 11):  # its place in a list may stand before it
            yield _Span(start, start + size, "mobile", 8 * size)
        elif _MOBILE.match(digits):
            yield _Span(start, start + size, "long", 6 * size)


def _is_digit(character: str) -> bool:
    """Return True for a digit or the X of an identity number."""
    return character.isdecimal() or character in "xXｘＸ"


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else "X"

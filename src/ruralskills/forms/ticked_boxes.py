"""Boxes of a form, ticked or not, before or behind their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.text.lazy_regex import regex

_TICKS: Final = "■√✓☑✔✅☒●◉▣🗹🗸\u2714"
_BOXES: Final = "□☐○◻▢❏❑◯〇"
_MARK: Final = f"[{_TICKS}{_BOXES}]\ufe0f?"
_BRACKETS: Final = regex(r"[\[［(（【]\s*+([√✓✔■xXvV]?)\s*+[\]］)）】]")
"""A box drawn with brackets, empty or ticked."""


class BoxedWord(Struct, frozen=True):
    """A word beside a box: where it ends in the text, and if the box is ticked."""

    word: str
    start: int
    end: int
    is_ticked: bool


class BoxedText(Struct, frozen=True):
    """A text with boxes, and the words beside them in their order."""

    text: str
    words: tuple[BoxedWord, ...]

    def behind(self, word: BoxedWord) -> str:
        """Return what stands behind a word, up to the next box or the end of the line."""
        later = [other.start for other in self.words if other.start > word.start]
        rest = self.text[word.end : min(later, default=len(self.text))]
        return re.sub(_MARK, "", rest.split("\n", 1)[0])


def read_boxes(text: str, words: Sequence[str]) -> BoxedText:
    """Return the words of a text that stand beside a box, with their boxes.

    >>> [w.word for w in read_boxes("☑经纪人 □种养大户", ("经纪人", "种养大户")).words if w.is_ticked]
    ['经纪人']
    >>> [w.word for w in read_boxes("经纪人□ 种养大户√", ("经纪人", "种养大户")).words if w.is_ticked]
    ['种养大户']
    >>> [w.word for w in read_boxes("□√经纪人 □种养大户", ("经纪人", "种养大户")).words if w.is_ticked]
    ['经纪人']
    """
    text = _BRACKETS.sub(lambda box: "☑" if box[1] else "□", text)
    is_before = re.match(rf"\s*{_MARK}", text) is not None
    places = list(_pattern(tuple(words)).finditer(text))
    ends = [0, *(place.end() for place in places)]
    starts = [*(place.start() for place in places), len(text)]
    shared = [
        _shared_out(
            text[end:start],
            is_before=is_before,
            is_first=number == 0,
            is_last=number == len(places),
        )
        for number, (end, start) in enumerate(zip(ends, starts, strict=True))
    ]
    boxed = []
    for number, place in enumerate(places):
        before, behind = shared[number][1], shared[number + 1][0]
        own = before + behind
        if re.search(_MARK, own):
            is_ticked = any(character in _TICKS for character in own)
            touches = re.match(rf"(?:\s*{_MARK})*", behind)
            start = place.start() - len(before)
            end = place.end() + (touches.end() if touches else 0)
            boxed.append(BoxedWord(place[0], start, end, is_ticked))
    return BoxedText(text, tuple(boxed))


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _shared_out(gap: str, *, is_before: bool, is_first: bool, is_last: bool) -> tuple[str, str]:
    """Return the marks between two words that belong to the left and the right one.

    Where boxes stand before their words, a tick behind a word is still its own if it touches it and
    the next word has another mark, or stands apart.
    """
    trailing = re.search(rf"(?:{_MARK}\s*)*$", gap)
    right = trailing[0] if trailing else ""
    if not is_before:
        leading = re.match(rf"(?:\s*{_MARK})+|[^\n]*?{_MARK}", gap)  # 其他：养蜂☑
        return leading[0] if leading else "", ""
    if is_first:
        return "", right
    touching = re.match(rf"(?:[{_TICKS}]\ufe0f?)*", gap)
    left = touching[0] if touching else ""
    if is_last or not left or len(gap) > len(right):
        return left, "" if is_last else right
    rest = right[len(left) :]
    if re.search(_MARK, rest) or (rest and not rest.strip()):
        return left, rest
    last = re.search(rf"{_MARK}$", left)
    at = last.start() if last else 0
    return left[:at], left[at:] + rest


def ticked_elsewhere(text: str, words: Sequence[str]) -> list[str]:
    """Return the ticked words that are none of the known ones.

    >>> ticked_elsewhere("□经纪人 ☑致富能手 ☑其他：养蜂", ("经纪人", "其他"))
    ['致富能手']
    """
    text = _BRACKETS.sub(lambda box: "☑" if box[1] else "□", text)
    if not re.match(rf"\s*{_MARK}", text):
        return []
    ticked = re.findall(
        rf"[{_TICKS}]\ufe0f?[ \t\u3000]*([^\W\d_][^\s{_TICKS}{_BOXES}]{{1,15}})", text
    )
    return [word for word in ticked if not word.startswith(tuple(words))]


def has_boxes(text: str) -> bool:
    """Return True if a box stands in a text, ticked or not."""
    return next(_marks(text), "") != ""


def _marks(text: str) -> Iterator[str]:
    plain = _BRACKETS.sub(lambda box: "☑" if box[1] else "□", text)
    yield from re.findall(_MARK, plain)

"""Boxes of a form, ticked or not, before or behind their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.text.lazy_regex import regex

_TICKS: Final = "■√✓☑✔✅●◉▣🗹🗸⊙⦿☉◎◆★⬛◼🔘"
_BOXED_CROSSES: Final = "☒🗷🗵❎"
"""A cross in a box: Word's own tick, unless other ticks stand beside it."""
_CROSSES: Final = "×✗✘✕❌"
_BOXES: Final = "□☐○◻▢❏❑◯〇◇☆⬜❍"
_ALL: Final = f"{_TICKS}{_BOXED_CROSSES}{_CROSSES}{_BOXES}"
_MARK: Final = f"[{_ALL}]\ufe0f?"
_BRACKETS: Final = regex(rf"[\[［(（【〔{{]\s*+([{_ALL}xXvV]?)\ufe0f?\s*+[\]］)）】〕}}]")
"""A box drawn with brackets, empty or ticked."""
_LINED: Final = regex(rf"(?<![_＿])[_＿]++\s*+([{_TICKS}])\ufe0f?\s*+[_＿]++")
_LETTER: Final = regex(r"(?<![A-Za-z0-9])[vV∨](?![A-Za-z0-9])")
"""The letter that people type for a tick."""
_BETWEEN: Final = "[\\s\"“”'‘’]*"
"""Characters inside a word: a line break, or the quotes of 村“两委”干部."""
_BEFORE: Final = "before"
_BEHIND: Final = "behind"
_QUOTES: Final = regex(_BETWEEN)


class BoxedWord(Struct, frozen=True):
    """A word beside a box: where it ends in the text, and the marks of its box."""

    word: str
    start: int
    end: int
    marks: str

    @property
    def is_ticked(self) -> bool:
        """True if its box is ticked, by a cross in it too."""
        return any(mark in _TICKS or mark in _BOXED_CROSSES for mark in self.marks)

    @property
    def is_crossed(self) -> bool:
        """True if a cross stands there, which says yes to one person and no to another."""
        return not any(mark in _TICKS for mark in self.marks) and any(
            mark in _CROSSES or mark in _BOXED_CROSSES for mark in self.marks
        )


class BoxedText(Struct, frozen=True):
    """A text with boxes, and the words beside them in their order."""

    text: str
    words: tuple[BoxedWord, ...]
    is_unclear: bool = False
    """True if a box may belong to the word before it or to the one behind."""

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ticked words."""
        return tuple(word.word for word in self.words if word.is_ticked)

    @property
    def is_in_doubt(self) -> bool:
        """True if nobody can tell which word is ticked, or if a cross means yes or no."""
        crossed = {mark for word in self.words if word.is_crossed for mark in word.marks}
        has_ticks = any(word.is_ticked and not word.is_crossed for word in self.words)
        return self.is_unclear or bool(crossed & {*(_BOXED_CROSSES if has_ticks else _CROSSES)})

    def behind(self, word: BoxedWord) -> str:
        """Return what stands behind a word, up to the next box or the end of the line."""
        later = [other.start for other in self.words if other.start > word.start]
        rest = self.text[word.end : min(later, default=len(self.text))]
        return re.sub(_MARK, "", rest.split("\n", 1)[0])


def read_boxes(text: str, words: Sequence[str]) -> BoxedText:
    """Return the words of a text that stand beside a box, with their boxes.

    >>> read_boxes("☑经纪人 □种养大户", ("经纪人", "种养大户")).ticked
    ('经纪人',)
    >>> read_boxes("经纪人□ 种养大户√", ("经纪人", "种养大户")).ticked
    ('种养大户',)
    >>> read_boxes("□√经纪人 □种养大户", ("经纪人", "种养大户")).ticked
    ('经纪人',)
    >>> read_boxes("无 / √有", ("有", "无")).ticked, read_boxes("V有 无", ("有", "无")).ticked
    (('有',), ('有',))
    """
    text = drawn(text)
    places = list(_pattern(tuple(words)).finditer(text))
    side = _side(text, places)
    ends = [0, *(place.end() for place in places)]
    starts = [*(place.start() for place in places), len(text)]
    shared = [
        _shared_out(
            text[end:start],
            is_before=side == _BEFORE,
            is_first=number == 0,
            is_last=number == len(places),
        )
        for number, (end, start) in enumerate(zip(ends, starts, strict=True))
    ]
    boxed = []
    for number, place in enumerate(places):
        before, behind = shared[number][1], shared[number + 1][0]
        marks = re.sub(rf"[^{_ALL}]", "", before + behind)
        if marks:
            touches = re.match(rf"(?:\s*{_MARK})*", behind)
            start = place.start() - len(before)
            end = place.end() + (touches.end() if touches else 0)
            boxed.append(BoxedWord(_QUOTES.sub("", place[0]), start, end, marks))
    return BoxedText(text, tuple(boxed), is_unclear=not side)


def drawn(text: str) -> str:
    """Return a text with ticks of every kind as marks.

    >>> drawn("（√）有 （ ）无"), drawn("有__√__ 无____"), drawn("[x]有 V无")
    ('☑有 □无', '有☑ 无____', '☑有 √无')
    """
    text = _BRACKETS.sub(_bracketed, text)
    return _LETTER.sub("√", _LINED.sub("☑", text))


def _bracketed(box: re.Match[str]) -> str:
    inner = box[1]
    return "□" if not inner or inner in _BOXES else "×" if inner in _CROSSES else "☑"


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_BETWEEN.join(map(re.escape, word)) for word in longest_first))


def _side(text: str, places: Sequence[re.Match[str]]) -> str:
    """Return the side of their words on which the boxes stand, empty if unclear.

    Where it neither begins nor ends with one, it is the side on which the words are nearer.
    """
    marks = list(re.finditer(rf"{_MARK}(?:\s*{_MARK})*", text))
    if not places or not marks:
        return _BEHIND
    if marks[0].start() < places[0].start():
        return _BEFORE
    if marks[-1].start() >= places[-1].end():
        return _BEHIND
    votes = 0
    for mark in marks:
        left = max((p.end() for p in places if p.end() <= mark.start()), default=0)
        right = min((p.start() for p in places if p.start() >= mark.end()), default=len(text))
        to_left, to_right = text[left : mark.start()], text[mark.end() : right]
        votes += (_distance(to_left) > _distance(to_right)) - (
            _distance(to_left) < _distance(to_right)
        )
    return _BEFORE if votes > 0 else _BEHIND if votes < 0 else ""


def _distance(between: str) -> int:
    """Return how far apart two things are: a cell or a line parts more than a blank."""
    return len(between) + 10 * between.count("\t") + 100 * between.count("\n")


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
    touching = re.match(rf"(?:[{_TICKS}{_CROSSES}]\ufe0f?)*", gap)
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
    text = drawn(text)
    if not re.match(rf"\s*{_MARK}", text):
        return []
    known = _pattern(tuple(words))
    ticked = re.finditer(
        rf"[{_TICKS}{_BOXED_CROSSES}]\ufe0f?[ \t\u3000]*(?P<word>[^\W\d_][^\s{_ALL}]{{1,15}})", text
    )
    return [found["word"] for found in ticked if not known.match(text, found.start("word"))]


def has_boxes(text: str) -> bool:
    """Return True if a box stands in a text, ticked or not."""
    return re.search(_MARK, drawn(text)) is not None


def is_mark(text: str) -> bool:
    """Return True if a text is a tick or a box and nothing else.

    >>> is_mark(" √ "), is_mark("（√）"), is_mark("有"), is_mark("")
    (True, True, False, False)
    """
    return re.fullmatch(rf"(?:{_MARK}|\s)+", drawn(text)) is not None and bool(text.strip())

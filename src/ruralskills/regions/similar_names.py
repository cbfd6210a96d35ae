"""Listed names that are one slip of the pen away from a name.

``confusable.csv`` groups characters that sound or look alike, a group a line, of those that
occur in names of places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from ruralskills.text.lazy_regex import regex

_DISTINCTIVE: Final = frozenset(
    "上下东西南北中前后左右大小新老旧内外高低长短一二三四五六七八九十0123456789甲乙丙丁"
)
"""Characters that distinguish neighbours: 上河村 is not 下河村 misspelt."""
_KIND: Final = regex("(村|社区|镇|乡|街道|苏木|嘎查)$")
_LONG_ENOUGH: Final = 3
"""Characters of a name from which one of them may differ without being confusable."""


@cache
def _confusable() -> dict[str, frozenset[str]]:
    """By character, those of its groups."""
    text = Path(__file__).with_name("confusable.csv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for group in text.split()[1:]:
        for character in group:
            found[character].update(group)
    return {character: frozenset(group) for character, group in found.items()}


def _stem(name: str) -> str:
    return _KIND.sub("", name)


def _distance(one: str, other: str) -> int | None:
    """Return 0 for equal stems, 1 for confusable, 2 for one other character, or None."""
    if one == other:
        return 0
    if len(one) == len(other):
        return _distance_of_equal_lengths(one, other)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) - len(shorter) != 1 or len(shorter) < _LONG_ENOUGH - 1:
        return None
    at = next((i for i, c in enumerate(shorter) if c != longer[i]), len(shorter))
    one_more = longer[:at] + longer[at + 1 :] == shorter
    return 2 if one_more and longer[at] not in _DISTINCTIVE else None


def _distance_of_equal_lengths(one: str, other: str) -> int | None:
    """Return the distance of two different stems with the same number of characters."""
    differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    pair = {one[i] for i in differ} | {other[i] for i in differ}
    if pair & _DISTINCTIVE or len(differ) > 2:
        return None
    if len(differ) == 2:
        first, second = differ
        swapped = one[first] == other[second] and one[second] == other[first]
        return 1 if swapped and second == first + 1 else None
    if one[differ[0]] in _confusable().get(other[differ[0]], ()):
        return 1
    return 2 if len(one) >= _LONG_ENOUGH else None


def nearest_name(name: str, names: Iterable[str]) -> str:
    """Return the one listed name that a slip of the pen explains, else nothing.

    >>> nearest_name("桂华街道", ["桂花街道", "双河镇"]), nearest_name("下河村", ["上河村"])
    ('桂花街道', '')
    >>> nearest_name("青山村", ["青龙村"]), nearest_name("花红村", ["红花村"]), nearest_name("双江镇", ["双江街道"])
    ('', '红花村', '双江街道')
    """
    stem = _stem(name)
    found: dict[int, set[str]] = {}
    for other in names:
        distance = _distance(stem, _stem(other))
        if distance is not None:
            found.setdefault(distance, set()).add(other)
    closest = found[min(found)] if found else set()
    return next(iter(closest)) if len(closest) == 1 else ""

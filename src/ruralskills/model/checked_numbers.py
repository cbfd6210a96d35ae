"""Identity numbers told by their check character, whatever parts their digits.

Province, day of birth and check character leave one in some hundred thousand runs of eighteen digits,
so that words, signs and pictures between the digits need not be known.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final

from ruralskills.text.lazy_regex import regex
from ruralskills.values.identity import check_character

HAN_DIGITS: Final = {
    **dict(zip("〇零一二三四五六七八九", "00123456789", strict=True)),
    **dict(zip("○壹贰叁肆伍陆柒捌玖幺两", "012345678912", strict=True)),
}
"""The digits that Chinese characters stand for when a number is spelled."""
_LENGTH: Final = 18
_WIDEST_GAP: Final = 8
"""The most characters between two digits of one number."""
_SHAPE: Final = regex(
    r"(?=((?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-8])\d{4}"
    r"(?:19\d|20[0-4])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]))"
)
_HIDDEN_PART: Final = regex(r"\*{3,}")


def mask_checked(text: str) -> str:
    """Return text with the birthdays of such numbers hidden.

    >>> mask_checked("500199生于19850615，尾号0017"), mask_checked("伍00199年19850615零零壹柒")
    ('500199生于********，尾号0017', '伍00199年********零零壹柒')
    """
    places = [(at, digit) for at, each in enumerate(text) if (digit := _digit_of(each))]
    if len(places) < _LENGTH:
        return text
    digits = "".join(digit for _, digit in places)
    hidden: set[int] = set()
    for found in _SHAPE.finditer(digits):
        number, first = found[1], found.start()
        at = [place for place, _ in places[first : first + _LENGTH]]
        around = places[max(0, first - 1) : first] + places[first + _LENGTH :][:1]
        beside = {place for place, _ in around if text[place].isdecimal()}
        if not beside.isdisjoint((at[0] - 1, at[-1] + 1)):
            continue  # 2023-01-01 is no number that begins with 23
        if number[-1] == check_character(number[:-1]) and _is_one(text, at):
            hidden.update(at[6:14])
    return "".join("*" if at in hidden else each for at, each in enumerate(text))


def _is_one(text: str, places: list[int]) -> bool:
    """Return True if digits stand so near together that they may be one."""
    if any(b - a > _WIDEST_GAP + 1 for a, b in pairwise(places)):
        return False
    return _HIDDEN_PART.search(text, places[0], places[-1]) is None


def _digit_of(character: str) -> str:
    """Return the figure of a digit in any script, X for one, else nothing."""
    if character.isascii():
        return character if character.isdigit() else "X" if character in "Xx" else ""
    if character in HAN_DIGITS:
        return HAN_DIGITS[character]
    if character in "ＸｘХх×":
        return "X"
    value = unicodedata.digit(character, None)
    return "" if value is None else str(value)

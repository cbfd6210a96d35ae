"""Long numbers in which a letter or a Chinese digit stands for one of the digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ruralskills.model.checked_numbers import HAN_DIGITS
from ruralskills.text.lazy_regex import regex

_LETTERS: Final = "OoQIlZSB"
_HAN: Final = "".join(HAN_DIGITS)
_DIGIT_OF: Final = str.maketrans(f"{_LETTERS}{_HAN}", "00011258" + "".join(HAN_DIGITS.values()))
_TOKEN: Final = regex(
    rf"(?:(?<![0-9A-Za-z*])[{_LETTERS}]|(?<![0-9*])[0-9])[0-9{_LETTERS}{_HAN}]{{8,31}}(?!\*)"
)
_FEWEST: Final = 6
_MOST_OTHERS: Final = 4
_BEFORE: Final = 40


def with_digits(text: str, mask: Callable[[str], str]) -> str:
    """Return text with such letters made digits where ``mask`` then hides the number.

    >>> with_digits("电话1391234567四", lambda text: text.replace("13912345674", "139****5674"))
    '电话13912345674'
    """

    def read(found: re.Match[str]) -> str:
        token = found[0]
        others = sum(not each.isdigit() for each in token)
        if not 0 < others <= _MOST_OTHERS or len(token) - others < _FEWEST:
            return token
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        digits = token.translate(_DIGIT_OF)
        as_it_is = mask(before + token)  # where what is beside a whole number is no digit
        return digits if _shown(mask(before + digits)) < _shown(as_it_is) else token

    return _TOKEN.sub(read, text)


def _shown(text: str) -> int:
    return sum(each.isdecimal() or each in HAN_DIGITS for each in text)

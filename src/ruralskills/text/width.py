"""How wide a text is where a Chinese character takes two columns, and how many lines it needs."""

from __future__ import annotations

import math
import unicodedata


def width(text: str) -> int:
    """Return the columns that a text takes.

    >>> width("M26"), width("带动户数（户）"), width("𠮷")
    (3, 14, 2)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WFA")
        for c in text
    )


def padded(text: str, columns: int) -> str:
    """Return text filled up with blanks to so many columns.

    >>> padded("填错", 6)
    '填错  '
    """
    return text + " " * (columns - width(text))


def lines(text: str, columns: float) -> int:
    r"""Return how many lines a text needs when wrapped into so many columns.

    >>> lines("", 10), lines("1234567890", 10), lines("带动贫困户不足", 10), lines("a\nb", 10)
    (1, 1, 2, 2)
    """
    return sum(max(1, math.ceil(width(part) / columns)) for part in text.split("\n"))

"""Width of text in columns, of which a Chinese character takes two."""

from __future__ import annotations

import math
import unicodedata


def width(text: str) -> int:
    """Return the number of columns that a text takes.

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
    """Return text with blanks appended up to a number of columns.

    >>> padded("填错", 6)
    '填错  '
    """
    return text + " " * (columns - width(text))


def lines(text: str, columns: float) -> int:
    r"""Return the number of lines of a text that is wrapped at a number of columns.

    >>> lines("", 10), lines("1234567890", 10), lines("带动贫困户不足", 10), lines("a\nb", 10)
    (1, 1, 2, 2)
    """
    return sum(max(1, math.ceil(width(line) / columns)) for line in text.split("\n"))

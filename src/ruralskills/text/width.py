"""Width of text in columns, of which a Chinese character takes two."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

_CLOSING: Final = frozenset("、，。；：！？）”》〕")
"""Punctuation that must not begin a line."""


def width(text: str) -> int:
    """Return the number of columns that a text takes.

    >>> width("M26"), width("带动户数（户）"), width("𠮷")
    (3, 14, 2)
    """
    if text.isascii():
        return len(text)
    return sum(map(_width_of, text))


@lru_cache(maxsize=1 << 14)
def _width_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 1 + (unicodedata.east_asian_width(character) in "WFA")


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


def wrap(text: str, columns: int, indent: str = "") -> Iterator[str]:
    """Yield a text in lines of so many columns, none beginning with a comma.

    >>> list(wrap("每期7天；原则上", 8))
    ['每期7', '天；原则', '上']
    >>> list(wrap("rs validate 台账", 12, "  "))
    ['  rs', '  validate', '  台账']
    """
    line, taken = "", width(indent)
    for piece in _pieces(text):
        if line and taken + width(piece.rstrip()) > columns:
            yield indent + line.rstrip()
            line, taken = "", width(indent)
        added = piece if line else piece.lstrip()
        line, taken = line + added, taken + width(added)
    yield (indent + line).rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts between which a line may end: wide characters, words with blank."""
    piece = ""
    for before, character in pairwise(f" {text}"):
        wide = width(before) == 2 or width(character) == 2
        if piece and character not in _CLOSING and (wide or before == " "):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece

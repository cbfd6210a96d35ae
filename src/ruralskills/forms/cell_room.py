"""The room in the cells of the form: which text fits, and in which size.

The lines of the form have a fixed height, so that a font that somebody's computer lacks changes no
page.  Widths are taken generously: a text that might not fit goes on to the 附页.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final

from msgspec import Struct

from ruralskills.text.lazy_regex import regex

_POINT: Final = 25.4 / 72
"""Millimetres."""
_MARGINS: Final = 2.4
"""Millimetres at both sides of a cell together."""
_WIDE_LETTERS: Final = frozenset("mwMW@%&—…")
_OPENING: Final = "([{（〔【《〈「『“‘［｛"
_CLOSING: Final = ")\\]},.!?:;%）〕】》〉」』”’］｝，。！？：；、…·％"
_PIECES: Final = regex(
    rf"[{re.escape(_OPENING)}]*(?:[!-,.-~\u00a0-\u024f]+-*|-+|[^!-~\u00a0-\u024f])[{_CLOSING}]*"
)
"""Latin words up to a hyphen, single characters, with marks beside them."""
SIZES: Final = (10.5, 9.0)
"""Sizes of type in points, the usual one first."""
_SMALL: Final = (*SIZES, 7.5)
"""Those of narrow cells, where few characters are written."""


class Room(Struct, frozen=True):
    """The room of a cell: its width in millimetres and its number of lines."""

    width: float
    lines: int
    sizes: tuple[float, ...] = SIZES


ROOMS: Final = {
    "name": Room(29, 2, _SMALL), "sex": Room(14, 2), "age": Room(14, 2), "political": Room(26, 2, _SMALL),
    "education": Room(29, 2, _SMALL), "id_number": Room(46, 2, _SMALL), "native_place": Room(19, 2, _SMALL),
    "address": Room(125, 2), "phone": Room(29, 2, _SMALL), "qq": Room(25, 2, _SMALL), "wechat": Room(44, 2, _SMALL),
    "identity_text": Room(95, 1, SIZES[:1]), "project": Room(88, 2), "project_place": Room(48, 2),
    "scale": Room(80, 2), "wants_loan": Room(29, 2, _SMALL), "loan_amount": Room(27, 2, _SMALL),
    "pledge": Room(49, 2), "leading_way": Room(94, 2), "prospects": Room(155, 9),
}  # fmt: skip
"""The cells of templates/application_form.docx by field."""


def fitting_size(text: str, room: Room) -> float | None:
    """Return the largest size in which a text fits into a cell, None if it does not.

    A size in which no number and no word is broken is taken before a larger one.

    >>> fitting_size("张三", ROOMS["name"]), fitting_size("阿不都热合曼·买买提明", ROOMS["name"])
    (10.5, 10.5)
    >>> fitting_size("1234567890", ROOMS["qq"])
    9.0
    >>> fitting_size("种植核桃" * 40, ROOMS["scale"])
    """
    pieces = [_widths(line) for line in text.split("\n")]
    widest = max((width for line in pieces for width in line), default=0.0)
    fitting = []
    for size in room.sizes:
        ems = (room.width - _MARGINS) / (size * _POINT)
        if sum(_lines(line, ems) for line in pieces) <= room.lines:
            if widest <= ems:
                return size
            fitting.append(size)
    return max(fitting, default=None)


def _widths(text: str) -> list[float]:
    """Return the widths in ems of the pieces between which a line may break."""
    return [_ems(piece) for piece in _PIECES.findall(text)]


def _lines(widths: list[float], ems: float) -> int:
    """Return the number of lines that pieces take at a width in ems."""
    lines, used = 1, 0.0
    for width in widths:
        if used + width > ems and used:
            lines, used = lines + 1, 0.0
        extra = max(0, math.ceil(width / ems) - 1)
        lines, used = lines + extra, used + width - extra * ems
    return lines


def _ems(text: str) -> float:
    return sum(_em(character) for character in text)


def _em(character: str) -> float:
    if character.isascii():
        if character in _WIDE_LETTERS:
            return 1.0
        return 0.8 if character.isupper() else 4.0 if character == "\t" else 0.65
    if unicodedata.combining(character):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.9

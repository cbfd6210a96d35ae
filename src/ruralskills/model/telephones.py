"""Telephones that an area code or the word before them tells.

A landline is shorter than any other personal number, so that its digits alone say too little.
"""

from __future__ import annotations

import re
from typing import Final

from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.lazy_regex import regex

_GAP: Final = rf"[\s{INVISIBLE}\-‐-―－.()（）]{{0,3}}"
_LOCAL: Final = rf"[2-9２-９]\d{{2,3}}{_GAP}\d{{4}}(?![\d*])(?![-－.．]\d)"
_AREA: Final = r"[0０](?:[1１][0０]|[2２]\d|[3-9３-９]\d{2})"
_WORD: Final = (
    rf"(?:电[\s{INVISIBLE}]*话|座[\s{INVISIBLE}]*机|固[\s{INVISIBLE}]*话|手[\s{INVISIBLE}]*机|联系方式|传真"
    r"|(?i:\bTel|\bPhone))"
)
_DAY: Final = r"(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])\d{2}|[-－.．/·年 ]{1,2}\d{1,2})(?!\d)"
_WITH_AREA: Final = regex(
    rf"(?<![\d*])(?<!\d[-－.])(?P<area>{_AREA}[\s{INVISIBLE}\-‐-―－.()（）]{{1,4}})(?P<local>{_LOCAL})"
)
"""A landline with its area code, which something parts from the rest."""
_BEHIND_A_WORD: Final = regex(
    rf"(?P<word>{_WORD}[^\d,，;；。*]{{0,6}})(?P<numbers>\d[\d*\s{INVISIBLE}\-‐-―－.()（）/、,，;；或和]{{6,200}})"
)
_NUMBER: Final = regex(
    rf"(?<![\d*])(?<![\d*][-－.．])(?!{_DAY})(?P<area>(?:{_AREA}{_GAP})?)(?P<local>{_LOCAL})"
)
_LAST: Final = regex(rf"\d(?:{_GAP}\d){{3}}$")


def mask_telephones(text: str) -> str:
    """Return text with landlines hidden but for their area and their last four digits.

    >>> mask_telephones("座机023-44551234，电话5678901/45678902")
    '座机023-****1234，电话***8901/****8902'
    >>> mask_telephones("2020-07-06 2020-07-12，编号2020-0001-0123，电话补贴20200706")
    '2020-07-06 2020-07-12，编号2020-0001-0123，电话补贴20200706'
    """
    return _BEHIND_A_WORD.sub(_behind_a_word, _WITH_AREA.sub(_hidden, text))


def _behind_a_word(found: re.Match[str]) -> str:
    return f"{found['word']}{_NUMBER.sub(_hidden, found['numbers'])}"


def _hidden(found: re.Match[str]) -> str:
    local = found["local"]
    last = _LAST.search(local)
    count = sum(each.isdecimal() for each in local) - 4
    shown = last[0] if last else ""
    return f"{found['area']}{'*' * count}{shown}"

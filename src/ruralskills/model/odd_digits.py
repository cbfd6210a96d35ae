"""Personal numbers whose digits are parted by other signs, or are no figures.

They are told by their shape alone, and by one sign that parts them or the groups that are usual: an
identity number holds a day of birth, a card begins like one (ISO/IEC 7812).
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import Final

from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.lazy_regex import regex
from ruralskills.values.account import CARD, CARD_DIGITS

_SIGNS: Final = (
    rf"\s{INVISIBLE}\u0300-\u036f\u20e3\ufffd.．。·•‧・…()（）\[\]［］{{}}｛｝【】〔〕《》〈〉<>＜＞「」『』"
    r"\-‐-―－﹣_＿'\"`‘’“”/／\\,，、:：;；=＝~～#＃&＆+＋|｜?？!！^@＠"
)
_GAP: Final = rf"(?:[{_SIGNS}]{{0,3}}|\*)"
_PARTED: Final = regex(rf"(?<!\d)\d(?:{_GAP}\d){{10,40}}(?:{_GAP}[xXｘＸ])?(?:年|(?!\d))")
"""Digits with any signs among them: perhaps a personal number."""
_GROUP: Final = regex(r"\d+?(?=(?:19|20)\d\d年)|\d+[xXｘＸ]?|[xXｘＸ]")
"""Digits that nothing parts, and those before a year that is written behind them."""
_SPELLED: Final = regex(
    rf"[〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{{11,}}|(?:[⁰¹²³⁴-⁹₀-₉①-⑨⓪❶-❾➀-➈➊-➒](?:[\s{INVISIBLE}-]{{0,2}})){{11,}}"
)
"""As many digits as a mobile number has, in characters, raised or circled."""
_IDENTITY: Final = regex(
    r"[1-9]\d{5}(?:19\d|20[0-4])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
)
_DAY: Final = regex(r"(?:19\d|20[0-4])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
"""A day, perhaps with a time behind it: a whole number among those of a list."""
_MOBILE: Final = regex(r"1[3-9]\d{9}")
_MOBILE_GROUPS: Final = frozenset({(3, 4, 4), (3, 8), (7, 4), (1,) * 11})
_USUAL_GROUPS: Final = _MOBILE_GROUPS | {(6, 8, 4), (6, 12), (14, 4), (6, 4, 4, 4), (6, 8, 3, 1)}
"""Lengths of the parts in which people write numbers, whatever signs part them."""
_MOBILE_DIGITS: Final = 11
_LENGTHS: Final = tuple(sorted({_MOBILE_DIGITS, 18, *CARD_DIGITS}, reverse=True))
"""Digits of the personal numbers, the longest first."""


def mask_spelled(text: str) -> str:
    """Return text with long numbers hidden whose digits are no figures.

    >>> mask_spelled("电话一三八一二三四五六七八，二〇二一年")
    '电话一三八****五六七八，二〇二一年'
    """
    return _SPELLED.sub(lambda found: f"{found[0][:3]}****{found[0].rstrip()[-4:]}", text)


def mask_parted(text: str) -> str:
    """Return text with personal numbers hidden whose digits are parted by other signs.

    >>> mask_parted("500198/198506070715，第12、15、18、20、25、30行")
    '500198********0715，第12、15、18、20、25、30行'
    """
    return _PARTED.sub(_masked, text)


def _masked(run: re.Match[str]) -> str:
    text = run[0]
    groups = list(_GROUP.finditer(text))
    digits = "".join(group[0] for group in groups)
    starts = [0, *accumulate(len(group[0]) for group in groups)]
    by_start = {start: number for number, start in enumerate(starts)}
    pieces: list[str] = []
    at = first = 0
    while first < len(groups):
        start, last, hidden = starts[first], 0, ""
        for size in _LENGTHS:  # a long number before a short one that it holds
            last = by_start.get(start + size, 0)
            if last > first + 1 and (number := _number(digits[start : start + size])):
                hidden = _if_written_so(number, groups[first:last])
            if hidden:
                break
        if hidden:
            pieces += text[at : groups[first].start()], hidden
            at = groups[last - 1].end()
        first = last if hidden else first + 1
    return "".join((*pieces, text[at:]))


def _number(digits: str) -> str:
    """Return digits hidden if they are one personal number, else empty."""
    if _IDENTITY.fullmatch(digits):
        return f"{digits[:6]}********{digits[-4:]}"
    if _MOBILE.fullmatch(digits):
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) in CARD_DIGITS and digits.isdecimal() and digits.startswith(CARD):
        return f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}"
    return ""


def _if_written_so(hidden: str, groups: list[re.Match[str]]) -> str:
    """Return a hidden number if people part one into such groups, else empty."""
    lengths = tuple(len(group[0]) for group in groups)
    if sum(lengths) == _MOBILE_DIGITS:
        return hidden if lengths in _MOBILE_GROUPS else ""
    has_day = any(_DAY.match(group[0]) for group in groups)
    return hidden if lengths in _USUAL_GROUPS or (_has_one_sign(groups) and not has_day) else ""


def _has_one_sign(groups: list[re.Match[str]]) -> bool:
    """Return True if the same signs stand between all groups."""
    whole = groups[0].string
    return len({whole[a.end() : b.start()] for a, b in pairwise(groups)}) == 1

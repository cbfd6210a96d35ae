"""Quotation of a cell in a message: short, and without any personal number.

The law on personal information (个人信息保护法, Art. 6) asks for the least that serves the purpose.
An identity, phone or card number may stand in any column by mistake, so none is quoted.
"""

from __future__ import annotations

import re

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Raw, beginning, display_text

_LONGEST = 24
_MOST_MORE = 30
"""Characters that a quotation may go on for, to the end of what is no word."""
# Eleven digits in a row are a phone number at least; no date, count or sum needs as many.
_LONG_NUMBER = regex(
    r"[0-9](?: *[0-9]){9,} *[0-9Xx]|1[3-9][0-9]-[0-9]{4}-[0-9]{4}|[0-9]{6}-[0-9]{8}-[0-9]{3}[0-9Xx]"
)


def quotation(raw: Raw) -> str:
    """Return the beginning of a message: the content of the cell in quotation marks.

    >>> quotation("约30"), quotation(3.5)
    ('现填“约30”', '现填“3.5”')
    >>> quotation("电话13800000000")
    '现填“电话（11位号码）”'
    """
    text = " ".join(beginning(display_text(raw)).split())
    if not _LONG_NUMBER.search(text):
        # a number in full-width digits is hidden as well
        plain = normalised(text)
        if _LONG_NUMBER.search(plain):
            text = plain
    text = _LONG_NUMBER.sub(_digit_count, text)
    shown = text[: _cut(text)]
    return f"现填“{shown}{'…' if len(text) > len(shown) else ''}”"


def _cut(text: str) -> int:
    """Return the place at which a text is cut.

    It is one between words: a number in pieces is known no more.

    >>> _cut("一" * 30), _cut("一" * 20 + "138 1234 5678，李四"), _cut("1." * 100), _cut("村" + "1." * 100)
    (24, 34, 0, 1)
    """
    if len(text) <= _LONGEST:
        return len(text)
    if text[_LONGEST - 1].isalpha():
        return _LONGEST
    after = (at for at in range(_LONGEST, len(text)) if text[at].isalpha())
    if (end := next(after, len(text))) <= _LONGEST + _MOST_MORE:
        return end
    return next((at + 1 for at in reversed(range(_LONGEST)) if text[at].isalpha()), 0)


def _digit_count(number: re.Match[str]) -> str:
    return f"（{sum(c.isalnum() for c in number[0])}位号码）"

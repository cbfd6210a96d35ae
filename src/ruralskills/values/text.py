"""Plain text, as GB 18030 and Unicode let an office write it: only blanks are put in order.

Blanks between two Chinese characters are alignment or a line break in the cell and mean nothing;
between Latin words one of them means something and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Annotated, Any

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import HAN_ALONE
from ruralskills.values.field_type import (
    NO_CONTEXT,
    NONE_WORDS,
    Absent,
    Context,
    FieldType,
    Raw,
    absent,
    display_text,
)

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The Chinese characters, to be put inside the brackets of a pattern."""

_PLAIN_LINES = regex(r"^[\u4e00-\u9fff]+$", re.MULTILINE)
_INVISIBLE = regex("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_WIDE = HAN + "\u3000-\u3006\u3008-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026"
_BLANK_BETWEEN_WIDE = regex(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def tidy(text: str) -> str:
    r"""Return text without invisible characters and without blanks that carry nothing.

    >>> tidy(" 桂林\n街道　青龙村 "), tidy("Mary  Ann\nLee"), tidy("合作社 A区")
    ('桂林街道青龙村', 'Mary Ann Lee', '合作社 A区')
    """
    text = " ".join(_INVISIBLE.sub("", text).split())
    return _BLANK_BETWEEN_WIDE.sub("", text) if " " in text else text


def plain(raws: Sequence[Any]) -> list[str | None]:
    """Return of many values Chinese characters alone and whole numbers, as text; None for others.

    >>> plain(["养猪大户", "养 猪", "无", 3.0])
    ['养猪大户', None, None, '3']
    """
    lines = "\n".join([raw for raw in raws if type(raw) is str])
    known = {*_PLAIN_LINES.findall(lines)} - NONE_WORDS
    return [
        (str(int(raw)) if raw.is_integer() and -1e11 < raw < 1e11 else None)
        if type(raw) is float
        else (raw if raw in known else None)
        for raw in raws
    ]


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    r"""Return any cell as text; nothing is unreadable here.

    >>> read(" 养猪\n大户 "), read(3.0), read("／"), read("　")
    ('养猪大户', '3', <Absent.NONE: 'none'>, <Absent.BLANK: 'blank'>)
    """
    if type(raw) is str and HAN_ALONE.fullmatch(raw) and raw not in NONE_WORDS:
        return raw
    if type(raw) is float and raw.is_integer() and -1e11 < raw < 1e11:
        return str(int(raw))  # as display_text would
    nothing = absent(raw)
    if nothing is not None:
        return nothing
    if isinstance(raw, str):
        return tidy(raw) or Absent.BLANK
    # A workbook keeps a plain date as midnight; nobody wrote that hour.
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date().isoformat()
    return display_text(raw)


Text = Annotated[str | None, FieldType(read)]

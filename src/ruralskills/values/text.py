"""Plain text in GB 18030 and Unicode, unchanged but for its blanks.

Blanks between two Chinese characters are alignment or a line break and mean nothing. Between
Latin words one blank stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Annotated, Any

from ruralskills.text.invisible import visible
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import (
    LOST_DIGITS,
    NO_CONTEXT,
    NONE_WORDS,
    Absent,
    Context,
    FieldType,
    Raw,
    Unreadable,
    absent,
    display_text,
)

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The Chinese characters, for a character class of a pattern."""

_HAN_LINES = regex(r"^[\u4e00-\u9fff]+$", re.MULTILINE)
_SCIENTIFIC = regex(r"[0-9]\.[0-9]{2,}[Ee]\+[0-9]{2}")
_WIDE = HAN + "\u3000-\u3006\u3008-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026"
_BLANK_BETWEEN_WIDE = regex(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")


def compact(text: str) -> str:
    r"""Return text without invisible characters and meaningless blanks.

    >>> compact(" 桂林\n街道　青龙村 "), compact("Mary  Ann\nLee"), compact("合作社 A区")
    ('桂林街道青龙村', 'Mary Ann Lee', '合作社 A区')
    """
    text = " ".join(visible(text).split())
    return _BLANK_BETWEEN_WIDE.sub("", text) if " " in text else text


def read_many(raws: Sequence[Any]) -> list[str | None]:
    """Return pure Chinese texts, and whole numbers as text, None for the rest.

    The fast grammar of ``read``.

    >>> read_many(["养猪大户", "养 猪", "无", 3.0])
    ['养猪大户', None, None, '3']
    """
    lines = "\n".join([raw for raw in raws if type(raw) is str])
    pure_han = {*_HAN_LINES.findall(lines)} - NONE_WORDS
    return [
        (str(int(raw)) if raw.is_integer() and abs(raw) < LOST_DIGITS else None)
        if type(raw) is float
        else (raw if raw in pure_han else None)
        for raw in raws
    ]


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    r"""Return any cell as text, but for a long number that has lost its last digits.

    >>> read(" 养猪\n大户 "), read(500199001001.0), read("／"), read("　")
    ('养猪大户', '500199001001', <Absent.NONE: 'none'>, <Absent.BLANK: 'blank'>)
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    if isinstance(raw, str):
        words = compact(raw)
        if words[:1].isdigit() and _SCIENTIFIC.fullmatch(words):
            raise Unreadable("C705", "已变成科学计数，后几位已丢失、无法还原")
        return words or Absent.BLANK
    if isinstance(raw, int | float) and abs(raw) >= LOST_DIGITS:
        raise Unreadable("C705", "按数值保存，末几位已丢失、无法还原")
    # a workbook keeps a date without time as midnight
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date().isoformat()
    return display_text(raw)


Text = Annotated[str | None, FieldType("text", "文字", read, read_many)]

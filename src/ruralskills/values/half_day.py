"""Halves of a day, as timetables write them: 上午, 14:30, 第二天下午.

A text that names no half, or several, is kept as it is written.
"""

from __future__ import annotations

import re
from typing import Annotated, Final

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw, absent
from ruralskills.values.text import read as read_text

MORNING: Final = "上午"
AFTERNOON: Final = "下午"
EVENING: Final = "晚上"
WHOLE: Final = "全天"
_WORDS: Final = (
    (WHOLE, regex(r"全天|整天|上下午|白天|\A(?:(?!上午)[\s\S])*+上午[\s\S]*下午")),
    (MORNING, regex("上午|早上|早晨|AM", re.I)),
    (AFTERNOON, regex("下午|午后|PM", re.I)),
    (EVENING, regex("晚上|夜间|晚间|晚自习")),
)
_HOURS: Final = regex(r"([01]?[0-9]|2[0-4])(?:[:时点][0-5]?[0-9]?分?)")
_NOON: Final = 12
_DUSK: Final = 18


def half_of(text: str) -> str:
    """Return the half of the day that a text names, empty if it names none.

    >>> half_of("上午"), half_of("8:30-11:30"), half_of("14：00—17：30"), half_of("8:30-17:30")
    ('上午', '上午', '下午', '全天')
    >>> half_of("第2天下午"), half_of("上、下午"), half_of("19:00-21:00"), half_of("第3节")
    ('下午', '全天', '晚上', '')
    """
    word = normalised(text).replace("上、下午", "上下午")
    for half, pattern in _WORDS:
        if pattern.search(word):
            return half
    hours = [int(hour) for hour in _HOURS.findall(word)]
    if not hours:
        return ""
    first, last = hours[0], hours[-1]
    if first >= _DUSK:
        return EVENING
    if first >= _NOON:
        return AFTERNOON if last <= _DUSK else ""
    return MORNING if last <= _NOON or len(hours) == 1 else WHOLE


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return the half of the day of a cell, any other text as it is written.

    >>> read("上午 "), read("8:30-11:30"), read("第3节"), read("")
    ('上午', '上午', '第3节', <Absent.BLANK: 'blank'>)
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    text = read_text(raw, context)
    return text if isinstance(text, Absent) else half_of(text) or text


HalfDay = Annotated[str | None, FieldType("half_day", "半天", read)]

"""Dates and periods in one way of writing, whatever signs and words stand in them.

Nothing is read here: a text loses its time of day, weekday and blanks, and Chinese numerals and
unusual marks become those of GB/T 7408.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from ruralskills.text.invisible import visible
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import half_width, has_stray_mark, normalised
from ruralskills.values.numeral import han_number

_LONGEST = 80
"""The longest text, in characters, that is searched for a time of day."""
_BEIJING = timezone(timedelta(hours=8))
# What programs write: an instant with its zone. 16:00 in Greenwich is midnight in Beijing.
_INSTANT = regex(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?:(Z)|([+-][0-9]{2}):?([0-9]{2}))(?![0-9])",
    re.I,
)
_CLOCK = regex(
    r"(?:(?<![\sT])[\sT]++|(?<=[日号])|(?<=[0-9])(?=[上下]午))(?:[上下]午|[AP]M)?\s*[0-9]{1,2}[:时点](?:[0-9]{1,2}分?)?"
    r"(?::[0-9]{1,2}(?:\.[0-9]+)?)?(?:\s*[AP]M)?Z?",
    re.I,
)
_HALF_DAY = regex(r"(?<=[日号0-9])\s*(?:[上下中]午|早上|傍晚|晚上?|凌晨|全天|当天)(?![0-9])")
_WEEKDAY = regex(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
_PARTED_BY_BLANKS = regex(r"(?<![0-9])([0-9]{4}) +([0-9]{1,2}) +([0-9]{1,2})(?![0-9])")
_MONTH_PARTED_BY_BLANK = regex(r"([0-9]{4}) +([0-9]{1,2})")
_DIGITS_APART = regex(r"\d\s+\d")
_DIGITS_TOGETHER = regex(r"\d\d")
_PARTED_BY_COMMAS = regex(r"([0-9]{4})([、,;])([0-9]{1,2})\2([0-9]{1,2}[日号]?)")
_SIGNS = str.maketrans({"。": ".", "·": ".", "\\": "/"} | dict.fromkeys("—–−‐‑―", "-"))
_REPEATED = regex(r"([./])\1+")
_HAN_DIGITS = "〇零○一二三四五六七八九"
_HAN_DATE = regex(
    rf"(?:([{_HAN_DIGITS}Oo0-9]{{4}})年)?(?:([一二三四五六七八九十]{{1,2}}|[0-9]{{1,2}})月)?"
    r"(?:([一二三四五六七八九十]{1,3}|[0-9]{1,2})[日号])?"
)
_AS_DIGITS = str.maketrans(f"{_HAN_DIGITS}Oo", "00012345678900")


def compact(text: str) -> str:
    """Return a date in half-width digits, without time of day, weekday and blanks.

    >>> compact("２０２０年３月５日（星期四） 10:30"), compact("2020 6 1"), compact("2020年7月6日上午")
    ('2020年3月5日', '2020.6.1', '2020年7月6日')
    >>> compact("2020-05-31T16:00:00.000Z")
    '2020-06-01'
    """
    if has_stray_mark(text):  # left as it is, for no pattern of dates takes it
        return text
    text = _without_time(text)
    if len(text) > _LONGEST:
        return text
    return normalised(text).strip("'\"`‘’“”").rstrip(".。,，、;；")


def parts_a_number(text: str) -> bool:
    """Return True if a blank stands within a number, but not behind each digit.

    >>> [parts_a_number(text) for text in ("2020.1 0.1", "2020.3.1 2", "20 20年3月")]
    [True, True, True]
    >>> [parts_a_number(text) for text in ("2020 3 1", "2020年 3 月", "2 0 2 0年3月", "2020.3.1 9:30")]
    [False, False, False, False]
    """
    if not _DIGITS_APART.search(text):
        return False
    text = _without_time(text)
    return _DIGITS_APART.search(text) is not None and _DIGITS_TOGETHER.search(text) is not None


def _without_time(text: str) -> str:
    """Return a date in half-width digits, without its time of day and weekday.

    Blanks between year, month and day become marks.  A text too long for a date keeps its words.
    """
    text = " ".join(half_width(visible(text)).split())
    if len(text) > _LONGEST:
        return text
    if ":" in text:
        text = _INSTANT.sub(_day_in_beijing, text)
    text = _HALF_DAY.sub("", _WEEKDAY.sub("", _CLOCK.sub("", text))).strip()
    if " " in text:
        text = _PARTED_BY_BLANKS.sub(r"\1.\2.\3", text)
        if month := _MONTH_PARTED_BY_BLANK.fullmatch(text):
            text = f"{month[1]}.{month[2]}"
    return text


def with_usual_marks(text: str) -> str:
    """Return a compact date with digits for Chinese numerals and the usual marks.

    >>> with_usual_marks("二0二0年七月六日"), with_usual_marks("十二日"), with_usual_marks("2020、6、1")
    ('2020年7月6日', '12日', '2020.6.1')
    """
    if parts := _PARTED_BY_COMMAS.fullmatch(text):
        return f"{parts[1]}.{parts[3]}.{parts[4]}"
    if (han := _HAN_DATE.fullmatch(text)) and not text.isascii():
        return _in_digits(han)
    return _REPEATED.sub(r"\1", text.translate(_SIGNS))


def _day_in_beijing(instant: re.Match[str]) -> str:
    """Return the day in China of an instant, as written if there is no such instant."""
    offset = "+00:00" if instant[3] else f"{instant[4]}:{instant[5]}"
    try:
        moment = datetime.fromisoformat(f"{instant[1]}T{instant[2]}{offset}")
        return moment.astimezone(_BEIJING).date().isoformat()
    except (ValueError, OverflowError):
        return instant[1]


def _in_digits(han: re.Match[str]) -> str:
    text = f"{han[1].translate(_AS_DIGITS)}年" if han[1] else ""
    for part, sign in ((han[2], "月"), (han[3], "日")):
        if part:
            text += f"{part if part.isdigit() else han_number(part)}{sign}"
    return text

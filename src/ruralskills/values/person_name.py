"""Names of persons in GB 18030-2022 characters, with a dot in minorities' names.

No length and no script is refused: one-character given names, long names and rare characters are
real. Only different spellings of one name are unified.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import as_lines, half_width
from ruralskills.values import text
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
from ruralskills.values.text import HAN

_LESS_PLAIN_LINES = regex(
    rf"^(?:(?!(?:{'|'.join(filter(str.isalpha, sorted(NONE_WORDS)))})$)[\u4e00-\u9fff]{{2,4}}|(.*))$",
    re.MULTILINE,
)
"""Every line of a text, with the words of those not of two to four Han characters."""
_DOTS = frozenset("·•・.‧∙⋅")
_BETWEEN_HAN = regex(rf"(?<=[{HAN}])\s*[·•・.‧∙⋅]\s*(?=[{HAN}])")
_SINGLE = regex(f"[{HAN}]")
_BROKEN = regex("[\ue000-\uf8ff\U000f0000-\U0010fffd□\ufffd]")


def has_broken_character(name: str) -> bool:
    r"""Return True if a character is a box, or of one computer's private use.

    >>> has_broken_character("马□明"), has_broken_character("李\ue123")
    (True, True)
    >>> has_broken_character("马·穆罕默德")
    False
    """
    return not name.isalpha() and _BROKEN.search(name) is not None


def read_many(raws: Sequence[Any]) -> list[str | None]:
    """Return the values that are two to four Han characters, None for the rest.

    The fast grammar of ``read``.

    >>> read_many(["张三", "马·穆罕默德", "暂无", ""])
    ['张三', None, None, None]
    """
    if not raws:
        return []
    less_plain = _LESS_PLAIN_LINES.findall(as_lines(raws))
    return [None if words or not raw else raw for raw, words in zip(raws, less_plain, strict=True)]


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return a name in one form for all its spellings.

    >>> read("张　三"), read("马．穆罕默德"), read("买买提 艾力"), read("Mary  Lee")
    ('张三', '马·穆罕默德', '买买提 艾力', 'Mary Lee')
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    # NFKC first, so that full-width blanks and dots are recognised
    words = " ".join(half_width(display_text(raw)).split())
    words = compact(words)
    if not _DOTS.isdisjoint(words):
        words = _BETWEEN_HAN.sub("·", words)
    return words or Absent.BLANK


def compact(name: str) -> str:
    """Return a name without the blanks that align single Han characters.

    Beside longer words they may part two names, and stay.

    >>> compact("张 小 明"), compact("欧阳 明"), compact("欧阳 娜 娜"), compact("李 四 王五")
    ('张小明', '欧阳 明', '欧阳 娜 娜', '李 四 王五')
    """
    words = [word for part in name.split() if (word := text.compact(part))]
    return ("" if all(map(_SINGLE.fullmatch, words)) else " ").join(words)


Name = Annotated[str | None, FieldType("name", "姓名", read, read_many)]

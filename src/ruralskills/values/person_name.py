"""Names of persons: GB 18030-2022 characters, with the dot that national minorities' names carry.

No length and no script is refused: one-character given names, long names and rare characters are
real.  Only forms that differ in print but not in the person are made one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Any

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import as_lines
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
from ruralskills.values.text import HAN, tidy

_PLAIN = regex(r"[\u4e00-\u9fff]{2,4}")
_OTHER_LINES = regex(
    rf"^(?:(?!(?:{'|'.join(filter(str.isalpha, sorted(NONE_WORDS)))})$)[\u4e00-\u9fff]{{2,4}}|(.*))$",
    re.MULTILINE,
)
"""Every line of a text; of those that are no plain name, the words."""
_DOTS = frozenset("·•・.‧∙⋅")
_BETWEEN_HAN = regex(rf"(?<=[{HAN}])\s*[·•・.‧∙⋅]\s*(?=[{HAN}])")
_SINGLE = regex(f"[{HAN}]")
_BROKEN = regex("[\ue000-\uf8ff\U000f0000-\U0010fffd□\ufffd]")


def looks_broken(name: str) -> bool:
    r"""Whether a character of the name is shown as a box or belongs to one computer only.

    >>> looks_broken("马□明"), looks_broken("李\ue123"), looks_broken("马·穆罕默德")
    (True, True, False)
    """
    return not name.isalpha() and _BROKEN.search(name) is not None  # as most names are


def plain(raws: Sequence[Any]) -> list[str | None]:
    """Return of many values the names of two to four Chinese characters, and None for others.

    >>> plain(["张三", "马·穆罕默德", "暂无", ""])
    ['张三', None, None, None]
    """
    if not raws:
        return []
    others = _OTHER_LINES.findall(as_lines(raws))
    return [None if other or not raw else raw for raw, other in zip(raws, others, strict=True)]


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return the one form of a name.

    >>> read("张　三"), read("马．穆罕默德"), read("买买提 艾力"), read("Mary  Lee")
    ('张三', '马·穆罕默德', '买买提 艾力', 'Mary Lee')
    """
    if type(raw) is str and _PLAIN.fullmatch(raw) and raw not in NONE_WORDS:
        return raw
    nothing = absent(raw)
    if nothing is not None:
        return nothing
    # Folded before tidied: full-width blanks and dots must be seen as what they are.
    words = " ".join(unicodedata.normalize("NFKC", display_text(raw)).split())
    words = unaligned(words)
    if not _DOTS.isdisjoint(words):
        words = _BETWEEN_HAN.sub("·", words)
    return words or Absent.BLANK


def unaligned(name: str) -> str:
    """Return a name whose blanks between two single Chinese characters are gone, others one.

    >>> unaligned("张 小 明"), unaligned("欧阳 明"), unaligned("阿 卜杜拉")
    ('张小明', '欧阳 明', '阿 卜杜拉')
    """
    written = name.split()
    if len(written) < 2:
        return tidy(name)
    parts: list[str] = []
    previous_single = False
    for part in written:
        visible = tidy(part)
        if not visible:
            continue
        single = _SINGLE.fullmatch(visible) is not None
        if single and previous_single:
            parts[-1] += visible
        else:
            parts.append(visible)
        previous_single = single
    return " ".join(parts)


Name = Annotated[str | None, FieldType(read)]

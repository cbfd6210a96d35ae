"""Skill levels by the digit that certificates give them: 5 初级工 to 1 高级技师."""

from __future__ import annotations

from typing import Final

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

LEVELS: Final = {"1": "高级技师", "2": "技师", "3": "高级工", "4": "中级工", "5": "初级工"}
_WORDS: Final = (
    ("1", regex("高级技师|^一级|^1级|国家职业资格一级")),
    ("2", regex("技师|^二级|^2级|国家职业资格二级")),
    ("3", regex("高级|^三级|^3级|国家职业资格三级")),
    ("4", regex("中级|^四级|^4级|国家职业资格四级")),
    ("5", regex("初级|^五级|^5级|国家职业资格五级")),
)
_NO_LEVEL: Final = regex("专项|合格|特级|首席|学徒|培训合格|创业")


def level_of(word: str) -> str | None:
    """Return the digit of a level, None if a word names no level or several.

    >>> [level_of(w) for w in ("五级/初级工", "高级技师", "技师", "高级", "三级", "专项能力", "初中级")]
    ['5', '1', '2', '3', '3', None, None]
    """
    text = normalised(word)
    if _NO_LEVEL.search(text):
        return None
    found = {digit for digit, pattern in _WORDS if pattern.search(text)}
    if "1" in found:
        found -= {"2", "3"}
    if "初中" in text or len(found) != 1:
        return None
    return found.pop()

"""Cells of columns for which a notice has a code list."""

from __future__ import annotations

import difflib
from typing import Any, Final

from ruralskills.model.typed_column import Unknown
from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import beginning

_SEPARATORS: Final = regex(r"[、，,;；/|]+")
_TURNING: Final = regex(
    "[非未不没无否拒免勿别反除缺停撤假原曾前拟待将]|取消|放弃|终止|暂缓|脱离|准备|申请|疑似"
)
"""Words that turn another round: 非党员 and 原党员 are no slips of the pen for 党员."""
_OTHER: Final = regex(r"^其他[（(：:_].*|^其他.{0,12}$")


def official_word(value: str, code_list: CodeList, *, several: bool) -> Any:
    """Return the official word of a cell, or with ``several`` the words, joined by 、.

    A word that is not in the list gives Unknown, with the nearest word if one is near.
    """
    official = code_list.words
    if value in official:
        return official[value]
    text = normalised(beginning(value))
    if text in official:
        return official[text]
    parts = [part for part in _SEPARATORS.split(text) if part]
    if several and len(parts) > 1:
        words = [official.get(part) or _other(part, code_list) for part in parts]
        if all(words):
            return "、".join(str(word) for word in words)
    if other := _other(text, code_list):
        return other
    turning = _TURNING.findall(text)
    alike = [word for word in official if _TURNING.findall(word) == turning]
    near = difflib.get_close_matches(text, alike, 1, 0.6)
    candidate = official[near[0]] if near else ""
    if candidate and _TURNING.search(text.replace(candidate, "")) and candidate in text:
        candidate = ""  # 取消退出 is near 取消资格, which means 退出, and says the contrary
    return Unknown(code_list.code, f"填“{beginning(value)}”，不在规定的选项内", candidate)


def _other(word: str, code_list: CodeList) -> str:
    """Return 其他 for a word such as 其他（养蜂）."""
    return "其他" if "其他" in code_list.words and _OTHER.match(word) else ""

"""Cells of columns for which a notice has a code list."""

from __future__ import annotations

import difflib
from typing import Any, Final

from ruralskills.model.typed_column import Unknown
from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_SEPARATORS: Final = regex(r"[、，,;；/|]+")
_NEGATION: Final = regex("[非未不没无否]")
"""Negations, for 非党员 is no slip of the pen for 党员."""
_OTHER: Final = regex(r"^其他[（(：:_].*|^其他.{0,12}$")


def official_word(value: str, code_list: CodeList, *, several: bool) -> Any:
    """Return the official word of a cell, or with ``several`` the words, joined by 、.

    A word that is not in the list gives Unknown, with the nearest word if one is near.
    """
    official = code_list.words
    if value in official:
        return official[value]
    text = normalised(value)
    if text in official:
        return official[text]
    parts = [part for part in _SEPARATORS.split(text) if part]
    if several and len(parts) > 1:
        words = [official.get(part) or _other(part, code_list) for part in parts]
        if all(words):
            return "、".join(str(word) for word in words)
    if other := _other(text, code_list):
        return other
    is_negated = bool(_NEGATION.search(text))
    alike = [word for word in official if bool(_NEGATION.search(word)) == is_negated]
    near = difflib.get_close_matches(text, alike, 1, 0.6)
    candidate = official[near[0]] if near else ""
    return Unknown(code_list.code, f"填“{value}”，不在规定的选项内", candidate)


def _other(word: str, code_list: CodeList) -> str:
    """Return 其他 for a word such as 其他（养蜂）."""
    return "其他" if "其他" in code_list.words and _OTHER.match(word) else ""

"""Match what stands in a cell with a code list of the notices in force."""

from __future__ import annotations

import difflib
from typing import Any, Final

from ruralskills.model.typed_column import Unknown
from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_SEPARATORS: Final = regex(r"[、，,;；/|]+")
_OTHER: Final = regex(r"^其他[（(：:_].*|^其他.{0,12}$")


def coded(value: str, codes: CodeList, *, several: bool) -> Any:
    """Return the official word (or words, joined by 、) that a cell holds.

    A word that the list does not know gives Unknown, with the nearest word if one is near.
    """
    if value in codes.words:
        return codes.words[value]
    word = normalised(value)
    if word in codes.words:
        return codes.words[word]
    parts = [part for part in _SEPARATORS.split(word) if part]
    if several and len(parts) > 1:
        known = [codes.words.get(part) or _other(part, codes) for part in parts]
        if all(known):
            return "、".join(str(part) for part in known)
    if other := _other(word, codes):
        return other
    near = difflib.get_close_matches(word, codes.words, 1, 0.6)
    candidate = codes.words[near[0]] if near else ""
    return Unknown(codes.code, f"填“{value}”，不在规定的选项内", candidate)


def _other(word: str, codes: CodeList) -> str:
    """其他 with its own words."""
    return "其他" if "其他" in codes.words and _OTHER.match(word) else ""

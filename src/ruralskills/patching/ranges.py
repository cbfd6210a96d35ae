"""The cells that belong to something larger than themselves: a merge, a formula over many cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from ruralskills.patching.cells import Place
from ruralskills.patching.xml import attributes
from ruralskills.text.addresses import parse_range
from ruralskills.text.lazy_regex import regex

_OVER_MANY: Final = regex(rb"""<(?:[\w.-]+:)?f\s(?=[^>]*\bt=["'](?:array|dataTable)["'])[^>]*>""")


class Range(Struct, frozen=True):
    """A rectangle of cells; a whole column is one, so its cells are never listed."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: Place) -> bool:
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def first(self) -> Place:
        """The cell in its corner."""
        return self.top, self.left


def _ranges(tags: Iterable[bytes]) -> list[Range]:
    bounds = (parse_range(attributes(tag).get(b"ref", b"")) for tag in tags)
    return [Range(*corners) for corners in bounds if corners]


def covered(part: bytes, places: Iterable[Place]) -> set[Place]:
    """Those of some cells that another one covers, by a merge."""
    behind = part.rfind(b"sheetData")
    merges = _ranges(re.findall(rb"<(?:[\w.-]+:)?mergeCell\s[^>]*>", part[max(behind, 0) :]))
    return {p for p in places if any(p in one and p != one.first for one in merges)}


def computed(part: bytes, places: Iterable[Place]) -> set[Place]:
    """Those of some cells that a formula over many cells fills: only its first cell bears it."""
    if b"array" not in part and b"dataTable" not in part:  # a fifth of the pattern's time
        return set()
    arrays = _ranges(_OVER_MANY.findall(part))
    return {p for p in places if any(p in one for one in arrays)}

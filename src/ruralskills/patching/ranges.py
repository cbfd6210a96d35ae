"""The cells that belong to something larger than themselves: a merge, a formula over many cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from ruralskills.patching.cells import Place
from ruralskills.patching.xml import attributes
from ruralskills.readers.scan_result import column_index
from ruralskills.text.lazy_regex import regex

_RANGE: Final = regex(rb"\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?")
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


def _range(reference: bytes) -> Range | None:
    found = _RANGE.fullmatch(reference)
    if found is None:
        return None
    top, left = int(found[2]), column_index(found[1].upper())
    if found[3] is None:
        return Range(top, left, top, left)
    return Range(top, left, int(found[4]), column_index(found[3].upper()))


def _ranges(tags: Iterable[bytes]) -> list[Range]:
    read = (_range(attributes(tag).get(b"ref", b"")) for tag in tags)
    return [one for one in read if one is not None]


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

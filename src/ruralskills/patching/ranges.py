"""Cells that belong to a range: a merge, or a formula over many cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from ruralskills.patching.sheet_xml import parse_sheet
from ruralskills.patching.xml import attributes
from ruralskills.text.addresses import Address, parse_range
from ruralskills.text.lazy_regex import regex

_FORMULA_OVER_MANY: Final = regex(
    rb"""<(?:[\w.-]+:)?f\s(?=[^>]*\bt=["'](?:array|dataTable)["'])[^>]*>"""
)


class Range(Struct, frozen=True):
    """A rectangle of cells, which are never listed: a whole column is one."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, address: Address) -> bool:
        row, column = address
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def first(self) -> Address:
        """The cell in the corner."""
        return self.top, self.left


def covered_cells(part: bytes, addresses: Iterable[Address]) -> set[Address]:
    """Return those of some cells of a sheet that a merge hides behind its first cell."""
    behind = part[parse_sheet(part).end :]
    merges = _ranges(re.findall(rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*>", behind))
    return {a for a in addresses if any(a in merge and a != merge.first for merge in merges)}


def array_cells(part: bytes, addresses: Iterable[Address]) -> set[Address]:
    """Return those of some cells that a formula over many cells fills.

    Only the first of these bears the formula.
    """
    if b"array" not in part and b"dataTable" not in part:  # a fifth of the pattern's time
        return set()
    arrays = _ranges(_FORMULA_OVER_MANY.findall(part))
    return {a for a in addresses if any(a in array for array in arrays)}


def _ranges(tags: Iterable[bytes]) -> list[Range]:
    """Return the ranges that tags refer to."""
    references = (parse_range(attributes(tag).get(b"ref", b"")) for tag in tags)
    return [Range(*corners) for corners in references if corners]

"""Cells that belong to a range: a merge, or a formula over many cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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


def covered_cells(part: bytes, addresses: Iterable[Address]) -> set[Address]:
    """Return those of some cells of a sheet that a merge hides behind its first cell."""
    behind = part[parse_sheet(part).end :]
    merges = _ranges(re.findall(rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*>", behind))
    return _inside(addresses, merges, with_first=False)


def array_cells(part: bytes, addresses: Iterable[Address]) -> set[Address]:
    """Return those of some cells that a formula over many cells fills.

    Only the first of these bears the formula.
    """
    if b"array" not in part and b"dataTable" not in part:  # a fifth of the pattern's time
        return set()
    arrays = _ranges(_FORMULA_OVER_MANY.findall(part))
    return _inside(addresses, arrays, with_first=True)


def _inside(
    addresses: Iterable[Address], ranges: Iterable[Range], *, with_first: bool
) -> set[Address]:
    """Return the cells that lie in a range, each looked up till it is found in one."""
    left: dict[int, list[int]] = {}
    for row, column in sorted(addresses):
        left.setdefault(column, []).append(row)
    columns = sorted(left)
    found: set[Address] = set()
    for one in ranges:
        first, end = bisect_left(columns, one.left), bisect_right(columns, one.right)
        for column in columns[first:end]:
            rows = left[column]
            top = one.top if with_first or column != one.left else one.top + 1
            above, below = bisect_left(rows, top), bisect_right(rows, one.bottom)
            found.update((row, column) for row in rows[above:below])
            del rows[above:below]
    return found


def _ranges(tags: Iterable[bytes]) -> list[Range]:
    """Return the ranges that tags refer to."""
    references = (parse_range(attributes(tag).get(b"ref", b"")) for tag in tags)
    return [Range(*corners) for corners in references if corners]

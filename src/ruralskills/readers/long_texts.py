"""Long shared texts of a workbook, which each cell that refers to one holds anew.

A text of 30,000 characters that stands once in a file of 90 kilobytes takes four gigabytes in the
cells of 5,000 rows, so that it is told before the reader unfolds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from ruralskills.readers.package import Package
from ruralskills.text.lazy_regex import regex

_STRINGS: Final = "xl/sharedStrings.xml"
_LONG: Final = 1_000
"""Bytes from which on a text is a long one: some 300 characters."""
_SHORTEST_CELL: Final = 21
"""Bytes of a cell that refers to a text."""
_ENOUGH_TO_COUNT: Final = 50_000_000
_REFERENCE: Final = regex(
    rb"""\bt=["']s["'][^<>]*>\s*(?:<(?:[\w.-]+:)?f\b[^<>]*>(?:[^<]*</(?:[\w.-]+:)?f>)?\s*)?"""
    rb"""<(?:[\w.-]+:)?v[^<>]*>\s*(\d+)"""
)


class LongTexts(Struct, frozen=True):
    """The long ones of the texts that cells share."""

    sizes: Mapping[bytes, int]
    """By the number of each, its bytes."""
    longest: int = 0
    """The bytes of the longest, 0 without any."""

    @classmethod
    def of(cls, package: Package) -> LongTexts:
        """Find the long texts of a workbook."""
        if _STRINGS not in package.names or package.size(_STRINGS) < _LONG:
            return cls({})
        content = b"".join(package.utf8_chunks(_STRINGS))
        mark = b"<si" if b"<si" in content else b":si"
        items = enumerate(map(len, content.split(mark)[1:]))
        sizes = {b"%d" % number: size for number, size in items if size >= _LONG}
        return cls(sizes, max(sizes.values(), default=0))

    def bytes_on(self, package: Package, part: str) -> int:
        """Return the bytes of long texts in the cells of a sheet, 0 if there are few."""
        if package.size(part) // _SHORTEST_CELL * self.longest < _ENOUGH_TO_COUNT:
            return 0
        numbers = _REFERENCE.findall(b"".join(package.utf8_chunks(part)))
        return sum(map(self.sizes.get, numbers, [0] * len(numbers)))

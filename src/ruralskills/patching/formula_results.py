"""Results of formulas that rest on changed cells, which are results no more.

A program that computes nothing, as the preview on a telephone, shows the result that is stored.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from msgspec import Struct

from ruralskills.patching.sheet_xml import cells_of, rows_of
from ruralskills.patching.xml import attributes, unescape
from ruralskills.text.addresses import LAST_COLUMN, LAST_ROW, Address, column_index
from ruralskills.text.lazy_regex import regex

_FORMULA: Final = regex(
    rb"<(?:[\w.-]+:)?f(?=[\s/>])([^<>]*?)(?:/>|>((?:[^<]++|<(?!/?(?:[\w.-]+:)?f[\s/>]))*+)</(?:[\w.-]+:)?f>)"
)
_RESULT: Final = regex(
    rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?(?:/>|>(?:[^<]++|<(?!/?(?:[\w.-]+:)?v[\s/>]))*+</(?:[\w.-]+:)?v>)"
)
_TYPE: Final = regex(rb"""\st=(?:"[^"]*"|'[^']*')""")
_TEXT: Final = regex(r'"(?:[^"]|"")*"')
_REFERENCE: Final = regex(
    r"(?:(?:'(?P<quoted>(?:[^']|''){1,99})'|(?P<sheet>[\w.\u4e00-\u9fff]{1,99}))!)?"
    r"\$?(?P<left>[A-Za-z]{1,3})\$?(?P<top>\d{1,7})(?![\w(])"
    r"(?::\$?(?P<right>[A-Za-z]{1,3})\$?(?P<bottom>\d{1,7}))?"
)
_KNOWN: Final = regex(
    r"(?<![\w.])[A-Za-z][\w.]*\(|\b(?:TRUE|FALSE)\b|(?<!\d)\d+(?:\.\d*)?[Ee][+-]?\d+", re.IGNORECASE
)
_ROUNDABOUT: Final = regex(r"INDIRECT|OFFSET|\[|#", re.IGNORECASE)
_WORD: Final = regex(r"[^\W\d]")

Place = tuple[str, Address]
"""A sheet and a cell of it."""


class _Area(Struct, frozen=True):
    """A range that a formula reads."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        """Return True if a cell lies in it."""
        row, column = place[1]
        is_inside = self.top <= row <= self.bottom and self.left <= column <= self.right
        return is_inside and place[0].lower() == self.sheet.lower()


def formula_cells(part: bytes) -> dict[Address, str | None]:
    """Return the formulas of a sheet, None for one that stands elsewhere."""
    found: dict[Address, str | None] = {}
    for row, xml in rows_of(part):
        for column, cell in cells_of(xml):
            if match := _FORMULA.search(cell):
                is_alone = attributes(b"<f " + match[1] + b">").get(b"t") != b"shared"
                found[row, column] = unescape(match[2]) if match[2] and is_alone else None
    return found


def resting_on(
    formulas: Mapping[str, Mapping[Address, str | None]], changed: Collection[Place]
) -> dict[str, set[Address]]:
    """Return by sheet the formulas that rest on changed cells, by way of others too.

    A formula that cannot be followed (a name, INDIRECT, another's formula) counts as one.
    """
    areas = {
        (sheet, address): None if text is None else _areas(text, sheet)
        for sheet, own in formulas.items()
        for address, text in own.items()
    }
    resting = {place for place, own in areas.items() if own is None}
    new: Collection[Place] = {*changed, *resting}
    while new:
        new = {
            place
            for place, own in areas.items()
            if place not in resting and own and any(a.holds(cell) for a in own for cell in new)
        }
        resting |= new
    return {sheet: {a for s, a in resting if s == sheet} for sheet in formulas}


def without_results(part: bytes, addresses: Collection[Address]) -> bytes:
    """Return a sheet whose formulas in some cells have no result."""
    pieces: list[bytes] = []
    rows = {row for row, _ in addresses}
    at = 0
    for row, xml in rows_of(part):
        if row not in rows:
            continue
        changed = xml
        for column, cell in cells_of(xml):
            if (row, column) in addresses:
                changed = changed.replace(cell, _bare(cell), 1)
        start = part.index(xml, at)
        pieces += [part[at:start], changed]
        at = start + len(xml)
    return b"".join((*pieces, part[at:]))


def _bare(cell: bytes) -> bytes:
    end = cell.index(b">") + 1
    return _TYPE.sub(b"", cell[:end]) + _RESULT.sub(b"", cell[end:])


def _areas(formula: str, sheet: str) -> list[_Area] | None:
    """Return what a formula reads, None if that cannot be told."""
    text = _TEXT.sub("", formula)
    if _ROUNDABOUT.search(text):
        return None
    rest = _KNOWN.sub(" ", _REFERENCE.sub(" ", text))
    return None if _WORD.search(rest) else list(_references(text, sheet))


def _references(text: str, sheet: str) -> Iterator[_Area]:
    for match in _REFERENCE.finditer(text):
        own = (match["quoted"] or "").replace("''", "'") or match["sheet"] or sheet
        top, left = int(match["top"]), column_index(match["left"])
        bottom = int(match["bottom"]) if match["bottom"] else top
        right = column_index(match["right"]) if match["right"] else left
        if max(top, bottom) <= LAST_ROW and max(left, right) <= LAST_COLUMN:
            yield _Area(own, min(top, bottom), min(left, right), max(top, bottom), max(left, right))

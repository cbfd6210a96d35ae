"""Lines of styled text that are wrapped at a number of columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruralskills.text.width import width

Line = tuple[tuple[str, str], ...]
"""A line as pieces of text, each with its style."""
_NEVER_FIRST: Final = frozenset("，。、；：？！”’）》〕】…—%℃,.;:?!)]}>")
_NEVER_LAST: Final = frozenset("“‘（《〔【([{<")


def wrapped(line: Line, columns: int, indent: int) -> Iterator[Line]:
    """Yield the lines of a line, those behind the first one indented.

    Words of letters and digits stay whole where they fit, and no line begins with a full stop.

    >>> [[text for text, _ in one] for one in wrapped((("带动2户，不足3户", ""),), 10, 2)]
    [['带动2户，'], ['  不足3户']]
    >>> [[text for text, _ in one] for one in wrapped((("依据：GB 11643", ""),), 12, 2)]
    [['依据：'], ['  GB 11643']]
    """
    if sum(width(text) for text, _ in line) <= columns:
        yield line
        return
    current: list[tuple[str, str]] = []
    room = columns
    for unit, style in _units(line):
        size = width(unit)
        if size > room and current and room < columns - (indent if current else 0):
            yield _joined(current)
            current, room = [(" " * indent, "")], columns - indent
            if not unit.strip():
                continue
        current.append((unit, style))
        room -= size
    if current:
        yield _joined(current)


def _units(line: Line) -> Iterator[tuple[str, str]]:
    """Yield what may not be parted: words, characters with their marks."""
    for text, style in line:
        unit = ""
        for character in text:
            if unit and not _cling(unit, character):
                yield unit, style
                unit = ""
            unit += character
        if unit:
            yield unit, style


def _cling(unit: str, after: str) -> bool:
    """Return True if no line may end between what cannot be parted and a character.

    The mark of a standard and its number cannot: ``GB 11643``.
    """
    before = unit[-1]
    if before == " " and after.isdigit():
        return unit[-2:-1].isascii() and unit[-2:-1].isupper()
    if after == " ":
        return before.isascii() and before.isupper()
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return True
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()


def _joined(pieces: list[tuple[str, str]]) -> Line:
    """Return pieces with those of one style put together."""
    joined: list[tuple[str, str]] = []
    for text, style in pieces:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return tuple(joined)

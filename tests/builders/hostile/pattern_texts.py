"""Texts of a pattern's own characters, repeated and never brought to an end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

# The parser of re has no public name, and is the one thing that knows what a pattern is made of.
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

Pieces = tuple[Any, Any, Any]
"""The beginning of a text, the piece that is repeated, and the end."""

_CATEGORIES: Final = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
}
_REPEATS: Final = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def built(pieces: Pieces, size: int) -> Any:
    """Return a text of about this size."""
    first, again, last = pieces
    return first + (again * (size // len(again) + 1))[:size] + last


def hostile(pattern: re.Pattern[Any], most: int = 20) -> Iterator[Pieces]:
    """Yield texts of units of the pattern: one, two or three, and with an end."""
    is_bytes = isinstance(pattern.pattern, bytes)
    units: list[Any] = _units(pattern, most)
    if is_bytes:
        units = [unit.encode("latin-1") for unit in units if ord(max(unit)) < 256]
    nothing: Any = b"" if is_bytes else ""
    for size in (1, 2):
        for several in itertools.permutations(units, size):
            yield nothing, nothing.join(several), nothing
    for one, other in itertools.permutations(units, 2):
        yield one, other, nothing
        yield nothing, one, other
    for several in itertools.islice(itertools.permutations(units[: most // 2], 3), 0, None, 5):
        yield nothing, nothing.join(several), nothing


def _units(pattern: re.Pattern[Any], most: int) -> list[str]:
    """Return the characters and words of a pattern, a sample if there are many."""
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = parser.parse(pattern.pattern, flags)
    found = sorted({*_characters(tree), *_words(tree)})
    return [found[at * len(found) // most] for at in range(most)] if len(found) > most else found


def _inner(operation: Any, value: Any) -> Sequence[Iterable[Any]]:
    """Return the parts inside a part of a pattern."""
    if operation is codes.BRANCH:
        return list(value[1])
    if operation is codes.SUBPATTERN:
        return [value[3]]
    if operation in _REPEATS:
        return [value[2]]
    if operation in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return [value] if operation is codes.ATOMIC_GROUP else []


def _characters(tree: Iterable[Any]) -> Iterator[str]:
    for operation, value in tree:
        if operation in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(value)
        elif operation is codes.ANY:
            yield "x"
        elif operation is codes.IN:
            for kind, member in value:
                if kind is codes.LITERAL:
                    yield chr(member)
                elif kind is codes.RANGE:
                    yield from (chr(member[0]), chr(member[1]))
                elif kind is codes.CATEGORY:
                    yield _CATEGORIES.get(member, "!")
        for part in _inner(operation, value):
            yield from _characters(part)


def _words(tree: Iterable[Any]) -> Iterator[str]:
    """Yield runs of literals."""
    run = ""
    for operation, value in [*tree, (None, None)]:
        if operation is codes.LITERAL:
            run += chr(value)
            continue
        if len(run) > 1:
            yield run
        run = ""
        for part in _inner(operation, value):
            yield from _words(part)

"""Patterns whose time grows more than their text."""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterator
from typing import Final

from builders.hostile.pattern_texts import Pieces, built, hostile
from builders.hostile.patterns import Use, uses
from builders.watchdog import Hung, watchdog

_FIRST: Final = 300
_SIZES: Final = (2_000, 8_000)
_LONGEST_CELL: Final = 32_767
_TOO_MUCH: Final = 9
"""Four times the text may take four times as long, and a noisy machine adds."""
_NOISE: Final = 0.002
_PATIENCE: Final = 2.0


def worst(use: Use, count: int, most: int | None = None) -> list[Pieces]:
    """Return the texts that take a pattern longest at a small size."""
    every = list(hostile(use.pattern))
    step = max(1, len(every) // most) if most else 1
    return heapq.nlargest(count, every[::step], key=lambda pieces: _seconds(use, pieces, _FIRST))


def _seconds(use: Use, pieces: Pieces, size: int) -> float:
    text = built(pieces, size)
    began = time.process_time()
    try:
        with watchdog(_PATIENCE):
            use.run(text)
    except Hung:
        return _PATIENCE * size
    return time.process_time() - began


def growing() -> Iterator[str]:
    """Yield a line for each pattern whose time grows more than its text."""
    for use in uses():
        for pieces in worst(use, 3):
            small, large = (min(_seconds(use, pieces, size) for _ in range(2)) for size in _SIZES)
            if large > _NOISE and large > small * _TOO_MUCH:
                whole = large * (_LONGEST_CELL / _SIZES[1]) ** 2
                yield (
                    f"{use.where} {use.method}: {small * 1e3:.1f} ms, {large * 1e3:.1f} ms, "
                    f"a whole cell about {whole:.1f} s, on {pieces}"
                )
                break

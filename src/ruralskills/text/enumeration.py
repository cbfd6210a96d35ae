"""Lists of words in a sentence, which stays one that a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

_MOST: Final = 20
"""Words that are named.  The rest are counted."""


def enumerated(words: Iterable[str], measure: str) -> str:
    """Return words in a row, those beyond the first twenty as a number.

    >>> enumerated(["D3", "D5"], "处"), enumerated((f"D{n}" for n in range(3, 27)), "处")[-12:]
    ('D3、D5', '、D21、D22等24处')
    """
    rest = iter(words)
    named = list(islice(rest, _MOST))
    more = sum(1 for _ in rest)
    return "、".join(named) + (f"等{len(named) + more}{measure}" if more else "")

"""Proportions of the rows of a table by their words in one field."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ruralskills.notices.requirement import Proportion
from ruralskills.text.numbers import format_number


def proportion_missed(proportion: Proportion, counts: Mapping[str, int], unknown: int = 0) -> str:
    """Return the words for a proportion that is certainly missed, else ``""``.

    ``unknown`` rows may have any of the words. A number that is off by less than one row is not off.

    >>> equal = Proportion("kind", ("甲", "乙"), (1, 1), 20)
    >>> proportion_missed(equal, {"甲": 30, "乙": 10})
    '甲30、乙10，要求1∶1，上下可差20%，按此甲应为20，多10'
    >>> proportion_missed(equal, {"甲": 11, "乙": 9}), proportion_missed(equal, {"甲": 30, "乙": 10}, 20)
    ('', '')
    """
    numbers = [counts.get(word, 0) for word in proportion.words]
    if not sum(numbers):
        return ""
    filled = _levelled(numbers, proportion.proportion, unknown)
    off = _furthest(filled, proportion)
    if off is None:
        return ""
    parts = "、".join(f"{w}{n}" for w, n in zip(proportion.words, numbers, strict=True))
    asked = "∶".join(map(str, proportion.proportion))
    tolerance = Decimal(str(proportion.tolerance))
    about = f"，上下可差{format_number(tolerance)}%" if tolerance else ""
    word, wanted, gap = off
    side = "多" if gap > 0 else "少"
    due = f"按此{word}应为{_rounded(wanted)}，{side}{_rounded(abs(gap))}"
    return f"{parts}，要求{asked}{about}，{due}"


def _levelled(numbers: list[int], shares: tuple[int, ...], unknown: int) -> list[int]:
    """Return the numbers with the unknown rows where they help most."""
    filled = list(numbers)
    for _ in range(unknown):
        lowest = min(range(len(filled)), key=lambda at: Decimal(filled[at]) / shares[at])
        highest = max(Decimal(n) / share for n, share in zip(filled, shares, strict=True))
        if Decimal(filled[lowest]) / shares[lowest] == highest:
            break
        filled[lowest] += 1
    return filled


def _furthest(numbers: list[int], proportion: Proportion) -> tuple[str, Decimal, Decimal] | None:
    """Return the word that is furthest off, its due number and the gap, or None."""
    total, whole = Decimal(sum(numbers)), sum(proportion.proportion)
    tolerance = Decimal(str(proportion.tolerance)) / 100
    found: list[tuple[str, Decimal, Decimal]] = []
    for word, number, share in zip(proportion.words, numbers, proportion.proportion, strict=True):
        due = total * share / whole
        gap = number - due
        if abs(gap) >= 1 and abs(gap) > tolerance * due:
            found.append((word, due, gap))
    return max(found, key=lambda each: abs(each[2]), default=None)


def _rounded(number: Decimal) -> str:
    return format_number(round(number, 1))

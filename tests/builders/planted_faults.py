"""Faults planted in made-up workbooks, and their comparison with findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A planted fault: the place as reports write it, and the rule that finds it."""

    place: str
    code: str
    related: tuple[int, ...] = field(default=(), compare=False)
    """Other rows that a finding may name, as of somebody entered twice."""

    @property
    def row(self) -> int:
        """The row as Excel counts."""
        return int(re.sub(r".*!\D*", "", self.place))

    def __str__(self) -> str:
        """Return place and code."""
        return f"{self.place} {self.code}"


def faults_in(findings: Iterable[Any]) -> list[Fault]:
    """Return findings as the faults that they name, in order."""
    return sorted(Fault(one.place, one.code) for one in findings)


def differences(planted: Sequence[Fault], findings: Iterable[Any]) -> Iterator[str]:
    """Yield a line for each fault not found and each finding not planted."""
    expected, found = Counter(planted), Counter(faults_in(findings))
    yield from (f"not found: {one}" for one in (expected - found).elements())
    yield from (f"not planted: {one}" for one in (found - expected).elements())

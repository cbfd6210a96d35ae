"""Sums of a notice's own targets: totals against units, years and parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from ruralskills.notices import Target
from ruralskills.text.lazy_regex import regex

_ALL: Final = "合计"
_OF_YEARS: Final = regex("合计|总|[一二三四五六七八九十]年")
_WHOLE: Final = ("小计", "合计")


class TargetSum(Struct, frozen=True):
    """A target that is a total, and its parts."""

    total: Target
    parts: tuple[Target, ...]
    over: str
    """The kind of parts: 单位, 年度 or 分项."""

    @property
    def added(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def is_correct(self) -> bool:
        """Return True if the parts come to the total."""
        return self.added == self.total.value

    def __str__(self) -> str:
        total, unit = self.total, self.total.measure
        year = f"{total.year}年" if total.year else ""
        total_text = f"{year}{_name(total)}{total.value}{unit}"
        added = f"{len(self.parts)}个{self.over}相加{self.added}{unit}"
        if self.is_correct:
            return f"{total_text}：{added}，相符"
        gap = self.added - total.value
        return (
            f"{total_text}：{added}，{'多' if gap > 0 else '少'}{abs(gap)}{unit}，请与通知原文核对"
        )


def find_sums(targets: Sequence[Target]) -> list[TargetSum]:
    """Return the sums among the targets of a notice."""
    return [*_over_units(targets), *_over_years(targets), *_over_parts(targets)]


def _name(target: Target) -> str:
    return target.indicator.partition("|")[0]


def _over_units(targets: Iterable[Target]) -> Iterator[TargetSum]:
    """Yield totals of the units: a target for 合计 and one for each unit."""
    groups: dict[tuple[str, int | None, str], list[Target]] = defaultdict(list)
    for target in targets:
        groups[_name(target), target.year, target.measure].append(target)
    for group in groups.values():
        parts = tuple(target for target in group if target.unit != _ALL)
        for total in group:
            if total.unit == _ALL and len(parts) > 1:
                yield TargetSum(total, parts, "单位")


def _over_years(targets: Sequence[Target]) -> Iterator[TargetSum]:
    """Yield totals of the years, where only one figure has targets by year."""
    for total in targets:
        if total.year is not None or not _OF_YEARS.search(total.indicator):
            continue
        yearly: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            if target.year and (target.unit, target.measure) == (total.unit, total.measure):
                yearly[_name(target)].append(target)
        several = [parts for parts in yearly.values() if len(parts) > 1]
        if len(several) == 1:
            yield TargetSum(total, tuple(several[0]), "年度")


def _over_parts(targets: Iterable[Target]) -> Iterator[TargetSum]:
    """Yield totals of parts: A or A/小计 is the total of A/甲 and A/乙."""
    groups: dict[tuple[str, int | None, str], list[Target]] = defaultdict(list)
    for target in targets:
        groups[target.unit, target.year, target.measure].append(target)
    for group in groups.values():
        for total in group:
            prefixes = _prefixes(total)
            parts = tuple(t for t in group if t is not total and _is_part(t, prefixes))
            if len(parts) > 1:
                yield TargetSum(total, parts, "分项")


def _prefixes(target: Target) -> set[str]:
    """Return the paths of which a figure is the total."""
    names = target.indicator.split("|")
    return {head if last in _WHOLE else name
            for name in names
            for head, _, last in [name.rpartition("/")]}  # fmt: skip


def _is_part(target: Target, prefixes: set[str]) -> bool:
    for name in target.indicator.split("|"):
        head, _, last = name.rpartition("/")
        if head and head in prefixes and last not in _WHOLE:
            return True
    return False

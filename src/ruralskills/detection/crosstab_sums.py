"""How the columns of a task or statistical table follow from one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.detection.columns import NOT_SUMMED
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent

_SUM_LEAVES: Final = ("小计", "合计", "总计", "计", "共计", "总数", "")
"""What heads a sum of the columns beside it; some forms leave its head blank."""
_PART: Final = regex(r"^其中[:：]?")


class Measure(Struct, frozen=True):
    """A column of figures."""

    column: HeaderColumn
    values: Mapping[int, Any]
    """By sheet row, from 0."""

    @property
    def name(self) -> str:
        """The header path in one."""
        return "/".join(self.column.path)

    @property
    def leaf(self) -> str:
        """What stands right over the figures."""
        return self.column.path[-1] if self.column.path else ""

    @property
    def group(self) -> tuple[str, ...]:
        """The heads over that."""
        return self.column.path[:-1]

    @property
    def is_part(self) -> bool:
        """Whether it is 其中 of the column before."""
        return bool(_PART.match(self.leaf))

    @property
    def summed(self) -> bool:
        """Whether its figures add up; a rate or an average does not."""
        return not NOT_SUMMED.search(self.column.header)


def across(measures: Sequence[Measure]) -> Iterator[tuple[Measure, list[Measure]]]:
    """小计 or 合计 of a group, and the other columns of the group; of the table, and its groups."""
    for whole in measures:
        if whole.leaf not in _SUM_LEAVES or not whole.summed:
            continue
        depth = len(whole.group)
        siblings = [
            m for m in measures
            if m is not whole and m.column.path[:depth] == whole.group and m.summed and not m.is_part
        ]  # fmt: skip
        parts = list(_outermost(siblings, depth))
        if len(parts) >= 2 and _mostly_adds_up(whole, parts):
            yield whole, parts


def _outermost(measures: Sequence[Measure], depth: int) -> Iterator[Measure]:
    """The columns that together make a group: of each group within it its own sum, or all of it."""
    within: dict[tuple[str, ...], list[Measure]] = {}
    for measure in measures:
        path = measure.column.path
        inner = path[: depth + 1] if len(path) > depth + 1 else ()
        if inner:
            within.setdefault(inner, []).append(measure)
        elif measure.leaf not in _SUM_LEAVES:
            yield measure
    for inner, members in within.items():
        own = [m for m in members if m.leaf in _SUM_LEAVES and m.group == inner]
        yield from own[:1] or _outermost(members, len(inner))


def _mostly_adds_up(whole: Measure, addends: Sequence[Measure]) -> bool:
    """Whether the relation holds in most rows, so that a row which breaks it is a slip."""
    held = broken = 0
    for row, stated in whole.values.items():
        figures = [_figure(p.values[row]) for p in addends]
        if not isinstance(stated, int | Decimal) or None in figures:
            continue
        if sum(f for f in figures if f is not None) == stated:
            held += 1
        else:
            broken += 1
    return held >= broken and held > 0


def _figure(value: Any) -> Decimal | None:
    if isinstance(value, Absent):
        return Decimal(0)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def parts(measures: Sequence[Measure]) -> Iterator[tuple[Measure, Measure]]:
    """其中 columns, and the column before them that they are a part of."""
    whole: Measure | None = None
    for measure in measures:
        if not measure.is_part:
            whole = measure
        elif (
            whole is not None
            and (whole.summed and measure.summed and whole.group == measure.group)
            and whole.column.unit in ("", measure.column.unit)
        ):
            yield measure, whole


def rates(measures: Sequence[Measure]) -> Iterator[tuple[Measure, Measure, Measure]]:
    """完成率, and the one figure done and the one task in its group."""
    for rate in measures:
        if not re.search(r"完成率|完成比例|完成占比", rate.leaf):
            continue
        near = [m for m in measures if m is not rate and m.group == rate.group and m.summed]
        tasks = [m for m in near if re.search(r"任务|计划|目标", m.leaf)]
        done = [m for m in near if re.search(r"累计|完成", m.leaf) and m not in tasks]
        if len(done) > 1:
            done = [m for m in done if "累计" in m.leaf]
        if len(tasks) == 1 and len(done) == 1:
            yield rate, done[0], tasks[0]


_CIRCLED: Final = {chr(0x2460 + n): n + 1 for n in range(20)}


def formulas(
    written_by_column: Mapping[int, str], measures: Sequence[Measure]
) -> Iterator[tuple[Measure, list[tuple[int, Measure]]]]:
    """What the column numbers say: ①=②+③."""
    numbers: dict[int, Measure] = {}
    formulas: list[tuple[Measure, str]] = []
    for measure in measures:
        written = written_by_column.get(measure.column.index, "") or "".join(
            re.findall(r"[①-⑳].*$", measure.column.header)
        )
        plain = "".join(f"#{_CIRCLED[c]}" if c in _CIRCLED else c for c in written)
        plain = normalised(plain).strip("()")
        head, _, tail = plain.partition("=")
        if head.lstrip("#").isdigit():
            numbers[int(head.lstrip("#"))] = measure
            if tail:
                formulas.append((measure, tail))
    for whole, tail in formulas:
        terms = re.findall(r"([+-]?)#?(\d+)", tail)
        if re.fullmatch(r"(?:[+-]?#?\d+)+", tail) and all(int(n) in numbers for _, n in terms):
            yield whole, [(-1 if sign == "-" else 1, numbers[int(n)]) for sign, n in terms]

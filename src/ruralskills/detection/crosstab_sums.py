"""The figures of a task or statistical table that follow from other figures of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from ruralskills.detection import vocabulary
from ruralskills.detection.crosstab_columns import Measure
from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.model.cell import Cell
from ruralskills.model.typed_column import StatedTotal
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent

_SUM_HEADERS: Final = ("小计", "合计", "总计", "计", "共计", "总数", "")
"""Headers of a sum of the columns beside it, which some forms leave blank."""
_CIRCLED: Final = {chr(0x2460 + n): n + 1 for n in range(20)}


def stated_totals(
    recognised: RecognisedTable, measures: Sequence[Measure], labels: Mapping[int, str]
) -> Iterator[StatedTotal]:
    """Yield every figure that follows from others of its column or row."""
    detected = recognised.detected
    line_unit = vocabulary.unit_of_measure(detected.unit_line)

    def stated(
        kind: Any, row: int, measure: Measure, parts: Sequence[Any], terms: str = ""
    ) -> StatedTotal:
        return StatedTotal(
            kind=kind,
            cell=Cell(recognised.file, recognised.sheet, row + 1, measure.column.index),
            label=labels[row],
            header=measure.column.header,
            unit=measure.column.unit or line_unit,
            stated=measure.values[row],
            parts=parts,
            terms=terms,
        )

    for total in detected.total_rows:
        kind = "subtotal" if total.kind == "小计" else "total"
        for measure in measures:
            filled = detected.filled.get(measure.column.index, ())
            parts = [measure.values[row] for row in total.members if row not in filled]
            if measure.is_summed and parts:
                yield stated(kind, total.row, measure, parts)
    for whole, addends in group_sums(measures):
        terms = "、".join(addend.column.header for addend in addends)
        for row in labels:
            yield stated("across", row, whole, [a.values[row] for a in addends], terms)
    for part, whole in parts_of_wholes(measures):
        for row in labels:
            yield stated("part", row, part, [whole.values[row]], whole.column.header)
    for rate, part, whole in completion_rates(measures):
        terms = f"{part.column.header}÷{whole.column.header}"
        for row in labels:
            yield stated("rate", row, rate, [part.values[row], whole.values[row]], terms)
    for whole, signed in header_formulas(detected.column_numbers, measures):
        terms = "".join(f"{'＋' if s > 0 else '－'}{m.column.header}" for s, m in signed)[1:]
        for row in labels:
            parts = [_with_sign(sign, measure.values[row]) for sign, measure in signed]
            yield stated("formula", row, whole, parts, terms)


def _with_sign(sign: int, value: Any) -> Any:
    return -value if sign < 0 and isinstance(value, int | Decimal) else value


def group_sums(measures: Sequence[Measure]) -> Iterator[tuple[Measure, list[Measure]]]:
    """Yield each 小计 or 合计 column of a group or of the table, with its addends."""
    for whole in measures:
        if whole.leaf not in _SUM_HEADERS or not whole.is_summed:
            continue
        depth = len(whole.group)
        siblings = [
            m
            for m in measures
            if m is not whole
            and m.column.path[:depth] == whole.group
            and m.is_summed
            and not m.is_part
        ]
        addends = list(_outermost(siblings, depth))
        if len(addends) >= 2 and _mostly_adds_up(whole, addends):
            yield whole, addends


def _outermost(measures: Sequence[Measure], depth: int) -> Iterator[Measure]:
    """Yield the columns that make up a group, of an inner group its sum if it has one."""
    inner_groups: dict[tuple[str, ...], list[Measure]] = {}
    for measure in measures:
        path = measure.column.path
        inner = path[: depth + 1] if len(path) > depth + 1 else ()
        if inner:
            inner_groups.setdefault(inner, []).append(measure)
        elif measure.leaf not in _SUM_HEADERS:
            yield measure
    for inner, members in inner_groups.items():
        sums = [m for m in members if m.leaf in _SUM_HEADERS and m.group == inner]
        yield from sums[:1] or _outermost(members, len(inner))


def _mostly_adds_up(whole: Measure, addends: Sequence[Measure]) -> bool:
    """Return True if the sum is right in most rows, so that a wrong one is a slip."""
    right = wrong = 0
    for row, stated in whole.values.items():
        figures = [_figure(addend.values[row]) for addend in addends]
        if not isinstance(stated, int | Decimal) or None in figures:
            continue
        if sum(f for f in figures if f is not None) == stated:
            right += 1
        else:
            wrong += 1
    return right >= wrong and right > 0


def _figure(value: Any) -> Decimal | None:
    if isinstance(value, Absent):
        return Decimal(0)
    return Decimal(value) if isinstance(value, int | Decimal) else None


def parts_of_wholes(measures: Sequence[Measure]) -> Iterator[tuple[Measure, Measure]]:
    """Yield each 其中 column with the column before it that it is a part of."""
    whole: Measure | None = None
    for measure in measures:
        if not measure.is_part:
            whole = measure
        elif (
            whole is not None
            and (whole.is_summed and measure.is_summed and whole.group == measure.group)
            and whole.column.unit in ("", measure.column.unit)
        ):
            yield measure, whole


def completion_rates(
    measures: Sequence[Measure],
) -> Iterator[tuple[Measure, Measure, Measure]]:
    """Yield each 完成率 column with the only columns of completion and task in its group."""
    for rate in measures:
        if not re.search(r"完成率|完成比例|完成占比", rate.leaf):
            continue
        group = [m for m in measures if m is not rate and m.group == rate.group and m.is_summed]
        tasks = [m for m in group if re.search(r"任务|计划|目标", m.leaf)]
        completed = [m for m in group if re.search(r"累计|完成", m.leaf) and m not in tasks]
        if len(completed) > 1:
            completed = [m for m in completed if "累计" in m.leaf]
        if len(tasks) == 1 and len(completed) == 1:
            yield rate, completed[0], tasks[0]


def header_formulas(
    column_numbers: Mapping[int, str], measures: Sequence[Measure]
) -> Iterator[tuple[Measure, list[tuple[int, Measure]]]]:
    """Yield each column numbered by a formula such as ①=②+③, with its signed terms."""
    numbered: dict[int, Measure] = {}
    formulas: list[tuple[Measure, str]] = []
    for measure in measures:
        number = column_numbers.get(measure.column.index, "") or "".join(
            re.findall(r"[①-⑳].*$", measure.column.header)
        )
        plain = "".join(f"#{_CIRCLED[c]}" if c in _CIRCLED else c for c in number)
        left, _, right = normalised(plain).strip("()").partition("=")
        if left.lstrip("#").isdigit():
            numbered[int(left.lstrip("#"))] = measure
            if right:
                formulas.append((measure, right))
    for whole, right in formulas:
        terms = re.findall(r"([+-]?)#?(\d+)", right)
        is_sum = re.fullmatch(r"(?:[+-]?#?\d)+", right)
        if is_sum and all(int(number) in numbered for _, number in terms):
            yield whole, [(-1 if sign == "-" else 1, numbered[int(n)]) for sign, n in terms]

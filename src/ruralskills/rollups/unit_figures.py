"""Figures that units state themselves in their statistical tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from ruralskills.facts.reported_figures import indicator_of, name_and_span
from ruralskills.notices import Indicator, InForce
from ruralskills.rollups.sources import FigureCell
from ruralskills.rollups.submissions import SentTable
from ruralskills.rollups.targets import is_task_table
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.lazy_regex import regex

StatedSpan = Literal["current", "cumulative"]

_WHOLE: Final = regex(r"合计|总计|共计|小计|全[省市县区]")
_OTHER: Final = regex("任务|计划|目标|上季|上期|上年|同期|去年|率|占比|比例|排名|标准|均")


class StatedFigure(Struct, frozen=True):
    """A figure that a unit states, with its cell."""

    unit: str
    indicator: str
    span: StatedSpan
    value: Decimal
    sent: SentTable
    cell: str

    @property
    def place(self) -> str:
        """The cell with file and sheet."""
        return f"{self.sent.file}!{self.sent.table.sheet}!{self.cell}"


StatedFigures = dict[tuple[str, str, StatedSpan], StatedFigure]
"""By indicator, unit and span."""


def stated_figures(tables: Iterable[SentTable], notices: InForce, tree: UnitTree) -> StatedFigures:
    """Return what units state, of several tables the one that was sent last.

    A unit's own table goes before that of the unit above it.
    """
    found: StatedFigures = {}
    for sent in sorted(tables, key=lambda each: each.order):
        if sent.table.figures and not is_task_table(sent):
            for stated in _of_table(sent, notices, tree):
                key = stated.indicator, stated.unit, stated.span
                known = found.get(key)
                if known is None or not _goes_before(known, stated):
                    found[key] = stated
    return found


def _goes_before(known: StatedFigure, other: StatedFigure) -> bool:
    is_own = known.sent.unit == known.unit and other.sent.unit != other.unit
    return is_own and known.sent.period == other.sent.period


def _of_table(sent: SentTable, notices: InForce, tree: UnitTree) -> Iterator[StatedFigure]:
    for cell in sent.table.figures:
        if _OTHER.search(cell.indicator) or _OTHER.search(cell.word) or "人次" in cell.header:
            continue
        name, _ = name_and_span(cell.indicator, cell.word)
        indicator = indicator_of(name, notices)
        unit = _unit_of(cell, sent, tree)
        if indicator is None or not unit:
            continue
        for span in _spans(cell, sent, indicator):
            yield StatedFigure(unit, indicator.id, span, Decimal(cell.value), sent, cell.cell)


def _unit_of(cell: FigureCell, sent: SentTable, tree: UnitTree) -> str:
    return sent.unit if not cell.unit or _WHOLE.search(cell.unit) else tree.find(cell.unit)


def _spans(cell: FigureCell, sent: SentTable, indicator: Indicator) -> tuple[StatedSpan, ...]:
    """Return the days that a figure is of, none where that is not clear."""
    if indicator.kind == "stock":
        return ("current",)
    _, span = name_and_span(cell.indicator, cell.word)
    period = sent.table.period if sent.table.period and sent.table.period.year else sent.period
    if span == "year":
        return ("cumulative",)
    if span == "quarter":
        return ("current",)
    if period.quarter == 1 or period.month == 1:
        return ("current", "cumulative")
    return () if period.quarter or period.month else ("cumulative",)

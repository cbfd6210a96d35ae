"""Groups of indicators, each a sheet of the official workbook, with their columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from ruralskills.rollups.entries import (
    Amount,
    RollupFigure,
    RollupIndicator,
    RollupUnit,
    Span,
)

Role = Literal[
    "target", "current", "reported", "confirmed", "pending", "rate", "scheduled", "gap", "rank",
    "previous",
]  # fmt: skip
"""The figure in a column of an indicator."""

SUMMED: Final[frozenset[Role]] = frozenset(
    {"target", "current", "reported", "confirmed", "pending", "previous"}
)
"""The columns whose figures add up."""
_MOST_COLUMNS: Final = 20
"""Columns that can still be read on an A4 page."""


class IndicatorColumns(Struct, frozen=True):
    """An indicator with its figures by unit, and the columns that it takes."""

    indicator: RollupIndicator
    span: Span
    roles: tuple[Role, ...]
    figures: Mapping[str, RollupFigure]

    @property
    def title(self) -> str:
        """Its title with the unit of measure."""
        measure = f"（{self.indicator.measure}）" if self.indicator.measure else ""
        return f"{self.indicator.title}{measure}{'（整个计划）' if self.span == 'plan' else ''}"

    def value(self, unit: str, role: Role) -> Amount | None:
        """Return the figure of a unit in a column, None where it is not known."""
        figure = self.figures.get(unit)
        if figure is None:
            return None
        values: dict[Role, Amount | None] = {
            "target": figure.target,
            "current": figure.current,
            "reported": figure.reported,
            "confirmed": figure.confirmed,
            "pending": figure.pending,
            "rate": figure.rate,
            "scheduled": figure.scheduled_rate,
            "gap": figure.gap,
            "rank": figure.rank,
            "previous": figure.previous,
        }
        return values[role]

    def is_sum(self, unit: str, below: Sequence[str], role: Role) -> bool:
        """Return True if a unit's figure is the sum of those of the units below it."""
        if role not in SUMMED or (own := self.value(unit, role)) is None:
            return False
        known = [value for name in below if (value := self.value(name, role)) is not None]
        return bool(known) and sum(map(_exact, known)) == _exact(own)


class IndicatorGroup(Struct, frozen=True):
    """Indicators that stand on one sheet."""

    name: str
    page: int
    """The number of its sheet, 0 for the only one."""
    columns: tuple[IndicatorColumns, ...]


def indicator_groups(
    indicators: Iterable[RollupIndicator], figures: Iterable[RollupFigure]
) -> list[IndicatorGroup]:
    """Return the groups of the indicators of which anything is known.

    A group is what the titles have before their first stroke.  One with too many columns for a
    page goes on on further sheets.
    """
    by_name: dict[str, list[IndicatorColumns]] = defaultdict(list)
    for columns in _columns(indicators, figures):
        by_name[columns.indicator.title.partition("/")[0]].append(columns)
    return [
        IndicatorGroup(name, number if len(parts) > 1 else 0, part)
        for name, group in by_name.items()
        for parts in [list(_pages(group))]
        for number, part in enumerate(parts, start=1)
    ]


def depth_first(units: Sequence[RollupUnit]) -> tuple[list[str], dict[str, list[str]]]:
    """Return the units, each before those below it, and those below each."""
    below: dict[str, list[str]] = {unit.name: [] for unit in units}
    for unit in units:
        if unit.parent in below:
            below[unit.parent].append(unit.name)
    order: list[str] = []

    def visit(name: str) -> None:
        order.append(name)
        for each in below[name]:
            visit(each)

    for unit in units:
        if unit.parent not in below:
            visit(unit.name)
    return order, below


def _columns(
    indicators: Iterable[RollupIndicator], figures: Iterable[RollupFigure]
) -> Iterator[IndicatorColumns]:
    found: dict[tuple[str, Span], dict[str, RollupFigure]] = defaultdict(dict)
    for figure in figures:
        if figure.level != "village":
            found[figure.indicator, figure.span][figure.unit] = figure
    by_id = {each.id: each for each in indicators}
    for (name, span), by_unit in found.items():
        own = by_unit.values()
        if any(f.cumulative is not None or f.reported is not None or f.target for f in own):
            indicator = by_id[name]
            yield IndicatorColumns(indicator, span, tuple(_roles(indicator, own)), by_unit)


def _roles(indicator: RollupIndicator, figures: Iterable[RollupFigure]) -> Iterator[Role]:
    """Yield the columns of an indicator: no tasks' without any task."""
    figures = list(figures)
    has_task = any(figure.target is not None for figure in figures)
    if has_task:
        yield "target"
    if indicator.kind == "flow":
        yield "current"
    yield "reported"
    yield "confirmed"
    yield "pending"
    if has_task:
        yield "rate"
        if indicator.kind == "flow":
            yield "scheduled"
            yield "gap"
        if any(figure.rank is not None for figure in figures):
            yield "rank"
    if any(figure.previous is not None for figure in figures):
        yield "previous"


def _pages(group: Iterable[IndicatorColumns]) -> Iterator[tuple[IndicatorColumns, ...]]:
    page: list[IndicatorColumns] = []
    taken = 0
    for columns in group:
        if page and taken + len(columns.roles) > _MOST_COLUMNS:
            yield tuple(page)
            page, taken = [], 0
        page.append(columns)
        taken += len(columns.roles)
    yield tuple(page)


def _exact(value: Amount) -> Decimal:
    return Decimal(str(value))

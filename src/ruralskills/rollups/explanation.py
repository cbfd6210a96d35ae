"""The cells behind a figure, by the names that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Protocol

from ruralskills.model.period import Period
from ruralskills.rollups.entries import (
    ChangedRow,
    CountedCell,
    Explanation,
    RollupError,
    RollupFigure,
    RollupIndicator,
    RollupUnit,
    Span,
)
from ruralskills.text.normalise import normalised

_MOST_NAMED: Final = 10


class HasFigures(Protocol):
    """A roll-up, as far as an explanation needs it."""

    @property
    def figures(self) -> tuple[RollupFigure, ...]:
        """Its figures."""

    @property
    def indicators(self) -> tuple[RollupIndicator, ...]:
        """Its indicators."""

    @property
    def units(self) -> tuple[RollupUnit, ...]:
        """Its units."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of an indicator, every name that it goes by."""

    @property
    def changes(self) -> Callable[[RollupFigure], tuple[ChangedRow, ...]] | None:
        """Returns the rows of a figure that changed since a freeze, None without one."""

    @property
    def find_place(self) -> Callable[[str], str]:
        """Returns the unit or village that a text names, empty for none."""

    @property
    def cells(self) -> Callable[[RollupFigure], tuple[CountedCell, ...]]:
        """Returns the cells behind a figure."""


def explain(rollup: HasFigures, unit: str, indicator: str, span: Span = "year") -> Explanation:
    """Return a figure with the cells behind it.  Raises RollupError."""
    name = _unit(rollup, unit)
    found = _indicator(rollup, indicator)
    figures = [
        each
        for each in rollup.figures
        if (each.unit, each.indicator) == (name, found) and each.span in (span, "plan")
    ]
    if not figures:
        raise RollupError(f"“{unit}”没有“{indicator}”这个数，请核对单位和指标")
    figure = min(figures, key=lambda each: each.span != span)
    entry = next(each for each in rollup.indicators if each.id == found)
    changes = rollup.changes(figure) if rollup.changes else None
    return Explanation(figure, entry, rollup.cells(figure), changes)


def parted(rollup: HasFigures, text: str) -> tuple[str, str]:
    """Return unit and indicator of a text such as 桂林街道/青龙村/致富带头人/存量.

    The longest known unit that begins the text is the unit.  Raises RollupError without one.
    """
    parts = text.split("/")
    for count in range(len(parts) - 1, 0, -1):
        if unit := _known_unit(rollup, "/".join(parts[:count])):
            return unit, "/".join(parts[count:])
    raise RollupError(f"“{text}”要写成“单位/指标”，例如：桂林街道/新增带头人。{_units(rollup)}")


def _unit(rollup: HasFigures, text: str) -> str:
    if unit := _known_unit(rollup, text):
        return unit
    raise RollupError(f"没有名为“{text}”的单位。{_units(rollup)}")


def _known_unit(rollup: HasFigures, text: str) -> str:
    """Return the unit or village that a text names, empty for none."""
    known = {normalised(figure.unit): figure.unit for figure in rollup.figures}
    known |= {normalised(unit.name): unit.name for unit in rollup.units}
    if unit := known.get(normalised(text)):
        return unit
    return known.get(normalised(rollup.find_place(text)), "")


def _units(rollup: HasFigures) -> str:
    names = [unit.name for unit in rollup.units]
    etc = "等" if len(names) > _MOST_NAMED else ""
    return f"汇总中的单位：{'、'.join(names[:_MOST_NAMED])}{etc}" if names else "汇总中没有单位"


def _indicator(rollup: HasFigures, text: str) -> str:
    word = normalised(text)
    for each in rollup.indicators:
        if word in map(normalised, (each.id, each.title, *rollup.names.get(each.id, ()))):
            return each.id
    titles = "、".join(each.title for each in rollup.indicators[:_MOST_NAMED])
    raise RollupError(f"没有名为“{text}”的指标。现有：{titles}等")


def lines(explanation: Explanation, period: Period) -> Iterator[str]:
    """Yield the figure and the cells behind it, those of the period itself marked."""
    figure, indicator = explanation.figure, explanation.indicator
    shown = "没有数" if figure.cumulative is None else f"{figure.cumulative}{indicator.measure}"
    yield f"{figure.unit}　{indicator.title}：{shown}（{indicator.notice} {indicator.clause}）"
    for cell in explanation.cells:
        yield f"{cell}{f'　{period}' if cell.in_period else ''}"
    if explanation.changes is not None and not explanation.changes:
        yield "冻结以来，这个数的行没有变动"
    for row in explanation.changes or ():
        yield f"{_CHANGES[row.change]}：{row}"


_CHANGES: Final = {"came": "新增", "went": "减少", "changed": "改动"}

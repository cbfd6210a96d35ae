"""Values of a blank: figures of units, and sums of the rows that are filled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.rollups.blank_table import FigureColumn, Wanted
from ruralskills.rollups.entries import Amount, RollupFigure
from ruralskills.rollups.periods import percent
from ruralskills.rollups.rollup import Rollup
from ruralskills.text.numbers import format_number

_SUMMED: Final[frozenset[Wanted]] = frozenset({"current", "cumulative", "entries"})


class BlankValues:
    """The figures of a roll-up, as a blank with some rows shows them.

    The row of a unit that did not report stays empty, so that the sum over it leaves out what is
    carried of that unit: on paper a sum is that of the rows above it.
    """

    def __init__(self, rollup: Rollup, rows: frozenset[str]) -> None:
        self._rollup = rollup
        self._rows = rows
        self._figures: dict[tuple[str, str], RollupFigure] = {}
        for figure in rollup.figures:
            key = figure.indicator, figure.unit
            if figure.span == "year" or key not in self._figures:
                self._figures[key] = figure
        self._below: dict[str, list[str]] = {}
        for unit in rollup.units:
            self._below.setdefault(unit.parent, []).append(unit.name)

    def of(self, unit: str, wanted: FigureColumn) -> Decimal | str:
        """Return the figure that a column asks for, or the reason why there is none."""
        found = self._figure_of(unit, wanted)
        return found if isinstance(found, str) or wanted.wanted == "rate" else found * wanted.factor

    def _figure_of(self, unit: str, wanted: FigureColumn) -> Decimal | str:
        figure = self._figures.get((wanted.indicator, unit))
        if figure is None:
            return "没有这个单位的数"
        value = _value(figure, wanted.wanted)
        if not self._rollup.has_reported(figure):
            return f"{self._rollup.period}没有报，空着"
        if wanted.wanted == "target":
            return "没有任务" if value is None else value
        if value is None and wanted.wanted == "rate" and figure.target is None:
            return "没有任务，没有完成率"
        if value is None:
            return "没有这个数"
        left_out = sum((part for _, part in self._carried(unit, wanted)), Decimal(0))
        if wanted.wanted == "rate" and left_out and figure.target:
            done = Decimal(str(figure.cumulative)) - left_out
            return Decimal(str(percent(done, Decimal(str(figure.target)))))
        return value - left_out

    def carried(self, unit: str, wanted: FigureColumn) -> str:
        """Return the units whose carried figures a sum leaves out."""
        parts = self._carried(unit, wanted)
        return "、".join(
            f"{name}{format_number(value * wanted.factor)}" for name, value in parts if value
        )

    def _carried(self, unit: str, wanted: FigureColumn) -> list[tuple[str, Decimal]]:
        """Return what rows below a unit would hold, had their units reported."""
        what: Wanted = "cumulative" if wanted.wanted == "rate" else wanted.wanted
        if what not in _SUMMED or not self._is_sum(unit, wanted.indicator, what):
            return []
        return list(self._empty_rows(unit, wanted.indicator, what))

    def _empty_rows(self, unit: str, indicator: str, what: Wanted) -> Iterator[tuple[str, Decimal]]:
        for name in self._below.get(unit, ()):
            figure = self._figures.get((indicator, name))
            is_empty = figure is not None and not self._rollup.has_reported(figure)
            if figure is not None and is_empty and name in self._rows:
                value = _value(figure, what)
                if value is not None:
                    yield name, value
            else:
                yield from self._empty_rows(name, indicator, what)

    def _is_sum(self, unit: str, indicator: str, what: Wanted) -> bool:
        """Return True if a figure is the sum of those below it, as no rate is."""
        found = [self._figures.get((indicator, name)) for name in self._below.get(unit, ())]
        parts = [value for each in found if each and (value := _value(each, what)) is not None]
        own = self._figures.get((indicator, unit))
        return bool(parts) and own is not None and sum(parts, Decimal(0)) == _value(own, what)


def _value(figure: RollupFigure, wanted: Wanted) -> Decimal | None:
    values: dict[Wanted, Amount | None] = {
        "current": figure.current,
        "cumulative": figure.cumulative,
        "target": figure.target,
        "rate": figure.rate,
        "entries": figure.entries,
    }
    value = values[wanted]
    return None if value is None else Decimal(str(value))

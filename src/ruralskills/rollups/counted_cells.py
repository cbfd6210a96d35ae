"""The cells behind figures, found again in the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ruralskills.rollups.aggregates import Aggregates, Row
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import CountedCell, RollupFigure, Span
from ruralskills.rollups.periods import Window
from ruralskills.rollups.spans import CountedSpan
from ruralskills.rollups.submissions import FIGURE, SentTable
from ruralskills.rollups.unit_figures import StatedFigures, StatedSpan
from ruralskills.rollups.unit_tree import UnitTree


class CellFinder(Struct, frozen=True):
    """The means to find the rows of a figure again."""

    aggregates: Aggregates
    sent: Sequence[SentTable]
    tree: UnitTree
    stated: StatedFigures
    counts: Mapping[tuple[str, Span], tuple[CountedSpan, Mapping[CountKey, Count]]]
    """By indicator and span, how it was counted."""

    def cells(self, figure: RollupFigure) -> tuple[CountedCell, ...]:
        """Return the cells behind a figure, in reading order."""
        return self.cells_of([figure])[0]

    def has_reported(self, figure: RollupFigure) -> bool:
        """Return True if the unit of a figure sent what is counted in the period itself."""
        _, counts = self.counts[figure.indicator, figure.span]
        return counts[figure.indicator, figure.unit].has_reported

    def cells_of(self, figures: Sequence[RollupFigure]) -> list[tuple[CountedCell, ...]]:
        """Return the cells behind each of several figures, in reading order.

        It goes window by window, since each look at another window takes a table of its own.
        """
        so_far, current = self._rows_of(figures, "cumulative"), self._rows_of(figures, "current")
        return [
            tuple(self._stated_cells(figure))
            if figure.source == FIGURE
            else tuple(self._cells(figure, rows, in_period))
            for figure, rows, in_period in zip(figures, so_far, current, strict=True)
        ]

    def _cells(
        self, figure: RollupFigure, rows: set[Row], in_period: set[Row]
    ) -> Iterator[CountedCell]:
        days = self._days_of_stock(figure)
        sent_then = {tab for tab in {row[0] for row in rows} if _is_sent_in(self.sent[tab], days)}
        for row in sorted(rows):
            tab, number, letter = row
            sent = self.sent[tab]
            is_in_period = row in in_period and tab in sent_then
            yield CountedCell(sent.file, sent.table.sheet, f"{letter}{number}", is_in_period)

    def _days_of_stock(self, figure: RollupFigure) -> Window | None:
        """Return the days in which a stock must be sent to be one of the period."""
        counted, _ = self.counts[figure.indicator, figure.span]
        return counted.current if figure.indicator in counted.stocks else None

    def _rows_of(self, figures: Sequence[RollupFigure], name: str) -> list[set[Row]]:
        """Return the rows of figures in one of the windows of their spans."""
        found: list[set[Row]] = [set() for _ in figures]
        by_window: dict[Window, list[int]] = defaultdict(list)
        for number, figure in enumerate(figures):
            if figure.source != FIGURE:
                counted, _ = self.counts[figure.indicator, figure.span]
                is_stock = figure.indicator in counted.stocks
                by_window[counted.cumulative if is_stock else counted.windows[name]].append(number)
        for window, numbers in by_window.items():
            wanted: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
            for number in numbers:
                village = figures[number].unit.partition("/")[2]
                for source in self._sources(figures[number]):
                    wanted[source].append((number, village))
            names, units = {name for name, _ in wanted}, {unit for _, unit in wanted}
            for (name, unit, village), row in self.aggregates.rows(window, names, units):
                for number, only in wanted.get((name, unit), ()):
                    if only in ("", village):
                        found[number].add(row)
        return found

    def _sources(self, figure: RollupFigure) -> Iterator[tuple[str, str]]:
        """Yield the records of a figure by their name and unit, those of units below too."""
        _, counts = self.counts[figure.indicator, figure.span]
        unit = figure.unit.partition("/")[0]
        for each in self.tree.with_below(unit):
            count = counts.get((figure.indicator, each))
            if count is not None and (each not in self.tree.below or each == unit):
                yield count.variant or figure.indicator, each

    def _stated_cells(self, figure: RollupFigure) -> Iterator[CountedCell]:
        for unit in self.tree.with_below(figure.unit):
            spans: tuple[StatedSpan, ...] = ("cumulative", "current")
            found = (self.stated.get((figure.indicator, unit, span)) for span in spans)
            if stated := next(filter(None, found), None):
                is_in_period = _is_sent_in(stated.sent, self._days_of_stock(figure))
                yield CountedCell(
                    stated.sent.file, stated.sent.table.sheet, stated.cell, is_in_period
                )


def _is_sent_in(sent: SentTable, days: Window | None) -> bool:
    """Return True if a table was sent in some days, or if it does not matter."""
    return days is None or (
        days.first <= sent.period.first_day and sent.period.last_day <= days.last
    )

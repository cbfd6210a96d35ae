"""The cells behind figures, found again in the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import CountedCell, RollupFigure, Span
from ruralskills.rollups.periods import Window
from ruralskills.rollups.records import COUNTS
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
            else tuple(
                CountedCell(
                    self.sent[tab].file, self.sent[tab].table.sheet, f"{letter}{row}",
                    (tab, row, letter) in in_period and self._is_sent_then(figure, self.sent[tab]),
                )
                for tab, row, letter in sorted(rows)
            )
            for figure, rows, in_period in zip(figures, so_far, current, strict=True)
        ]  # fmt: skip

    def _is_sent_then(self, figure: RollupFigure, sent: SentTable) -> bool:
        """Return True for a flow, and for a stock that was sent in the period itself."""
        counted, _ = self.counts[figure.indicator, figure.span]
        if figure.indicator not in counted.stocks:
            return True
        days = counted.current
        return days.first <= sent.period.first_day and sent.period.last_day <= days.last

    def _rows_of(
        self, figures: Sequence[RollupFigure], name: str
    ) -> list[set[tuple[int, int, str]]]:
        """Return the rows of figures in one of the windows of their spans."""
        found: list[set[tuple[int, int, str]]] = [set() for _ in figures]
        by_window: dict[Window, list[int]] = defaultdict(list)
        for number, figure in enumerate(figures):
            if figure.source != FIGURE:
                counted, _ = self.counts[figure.indicator, figure.span]
                is_stock = figure.indicator in counted.stocks
                by_window[counted.cumulative if is_stock else counted.windows[name]].append(number)
        for window, numbers in by_window.items():
            for number in numbers:
                figure = figures[number]
                _, counts = self.counts[figure.indicator, figure.span]
                unit, _, village = figure.unit.partition("/")
                found[number] = self._rows(window, counts, figure.indicator, unit, village)
        return found

    def _rows(
        self,
        window: Window,
        counts: Mapping[CountKey, Count],
        indicator: str,
        unit: str,
        village: str,
    ) -> set[tuple[int, int, str]]:
        """Return table, row and column of each row that counts, of units below too."""
        by_variant: dict[str, list[str]] = defaultdict(list)
        for each in self.tree.with_below(unit):
            count = counts.get((indicator, each))
            if count is not None and (each not in self.tree.below or each == unit):
                by_variant[count.variant or indicator].append(each)
        return {
            (row.tab, row.row, row.letter)
            for variant, units in by_variant.items()
            for row in self.aggregates.rows(window, variant, units, village)
            if row.state == COUNTS
        }

    def _stated_cells(self, figure: RollupFigure) -> Iterator[CountedCell]:
        for unit in self.tree.with_below(figure.unit):
            spans: tuple[StatedSpan, ...] = ("cumulative", "current")
            found = (self.stated.get((figure.indicator, unit, span)) for span in spans)
            if stated := next(filter(None, found), None):
                is_in_period = self._is_sent_then(figure, stated.sent)
                yield CountedCell(
                    stated.sent.file, stated.sent.table.sheet, stated.cell, is_in_period
                )

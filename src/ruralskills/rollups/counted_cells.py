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
        if figure.source == FIGURE:
            return tuple(self._stated_cells(figure))
        counted, counts = self.counts[figure.indicator, figure.span]
        unit, _, village = figure.unit.partition("/")
        so_far = self._rows(counted.cumulative, counts, figure.indicator, unit, village)
        current = self._rows(counted.current, counts, figure.indicator, unit, village)
        return tuple(
            CountedCell(
                self.sent[tab].file, self.sent[tab].table.sheet, f"{letter}{row}",
                (tab, row, letter) in current,
            )
            for tab, row, letter in sorted(so_far)
        )  # fmt: skip

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
                yield CountedCell(stated.sent.file, stated.sent.table.sheet, stated.cell, True)

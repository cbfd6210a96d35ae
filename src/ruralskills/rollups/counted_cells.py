"""The cells behind figures, found again in the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ruralskills.notices import Indicator
from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import CountedCell, RollupFigure
from ruralskills.rollups.periods import Window
from ruralskills.rollups.records import COUNTS
from ruralskills.rollups.submissions import SentTable
from ruralskills.rollups.unit_tree import UnitTree


class CellFinder(Struct, frozen=True):
    """The means to find the rows of a figure again."""

    aggregates: Aggregates
    sent: Sequence[SentTable]
    tree: UnitTree
    windows: Mapping[str, Window]
    indicators: Sequence[Indicator]
    counts: Mapping[CountKey, Count]

    def cells(self, figure: RollupFigure) -> tuple[CountedCell, ...]:
        """Return the cells behind a figure, in reading order."""
        unit, _, village = figure.unit.partition("/")
        so_far = self._rows(figure.span, figure.indicator, unit, village)
        current = self._rows("current", figure.indicator, unit, village)
        return tuple(
            CountedCell(
                self.sent[tab].file, self.sent[tab].table.sheet, f"{letter}{row}",
                (tab, row, letter) in current,
            )
            for tab, row, letter in sorted(so_far)
        )  # fmt: skip

    def _rows(
        self, window: str, indicator: str, unit: str, village: str
    ) -> set[tuple[int, int, str]]:
        """Return table, row and column of each row that counts, of units below too."""
        by_variant: dict[str, list[str]] = {}
        for each in self._units(unit):
            count = self.counts.get((indicator, each))
            if (count is not None and each not in self.tree.below) or each == unit:
                variant = count.variant if count else indicator
                by_variant.setdefault(variant or indicator, []).append(each)
        return {
            (row.tab, row.row, row.letter)
            for variant, units in by_variant.items()
            for row in self.aggregates.rows(self.windows[window], variant, units, village)
            if row.state == COUNTS
        }

    def _units(self, unit: str) -> list[str]:
        below = self.tree.below.get(unit, ())
        return [unit, *(each for part in below for each in self._units(part.name))]

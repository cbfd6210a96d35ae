"""Standings: the units in front, the last, and those that have not begun.

Text, annex and page take them from here, so that none names others than the rest.  A unit has a
standing if it has a rank, as it has not in a task of few, nor where it did not report.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from ruralskills.rollups.entries import RollupFigure
from ruralskills.rollups.rollup import Rollup

_PLACES: Final = 3
"""Units in front, and last ones. Those of equal rank come with them."""
_MOST_NAMED: Final = 5
"""Units that are named at one end, of perhaps many of equal rank."""
FRONT_UNITS: Final = "front_units"
LAST_UNITS: Final = "last_units"
"""The indicators of the sizes of ends."""


class End(Struct, frozen=True):
    """The units at one end of a ranking."""

    named: tuple[RollupFigure, ...] = ()
    """Those that are named, the best first."""
    size: int = 0
    """The number of all of them."""

    @property
    def is_cut(self) -> bool:
        """True if not all are named."""
        return self.size > len(self.named)


class Standing(Struct, frozen=True):
    """The ranking of the units in a task."""

    ranked: tuple[RollupFigure, ...] = ()
    """The figures with ranks, the best first."""
    front: End = End()
    last: End = End()

    @property
    def not_begun(self) -> tuple[RollupFigure, ...]:
        """Those of a figure of 0."""
        return tuple(each for each in self.ranked if each.cumulative == 0)


def standing(rollup: Rollup, chosen: RollupFigure) -> Standing:
    """Return the ranking of the units below in the task of a figure.

    Equals are all at one end or none of them.  The best are never last, the worst never in front,
    and equals between them that would be both are neither.  Where all are equal there are no ends.
    """
    ranked = ranked_figures(rollup, chosen)
    size = min(_PLACES, len(ranked) // 2)
    ranks = [each.rank or 0 for each in ranked]
    if not size or ranks[0] == ranks[-1]:
        return Standing(tuple(ranked))
    in_front, among_last = ranks[size - 1], ranks[-size]
    if in_front == among_last:  # one group of equals has places at both ends
        in_front = max(ranks[0], in_front - 1)
        among_last = min(ranks[-1], among_last + 1)
    front = [each for each, rank in zip(ranked, ranks, strict=True) if rank <= in_front]
    last = [each for each, rank in zip(ranked, ranks, strict=True) if rank >= among_last]
    return Standing(
        tuple(ranked),
        End(tuple(front[:_MOST_NAMED]), len(front)),
        End(tuple(last[-_MOST_NAMED:]), len(last)),
    )


def ranked_figures(rollup: Rollup, chosen: RollupFigure) -> list[RollupFigure]:
    """Return the figures of the units below with ranks, the best first."""
    order = {each.name: index for index, each in enumerate(rollup.units)}
    found = [each for each in figures_below(rollup, chosen) if each.rank is not None]
    return sorted(found, key=lambda each: (each.rank or 0, order[each.unit]))


def figures_below(rollup: Rollup, chosen: RollupFigure) -> list[RollupFigure]:
    """Return the figures of the same indicator for the units right below the highest."""
    top = rollup.units[0].name
    below = {each.name for each in rollup.units if each.parent == top}
    return [
        figure
        for figure in rollup.figures
        if (figure.indicator, figure.span) == (chosen.indicator, chosen.span)
        and figure.unit in below
    ]

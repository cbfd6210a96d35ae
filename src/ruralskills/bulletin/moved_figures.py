"""Figures that are not those of the last approved period any more."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ruralskills.bulletin.number_marks import plain_name
from ruralskills.bulletin.task_view import spoken_title
from ruralskills.rollups.entries import Amount, RollupIndicator
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.rollup import Rollup


class MovedFigure(Struct, frozen=True):
    """A figure of the highest unit as it was approved, and as it is now."""

    indicator: RollupIndicator
    was: Amount | None
    now: Amount | None
    period: str
    """The period that it is a figure of, as its folder is named."""
    field: str
    """The field of the figure that has moved."""
    title: str
    """The indicator as it is spoken of, with the word for a field beside the shown."""
    units: tuple[str, ...]
    """The units whose files have changed, by their folders or by their own figures."""


def moved_figures(rollup: Rollup) -> Iterator[MovedFigure]:
    """Yield the figures of the highest unit that have moved."""
    top = rollup.units[0].name if rollup.units else ""
    known = {each.id: each for each in rollup.indicators}
    below = {each.name for each in rollup.units} - {each.parent for each in rollup.units}
    period = folder_name(rollup.moved_in or rollup.period)
    for each in rollup.moved:
        if each.unit == top and each.indicator in known:
            senders = {part for path in each.files for part in path.split("/")[:-1]}
            senders |= {one.unit for one in rollup.moved if one.indicator == each.indicator}
            names = tuple(sorted(map(plain_name, senders & below)))
            indicator = known[each.indicator]
            yield MovedFigure(
                indicator, each.was, each.now, period, each.field or "cumulative",
                f"{spoken_title(indicator.title)}{each.what}", names,
            )  # fmt: skip

"""The roll-up of a period: its figures, and what they were made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from ruralskills.model.masking import mask_name, mask_text
from ruralskills.model.outcome import NoticeInForce
from ruralskills.model.period import Period
from ruralskills.rollups.entries import (
    Amount,
    ChangedRow,
    CountedCell,
    Explanation,
    Inconsistency,
    LeftOut,
    Moved,
    RollupFigure,
    RollupIndicator,
    RollupSummary,
    RollupUnit,
    Span,
    Submission,
)
from ruralskills.rollups.explanation import explain

if TYPE_CHECKING:
    import pandas as pd


FigureKey = tuple[str, Span, str]
"""Indicator, span and unit."""


class Rollup(Struct, frozen=True):
    """The figures of a period for all units, with their sources."""

    period: Period
    as_of: date
    notices: tuple[NoticeInForce, ...] = ()
    submissions: tuple[Submission, ...] = ()
    indicators: tuple[RollupIndicator, ...] = ()
    figures: tuple[RollupFigure, ...] = ()
    inconsistent: tuple[Inconsistency, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    moved: tuple[Moved, ...] = ()
    moved_in: Period | None = None
    """The period of the freeze whose figures they are, None without one."""
    was_frozen: bool = False
    """True if the freeze that was asked for was there already, and is the same."""
    units: tuple[RollupUnit, ...] = ()
    """The units from the highest down, each before those below it."""
    expected: int = 0
    received: int = 0
    undated: tuple[str, ...] = ()
    """The units that sent something of which no register tells when it came in."""
    remarks: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of an indicator, every name that it goes by."""
    cells: Callable[[RollupFigure], tuple[CountedCell, ...]] = lambda _: ()
    """Returns the cells behind a figure."""
    cells_of: Callable[[Sequence[RollupFigure]], list[tuple[CountedCell, ...]]] = lambda figures: [
        () for _ in figures
    ]
    """Returns the cells behind each of several figures, at the cost of a few."""
    changes: Callable[[RollupFigure], tuple[ChangedRow, ...]] | None = None
    """Returns the rows of a figure that changed since a freeze, None without one."""
    has_reported: Callable[[RollupFigure], bool] = lambda _: True
    """Returns True if the unit of a figure reported in the period itself."""
    own_files: tuple[str, ...] = ()
    """The files sent for the period itself, or a part of it, whose rows count."""
    people_of_files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By file, the people in its ledgers whose names stand in its name."""
    sent_for: tuple[Period, ...] = ()
    """The periods that something was sent for, the first one first."""
    so_far: Callable[[Period], Mapping[FigureKey, Amount]] = lambda _: {}
    """Returns the cumulative figures as a period before this one left them."""
    find_unit: Callable[[str], str] = str
    """Returns the unit that a text names, empty for none."""
    find_place: Callable[[str], str] = str
    """Returns the unit that a text names, or the village behind its unit and a stroke."""

    @property
    def summary(self) -> RollupSummary:
        """The numbers of units and figures."""
        return RollupSummary(len(self.units), self.expected, self.received, len(self.figures))

    def explain(self, unit: str, indicator: str, span: Span = "year") -> Explanation:
        """Return a figure with the cells behind it.

        ``indicator`` is its id, its title or any of its other names.  Raises RollupError for a
        unit or an indicator that is not in the roll-up.
        """
        return explain(self, unit, indicator, span)

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame with a row for each figure."""
        import pandas as pd

        columns = RollupFigure.__struct_fields__
        return pd.DataFrame([asdict(figure) for figure in self.figures], columns=list(columns))

    def masked(self) -> Rollup:
        """Return the roll-up with personal numbers in all names hidden."""
        return replace(
            _with_masked_units(self),
            submissions=tuple(each.masked() for each in self.submissions),
            inconsistent=tuple(each.masked() for each in self.inconsistent),
            left_out=tuple(each.masked() for each in self.left_out),
            moved=tuple(each.masked() for each in self.moved),
            remarks=tuple(map(mask_text, self.remarks)),
        )


def _with_masked_units(rollup: Rollup) -> Rollup:
    """Return the roll-up with personal numbers in names of units hidden."""
    names = {*(each.unit for each in rollup.figures), *(each.name for each in rollup.units)}
    hidden = {name: mask_name(name) for name in names if mask_name(name) != name}
    if not hidden:
        return rollup
    true: dict[RollupFigure, RollupFigure] = {}
    for figure in rollup.figures:
        if figure.unit in hidden:
            true[replace(figure, unit=hidden[figure.unit])] = figure
    figures = tuple(
        replace(each, unit=hidden[each.unit]) if each.unit in hidden else each
        for each in rollup.figures
    )
    units = tuple(
        replace(each, name=hidden.get(each.name, each.name), parent=hidden.get(each.parent, each.parent))
        for each in rollup.units
    )  # fmt: skip

    def truly(figure: RollupFigure) -> RollupFigure:
        return true.get(figure, figure)

    changes = rollup.changes
    return replace(
        rollup,
        figures=figures,
        units=units,
        cells=lambda figure: rollup.cells(truly(figure)),
        cells_of=lambda several: rollup.cells_of(list(map(truly, several))),
        changes=changes and (lambda figure: changes(truly(figure))),
        has_reported=lambda figure: rollup.has_reported(truly(figure)),
    )

"""Tasks as a template sees them: the figures of an indicator, ready to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.bulletin.number_marks import MarkedNumber, NumberMarks, plain_name, rate_digits
from ruralskills.bulletin.standings import FRONT_UNITS, LAST_UNITS, End, Standing, standing
from ruralskills.rollups.entries import Amount, RollupFigure, RollupIndicator
from ruralskills.rollups.periods import difference, percent
from ruralskills.rollups.rollup import Rollup

_POINTS: Final = "百分点"
_TRAINEES: Final = "trainee"
"""The ledger of people in classes, in which somebody may rightly stand twice."""


class UnitRate(Struct, frozen=True):
    """A unit with its rate of a task, and its rank if it has one."""

    unit: str
    rank: int
    rate: MarkedNumber


class TaskView(Struct, frozen=True):
    """The figures of an indicator at the highest unit."""

    id: str
    title: str
    name: str
    """The last part of the title, as ``贫困村`` of ``致富带头人/存量/贫困村``."""
    measure: str
    kind: Literal["flow", "stock"]
    has_plan: bool
    """True where the task is one of several years."""
    current: MarkedNumber | None = None
    cumulative: MarkedNumber | None = None
    times: MarkedNumber | None = None
    """The times that people were trained, where some were more than once."""
    target: MarkedNumber | None = None
    rate: MarkedNumber | None = None
    rate_change: MarkedNumber | None = None
    """The change of the printed rate, without its sign."""
    has_risen: bool = False
    gap: MarkedNumber | None = None
    """The distance from the schedule, without its sign."""
    is_behind: bool = False
    repeats: MarkedNumber | None = None
    pending: MarkedNumber | None = None
    lacking: MarkedNumber | None = None
    parts: tuple[TaskView, ...] = ()
    front: tuple[UnitRate, ...] = ()
    last: tuple[UnitRate, ...] = ()
    front_size: MarkedNumber | None = None
    """The number of units in front, where not all are named."""
    last_size: MarkedNumber | None = None
    not_begun: tuple[str, ...] = ()
    is_ranked: bool = False
    """True if units have ranks in it."""


def spoken_title(title: str) -> str:
    """Return the title of an indicator as a sentence has it.

    >>> spoken_title("致富带头人/新增")
    '致富带头人新增'
    """
    return plain_name(title.replace("/", ""))


def parts_of(tasks: Iterable[TaskView]) -> tuple[TaskView, ...]:
    """Return the parts of all tasks."""
    return tuple(part for task in tasks for part in task.parts)


def rate_change(figure: RollupFigure) -> float | None:
    """Return the difference of the printed rates of a figure and of the period before."""
    if figure.rate is None or figure.previous is None or not figure.target:
        return None
    before = percent(Decimal(str(figure.previous)), Decimal(str(figure.target)))
    return difference(figure.rate, before)


def top_figures(rollup: Rollup) -> dict[str, RollupFigure]:
    """Return by indicator the figure of the highest unit, with a task if it has one."""
    if not rollup.units:
        return {}
    top = rollup.units[0].name
    found: dict[str, RollupFigure] = {}
    for figure in rollup.figures:
        if figure.unit == top:
            before = found.get(figure.indicator)
            if before is None or (before.target is None and figure.target is not None):
                found[figure.indicator] = figure
    return found


class TaskViews(Struct, frozen=True):
    """The making of views of a roll-up."""

    rollup: Rollup
    marks: NumberMarks

    def tasks(self) -> tuple[TaskView, ...]:
        """Return the indicators with a task, those that are parts of another under it."""
        figures = top_figures(self.rollup)
        with_task = [
            each
            for each in self.rollup.indicators
            if each.id in figures and figures[each.id].target
        ]
        titles = {each.title: each.id for each in with_task}
        views = {each.id: self.view(each, figures[each.id]) for each in with_task}
        parts: dict[str, list[TaskView]] = {}
        for indicator in with_task:
            whole = titles.get(indicator.title.rpartition("/")[0])
            if whole is not None:
                parts.setdefault(whole, []).append(views[indicator.id])
        inner = {each.id for group in parts.values() for each in group}
        return tuple(
            replace(views[each.id], parts=tuple(parts.get(each.id, ())))
            for each in with_task
            if each.id not in inner
        )

    def all(self) -> dict[str, TaskView]:
        """Return every indicator of the highest unit by its id, with a task or without."""
        figures = top_figures(self.rollup)
        return {
            each.id: self.view(each, figures[each.id])
            for each in self.rollup.indicators
            if each.id in figures
        }

    def view(self, indicator: RollupIndicator, figure: RollupFigure) -> TaskView:
        """Return an indicator as templates see it."""
        change = rate_change(figure)
        ranking = standing(self.rollup, figure) if figure.target else Standing()
        return TaskView(
            indicator.id,
            spoken_title(indicator.title),
            indicator.title.rpartition("/")[2],
            indicator.measure,
            indicator.kind,
            figure.span == "plan",
            current=self._amount(figure, "current", indicator.measure),
            cumulative=self._amount(figure, "cumulative", indicator.measure),
            times=self._times(indicator, figure),
            target=self._amount(figure, "target", indicator.measure),
            rate=self._rate(figure.rate, figure, "rate", "%"),
            rate_change=self._rate(change, figure, "rate_change", _POINTS),
            has_risen=(change or 0) > 0,
            gap=self._rate(figure.gap, figure, "gap", _POINTS),
            is_behind=(figure.gap or 0) < 0,
            repeats=self._amount(figure, "repeats", indicator.measure),
            pending=self._amount(figure, "pending", indicator.measure),
            lacking=self._amount(figure, "lacking", "个"),
            front=self._unit_rates(ranking.front),
            last=self._unit_rates(ranking.last),
            front_size=self._size(ranking.front, FRONT_UNITS),
            last_size=self._size(ranking.last, LAST_UNITS),
            not_begun=tuple(plain_name(each.unit) for each in ranking.not_begun),
            is_ranked=bool(ranking.ranked),
        )

    def _times(self, indicator: RollupIndicator, figure: RollupFigure) -> MarkedNumber | None:
        is_training = figure.source == _TRAINEES and indicator.kind == "flow"
        if not is_training or figure.entries == figure.cumulative:
            return None
        return self._amount(figure, "entries", "人次")

    def _amount(self, figure: RollupFigure, field: str, unit: str) -> MarkedNumber | None:
        value: Amount | None = getattr(figure, field)
        return None if value is None else self.marks.mark(value, figure.indicator, unit, field)

    def _rate(
        self, value: float | None, figure: RollupFigure, field: str, unit: str
    ) -> MarkedNumber | None:
        if value is None:
            return None
        shown = abs(value)
        return self.marks.mark(shown, figure.indicator, unit, field, rate_digits(shown))

    def _unit_rates(self, end: End) -> tuple[UnitRate, ...]:
        return tuple(
            UnitRate(plain_name(each.unit), each.rank or 0, rate)
            for each in end.named
            if (rate := self._rate(each.rate, each, "rate", "%")) is not None
        )

    def _size(self, end: End, name: str) -> MarkedNumber | None:
        return self.marks.mark(end.size, name, "个", "current") if end.is_cut else None

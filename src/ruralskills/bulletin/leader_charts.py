"""The charts of the leader's page: progress, completion by unit, trend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ruralskills.bulletin.leader_lines import Light, tone_of
from ruralskills.bulletin.number_cells import rate_cell
from ruralskills.bulletin.number_marks import plain_name, rate_digits
from ruralskills.bulletin.standings import ranked_figures
from ruralskills.bulletin.statement import StatedNumber, Statement
from ruralskills.bulletin.svg_charts import ChartBar, ChartLine, bar_chart, line_chart
from ruralskills.bulletin.unit_words import units_word
from ruralskills.model.period import Period
from ruralskills.rollups.entries import RollupFigure
from ruralskills.rollups.periods import folder_name, percent, scheduled_rate
from ruralskills.rollups.rollup import Rollup

_MOST_BARS: Final = 24
_MOST_LINES: Final = 6
_MOST_PERIODS: Final = 12
_QUARTERS: Final = "一二三四"


def charts(rollup: Rollup, lights: Sequence[Light]) -> Iterator[str]:
    """Yield the charts that there are figures for."""
    rated = [light for light in lights if light.figure.rate is not None]
    if rated:
        bars = [_bar(light.title, light.figure) for light in rated[:_MOST_BARS]]
        yield bar_chart("各项任务完成率（竖线为序时进度）", bars)
    if slowest := _slowest(rollup, rated):
        ranked = ranked_figures(rollup, slowest.figure)
        if len(ranked) > _MOST_BARS:
            ranked = ranked[: _MOST_BARS // 2] + ranked[-_MOST_BARS // 2 :]
        shown = [_bar(plain_name(each.unit), each) for each in ranked]
        yield bar_chart(f"各{units_word(rollup)}{slowest.title}完成率", shown)
    if lines := list(_trend(rollup, rated)):
        names = [_short_name(period) for period in periods_shown(rollup)]
        yield line_chart("历期完成率", names, lines)


def trend_statements(rollup: Rollup, lights: Sequence[Light], section: str) -> Iterator[Statement]:
    """Yield the last points of the trend as statements."""
    period = folder_name(rollup.period)
    for light in lights:
        scheduled = light.figure.scheduled_rate
        if light.figure.rate is not None and scheduled is not None:
            cell = rate_cell(scheduled, light.figure.indicator, "%", period, "scheduled_rate")
            yield Statement(section, f"{light.title}序时进度　{cell.text}", cell.numbers)
        points = [
            StatedNumber(rate, light.figure.indicator, "%", folder_name(each), "rate")
            for each, rate in zip(periods_shown(rollup), _rates(rollup, light.figure), strict=True)
            if rate is not None
        ]
        text = "　".join(f"{rate_digits(float(each.value))}%" for each in points)
        if points:
            yield Statement(section, f"{light.title}历期完成率　{text}", tuple(points))


def periods_shown(rollup: Rollup) -> list[Period]:
    """Return the period and those of its length before it in its year."""
    own = rollup.period
    before = [
        each
        for each in rollup.sent_for
        if bool(each.quarter) == bool(own.quarter)
        and bool(each.month) == bool(own.month)
        and each.year == own.year
        and each.last_day < own.last_day
    ]
    return [*before, own][-_MOST_PERIODS:]


def _slowest(rollup: Rollup, lights: Sequence[Light]) -> Light | None:
    """Return the task that is most behind, of those in which units differ."""
    found = [
        light
        for light in lights
        if len({each.rate for each in ranked_figures(rollup, light.figure)}) > 1
    ]
    return min(found, key=lambda light: light.figure.gap or 0, default=None)


def _trend(rollup: Rollup, lights: Sequence[Light]) -> Iterator[ChartLine]:
    timed = [light for light in lights if light.figure.scheduled_rate is not None]
    shown = (timed or list(lights))[:_MOST_LINES]
    for light in shown:
        rates = tuple(_rates(rollup, light.figure))
        yield ChartLine(light.title, rates, f"{rate_digits(light.figure.rate or 0)}%")
    scheduled = [light.figure.scheduled_rate for light in shown if light.figure.span == "year"]
    known = [rate for rate in scheduled if rate is not None]
    if known:
        # Of several schedules the line is that of the year, which most tasks have.
        whole = scheduled_rate(rollup.period, rollup.period.year, 1)
        rate = whole if whole in known else known[0]
        line = paces(rate, rollup.period, periods_shown(rollup))
        yield ChartLine("序时进度", line, f"{rate_digits(rate)}%", is_schedule=True)


def paces(rate: float, period: Period, periods: Sequence[Period]) -> tuple[float, ...]:
    """Return the schedule at the ends of periods, which has a rate at one of them.

    A target whose last day is not that of the year has a schedule of its own.

    >>> paces(50.0, Period(2021, 2), [Period(2021, 1), Period(2021, 2)])
    (25.0, 50.0)
    >>> paces(46.15, Period(2021, 2), [Period(2021, 1), Period(2021, 2)])
    (23.07, 46.15)
    """
    of_year = scheduled_rate(period, period.year, 1)
    return tuple(
        min(100.0, round(scheduled_rate(each, each.year, 1) * rate / of_year, 2))
        for each in periods
    )


def _rates(rollup: Rollup, figure: RollupFigure) -> Iterator[float | None]:
    """Yield the rate of a task at the end of each period, by the task of today."""
    key = figure.indicator, figure.span, figure.unit
    for period in periods_shown(rollup):
        if period == rollup.period:
            yield figure.rate
            continue
        value = rollup.so_far(period).get(key)
        known = value is not None and figure.target
        yield percent(Decimal(str(value)), Decimal(str(figure.target))) if known else None


def _short_name(period: Period) -> str:
    if period.month:
        return f"{period.month}月"
    return f"{_QUARTERS[period.quarter - 1]}季度" if period.quarter else f"{period.year}年"


def _bar(label: str, figure: RollupFigure) -> ChartBar:
    rate = figure.rate or 0.0
    tone, _ = tone_of(figure)
    return ChartBar(label, rate, f"{rate_digits(rate)}%", tone, figure.scheduled_rate)

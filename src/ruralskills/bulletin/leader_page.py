"""The page for the leader: one sheet of lights, charts, red lines and changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from ruralskills.bulletin.content import Material, period_words
from ruralskills.bulletin.number_cells import AnnexCell, amount_cell, rate_cell
from ruralskills.bulletin.number_marks import plain_name
from ruralskills.bulletin.statement import Statement
from ruralskills.bulletin.svg_charts import ChartBar, bar_chart, change_chart
from ruralskills.bulletin.task_view import (
    front_and_last,
    ranked_figures,
    rate_change,
    top_figures,
)
from ruralskills.model.findings import Nature
from ruralskills.model.masking import mask_text
from ruralskills.notices import COMMON, shipped_notices
from ruralskills.reports.templates import content_policy, fill, source
from ruralskills.rollups.entries import RollupFigure, RollupIndicator
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.rollup import Rollup

SECTION: Final = "领导页"
_SLOW: Final = -10.0
"""Percentage points behind the schedule from which on a light is red."""
_MOST_PLACES: Final = 30
_MOST_BARS: Final = 12


class Light(Struct, frozen=True):
    """A task with its light."""

    title: str
    tone: str
    word: str
    cells: tuple[AnnexCell, ...]
    """Cumulative figure, task, rate, distance from the schedule, change."""
    figure: RollupFigure


class NamedLine(Struct, frozen=True):
    """A line of the page: words, and cells behind them."""

    words: str
    cells: tuple[AnnexCell, ...] = ()
    more: str = ""


class LeaderPage(Struct, frozen=True):
    """The page with its lines, which are statements too."""

    material: Material
    lights: tuple[Light, ...]
    ranks: tuple[tuple[str, NamedLine, NamedLine], ...]
    """By task, those in front and the last."""
    money: tuple[NamedLine, ...]
    red_lines: tuple[NamedLine, ...]
    moved: tuple[NamedLine, ...]

    @property
    def statements(self) -> Iterator[Statement]:
        """The lines as statements with their numbers."""
        for light in self.lights:
            yield _statement(light.title, light.cells)
        for title, front, last in self.ranks:
            yield _statement(title, (*front.cells, *last.cells))
        for line in (*self.money, *self.red_lines, *self.moved):
            yield _statement(line.words, line.cells)

    def text(self) -> str:
        """Return the page."""
        rollup = self.material.rollup
        style, script = source("leader.css"), source("leader.js")
        missing = sorted(
            {
                plain_name(each.unit)
                for each in rollup.submissions
                if each.status == "missing" and each.unit
            }
        )
        return fill(
            "leader.html.j2", page=self, style=style, script=script,
            policy=content_policy(style, script), period=period_words(rollup.period),
            place=plain_name(rollup.units[0].name) if rollup.units else "", missing=missing,
            as_of=rollup.as_of, charts=list(self._charts()), data=self._data(),
            notices=[each.title for each in rollup.notices if each.id != COMMON],
        )  # fmt: skip

    def _charts(self) -> Iterator[str]:
        bars = [_bar(light) for light in self.lights if light.figure.rate is not None]
        if not bars:
            return
        yield bar_chart("各项任务完成率（竖线为序时进度）", bars[:_MOST_BARS])
        slowest = min(
            (light for light in self.lights if ranked_figures(self.material.rollup, light.figure)),
            key=lambda light: light.figure.gap or 0,
            default=None,
        )
        if slowest is not None:
            ranked = ranked_figures(self.material.rollup, slowest.figure)
            shown = [_unit_bar(each) for each in ranked]
            if len(shown) > _MOST_BARS:
                shown = shown[: _MOST_BARS // 2] + shown[-_MOST_BARS // 2 :]
            yield bar_chart(f"各镇街{slowest.title}完成率", shown)
        with_change = [bar for bar in bars if bar.before is not None]
        if with_change:
            yield change_chart("完成率的变化（空心为上期末）", with_change[:_MOST_BARS])

    def _data(self) -> str:
        """Return the places behind the figures, as the search finds them."""
        entries = list(_search_entries(self.material.rollup, self.lights))
        text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace("&", "\\u0026")


def leader_page(material: Material) -> LeaderPage:
    """Return the page of a roll-up."""
    rollup = material.rollup
    period = folder_name(rollup.period)
    figures = top_figures(rollup)
    lights, ranks, money = [], [], []
    for indicator in rollup.indicators:
        figure = figures.get(indicator.id)
        if figure is None:
            continue
        if figure.target:
            lights.append(_light(indicator, figure, period))
            front, last = front_and_last(ranked_figures(rollup, figure))
            if front or last:
                ranks.append(
                    (lights[-1].title, _units_line(front, period), _units_line(last, period))
                )
        elif "元" in indicator.measure and figure.cumulative is not None:
            cell = amount_cell(
                figure.cumulative, indicator.id, indicator.measure, period, "cumulative"
            )
            money.append(NamedLine(plain_name(indicator.title), (cell,), indicator.measure))
    return LeaderPage(
        material, tuple(lights), tuple(ranks), tuple(money),
        tuple(_red_lines(material, period)), tuple(_moved(rollup, period)),
    )  # fmt: skip


def _light(indicator: RollupIndicator, figure: RollupFigure, period: str) -> Light:
    unit = indicator.measure
    if figure.cumulative is None:
        tone, word = "none", "无数"
    elif figure.gap is None:
        tone, word = ("good", "已完成") if (figure.rate or 0) >= 100 else ("none", "存量")
    elif figure.gap >= 0:
        tone, word = "good", "不慢于序时"
    else:
        tone, word = ("slow", "略慢") if figure.gap > _SLOW else ("bad", "慢")
    cells = (
        amount_cell(figure.cumulative, figure.indicator, unit, period, "cumulative"),
        amount_cell(figure.target, figure.indicator, unit, period, "target"),
        rate_cell(figure.rate, figure.indicator, "%", period, "rate"),
        rate_cell(figure.gap, figure.indicator, "百分点", period, "gap"),
        rate_cell(rate_change(figure), figure.indicator, "百分点", period, "rate_change"),
    )
    return Light(plain_name(indicator.title), tone, word, cells, figure)


def _units_line(figures: Sequence[RollupFigure], period: str) -> NamedLine:
    cells = [rate_cell(each.rate, each.indicator, "%", period, "rate") for each in figures]
    words = "、".join(
        f"{plain_name(each.unit)} {cell.text}" for each, cell in zip(figures, cells, strict=True)
    )
    return NamedLine(words, tuple(cells))


def _red_lines(material: Material, period: str) -> Iterator[NamedLine]:
    for kind in material.problems.kinds:
        if kind.nature is Nature.SHORTFALL:
            cell = amount_cell(kind.count, kind.code, "条", period, "current")
            yield NamedLine(kind.title, (cell,), kind.clause)


def _moved(rollup: Rollup, period: str) -> Iterator[NamedLine]:
    titles = {each.id: each.title for each in rollup.indicators}
    for each in rollup.moved:
        if rollup.units and each.unit == rollup.units[0].name and each.indicator in titles:
            cells = tuple(
                amount_cell(value, each.indicator, "", period, "cumulative")
                for value in (each.was, each.now)
            )
            yield NamedLine(plain_name(titles[each.indicator]), cells)


def _bar(light: Light) -> ChartBar:
    figure = light.figure
    change = rate_change(figure)
    rate = figure.rate or 0.0
    before = None if change is None else rate - change
    return ChartBar(
        light.title, rate, light.cells[2].text, light.tone, figure.scheduled_rate, before
    )


def _unit_bar(figure: RollupFigure) -> ChartBar:
    tone = "good" if (figure.gap or 0) >= 0 else "slow" if (figure.gap or 0) > _SLOW else "bad"
    rate = figure.rate or 0.0
    return ChartBar(plain_name(figure.unit), rate, f"{rate:.2f}%", tone, figure.scheduled_rate)


def _search_entries(rollup: Rollup, lights: Sequence[Light]) -> Iterator[dict[str, Any]]:
    known = {each.id: each for each in rollup.indicators}
    wanted = {(light.figure.indicator, light.figure.span) for light in lights}
    clauses = _citations(rollup)
    leaves = {each.name for each in rollup.units} - {each.parent for each in rollup.units}
    for figure in rollup.figures:
        if (figure.indicator, figure.span) in wanted and figure.unit in leaves and figure.places:
            indicator = known[figure.indicator]
            places = [mask_text(str(cell)) for cell in rollup.cells(figure)]
            value = "" if figure.cumulative is None else f"{figure.cumulative}{indicator.measure}"
            yield {
                "name": f"{figure.unit} {indicator.title}", "value": value,
                "clause": clauses.get(indicator.clause, indicator.clause), "places": places[:_MOST_PLACES], "all": len(places),
            }  # fmt: skip


def _citations(rollup: Rollup) -> dict[str, str]:
    """Return by clause the citation, for the notices in force that are shipped."""
    shipped = shipped_notices()
    return {
        name: clause.citation
        for each in rollup.notices
        if each.id in shipped
        for name, clause in shipped[each.id].clauses.items()
    }


def _statement(words: str, cells: Sequence[AnnexCell]) -> Statement:
    numbers = tuple(number for cell in cells for number in cell.numbers)
    return Statement(
        SECTION, "　".join((words, *(cell.text for cell in cells if cell.text))), numbers
    )

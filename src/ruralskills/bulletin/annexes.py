"""The annexes of a bulletin: tables whose cells know what they are the number of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ruralskills.bulletin.number_cells import AnnexCell, amount_cell, rate_cell
from ruralskills.bulletin.number_marks import plain_name
from ruralskills.bulletin.problem_counts import ProblemCounts
from ruralskills.bulletin.statement import Statement
from ruralskills.bulletin.task_view import ranked_figures, rate_change, top_figures
from ruralskills.model.findings import Nature
from ruralskills.rollups.entries import RollupFigure
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.rollup import Rollup

_MOST_COLUMNS = 6
"""Tasks beside one another, so many that a sheet of paper has room for them."""


class Annex(Struct, frozen=True):
    """A table under its title."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[AnnexCell, ...], ...]

    @property
    def statements(self) -> Iterator[Statement]:
        """The rows as statements, their cells parted by wide blanks."""
        for row in self.rows:
            numbers = tuple(number for cell in row for number in cell.numbers)
            yield Statement(self.title, "　".join(cell.text for cell in row), numbers)


def annexes(rollup: Rollup, problems: ProblemCounts, is_ranked: bool = True) -> tuple[Annex, ...]:
    """Return the tables of progress, of ranks if wanted, and of problems."""
    period = folder_name(rollup.period)
    chosen = [figure for figure in top_figures(rollup).values() if figure.target]
    order = {each.id: index for index, each in enumerate(rollup.indicators)}
    chosen.sort(key=lambda each: order[each.indicator])
    tables = [_progress(rollup, chosen, period)]
    tables += _ranks(rollup, chosen, period) if is_ranked else ()
    tables.append(_problems(problems, period))
    return tuple(
        Annex(f"附件{index}　{each.title}", each.headers, each.rows)
        for index, each in enumerate(tables, 1)
    )


def _progress(rollup: Rollup, figures: Sequence[RollupFigure], period: str) -> Annex:
    known = {each.id: each for each in rollup.indicators}
    rows = []
    for figure in figures:
        unit = known[figure.indicator].measure
        amounts = [
            amount_cell(getattr(figure, name), figure.indicator, unit, period, name)
            for name in ("target", "current", "cumulative", "pending")
        ]
        rates = [
            rate_cell(figure.rate, figure.indicator, "%", period, "rate"),
            rate_cell(rate_change(figure), figure.indicator, "百分点", period, "rate_change"),
            rate_cell(figure.gap, figure.indicator, "百分点", period, "gap"),
        ]
        title = AnnexCell(plain_name(known[figure.indicator].title))
        rows.append((title, AnnexCell(unit), *amounts, *rates))
    headers = (
        "指标",
        "单位",
        "任务数",
        "本期数",
        "累计数",
        "待核数",
        "完成率",
        "较上期",
        "与序时进度",
    )
    return Annex("各项任务进展情况表", headers, tuple(rows))


def _ranks(rollup: Rollup, figures: Sequence[RollupFigure], period: str) -> Iterator[Annex]:
    known = {each.id: each for each in rollup.indicators}
    ranked = {each.indicator: ranked_figures(rollup, each) for each in figures}
    shown = [each for each in figures if ranked[each.indicator]]
    parts = [shown[at : at + _MOST_COLUMNS] for at in range(0, len(shown), _MOST_COLUMNS)]
    units = {each.unit for found in ranked.values() for each in found}
    for part in parts:
        cells = {
            (each.indicator, each.unit): _ranked_cell(each, period)
            for figure in part
            for each in ranked[figure.indicator]
        }
        rows = tuple(
            (
                AnnexCell(plain_name(unit.name)),
                *(cells.get((each.indicator, unit.name), AnnexCell("—")) for each in part),
            )
            for unit in rollup.units
            if unit.name in units
        )
        headers = ("单位", *(plain_name(known[each.indicator].title) for each in part))
        yield Annex("各镇街完成率及名次表", headers, rows)


def _ranked_cell(figure: RollupFigure, period: str) -> AnnexCell:
    rate = rate_cell(figure.rate, figure.indicator, "%", period, "rate")
    rank = amount_cell(figure.rank, figure.indicator, "名", period, "rank")
    return AnnexCell(f"{rate.text}（第{rank.text}）", rate.numbers + rank.numbers)


def _problems(problems: ProblemCounts, period: str) -> Annex:
    rows = tuple(
        (
            AnnexCell(plain_name(each.unit)),
            *(
                amount_cell(
                    each.counts.get(nature, 0), f"findings_{nature.value}", "条", period, "current"
                )
                for nature in Nature
            ),
            amount_cell(each.total, "findings", "条", period, "current"),
        )
        for each in problems.units
    )
    headers = ("单位", *(nature.label for nature in Nature), "合计")
    return Annex("各镇街台账问题统计表", headers, rows)

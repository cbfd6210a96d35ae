"""The annexes of a bulletin: tables whose cells know what they are the number of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.bulletin.number_cells import AnnexCell, amount_cell, end_cell, rate_cell
from ruralskills.bulletin.number_marks import plain_name
from ruralskills.bulletin.problem_counts import ALL_FINDINGS, NATURES, ProblemCounts
from ruralskills.bulletin.standings import (
    FRONT_UNITS,
    LAST_UNITS,
    figures_below,
    ranked_figures,
    standing,
)
from ruralskills.bulletin.statement import Requirement, Statement
from ruralskills.bulletin.task_view import (
    rate_change,
    spoken_title,
    top_figures,
)
from ruralskills.bulletin.unit_words import units_word
from ruralskills.model.findings import Nature
from ruralskills.rollups.entries import RollupFigure
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.rollup import Rollup
from ruralskills.text.numbers import in_han

_MOST_TASKS: Final = 4
"""Tasks beside one another, so many that a sheet of paper has room for them."""
_NOT_KNOWN: Final = AnnexCell("—")


class AnnexTable(Struct, frozen=True):
    """A table with one or two lines of headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[AnnexCell, ...], ...]
    groups: tuple[str, ...] = ()
    """The text above each header, empty where there is none."""


class Annex(Struct, frozen=True):
    """Tables under a title."""

    number: int
    title: str
    tables: tuple[AnnexTable, ...]
    note: str

    @property
    def statements(self) -> Iterator[Statement]:
        """The rows as statements, their cells parted by wide blanks."""
        for row in (row for table in self.tables for row in table.rows):
            numbers = tuple(number for cell in row for number in cell.numbers)
            text = "　".join(cell.text for cell in row)
            yield Statement(f"附件{self.number}　{self.title}", text, numbers)


def annexes(
    rollup: Rollup, problems: ProblemCounts, requirements: Sequence[Requirement] = ()
) -> tuple[Annex, ...]:
    """Return the tables of progress, ranks, problems and requirements."""
    tasks, level = task_figures(rollup), units_word(rollup)
    ranked = [each for each in tasks if ranked_figures(rollup, each)]
    found: list[tuple[str, tuple[AnnexTable, ...], str]] = [
        (_PROGRESS, (_progress(rollup, tasks),), _PROGRESS_NOTE)
    ]
    if ranked:
        found.append(
            (_RANKS.format(level), (_ends(rollup, ranked), *_ranks(rollup, ranked)), _RANKS_NOTE)
        )
    by_kind = (_kinds(problems, rollup),) if problems.kinds else ()
    found.append((_PROBLEMS, (_problems(problems, rollup), *by_kind), _PROBLEMS_NOTE.format(level)))
    if requirements:
        found.append((_REQUIREMENTS, (_numbered(requirements),), _REQUIREMENTS_NOTE))
    return tuple(Annex(number, *each) for number, each in enumerate(found, 1))


_PROGRESS: Final = "各项任务进展情况表"
_PROGRESS_NOTE: Final = (
    "注：累计数为核定数，待核数未计入；“较上期”“与序时进度”为百分点，存量没有序时进度。"
)
_RANKS: Final = "各{}完成率和名次表"
_RANKS_NOTE: Final = "注：任务数不超过五的、本期没有报送或读不出的，不排名次。"
_PROBLEMS: Final = "各单位台账问题统计表"
_PROBLEMS_NOTE: Final = "注：只列条数，逐条见问题清单；涉及几个{}的，各列一条。"
_REQUIREMENTS: Final = "下一步工作要求"
_REQUIREMENTS_NOTE: Final = "注：正文写不下的也在这里。"


def task_figures(rollup: Rollup) -> list[RollupFigure]:
    """Return the highest unit's figures that have a task, as the notice has them."""
    order = {each.id: index for index, each in enumerate(rollup.indicators)}
    found = [figure for figure in top_figures(rollup).values() if figure.target]
    return sorted(found, key=lambda each: order[each.indicator])


def _progress(rollup: Rollup, figures: Sequence[RollupFigure]) -> AnnexTable:
    period = folder_name(rollup.period)
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
        title = AnnexCell(spoken_title(known[figure.indicator].title))
        rows.append((title, AnnexCell(unit), *map(_or_dash, (*amounts, *rates))))
    headers = (
        "指标", "单位", "任务数", "本期数", "累计数", "待核数", "完成率", "较上期", "与序时进度",
    )  # fmt: skip
    return AnnexTable(headers, tuple(rows))


def _ends(rollup: Rollup, figures: Sequence[RollupFigure]) -> AnnexTable:
    """Return by task the units in front, the last, and those that have not begun."""
    titles = {each.id: spoken_title(each.title) for each in rollup.indicators}
    period = folder_name(rollup.period)
    rows = []
    for figure in figures:
        found = standing(rollup, figure)
        cells = (
            AnnexCell(titles[figure.indicator]),
            end_cell(found.front, FRONT_UNITS, period),
            end_cell(found.last, LAST_UNITS, period),
            AnnexCell("、".join(plain_name(each.unit) for each in found.not_begun)),
        )
        rows.append(tuple(map(_or_dash, cells)))
    return AnnexTable(("任务", "居前", "居后", "尚未启动"), tuple(rows))


def _ranks(rollup: Rollup, figures: Sequence[RollupFigure]) -> Iterator[AnnexTable]:
    titles = {each.id: spoken_title(each.title) for each in rollup.indicators}
    for at in range(0, len(figures), _MOST_TASKS):
        part = figures[at : at + _MOST_TASKS]
        below = [{each.unit: each for each in figures_below(rollup, figure)} for figure in part]
        rows = tuple(
            (
                AnnexCell(plain_name(unit)),
                *_ranked_cells((each.get(unit) for each in below), rollup),
            )
            for unit in _units_of(rollup, below)
        )
        headers = ("单位", *("完成率", "名次") * len(part))
        groups = ("", *(titles[each.indicator] for each in part for _ in range(2)))
        yield AnnexTable(headers, rows, groups)


def _units_of(rollup: Rollup, below: Iterable[dict[str, RollupFigure]]) -> list[str]:
    named = {unit for each in below for unit in each}
    return [unit.name for unit in rollup.units if unit.name in named]


def _ranked_cells(figures: Iterable[RollupFigure | None], rollup: Rollup) -> Iterator[AnnexCell]:
    period = folder_name(rollup.period)
    for figure in figures:
        if figure is None:
            yield from (_NOT_KNOWN, _NOT_KNOWN)
        else:
            yield _or_dash(rate_cell(figure.rate, figure.indicator, "%", period, "rate"))
            yield _or_dash(amount_cell(figure.rank, figure.indicator, "名", period, "rank"))


def _problems(problems: ProblemCounts, rollup: Rollup) -> AnnexTable:
    period = folder_name(rollup.period)
    rows = tuple(
        (
            AnnexCell(plain_name(each.unit)),
            *(
                amount_cell(each.counts.get(nature, 0), name, "条", period, "current")
                for name, nature in NATURES.items()
            ),
            amount_cell(each.total, ALL_FINDINGS, "条", period, "current"),
        )
        for each in problems.units
    )
    return AnnexTable(("单位", *(nature.label for nature in Nature), "合计"), rows)


def _kinds(problems: ProblemCounts, rollup: Rollup) -> AnnexTable:
    """Return the problems by kind, each with its clause."""
    period = folder_name(rollup.period)
    ends = list(accumulate(each.count for each in problems.kinds))
    rows = tuple(
        (
            AnnexCell(each.nature.label),
            AnnexCell(each.title),
            replace(
                amount_cell(each.count, each.code, "条", period, "current"),
                rows=(end - each.count, end),
            ),
            _or_dash(AnnexCell(each.clause)),
        )
        for each, end in zip(problems.kinds, ends, strict=True)
    )
    return AnnexTable(("性质", "问题", "条数", "依据"), rows)


def _numbered(requirements: Sequence[Requirement]) -> AnnexTable:
    rows = (
        (AnnexCell(in_han(place)), AnnexCell(*each)) for place, each in enumerate(requirements, 1)
    )
    return AnnexTable(("序号", "要求"), tuple(rows))


def _or_dash(cell: AnnexCell) -> AnnexCell:
    return cell if cell.text else _NOT_KNOWN

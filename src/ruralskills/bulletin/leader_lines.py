"""The lines of the leader's page: lights, ranks, money, red lines, changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ruralskills.bulletin.annexes import task_figures
from ruralskills.bulletin.content import Material, moved_since
from ruralskills.bulletin.moved_figures import moved_figures
from ruralskills.bulletin.number_cells import AnnexCell, amount_cell, rate_cell
from ruralskills.bulletin.number_marks import plain_name
from ruralskills.bulletin.standings import FRONT_UNITS, LAST_UNITS, End, standing
from ruralskills.bulletin.task_view import rate_change, spoken_title, top_figures
from ruralskills.rollups.entries import RollupFigure, RollupIndicator
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.rollup import Rollup

_SLOW: Final = -10.0
"""Percentage points behind the schedule from which on a light is red."""
_RECEIVED: Final = frozenset({"fund_income"})
"""The ledgers of money that comes in."""
_SPENT: Final = frozenset(
    {
        "cadre_pay", "education_aid", "fund_spending", "post", "reserve_cadre", "subsidy_claim",
        "voucher", "workshop",
    }
)  # fmt: skip
"""The ledgers of money that is paid out."""


class NamedLine(Struct, frozen=True):
    """A line of the page: words and cells in their order, and a clause."""

    parts: tuple[AnnexCell, ...]
    clause: str = ""

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(each.text for each in self.parts)


class Light(Struct, frozen=True):
    """A task with its light."""

    title: str
    tone: str
    word: str
    lines: tuple[NamedLine, ...]
    figure: RollupFigure


class RankLine(Struct, frozen=True):
    """A task with the units in front and the last."""

    title: str
    front: NamedLine
    last: NamedLine


class MoneyLines(Struct, frozen=True):
    """The money that came in and that was paid out."""

    received: tuple[NamedLine, ...]
    spent: tuple[NamedLine, ...]


def words(text: str) -> AnnexCell:
    """Return words without a number."""
    return AnnexCell(text)


def tone_of(figure: RollupFigure) -> tuple[str, str]:
    """Return the tone of a light and its word."""
    if figure.cumulative is None:
        return "none", "无数"
    if figure.gap is None:
        return ("good", "已达任务") if (figure.rate or 0) >= 100 else ("slow", "未达任务")
    if figure.gap >= 0:
        return "good", "不慢于序时"
    return ("slow", "略慢") if figure.gap > _SLOW else ("bad", "慢")


def lights(rollup: Rollup) -> Iterator[Light]:
    """Yield the light of each task."""
    known = {each.id: each for each in rollup.indicators}
    for figure in task_figures(rollup):
        indicator = known[figure.indicator]
        tone, word = tone_of(figure)
        lines = tuple(_progress(figure, indicator, folder_name(rollup.period)))
        yield Light(spoken_title(indicator.title), tone, word, lines, figure)


def _progress(figure: RollupFigure, indicator: RollupIndicator, period: str) -> Iterator[NamedLine]:
    unit, id_ = indicator.measure, figure.indicator
    target = amount_cell(figure.target, id_, unit, period, "target")
    if figure.cumulative is None:
        yield NamedLine((words("没有台账；任务"), target, words(unit)))
        return
    so_far = amount_cell(figure.cumulative, id_, unit, period, "cumulative")
    rate = rate_cell(figure.rate, id_, "%", period, "rate")
    yield NamedLine((so_far, words(f"{unit} / "), target, words(f"{unit}，"), rate))
    parts: list[AnnexCell] = []
    for name, value, field in (
        ("较序时", figure.gap, "gap"), ("较上期", rate_change(figure), "rate_change"),
    ):  # fmt: skip
        if value is not None:
            cell = rate_cell(value, id_, "百分点", period, field)
            sign = AnnexCell(f"+{cell.text}", cell.numbers) if value > 0 else cell
            parts += (words(f"{'，' if parts else ''}{name}"), sign)
    if parts:
        yield NamedLine(tuple(parts))


def rank_lines(rollup: Rollup) -> Iterator[RankLine]:
    """Yield the tasks with the units in front and the last."""
    titles = {each.id: spoken_title(each.title) for each in rollup.indicators}
    period = folder_name(rollup.period)
    for figure in task_figures(rollup):
        found = standing(rollup, figure)
        if found.front.size:
            yield RankLine(
                titles[figure.indicator],
                _units_line(found.front, FRONT_UNITS, period),
                _units_line(found.last, LAST_UNITS, period),
            )


def _units_line(end: End, name: str, period: str) -> NamedLine:
    parts: list[AnnexCell] = []
    for figure in end.named:
        comma = "、" if parts else ""
        parts.append(words(f"{comma}{plain_name(figure.unit)} "))
        parts.append(rate_cell(figure.rate, figure.indicator, "%", period, "rate"))
    if end.is_cut:
        size = amount_cell(end.size, name, "个", period, "current")
        parts += (words("等"), size, words("个"))
    return NamedLine(tuple(parts))


def money_lines(rollup: Rollup) -> MoneyLines:
    """Return the sums of money, those that are nought left out."""
    figures = top_figures(rollup)
    received: list[NamedLine] = []
    spent: list[NamedLine] = []
    for indicator in rollup.indicators:
        figure = figures.get(indicator.id)
        if figure is None or "元" not in indicator.measure or not figure.cumulative:
            continue
        line = _money_line(figure, indicator, folder_name(rollup.period))
        if figure.source in _RECEIVED:
            received.append(line)
        elif figure.source in _SPENT:
            spent.append(line)
    return MoneyLines(tuple(received), tuple(spent))


def _money_line(figure: RollupFigure, indicator: RollupIndicator, period: str) -> NamedLine:
    unit, id_ = indicator.measure, indicator.id
    so_far = amount_cell(figure.cumulative, id_, unit, period, "cumulative")
    parts = [words(f"{spoken_title(indicator.title)}：累计"), so_far, words(unit)]
    if figure.current is not None and indicator.kind == "flow":
        current = amount_cell(figure.current, id_, unit, period, "current")
        parts += (words("，本期"), current, words(unit))
    return NamedLine(tuple(parts))


def red_line_lines(material: Material) -> Iterator[NamedLine]:
    """Yield the red lines of the notices in force, and the units that did not report."""
    rollup = material.rollup
    period = folder_name(rollup.period)
    for each in material.red_lines:
        count = each.amount(period)
        found = (count, words(each.line.measure)) if count.text else (words("没有查"),)
        yield NamedLine((each.words(period), words("："), *found), each.clause)
    if rollup.expected:
        for word, status in (("没有报送的单位", "missing"), ("报来的文件读不出的", "unreadable")):
            yield from _units_with(rollup, word, status, period)


def _units_with(rollup: Rollup, word: str, status: str, period: str) -> Iterator[NamedLine]:
    own = [each for each in rollup.submissions if each.status == status]
    names = sorted({plain_name(each.unit) for each in own if each.unit})
    if status == "unreadable" and not own:
        return
    number = len(names) if status == "missing" else len({each.file for each in own})
    measure = "个" if status == "missing" else "份"
    count = amount_cell(number, f"{status}_units", measure, period, "current")
    listed = f"（{'、'.join(names)}）" if names else ""
    yield NamedLine((words(f"{word}："), count, words(f"{measure}{listed}")))


def change_lines(rollup: Rollup) -> Iterator[NamedLine]:
    """Yield the tasks with another rate, and figures that a freeze had otherwise."""
    known = {each.id: each for each in rollup.indicators}
    period = folder_name(rollup.period)
    for figure in task_figures(rollup):
        change = rate_change(figure)
        if change:
            title = spoken_title(known[figure.indicator].title)
            verb = "提高" if change > 0 else "下降"
            cell = rate_cell(abs(change), figure.indicator, "百分点", period, "rate_change")
            yield NamedLine((words(f"{title}{verb}"), cell, words("个百分点")))
    for each in moved_figures(rollup):
        was, now = (
            amount_cell(value, each.indicator.id, each.indicator.measure, each.period, each.field)
            for value in (each.was, each.now)
        )
        since = words(f"{each.title}{moved_since(rollup)}")
        senders = f"（{'、'.join(each.units)}的报送文件有变动）" if each.units else ""
        yield NamedLine((since, _or_none(was), words("，现为"), _or_none(now), words(senders)))


def _or_none(cell: AnnexCell) -> AnnexCell:
    return cell if cell.text else words("没有数")

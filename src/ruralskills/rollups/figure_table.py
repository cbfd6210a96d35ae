"""The roll-up on the screen: a table of 100 columns, then what was left out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import IO, Final

from ruralskills.rollups.entries import Amount, RollupFigure, RollupIndicator
from ruralskills.rollups.rollup import Rollup
from ruralskills.text.terminal import terminal_line
from ruralskills.text.width import padded, width

_HEADERS: Final = ("单位", "当期", "累计", "任务", "完成率", "进度差", "名次", "报送", "待核")
_WIDTHS: Final = (24, 10, 10, 10, 8, 8, 4, 10, 5)
_MOST_LINES: Final = 20
STATUS_WORDS: Final = {
    "adopted": "采用", "late": "迟报", "missing": "未报", "superseded": "被替代",
    "undecided": "未定采用哪份", "unreadable": "读不出", "other_period": "别的时期",
}  # fmt: skip

Piece = tuple[str, str]
"""Text with its style."""


def write(rollup: Rollup, stream: IO[str] | None = None, *, colour: bool | None = None) -> None:
    """Print a roll-up.  With ``colour`` None the terminal and ``NO_COLOR`` decide."""
    stream = stream or sys.stdout
    if colour is not False and (stream.isatty() or os.environ.get("FORCE_COLOR")):
        _write_in_colour(rollup, stream)
        return
    for line in lines(rollup):
        stream.write(terminal_line("".join(words for words, _ in line)).rstrip() + "\n")


def _write_in_colour(rollup: Rollup, stream: IO[str]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines(rollup):
        console.print(Text.assemble(*((terminal_line(words), style) for words, style in line)))


def lines(rollup: Rollup) -> Iterator[Sequence[Piece]]:
    """Yield the lines, each as pieces of text with their styles."""
    yield [(f"{rollup.period}汇总", "bold")]
    yield [(_row(_HEADERS), "bold")]
    known = {figure.indicator for figure in rollup.figures if figure.cumulative is not None}
    shown = (f for f in rollup.figures if f.indicator in known and f.level != "village")
    indicators = {each.id: each for each in rollup.indicators}
    for (indicator, span), figures in groupby(
        shown, lambda figure: (figure.indicator, figure.span)
    ):
        yield [(_heading(indicators[indicator], span), "bold")]
        for figure in figures:
            yield [(_row(_cells(figure)), _style(figure))]
    yield from _ending(rollup)


def _heading(indicator: RollupIndicator, span: str) -> str:
    """Return the line over the units of an indicator, with its measure."""
    plan = "，整个计划" if span == "plan" else ""
    return f"{indicator.title}（{indicator.measure}{plan}）"


def _cells(figure: RollupFigure) -> tuple[str, ...]:
    rate = "/" if figure.target is None else _rate(figure.rate)
    return (
        f"  {figure.unit}",
        number_text(figure.current),
        number_text(figure.cumulative),
        "/" if figure.target is None else number_text(figure.target),
        rate,
        "" if figure.gap is None else f"{figure.gap:+.2f}",
        "" if figure.rank is None else str(figure.rank),
        number_text(figure.reported),
        "" if not figure.pending else str(figure.pending),
    )


def _style(figure: RollupFigure) -> str:
    if figure.gap is None:
        return ""
    return "green" if figure.gap >= 0 else "red"


def number_text(value: Amount | None) -> str:
    """Return a figure as it is printed, empty where it is not known.

    >>> number_text(3), number_text(2.5), number_text(None)
    ('3', '2.5', '')
    """
    return "" if value is None else str(value)


def _rate(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.2f}%"


def _row(cells: Sequence[str]) -> str:
    """Return cells as one line: the unit, then numbers to the right."""
    unit, *numbers = (_cut(cell, columns) for cell, columns in zip(cells, _WIDTHS, strict=True))
    parts = [padded(unit, _WIDTHS[0])]
    for shown, columns in zip(numbers, _WIDTHS[1:], strict=True):
        parts.append(" " * (columns - width(shown)) + shown)
    return " ".join(parts).rstrip()


def _cut(text: str, columns: int) -> str:
    """Return a text that takes no more columns than that.

    >>> _cut("致富带头人/存量/贫困村", 12), _cut("新增", 12)
    ('致富带头人…', '新增')
    """
    if width(text) <= columns:
        return text
    while width(text) > columns - 2:
        text = text[:-1]
    return f"{text}…"


def _ending(rollup: Rollup) -> Iterator[Sequence[Piece]]:
    yield [("", "")]
    repeats = [f for f in rollup.figures if f.repeats and f.unit == rollup.units[0].name]
    titles = {each.id: each.title for each in rollup.indicators}
    for figure in repeats:
        once = (figure.cumulative or 0) - (figure.repeats or 0)
        words = (
            f"{titles[figure.indicator]}：各单位间重复{figure.repeats}，去重后{number_text(once)}"
        )
        yield [(words, "cyan")]
    counts = Counter(each.status for each in rollup.submissions)
    words = "，".join(f"{STATUS_WORDS[name]}{count}" for name, count in counts.items())
    summary = rollup.summary
    expected = f"应报{summary.expected}个单位，" if summary.expected else ""
    yield [(f"{expected}已报{summary.received}个；报送表：{words}", "")]
    for each in rollup.submissions:
        if each.status in ("undecided", "unreadable", "other_period"):
            yield [(f"{STATUS_WORDS[each.status]}：{each.file}　{each.reason}", "yellow")]
    for inconsistency in rollup.inconsistent:
        yield [(f"不一致：{inconsistency.says}（{inconsistency.place}）", "yellow")]
    for moved in rollup.moved:
        name = f"{titles.get(moved.indicator, moved.indicator)}{moved.what}"
        change = f"{number_text(moved.was)}变为{number_text(moved.now)}"
        behind = f"，{'、'.join(moved.files)}" if moved.files else ""
        yield [(f"变动：{moved.unit}{name}由{change}{behind}", "yellow")]
    top = rollup.units[0].name if rollup.units else ""
    left_out = sorted(rollup.left_out, key=lambda each: each.place != top)
    for left in left_out[:_MOST_LINES]:
        yield [(f"未计入：{left.place}　{left.reason}", "dim")]
    if len(rollup.left_out) > _MOST_LINES:
        yield [(f"未计入的共{len(rollup.left_out)}条，全部见 --format json", "dim")]
    for remark in rollup.remarks:
        yield [(remark, "dim")]

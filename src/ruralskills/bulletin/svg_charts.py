"""Charts as SVG that scales from a telephone to paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from msgspec import Struct

_WIDTH: Final = 360
_HEAD: Final = 28
_ROW: Final = 20
_BAR: Final = 10
_FONT: Final = 12
_SHOWN: Final = 58
"""The width of a rate behind its bar."""
_MOST_LABEL: Final = 12
"""Characters of a label before a bar."""
_COLOURS: Final = {"good": "#1e7d4f", "slow": "#c77700", "bad": "#b3261e", "none": "#5b6472"}
_LINES: Final = ("#1f5fa8", "#b3261e", "#1e7d4f", "#8a4fa3", "#c77700", "#3d4a57")
_GREY, _INK, _QUIET = "#e6e9ee", "#1c1f24", "#5b6472"
_PLOT: Final = 190
"""The height of a chart of lines."""
_LEFT, _RIGHT = 24, 186
"""The first and the last x of its points."""
_LABELS: Final = 198
"""The x of the names of its lines."""
_APART: Final = 15


class ChartBar(Struct, frozen=True):
    """A bar: its label, its rate, and the schedule that it is compared with."""

    label: str
    rate: float
    shown: str
    tone: str
    scheduled: float | None = None


class ChartLine(Struct, frozen=True):
    """A line: its name, and a rate by period, None where there is none."""

    label: str
    rates: tuple[float | None, ...]
    shown: str
    """The last rate as it is printed."""
    is_schedule: bool = False


def bar_chart(title: str, bars: Sequence[ChartBar]) -> str:
    """Return rates as bars, a line across each where the schedule stands."""
    longest = max((len(_cut(bar.label)) for bar in bars), default=0)
    start = longest * _FONT + 8
    return _chart(title, _HEAD + len(bars) * _ROW, _bars(bars, start))


def line_chart(title: str, periods: Sequence[str], lines: Sequence[ChartLine]) -> str:
    """Return rates over periods, a point for each period."""
    return _chart(title, _HEAD + _PLOT + 24, _lines(periods, lines))


def _chart(title: str, height: int, parts: Iterator[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg"><g font-size="{_FONT}" fill="{_INK}">'
        f'<text x="0" y="16" font-size="14" font-weight="bold">{escape(title)}</text>'
        f"{''.join(parts)}</g></svg>"
    )


def _bars(bars: Sequence[ChartBar], start: int) -> Iterator[str]:
    whole = _WIDTH - _SHOWN - start
    for index, bar in enumerate(bars):
        top = _HEAD + index * _ROW
        yield _text(0, top + 13, _cut(bar.label))
        yield _text(_WIDTH, top + 13, bar.shown, "end")
        yield _rect(start, whole, top + 4, _GREY)
        yield _rect(start, whole * _part(bar.rate), top + 4, _COLOURS[bar.tone])
        if bar.scheduled is not None:
            at = start + whole * _part(bar.scheduled)
            yield _stroke(at, top + 1, at, top + 17, _INK, 2)


def _lines(periods: Sequence[str], lines: Sequence[ChartLine]) -> Iterator[str]:
    rates = [rate for line in lines for rate in line.rates if rate is not None]
    highest = max([1.0, *rates]) * 1.05
    bottom = _HEAD + _PLOT
    places = [_x(index, len(periods)) for index in range(len(periods))]
    for at, period in zip(places, periods, strict=True):
        yield _stroke(at, _HEAD, at, bottom, _GREY)
        yield _text(at, bottom + 16, period, "middle")
    yield _stroke(_LEFT, bottom, _RIGHT, bottom, _QUIET)
    ends: list[tuple[float, str, ChartLine]] = []
    for index, line in enumerate(lines):
        colour = _QUIET if line.is_schedule else _LINES[index % len(_LINES)]
        points = [
            (x, bottom - _PLOT * rate / highest)
            for x, rate in zip(places, line.rates, strict=True)
            if rate is not None
        ]
        dashes = ' stroke-dasharray="5 4"' if line.is_schedule else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
        for x, y in points:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        if points:
            ends.append((points[-1][1], colour, line))
    yield from _names(sorted(ends, key=lambda end: end[0]))


def _names(ends: Sequence[tuple[float, str, ChartLine]]) -> Iterator[str]:
    """Yield the name of each line at its end, none over another."""
    lowest = _HEAD + _PLOT
    tops: list[float] = []
    for number, (y, _, _) in enumerate(ends):
        room = lowest - (len(ends) - 1 - number) * _APART
        tops.append(min(max(y, tops[-1] + _APART if tops else y), room))
    for top, (y, colour, line) in zip(tops, ends, strict=True):
        yield _stroke(_RIGHT + 4, y, _LABELS - 2, top, colour)
        yield (
            f'<text x="{_LABELS}" y="{top + 4:.1f}" fill="{colour}">'
            f"{escape(_cut(line.label, 9))} {escape(line.shown)}</text>"
        )


def _x(index: int, count: int) -> float:
    """Return the x of a point, the only one in the middle.

    >>> _x(0, 1), _x(0, 2), _x(1, 2)
    (105.0, 24.0, 186.0)
    """
    if count == 1:
        return (_LEFT + _RIGHT) / 2
    return float(_LEFT + (_RIGHT - _LEFT) * index / (count - 1))


def _cut(label: str, most: int = _MOST_LABEL) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _rect(x: float, width: float, top: int, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{_BAR}" fill="{colour}"/>'


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _part(rate: float) -> float:
    """Return the part of a bar that is filled, the whole for more than all.

    >>> _part(50.0), _part(130.0), _part(-1.0)
    (0.5, 1.0, 0.0)
    """
    return max(0.0, min(rate, 100.0)) / 100

"""Charts as SVG that scales from a telephone to paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from msgspec import Struct

_WIDTH: Final = 360
_ROW: Final = 38
_HEAD: Final = 30
_BAR: Final = 12
_POINT: Final = 5
_COLOURS: Final = {"good": "#1e7d4f", "slow": "#c77700", "bad": "#b3261e", "none": "#5b6472"}


class ChartBar(Struct, frozen=True):
    """A bar: its label, its rate, and what it is compared with."""

    label: str
    rate: float
    shown: str
    tone: str
    scheduled: float | None = None
    before: float | None = None


def bar_chart(title: str, bars: Sequence[ChartBar]) -> str:
    """Return rates as bars, a line across each where the schedule stands."""
    return _chart(title, len(bars), _bars(bars))


def change_chart(title: str, bars: Sequence[ChartBar]) -> str:
    """Return rates of two periods as points with a line between them."""
    return _chart(title, len(bars), _changes(bars))


def _chart(title: str, rows: int, parts: Iterator[str]) -> str:
    height = _HEAD + rows * _ROW + 6
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg" font-size="13">'
        f'<text x="0" y="18" font-size="15" font-weight="bold">{escape(title)}</text>'
        f"{''.join(parts)}</svg>"
    )


def _bars(bars: Sequence[ChartBar]) -> Iterator[str]:
    for index, bar in enumerate(bars):
        top = _HEAD + index * _ROW
        yield from _labels(bar, top)
        yield _rect(_WIDTH, top + 20, "#e6e9ee")
        yield _rect(_place(bar.rate), top + 20, _COLOURS[bar.tone])
        if bar.scheduled is not None:
            at = _place(bar.scheduled)
            yield (
                f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{top + 16}" y2="{top + 36}" '
                'stroke="#1c1f24" stroke-width="2"/>'
            )


def _changes(bars: Sequence[ChartBar]) -> Iterator[str]:
    for index, bar in enumerate(bars):
        top = _HEAD + index * _ROW
        middle = top + 26
        yield from _labels(bar, top)
        yield f'<line x1="0" x2="{_WIDTH}" y1="{middle}" y2="{middle}" stroke="#e6e9ee"/>'
        now, before = _inside(bar.rate), _inside(bar.before or 0)
        yield (
            f'<line x1="{before:.1f}" x2="{now:.1f}" y1="{middle}" y2="{middle}" '
            f'stroke="{_COLOURS[bar.tone]}" stroke-width="3"/>'
            f'<circle cx="{before:.1f}" cy="{middle}" r="5" fill="#fff" stroke="#5b6472" '
            f'stroke-width="2"/><circle cx="{now:.1f}" cy="{middle}" r="5" '
            f'fill="{_COLOURS[bar.tone]}"/>'
        )


def _labels(bar: ChartBar, top: int) -> Iterator[str]:
    yield f'<text x="0" y="{top + 14}">{escape(_cut(bar.label))}</text>'
    yield f'<text x="{_WIDTH}" y="{top + 14}" text-anchor="end">{escape(bar.shown)}</text>'


def _cut(label: str, most: int = 17) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _rect(width: float, top: int, colour: str) -> str:
    return f'<rect x="0" y="{top}" width="{width:.1f}" height="{_BAR}" fill="{colour}"/>'


def _inside(rate: float) -> float:
    """Return the x of a rate so that the whole of its point is seen."""
    return min(max(_place(rate), _POINT + 1), _WIDTH - _POINT - 1)


def _place(rate: float) -> float:
    """Return the x of a rate, those above the whole at its end.

    >>> _place(50.0), _place(130.0)
    (180.0, 360.0)
    """
    return max(0.0, min(rate, 100.0)) * _WIDTH / 100

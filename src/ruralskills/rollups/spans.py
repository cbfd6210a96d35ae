"""The spans of figures: a year so far, and a plan of several years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.period import Period, period_before
from ruralskills.notices import Indicator, InForce, Notice
from ruralskills.rollups.entries import Span
from ruralskills.rollups.periods import Window

SPANS: Final[tuple[Span, ...]] = ("year", "plan")


class CountedSpan(Struct, frozen=True):
    """A span, its years, its windows, and the indicators that are counted in it."""

    span: Span
    first_year: int
    years: int
    current: Window
    cumulative: Window
    previous: Window | None
    """The window of the period before, None where nothing is known of it."""
    indicators: tuple[Indicator, ...]

    @property
    def stocks(self) -> frozenset[str]:
        """The ids of the indicators that are stocks."""
        return frozenset(each.id for each in self.indicators if each.kind == "stock")

    @property
    def only_so_far(self) -> CountedSpan:
        """The span with one window, at a third of the cost of three."""
        return replace(self, current=self.cumulative, previous=None)

    @property
    def windows(self) -> Mapping[str, Window]:
        """The windows by name."""
        found = {"cumulative": self.cumulative, "current": self.current}
        return found | ({"previous": self.previous} if self.previous else {})


def counted_spans(
    indicators: Iterable[Indicator], notices: InForce, period: Period
) -> Iterator[CountedSpan]:
    """Yield the spans of a period that indicators are counted in."""
    by_years: dict[tuple[int, int, bool], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        notice = _notice_of(indicator, notices)
        by_years[*_years(notice, period), _is_over(notice, period)].append(indicator)
    for (first_year, years, is_over), own in by_years.items():
        for span in SPANS:
            chosen = tuple(each for each in own if span in each.spans)
            if chosen and not (is_over and span == "plan"):
                yield _counted_span(span, first_year, years, period, chosen)


def first_year(notices: InForce, period: Period) -> int:
    """Return the first year whose submissions a run reads."""
    return min((_years(each, period)[0] for each in notices.notices), default=period.year)


def _notice_of(indicator: Indicator, notices: InForce) -> Notice:
    return next(each for each in notices.notices if indicator in each.indicators)


def _years(notice: Notice, period: Period) -> tuple[int, int]:
    """Return the first year of a notice and their number, else the period's own."""
    years = notice.years
    if years is None or period.year not in years:
        return period.year, 1
    return years.first, years.last - years.first + 1


def _is_over(notice: Notice, period: Period) -> bool:
    """Return True outside the years of a plan, which what happens then is no part of."""
    return notice.years is not None and period.year not in notice.years


def _counted_span(
    span: Span, first: int, years: int, period: Period, indicators: tuple[Indicator, ...]
) -> CountedSpan:
    before = period_before(period)
    current = Window(f"{period}", period.first_day, period.last_day, period.last_day, False)
    is_known = before.year == period.year or before.year >= first
    return CountedSpan(
        span,
        first if span == "plan" else period.year,
        years if span == "plan" else 1,
        current,
        _so_far(period, first if span == "plan" else period.year),
        _so_far(before, first if span == "plan" else before.year) if is_known else None,
        indicators,
    )


def _so_far(period: Period, year: int) -> Window:
    """Return the window from the first day of a year to the end of a period."""
    return Window(f"{year}-{period}", date(year, 1, 1), period.last_day, period.last_day)

"""Ratios: rates and averages of two counted figures, never added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ruralskills.notices import Indicator, Ratio
from ruralskills.rollups.counts import Count, CountKey

_CENT: Final = Decimal("0.01")
_PERCENT: Final = "%"


def as_indicator(ratio: Ratio, part: Indicator) -> Indicator:
    """Return a ratio as an indicator whose figures stand beside the others."""
    return Indicator(
        ratio.id, ratio.title, part.ledger, ratio.clause, ratio.also, ratio.unit,
        kind=part.kind, level=part.level,
    )  # fmt: skip


def ratio_counts(
    ratios: Iterable[Ratio], counts: Mapping[CountKey, Count]
) -> Iterator[tuple[CountKey, Count]]:
    """Yield the counts of ratios, for the units that have both figures."""
    by_indicator: dict[str, dict[str, Count]] = {}
    for (indicator, unit), count in counts.items():
        by_indicator.setdefault(indicator, {})[unit] = count
    for ratio in ratios:
        wholes = by_indicator.get(ratio.whole, {})
        for unit, part in by_indicator.get(ratio.part, {}).items():
            if unit in wholes:
                yield (ratio.id, unit), _quotient(ratio, part, wholes[unit])


def _quotient(ratio: Ratio, part: Count, whole: Count) -> Count:
    return Count(
        current=_divided(ratio, part.current, whole.current),
        cumulative=_divided(ratio, part.cumulative, whole.cumulative),
        previous=_divided(ratio, part.previous, whole.previous),
        source=part.source,
        has_reported=part.has_reported and whole.has_reported,
        lacking=max(part.lacking, whole.lacking),
    )


def _divided(ratio: Ratio, part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    times = 100 if ratio.unit == _PERCENT else 1
    return (part * times / whole).quantize(_CENT, ROUND_HALF_UP)

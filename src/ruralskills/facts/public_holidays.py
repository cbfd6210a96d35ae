"""Public holidays and working weekends of 2020 to 2026."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path


@cache
def _years() -> dict[str, dict[str, list[str]]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def public_holidays() -> frozenset[date]:
    """Return the days off of all years known, moved days included."""
    days: set[date] = set()
    for year, told in _years().items():
        for span in told["holidays"]:
            first, last = (date.fromisoformat(f"{year}-{day}") for day in span.split("/"))
            days.update(first + timedelta(n) for n in range((last - first).days + 1))
    return frozenset(days)


@cache
def working_weekends() -> frozenset[date]:
    """Return the Saturdays and Sundays on which everybody works."""
    return frozenset(
        date.fromisoformat(f"{year}-{day}")
        for year, told in _years().items()
        for day in told["working_weekends"]
    )

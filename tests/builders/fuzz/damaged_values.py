"""Damaged cells for every kind of value."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import ruralskills.values
from builders.fuzz.damage import damaged_text
from ruralskills.values.field_type import Context, Unreadable

_CELLS: Final = 40
_SEEDS: Final = tuple(Path(__file__).with_name("cells.txt").read_text("utf-8").splitlines())
_UNITS: Final = ("", "人", "户", "元", "万元", "元/月", "课时", "%", "乱")


def faults_of_values(dice: Random) -> list[str]:
    """Read damaged cells as every kind, and return what is no refusal."""
    return [fault for _ in range(_CELLS) for fault in _faults(dice)]


def _faults(dice: Random) -> Iterator[str]:
    raw = damaged_text(dice, dice.choice(_SEEDS) + dice.choice(("", "", dice.choice(_SEEDS))))
    if dice.random() < 0.02:
        raw *= 400
    context = Context(year=dice.choice((None, 1999, 2020)), unit=dice.choice(_UNITS))
    for module in pkgutil.iter_modules(ruralskills.values.__path__):
        kind: Any = importlib.import_module(f"ruralskills.values.{module.name}")
        if not hasattr(kind, "read"):
            continue
        try:
            value = kind.read(raw, context)
            if value is None or hash(value) != hash(kind.read(raw, context)):
                yield f"{module.name} reads {raw!r} as {value!r}"
        except Unreadable:
            continue
        except Exception as error:
            yield f"{module.name} on {raw!r}: {error!r}"

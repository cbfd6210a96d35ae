"""The word for the units that send ledgers, by their level."""

from __future__ import annotations

from typing import Final

from ruralskills.rollups.rollup import Rollup

_USUAL: Final = "镇街"
_WORDS: Final = {"city": "市", "county": "县区", "township": _USUAL}


def units_word(rollup: Rollup) -> str:
    """Return the word for the units at the bottom, 镇街 where only one unit is known."""
    above = {unit.parent for unit in rollup.units}
    levels = [unit.level for unit in rollup.units if unit.parent and unit.name not in above]
    return _WORDS.get(levels[0], _USUAL) if levels else _USUAL

"""The other day of a start and an end that stand side by side under one group.

报到 and 返程 under 培训期间 are the first and the last day, whatever they are called.
"""

from __future__ import annotations

from typing import Final

from ruralskills.detection.column_profile import Profiles
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch
from ruralskills.detection.header_parts import header_parts
from ruralskills.detection.ledger_words import TIMES
from ruralskills.detection.phrase_fields import open_columns
from ruralskills.model.fields import field_specs

_START: Final = "starts"
_END: Final = "ends"
_RANK: Final = 2.3


def with_paired_days(match: LedgerMatch, profiles: Profiles) -> LedgerMatch:
    """Return a match of a known ledger with the day beside a start or an end."""
    specs, fields = field_specs(match.ledger), match.fields
    if not {_START, _END} <= specs.keys() or (_START in fields) == (_END in fields):
        return match
    known, wanted, step = (_START, _END, 1) if _START in fields else (_END, _START, -1)
    beside = fields[known].column
    for column in open_columns(match):
        if _stands(column, beside, step) and profiles(column.index).kind == "day":
            found = FieldMatch(column, specs[wanted], _RANK, "likeness", 0.0)
            return match.with_fields({**fields, wanted: found})
    return match


def _stands(column: HeaderColumn, beside: HeaderColumn, step: int) -> bool:
    """Return True for the next column under the same group of time."""
    group = column.path[:-1]
    return (
        column.index == beside.index + step
        and group == beside.path[:-1]
        and bool(group)
        and header_parts(group[-1]).noun in TIMES
    )

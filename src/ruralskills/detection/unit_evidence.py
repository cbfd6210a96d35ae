"""Units of headers as evidence: 补贴标准（元/月） is no 补贴标准 by the day."""

from __future__ import annotations

from typing import Final

from ruralskills.detection.field_matching import FieldMatch
from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_parts import field_meanings, unit_meaning
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger

QUANTITIES: Final = frozenset(
    {"天数", "人数", "户数", "人次", "金额", "课时", "月数", "比例", "面积", "年龄", "期限"}
)
"""Nouns of figures."""


def is_of_other_unit(found: FieldMatch, ledger: type[Ledger]) -> bool:
    """Return True if a unit is that of another field: 补贴标准（元/月）, 培训时间（天）."""
    per = unit_meaning(found.column.unit)
    if per in QUANTITIES and found.spec.reads.name in ("day", "span"):
        return True
    if per not in header_lexicon().contrasts or per in field_meanings(found.spec.headers):
        return False
    others = (s for s in field_specs(ledger).values() if s.reads.name == found.spec.reads.name)
    return any(per in field_meanings(spec.headers) for spec in others)

"""Units of headers as evidence: 补贴标准（元/月） is no 补贴标准 by the day."""

from __future__ import annotations

from typing import Final

from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_parts import field_meanings, unit_meaning
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

QUANTITIES: Final = frozenset(
    {"天数", "人数", "户数", "人次", "金额", "课时", "月数", "比例", "面积", "年龄", "期限"}
)
"""Nouns of figures."""


def is_of_other_unit(column: HeaderColumn, spec: FieldSpec, ledger: type[Ledger]) -> bool:
    """Return True if a unit is that of another field: 补贴标准（元/月）, 培训时间（天）."""
    per = unit_meaning(column.unit)
    if per in QUANTITIES and spec.reads.name in ("day", "span"):
        return True
    if per in QUANTITIES and per not in column.path[-1]:
        with_unit = f"{column.path[-1]}{per}"  # 应到（天） is 应到天数
        if any(with_unit in each.headers for each in field_specs(ledger).values() if each != spec):
            return True
    if per not in header_lexicon().contrasts or per in field_meanings(spec.headers):
        return False
    others = (s for s in field_specs(ledger).values() if s.reads.name == spec.reads.name)
    return any(per in field_meanings(each.headers) for each in others)

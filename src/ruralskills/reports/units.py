"""The unit that a finding goes back to, under one name however ledgers write it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from ruralskills.model.findings import Finding
from ruralskills.text.lazy_regex import regex

_OFFICE: Final = regex(r"(?<=[镇乡])人民政府$|(?<=街道)办事处$")
_TOWNSHIP: Final = regex(r"(?![各全乡村城][乡镇])[\u4e00-\u9fff×]{1,7}?(?:街道|镇|乡(?!镇))")
_SEAL: Final = regex(r"[（(]\s*(?:盖章|公章|章)\s*[）)]$")


def short_name(unit: str) -> str:
    """Return a unit's name without the words for a township's office and for its seal.

    >>> [short_name(unit) for unit in ("云岭镇人民政府", "桂林街道办事处（盖章）", "××县乡村振兴局")]
    ['云岭镇', '桂林街道', '××县乡村振兴局']
    """
    return _OFFICE.sub("", _SEAL.sub("", unit.strip()).strip()).strip()


def unit_in(unit: str, file: str) -> str:
    """Return the unit named in a ledger, else by its path, else its file name.

    >>> unit_in("云岭镇人民政府", "a.xlsx"), unit_in("", "收件/古井镇/培训班台账.xlsx")
    ('云岭镇', '古井镇')
    >>> unit_in("", "双河镇2020年报送表.xlsx"), unit_in("", "各乡镇/台账.xlsx")
    ('双河镇', '台账')
    """
    path = PurePath(file)
    matches = (_TOWNSHIP.match(part) for part in (path.stem, *reversed(path.parts[:-1])))
    return short_name(unit) or next((match[0] for match in matches if match), path.stem)


def unit_of(finding: Finding) -> str:
    """Return the unit of a finding."""
    return unit_in(finding.subject.unit, finding.file)

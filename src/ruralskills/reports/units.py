"""Which unit a finding goes back to, under one name however its ledgers write it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from ruralskills.model.findings import Finding
from ruralskills.text.lazy_regex import regex

_OFFICE: Final = regex(r"(?<=[镇乡])人民政府$|(?<=街道)办事处$")
_TOWNSHIP: Final = regex(r"(?![各全乡村城][乡镇])[\u4e00-\u9fff×]{1,7}?(?:街道|镇|乡(?!镇))")
_SEAL: Final = regex(r"[（(]\s*(?:盖章|公章|章)\s*[）)]$")


def short(unit: str) -> str:
    """Return a township's name without its office, so that both spellings are one township.

    >>> short("云岭镇人民政府"), short("桂林街道办事处（盖章）"), short("××县乡村振兴局")
    ('云岭镇', '桂林街道', '××县乡村振兴局')
    """
    return _OFFICE.sub("", _SEAL.sub("", unit.strip()).strip()).strip()


def unit_in(unit: str, file: str) -> str:
    """Return the unit that a ledger names; else the township that its folder or file is called after.

    >>> unit_in("云岭镇人民政府", "a.xlsx"), unit_in("", "收件/古井镇/培训班台账.xlsx")
    ('云岭镇', '古井镇')
    >>> unit_in("", "双河镇2020年报送表.xlsx"), unit_in("", "各乡镇/台账.xlsx")
    ('双河镇', '台账')
    """
    path = PurePath(file)
    named = (_TOWNSHIP.match(part) for part in (path.stem, *reversed(path.parts[:-1])))
    return short(unit) or next((found[0] for found in named if found), path.stem)


def unit_of(finding: Finding) -> str:
    """Return the unit of a finding."""
    return unit_in(finding.subject.unit, finding.file)

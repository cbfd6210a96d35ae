"""Which unit a finding goes back to, under one name however its ledgers write it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from ruralskills.diagnostic import Finding

_OFFICE: Final = re.compile(r"(?<=[镇乡])人民政府$|(?<=街道)办事处$")
_SEAL: Final = re.compile(r"[（(]\s*(?:盖章|公章|章)\s*[）)]$")


def short(unit: str) -> str:
    """Return a township's name without its office, so that both spellings are one township.

    >>> short("云岭镇人民政府"), short("桂林街道办事处（盖章）"), short("××县乡村振兴局")
    ('云岭镇', '桂林街道', '××县乡村振兴局')
    """
    return _OFFICE.sub("", _SEAL.sub("", unit.strip()).strip()).strip()


def unit_of(finding: Finding) -> str:
    """Return the unit of a finding; of one without, the name of its file."""
    return short(finding.subject.unit) or PurePath(finding.file).stem

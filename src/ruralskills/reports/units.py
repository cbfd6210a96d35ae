"""The unit that a finding or a table goes back to, under its one name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath
from typing import Final

from ruralskills.model.findings import Finding
from ruralskills.model.layout import TableLayout
from ruralskills.regions import UnitNames

_NAMES: Final = UnitNames()


def unit_of(finding: Finding) -> str:
    """Return the unit of a finding."""
    return unit_in(finding.subject.unit, finding.file)


def unit_of_table(table: TableLayout) -> str:
    """Return the unit of a table."""
    return unit_in(table.unit_name or table.unit, table.file)


def unit_in(unit: str, file: str) -> str:
    """Return the unit, else the township of the path, else the file's name.

    A finding about a file without any table has no unit but by its path.

    >>> unit_in("云岭镇", "a.xlsx"), unit_in("", "收件/古井镇/培训班台账.xlsx")
    ('云岭镇', '古井镇')
    >>> unit_in("", "双河镇2020年报送表.xlsx"), unit_in("", "各乡镇/台账.xlsx")
    ('双河镇', '台账')
    """
    return unit.strip() or _unit_by_path(file)


@lru_cache(maxsize=1 << 12)
def _unit_by_path(file: str) -> str:
    path = PurePath(file)
    for part in (path.stem, *reversed(path.parts[:-1])):
        if township := _NAMES.township_in(part):
            return township
    return path.stem

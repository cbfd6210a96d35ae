"""Names of sheets for tables of files that have no sheets."""

from __future__ import annotations

from collections.abc import Container
from itertools import count
from typing import Final

_LONGEST: Final = 31
_FORBIDDEN: Final = str.maketrans("[]:*?/\\", "()\uff1a_\uff1f__")


def sheet_name(text: str, used: Container[str] = ()) -> str:
    """Return a name that a sheet of a workbook can have, and no other one has.

    >>> sheet_name("台账[1]"), sheet_name("甲/乙" * 20), sheet_name("台账", {"台账"}), sheet_name("'")
    ('台账(1)', '甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲', '台账(2)', '表')
    """
    printable = "".join(c for c in text.translate(_FORBIDDEN) if c.isprintable())
    name = printable[:_LONGEST].strip("' ") or "表"
    if name not in used:
        return name
    numbered = (f"{name[: _LONGEST - 6]}({number})" for number in count(2))
    return next(other for other in numbered if other not in used)

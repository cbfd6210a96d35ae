"""Names of sheets for tables of files that have no sheets."""

from __future__ import annotations

from collections.abc import Container
from itertools import count
from typing import Final

from ruralskills.text.lazy_regex import regex

_LONGEST: Final = 31
_DIGITS_FIRST: Final = regex(r"[\W_]*\d")
_DIGITS_LAST: Final = regex(r"(?<![\W\d_])[\W\d_]*\Z")
_FORBIDDEN: Final = str.maketrans("[]:*?/\\", "()\uff1a_\uff1f__")


def sheet_name(text: str, used: Container[str] = ()) -> str:
    """Return a name that a sheet of a workbook can have, and no other one has.

    >>> sheet_name("台账[1]"), sheet_name("甲/乙" * 20), sheet_name("台账", {"台账"}), sheet_name("'")
    ('台账(1)', '甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲_乙甲', '台账(2)', '表')
    """
    printable = "".join(c for c in text.translate(_FORBIDDEN) if c.isprintable())
    name = _beginning(printable).strip("' ") or "表"
    if name not in used:
        return name
    numbered = (f"{name[: _LONGEST - 6]}({number})" for number in count(2))
    return next(other for other in numbered if other not in used)


def _beginning(text: str) -> str:
    """Return what a sheet's name has room for, without a part of a number.

    >>> _beginning("村" * 30 + "138 1234 5678") == "村" * 30
    True
    """
    is_cut = len(text) > _LONGEST and _DIGITS_FIRST.match(text, _LONGEST)
    return _DIGITS_LAST.sub("", text[:_LONGEST]) if is_cut else text[:_LONGEST]

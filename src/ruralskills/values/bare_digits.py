"""Dates typed as digits without marks between: 2019, 20206, 202006, 20217.6.

In a cell of a date format they become days long ago or far ahead. What they say is a proposal,
for 20206 may be a day of 1955 after all.
"""

from __future__ import annotations

from datetime import date

from ruralskills.text.lazy_regex import regex

_YEAR = regex(r"(?:19|20)[0-9]{2}|2100")
_MONTH = regex(r"((?:19|20)[0-9]{2})(?:\.|(?=[0-9]))(1[0-2]|0?[1-9])")
_DAY = regex(r"((?:19|20)[0-9]{2})(?:\.|(?=[0-9]))(1[0-2]|0?[1-9])\.([0-9]{1,2})")
_ENDS_AS_IF_CUT = regex(r"[0-9]+\.[123]")


def meaning(digits: str, *, as_number: bool) -> str:
    """Return the date that digits without marks may mean, empty if none or several.

    A number has lost the last zero of its fraction: 20217.1 may be the first or the tenth.

    >>> [meaning(text, as_number=True) for text in ("2019", "20206", "202012", "20217.6", "20217.1")]
    ['2019年', '2020年6月', '2020年12月', '2021-07-06', '']
    """
    if as_number and _ENDS_AS_IF_CUT.fullmatch(digits):
        return ""
    if _YEAR.fullmatch(digits):
        return f"{digits}年"
    if month := _MONTH.fullmatch(digits):
        return f"{month[1]}年{int(month[2])}月"
    if day := _DAY.fullmatch(digits):
        try:
            return date(int(day[1]), int(day[2]), int(day[3])).isoformat()
        except ValueError:
            return ""
    return ""

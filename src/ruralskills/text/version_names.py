"""Names of copies and versions, and the name that they were made from."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Final

from ruralskills.text.lazy_regex import regex

CORRECTED: Final = r"\.校正\d*"
"""The pattern of what ends the name of a corrected copy, before the suffix."""
# The loop gives nothing back: a name of many such words would take for ever otherwise.
_VERSION: Final = regex(
    rf"(?:{CORRECTED}"
    r"|[\s_-]{0,9}(?:[(（]\s{0,9}(?:\d+|改|修改|已改|改后|修改后|更正|副本|新|定稿)\s{0,9}[)）]"
    r"|副本|最终版?|定稿|终稿|修改[版后]?|改后?|已改|更正|新版?|v\d+|-\s{0,9}副本|\d{0,2}版)){1,9}+$",
    re.IGNORECASE,
)


def plain_stem(name: str) -> str:
    """Return the name without its suffix and without what marks a copy or a version.

    >>> [plain_stem(name) for name in ("青龙镇.校正（改）.xlsx", "青龙镇.校正2.xlsx", "改.xlsx")]
    ['青龙镇', '青龙镇', '改']
    """
    stem = PurePath(name).stem
    return _VERSION.sub("", stem) or stem


def fits(pattern: str, file: str) -> bool:
    """Return True if a pattern fits the name of a file, or of what it is a version of.

    >>> [fits("青龙镇.xls?", name) for name in ("2020Q2/青龙镇.校正.xlsx", "青龙镇（改）.xlsx", "青龙.xlsx")]
    [True, True, False]
    """
    base = file.replace("\\", "/").rpartition("/")[2]
    names = {base, plain_stem(base) + PurePath(base).suffix}
    return any(fnmatchcase(name, pattern) for name in names)

"""Regular expressions that are compiled when they are first used.

Some three hundred stand in this package, and a run uses a third of them; compiling all of them
would take longer than checking a small workbook.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Uncompiled:
    """Stands for a pattern; each of its methods is the compiled one's from its first use on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._told = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copying and pickling ask for what no pattern has
            raise AttributeError(name)
        text, flags = self._told
        found = getattr(re.compile(text, flags), name)
        setattr(self, name, found)
        return found


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression as ``re.compile`` does, without compiling it yet.

    >>> regex("[0-9]+").findall("1公顷15亩")
    ['1', '15']
    """
    return cast(re.Pattern[AnyStr], _Uncompiled(text, flags))

"""Regular expressions that are compiled when they are first used, or while there is nothing to do.

Some three hundred stand in this package, and a run uses half of them; compiling all of them would
take longer than checking a small workbook.
"""

from __future__ import annotations

import re
from collections import deque
from typing import Any, AnyStr, cast


class _Uncompiled:
    """Stands for a pattern; each of its methods is the compiled one's from its first use on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._told = text, flags
        self._compiled: re.Pattern[Any] | None = None
        _uncompiled.append(self)

    def compiled(self) -> re.Pattern[Any]:
        """The pattern itself."""
        if self._compiled is None:
            text, flags = self._told
            self._compiled = re.compile(text, flags)
        return self._compiled

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copying and pickling ask for what no pattern has
            raise AttributeError(name)
        found = getattr(self.compiled(), name)
        setattr(self, name, found)
        return found


_uncompiled: deque[_Uncompiled] = deque()


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression as ``re.compile`` does, without compiling it yet.

    >>> regex("[0-9]+").findall("1公顷15亩")
    ['1', '15']
    """
    return cast(re.Pattern[AnyStr], _Uncompiled(text, flags))


def compile_one() -> bool:
    """Compile the next pattern that may be needed, and say whether there was one."""
    try:
        _uncompiled.popleft().compiled()
    except IndexError:
        return False
    return True

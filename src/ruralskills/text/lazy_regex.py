"""Regular expressions that are compiled at their first use.

The package has some three hundred of them and a run uses half. Compiling all would take longer
than the check of a small workbook.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _LazyPattern:
    """A proxy of a pattern, whose methods it takes over one by one as they are used."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._source = text, flags
        self._compiled: re.Pattern[Any] | None = None

    def compiled(self) -> re.Pattern[Any]:
        """Return the pattern, compiled now if it was not."""
        if self._compiled is None:
            text, flags = self._source
            self._compiled = re.compile(text, flags)
        return self._compiled

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy and pickle probe for methods that no pattern has
            raise AttributeError(name)
        attribute = getattr(self.compiled(), name)
        setattr(self, name, attribute)
        return attribute


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression like ``re.compile``, without compiling it yet.

    >>> regex("[0-9]+").findall("1公顷15亩")
    ['1', '15']
    """
    return cast(re.Pattern[AnyStr], _LazyPattern(text, flags))

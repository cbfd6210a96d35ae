"""Text that a terminal may show: one line without hidden characters."""

from __future__ import annotations

from typing import Final

from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.lazy_regex import regex

_BREAKS: Final = regex(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_UNSEEN: Final = regex(rf"[\x00-\x1f{INVISIBLE}]")
"""Invisible characters, marks of direction (UAX #9), and all control characters."""


def terminal_line(text: str) -> str:
    r"""Return text as one line, breaks and tabs as blanks, hidden characters left out.

    What no encoding knows, as in names that are no UTF-8, becomes a question mark.

    >>> terminal_line("张三\x1b[31m\u202e\n李四\x07\u2028王五")
    '张三[31m 李四 王五'
    """
    line = _UNSEEN.sub("", _BREAKS.sub(" ", text))
    return line if line.isascii() else line.encode("utf-8", errors="replace").decode()

"""Text that a terminal may show: one line without hidden characters."""

from __future__ import annotations

from typing import Final

from ruralskills.text.lazy_regex import regex

_BREAKS: Final = regex(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_UNSEEN: Final = regex(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    r"\U000e0000-\U000e0fff]"
)
"""Control characters, marks of direction (UAX #9), and characters of no width."""


def terminal_line(text: str) -> str:
    r"""Return text as one line, breaks and tabs as blanks, hidden characters left out.

    >>> terminal_line("张三\x1b[31m\u202e\n李四\x07\u2028王五")
    '张三[31m 李四 王五'
    """
    return _UNSEEN.sub("", _BREAKS.sub(" ", text))

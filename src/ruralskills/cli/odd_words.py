"""Words on the command line that can only be a slip, whatever the command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MAY_BE_EMPTY: Final = frozenset({"--password"})
"""Options whose empty value says that there is none."""


def word_problem(words: Sequence[str]) -> str:
    """Return what is wrong with a word that is empty or stands for a stream, else "".

    An empty word is mostly a variable of a script that is not set.  Nothing here reads the keyboard,
    and what goes to the screen needs no name.

    >>> word_problem(["台账.xlsx", "-o", "-"])
    '“-”不是文件名。要显示在屏幕上，不写“-o”；文件名就是“-”的，写作“./-”'
    >>> word_problem(["--freeze", ""]), word_problem(["--freeze="]), word_problem(["a.xlsx", " "])
    ('“--freeze”后面的值是空的', '“--freeze”后面的值是空的', '有一个路径是空的，请核对')
    >>> word_problem(["--password", "", "a.xlsx", "-o", "./-"])
    ''
    """
    for before, word in zip(("", *words), words, strict=False):
        option, sign, value = word.partition("=")
        if word.startswith("--") and sign:
            before, word = option, value
        is_option = before.startswith("-") and before != "-"
        if word == "-":
            what = f"要显示在屏幕上，不写“{before}”；" if is_option else ""
            return f"“-”不是文件名。{what}文件名就是“-”的，写作“./-”"
        if not word.strip() and before not in _MAY_BE_EMPTY:
            return f"“{before}”后面的值是空的" if is_option else "有一个路径是空的，请核对"
    return ""

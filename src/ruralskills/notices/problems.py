"""Problems of a notice file, each with its line and its remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.errors import OfficeError
from ruralskills.model.masking import mask_name, mask_text
from ruralskills.text.lazy_regex import regex

_AT: Final = regex(r"\(at line (\d+)|\(at end of document")
_TWICE: Final = regex("overwrite|twice|already|mutate|Duplicate", re.IGNORECASE)


class Problem(Struct, frozen=True, order=True):
    """A problem in one entry of a notice file, or in one line of its targets."""

    file: str
    line: int
    message: str
    remedy: str

    def masked(self) -> Problem:
        """Return the problem with personal numbers hidden."""
        return replace(self, file=mask_name(self.file), message=mask_text(self.message))

    def __str__(self) -> str:
        return f"{self.file}第{self.line}行：{self.message}。{self.remedy}"


class NoticeError(OfficeError):
    """A notice file with problems, all of which the message names."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[NoticeError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def syntax_problem(file: str, text: str, error: str) -> Problem:
    """Return the problem of a text that is no TOML, by what tomllib says of it."""
    found = _AT.search(error)
    line = int(found[1]) if found and found[1] else len(text.splitlines())
    if _TWICE.search(error):
        return Problem(file, line, "这一项在前面已经写过", "请合并成一处")
    return Problem(
        file,
        max(line, 1),
        "写法不符合TOML格式",
        '请核对引号、等号、方括号是否成对、是否用了半角，文字要加引号，如 title = "……"',
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like another, "" if none is.

    >>> nearest("vale", ["value", "unit"]), nearest("甲", ["value"])
    ('value', '')
    """
    words = list(known)
    digits = word.translate(str.maketrans("OI", "01"))  # letters that are taken for digits
    near = [digits] if digits in words else difflib.get_close_matches(word, words, 1, 0.6)
    return near[0] if near else ""


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a remedy for an unknown word: the most similar one, else ``otherwise``.

    >>> suggestion("vale", ["value", "unit"], ""), suggestion("甲", ["value"], "请核对")
    ('是不是“value”？', '请核对')
    """
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else otherwise

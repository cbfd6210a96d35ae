"""Problems of a notice file, each with its line and its remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from msgspec import Struct

from ruralskills.errors import OfficeError


class Problem(Struct, frozen=True, order=True):
    """A problem in one entry of a notice file, or in one line of its targets."""

    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}第{self.line}行：{self.message}。{self.remedy}"


class NoticeError(OfficeError):
    """A notice file with problems, all of which the message names."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[NoticeError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


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

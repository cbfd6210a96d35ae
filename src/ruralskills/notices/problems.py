"""What is wrong in a pack: where, what, and how to put it right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from msgspec import Struct

from ruralskills.errors import OfficeError


class Problem(Struct, frozen=True, order=True):
    """One mistake of a pack."""

    file: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}第{self.line}行：{self.message}。{self.remedy}"


class NoticeError(OfficeError):
    """A pack with mistakes; the message names them all."""

    def __init__(self, mistakes: Iterable[Problem]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))

    def __reduce__(self) -> tuple[type[NoticeError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.mistakes,)


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy for a word that nobody knows: the nearest one, failing that the way to find it.

    >>> meant("vale", ["value", "unit"], ""), meant("甲", ["value"], "请核对")
    ('是不是“value”？', '请核对')
    """
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f"是不是“{near[0]}”？" if near else otherwise

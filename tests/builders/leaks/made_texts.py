"""Texts with personal numbers, as many as are wanted, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from builders.people import identity_number
from builders.personal_numbers import AROUND, INSIDE, REGIONS

_WORDS: Final = ("账号", "卡号：", "银行账号 ", "一折通卡号为", "帐号:", "银行卡（", "账号\n")
_BETWEEN: Final = ("", " ", "/", "，", "、", "\n", "；", "和", "\u200b")
_NO_WIDTH: Final = ("\u200b", "\ufeff", "\u200e", "\u00ad", "\u2060")
_GROUPS: Final = {11: ((3, 7), (3,)), 18: ((6, 14), (6,), (6, 10, 14)), 16: ((4, 8, 12),)}
_WIDE: Final = 0xFEE0


@dataclass(frozen=True)
class Made:
    """A text and the numbers in it."""

    text: str
    numbers: tuple[str, ...]


def made_texts(count: int, seed: int = 0) -> list[Made]:
    """Return so many texts, the same for the same seed."""
    return [Maker(random.Random(f"{seed} {at}")).text() for at in range(count)]


class Maker:
    """Makes one text by the draws of a generator of random numbers."""

    def __init__(self, draws: random.Random) -> None:
        self._draws = draws
        self._one = draws.choice

    def text(self) -> Made:
        """Return one or two numbers, each written oddly, with something around them."""
        numbers = list(self._numbers())
        written = [
            f"{word}{self._written(number, is_account=bool(word))}" for word, number in numbers
        ]
        text = f"{self._one(AROUND)}{self._one(_BETWEEN).join(written)}{self._one(AROUND)}"
        return Made(text, tuple(number for _, number in numbers))

    def _numbers(self) -> Iterator[tuple[str, str]]:
        """Yield one number or two, each with the word before it."""
        kind = self._one(("identity", "identity", "mobile", "mobile", "card", "account"))
        yield self._number(kind)
        if kind in ("identity", "mobile") and self._draws.random() < 0.4:
            yield self._number(self._one(("identity", "mobile")))

    def _number(self, kind: str) -> tuple[str, str]:
        draws = self._draws
        if kind == "identity":
            day = date(1930, 1, 1) + timedelta(days=draws.randrange(33_000))
            return "", identity_number(self._one(REGIONS), day, draws.randrange(1, 999))
        if kind == "mobile":
            return "", f"1{self._one('3456789')}{self._digits(9)}"
        if kind == "card":
            return "", f"62{self._digits(draws.choice((14, 15, 17)))}"
        return self._one(_WORDS), f"{self._one('2345678')}{self._digits(draws.randrange(11, 14))}"

    def _digits(self, count: int) -> str:
        return "".join(self._one("0123456789") for _ in range(count))

    def _written(self, number: str, *, is_account: bool) -> str:
        """Return the number in the usual groups, with signs inside, or in full width."""
        draws = self._draws
        written = number
        way = draws.random()
        if way < 0.25:
            sign = self._one(INSIDE)
            cuts = [0, *self._one(_GROUPS.get(len(number), ((4, 8),))), len(number)]
            written = sign.join(number[a:b] for a, b in pairwise(cuts))
        elif way < 0.5:
            for _ in range(1 if is_account else draws.randrange(1, 3)):
                at = draws.randrange(1, len(written))
                written = written[:at] + self._one(INSIDE) + written[at:]
        elif way < 0.65:
            sign = self._one(_NO_WIDTH)
            written = sign.join(number) if draws.random() < 0.5 else sign + number + sign
        if draws.random() < 0.25:
            written = "".join(chr(ord(c) + _WIDE) if "!" <= c <= "~" else c for c in written)
        return written

"""Personal numbers as people write them: grouped, wide, with signs inside."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from builders.people import identity_number

REGIONS: Final = ("500152", "130102", "140121", "350402", "511323", "610102")
INSIDE: Final = (
    " ", "　", "\u00a0", ".", "．", "·", "-", "－", "—", "(", ")", "（", "）", "[", "]", "\n", "\r\n",
    "\t", "\u200b", "\ufeff", "\u200e", "\u00ad", "  ", " - ",
)  # fmt: skip
"""Signs that may stand between two digits of a number."""
AROUND: Final = (
    "", "A", "x", "Z", "张三", "No.", "共12户", "(", "）", "电话", "身份证号", "金额1200元", ",", "：", "-",
    "2020-07-06 ", "2020.7.6，", "20200706", "2020年6月", "〔2020〕4号 ", "第3行", "\u202e", "/",
)  # fmt: skip
_LOOKS_LIKE_A_DAY: Final = re.compile(
    r"(?:19|20)\d\d(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])|1[3-9](?:[01]\d|2[0-3])[0-5]"
)


def identity_numbers() -> st.SearchStrategy[str]:
    days = st.integers(0, 33_000).map(lambda days: date(1930, 1, 1) + timedelta(days=days))
    return st.builds(identity_number, st.sampled_from(REGIONS), days, st.integers(1, 998))


def digits(least: int, most: int | None = None) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=least, max_size=most or least)


def mobile_numbers() -> st.SearchStrategy[str]:
    """Those that nobody takes for a date or a time."""
    made = st.builds("1{}{}".format, st.sampled_from("3456789"), digits(9))
    return made.filter(lambda number: not _LOOKS_LIKE_A_DAY.match(number))


def card_numbers() -> st.SearchStrategy[str]:
    return st.builds("62{}".format, digits(14, 17))


def named_accounts() -> st.SearchStrategy[tuple[str, str]]:
    """Accounts of 12 to 14 digits, each behind the word by which it is known."""
    words = st.sampled_from(["账号", "卡号：", "银行账号 ", "一折通卡号为", "帐号:"])
    return st.tuples(words, st.builds("7{}".format, digits(11, 13)))


@st.composite
def noisy(draw: st.DrawFn, number: str, most: int = 2) -> str:
    """The number in another width, or with something between its digits."""
    if draw(st.booleans()):
        number = "".join(chr(ord(c) + 0xFEE0) for c in number)
    for _ in range(draw(st.integers(0, most))):
        at = draw(st.integers(1, len(number) - 1))
        number = number[:at] + draw(st.sampled_from(INSIDE)) + number[at:]
    return number


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A text with one or two personal numbers in it, and the numbers."""
    word = ""
    kind = draw(st.sampled_from(["identity", "mobile", "card", "account"]))
    if kind == "account":
        word, number = draw(named_accounts())
        first = draw(noisy(number, 1))
    else:
        sound = {"identity": identity_numbers, "mobile": mobile_numbers, "card": card_numbers}
        number = draw(sound[kind]())
        first = draw(noisy(number))
    numbers = [number]
    text = f"{draw(st.sampled_from(AROUND))}{word}{first}"
    if kind in ("identity", "mobile") and draw(st.booleans()):
        number = draw(st.one_of(identity_numbers(), mobile_numbers()))
        numbers.append(number)
        text += draw(st.sampled_from(["", " ", "/", "，"])) + number
    return text + draw(st.sampled_from(AROUND)), tuple(numbers)


def shown_digits(text: str) -> str:
    """The digits that a person can read off a text, whatever stands between them."""
    return re.sub(r"[^\d*]", "", unicodedata.normalize("NFKC", text))


def leaked(text: str, numbers: tuple[str, ...]) -> str:
    """The first number that stands in a text in full, or an empty text."""
    digits = shown_digits(text)
    return next((n for n in numbers if n.rstrip("Xx") in digits), "")

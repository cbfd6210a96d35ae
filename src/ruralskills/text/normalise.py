"""One form for texts that are compared: NFKC without blanks (UAX #15, GB 18030)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.lazy_regex import regex

HAN_ALONE: Final = regex(r"[\u4e00-\u9fff]+")
"""Pure Chinese text: nothing to normalise, as is true of most cells."""
_BLANKS: Final = regex(rf"[\s{INVISIBLE}]+")
"""White space and what nobody sees."""
_FOOTNOTE: Final = regex(r"(?<=[0-9０-９])[⁰¹²³⁴-⁹₀-₉①-⒛❶-❿㉑-㉟㊱-㊿]+")
"""Raised and circled numbers right behind a digit, which NFKC makes digits."""
_MARK_OF_A_NUMBER: Final = regex(
    r"(?<=[0-9０-９])(?<!(?<![0-9０-９])10)[⁰¹²³⁴-⁹]+(?![0-9０-９])"
    r"|(?<=[0-9０-９])[₀-₉①-⒇❶-❿㉑-㉟㊱-㊿]+(?![0-9０-９])"
)
"""A footnote mark behind a number, but for 10², which may be a power."""
_NOTHING_TO_CHANGE: Final = regex(r"[!-~\u4e00-\u9fff]*")


def half_width(text: str) -> str:
    """Return text in NFKC, in which a footnote mark is no part of a number.

    >>> half_width("１２００① Ｘ")
    '1200 X'
    """
    return unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text))


def has_footnote(text: str) -> bool:
    """Return True if a number in a text has a footnote mark behind it.

    >>> has_footnote("1200①"), has_footnote("4¹"), has_footnote("50㎡")
    (True, True, False)
    """
    return not text.isascii() and _FOOTNOTE.search(text) is not None


def has_stray_mark(text: str) -> bool:
    """Return True if a raised, circled or dotted number in a text is no footnote mark.

    NFKC makes digits of them, which nobody has written.

    >>> has_stray_mark("①500"), has_stray_mark("10⁴"), has_stray_mark("6⒌"), has_stray_mark("2021.③.1")
    (True, True, True, True)
    >>> has_stray_mark("1200①元"), has_stray_mark("1000²"), has_stray_mark("１２")
    (False, False, False)
    """
    if text.isascii() or HAN_ALONE.fullmatch(text):
        return False
    return any(unicodedata.category(c) == "No" for c in _MARK_OF_A_NUMBER.sub("", text))


def normalised(text: str) -> str:
    r"""Return text in NFKC (half-width letters and digits) without anything invisible.

    A footnote mark behind a number is no part of it.

    >>> normalised("　１２３ Ｘ\n"), normalised("1\u200b2\u00a03"), normalised("1200①")
    ('123X', '123', '1200')
    """
    if text.isascii():
        text = "".join(text.split())
        return text if text.isprintable() else _BLANKS.sub("", text)
    if HAN_ALONE.fullmatch(text):
        return text
    whole = half_width(text)
    bare = _BLANKS.sub("", whole)
    # what stood apart may belong together now
    return bare if len(bare) == len(whole) else unicodedata.normalize("NFKC", bare)


def normalised_each(texts: Sequence[str]) -> Sequence[str]:
    """Return what ``normalised`` makes of each text, fast where it changes none.

    >>> normalised_each(["张三", "Ａ组"])
    ['张三', 'A组']
    """
    if _NOTHING_TO_CHANGE.fullmatch("".join(texts)):
        return texts
    return [normalised(text) for text in texts]


def is_part_of_other(first: str, second: str) -> bool:
    """Return True if one of two texts is a part of the other.

    >>> is_part_of_other("电焊工", "焊工"), is_part_of_other("焊工", "电工")
    (True, False)
    """
    return first in second or second in first


def as_lines(values: Sequence[Any]) -> str:
    r"""Join many values to one text, a line each, so that one search reads them all.

    What is no text of one line becomes a NUL, which is a value of no kind.

    >>> as_lines(["张三", 3.0, "李\n四", ""])
    '张三\n\x00\n\x00\n'
    """
    try:
        lines = "\n".join(values)
    except TypeError:
        pass
    else:
        if lines.count("\n") == len(values) - 1:
            return lines
    return "\n".join([v if type(v) is str and "\n" not in v else "\0" for v in values])

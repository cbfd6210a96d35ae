r"""Characters that nobody sees: of no width, of direction, fillers and controls.

They come with what is copied from web pages, chats and PDF files, and mean nothing in a cell.
"""

from __future__ import annotations

from typing import Final

from ruralskills.text.lazy_regex import regex

INVISIBLE: Final = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The characters, for a character class of a pattern.

All of Unicode's default-ignorable ones (bidi controls, variation selectors, Hangul fillers, tags),
the marks of annotations and objects, the empty Braille cell, and controls that are no blanks.
"""
_RUN: Final = regex(f"[{INVISIBLE}]+")


def visible(text: str) -> str:
    r"""Return text without the characters that nobody sees, its blanks unchanged.

    >>> visible("5001\u200b52\ufeff"), visible("✔\ufe0f"), visible("张\u3164三 四")
    ('500152', '✔', '张三 四')
    """
    return text if text.isascii() and text.isprintable() else _RUN.sub("", text)


def is_blank(text: str) -> bool:
    r"""Return True for a text in which nothing is to be seen.

    >>> is_blank(" \u3000\u200b"), is_blank("\u3164"), is_blank(" 0 ")
    (True, True, False)
    """
    return not text or text.isspace() or not visible(text).strip()

"""Telephone numbers: YD/T 《电信网编号计划》, mobile numbers 1[3-9] and nine digits more.

A cell often holds several numbers, or a number and its owner. Landlines, 400 and 800 numbers and
the short numbers of village networks are accepted as they are. No message contains a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Any

from ruralskills.text.invisible import visible
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import (
    NO_CONTEXT,
    Absent,
    Context,
    FieldType,
    Raw,
    Unreadable,
    absent,
)

_MOBILE = regex(r"(?:\+?86|0086|0)?(1[3-9][0-9]{9})")
_TWO_MOBILES = regex(r"(1[3-9][0-9]{9})(1[3-9][0-9]{9})")
_OTHER = regex(r"0[0-9]{2,3}[0-9]{7,8}|[2-9][0-9]{6,7}|[48]00[0-9]{7}|[0-9]{3,6}")
# A numeric cell drops the 0 of an area code: two digits for 10 and 2x, three for all others.
_AREA_WITHOUT_ZERO = regex(r"(?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8}")
_EXTENSION = regex(r"(?:转|分机|ext\.?)\s*[0-9]{1,6}|(?<=[0-9]{7})-[0-9]{1,4}(?![0-9-])", re.I)
_MASKED = regex(r"[*×✕✖]|(?<=[0-9])[Xx]{2,}")
_NO_PHONE = regex(r"(?:暂?无|没有)(?:联系)?(?:手机|电话|方式|号码)*")
_SEPARATOR = regex(r"[/\\、,;|\n]|或者?|[和及]")
_JOINERS = regex(r"[\s()\-.‐-―－]+")
_NOTE = regex(r"[\u4e00-\u9fff:]+")
_QUOTES = "'\"`‘’“”"


def read_many(raws: Sequence[Any]) -> list[tuple[str, ...] | None]:
    """Return the values that are just one mobile number, None for the rest.

    The fast grammar of ``read``.

    >>> read_many(["13800138000", "138-0013-8000"])
    [('13800138000',), None]
    """
    return [
        (raw,)
        if type(raw) is str
        and len(raw) == 11
        and raw.isdecimal()
        and raw.isascii()
        and "13" <= raw < "2"
        else None
        for raw in raws
    ]


def read(raw: Raw, context: Context = NO_CONTEXT) -> tuple[str, ...] | Absent:
    """Return the numbers of a cell, digits only.

    >>> read("138-0013-8000"), read(13800138000.0), read("023-45671234")
    (('13800138000',), ('13800138000',), ('02345671234',))
    >>> read("13800138000/13900139000（儿子）")
    ('13800138000', '13900139000')
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise Unreadable("C301", "联系电话栏里写的不是号码")
    if not isinstance(raw, str):
        return _read_numeric(raw)
    text = unicodedata.normalize("NFKC", visible(raw)).strip().strip(_QUOTES)
    if not text:
        return Absent.BLANK
    if _NO_PHONE.fullmatch(text):
        return Absent.NONE
    if _MASKED.search(text):
        raise Unreadable("C302", "联系电话部分数字被遮盖，不能核对")
    text = _EXTENSION.sub("", text.removesuffix(".0"))
    pieces = [p for p in _SEPARATOR.split(text) if any(c.isdigit() for c in p)]
    if not pieces:
        raise Unreadable("C301", "联系电话栏里没有写号码")
    numbers: list[str] = []
    for piece in pieces:
        numbers.extend(_numbers(piece))
    return tuple(dict.fromkeys(numbers))


def _read_numeric(raw: float) -> tuple[str, ...]:
    if not 0 < raw < 1e15 or raw != int(raw):
        raise Unreadable("C301", "联系电话按数值保存且不是完整号码")
    digits = str(int(raw))
    if _AREA_WITHOUT_ZERO.fullmatch(digits) and not _MOBILE.fullmatch(digits):
        return ("0" + digits,)
    return tuple(_numbers(digits))


def _numbers(piece: str) -> list[str]:
    """Return the numbers of a piece in which only blanks may separate them."""
    piece = _NOTE.sub(" ", piece).strip()
    numbers = _joined_numbers(_JOINERS.sub("", piece))
    if numbers:
        return numbers
    # second, because blanks mostly group the digits of one number
    words = [_joined_numbers(_JOINERS.sub("", word)) for word in piece.split()]
    if len(words) > 1 and all(words):
        return [number for word in words for number in word]
    raise _refusal(_JOINERS.sub("", piece))


def _joined_numbers(digits: str) -> list[str]:
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return [mobile[1]]
    two = _TWO_MOBILES.fullmatch(digits)
    if two:
        return [two[1], two[2]]
    return [digits] if _OTHER.fullmatch(digits) else []


def _refusal(digits: str) -> Unreadable:
    if not (digits.isascii() and digits.isdigit()):
        return Unreadable("C301", "联系电话中夹有字母或符号")
    count = len(digits)
    if count == 11:
        return Unreadable("C301", "联系电话共11位，但不是手机号段（13至19开头）")
    if digits[0] == "0":
        return Unreadable("C301", f"固定电话连区号共{count}位，应为10至12位")
    return Unreadable("C301", f"手机号码共{count}位，应为11位")


Phone = Annotated[
    tuple[str, ...] | None, FieldType("phone", "电话", read, read_many, private="phone")
]

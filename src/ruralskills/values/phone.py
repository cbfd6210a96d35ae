"""Telephone numbers: YD/T 《电信网编号计划》, mobile numbers 1[3-9] and nine digits more.

A cell often holds several numbers, or a number and its owner. 400 and 800 numbers, service numbers
and the short numbers of village networks are accepted as they are. A landline with its area code,
and a number abroad, is asked of ``phonenumbers``, which knows the lengths of each area; it is loaded
for the first of them. No message contains a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from ruralskills.text.invisible import visible
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import half_width
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
_WITHOUT_AREA = regex(
    r"[2-9][0-9]{6,7}"  # a landline of the place
    r"|[48]00[0-9]{7}"
    r"|1[0-2][0-9]{1,3}"  # a service: 110, 12317
    r"|[2-9][0-9]{2,5}"  # the network of a village, where no number begins with 0 or like a mobile
)
_LANDLINE = regex(r"0[0-9]{9,11}|[2-9][0-9]{6,7}|[48]00[0-9]{7}")
_AREA_CODE = regex(r"(?<![0-9])\(?(0[0-9]{2,3})\)?[\s\-.‐-―－/、,]*(?=[2-9][0-9]{6,7}(?![0-9]))")
_ABROAD = regex(r"(?:\+|00|(?=86))([1-9][0-9]{7,14})")
# A numeric cell drops the 0 of an area code: two digits for 10 and 2x, three for all others.
_AREA_WITHOUT_ZERO = regex(r"(?:10|2[0-9])[0-9]{8}|[3-9][0-9]{2}[0-9]{7,8}")
_EXTENSION = regex(r"(?:转|分机|ext\.?)\s*[0-9]{1,6}|(?<=[0-9]{7})-[0-9]{1,4}(?![0-9-])", re.I)
_MASKED = regex(r"[*×✕✖]|(?<=[0-9])[Xx]{2,}")
_NO_PHONE = regex(r"(?:暂?无|没有)(?:联系)?(?:手机|电话|方式|号码)*")
_SEPARATOR = regex(r"[/\\、,;|\n]|或者?|[和及]")
_JOINERS = regex(r"[\s()\-.‐-―－]+")
_NOTE = regex(r"[\u4e00-\u9fff:]+")
_QUOTES = "'\"`‘’“”"
_CHINA = 86
_SHORTEST_LANDLINE = 10
"""With its area code."""


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
    text = half_width(visible(raw)).strip().strip(_QUOTES)
    if not text:
        return Absent.BLANK
    if _NO_PHONE.fullmatch(text):
        return Absent.NONE
    if _MASKED.search(text):
        raise Unreadable("C302", "联系电话部分数字被遮盖，不能核对")
    text = _AREA_CODE.sub(r"\1", _EXTENSION.sub("", text.removesuffix(".0")))
    pieces = [p for p in _SEPARATOR.split(text) if any(c.isdigit() for c in p)]
    if not pieces:
        raise Unreadable("C301", "联系电话栏里没有写号码")
    numbers: list[str] = []
    try:
        for piece in pieces:
            numbers.extend(_numbers(piece))
    except Unreadable:
        whole = _joined_numbers("".join(c for c in text if c.isdigit()))
        if len(pieces) == 1 or len(whole) != 1:
            raise
        raise Unreadable("C301", "联系电话被逗号等符号隔成几段", whole[0]) from None
    return tuple(dict.fromkeys(numbers))


def is_landline(number: str) -> bool:
    """Return True for a landline, with or without its area code, and for 400 and 800.

    >>> is_landline("02345671234"), is_landline("45671234"), is_landline("13800138000")
    (True, True, False)
    """
    return _LANDLINE.fullmatch(number) is not None


def _read_numeric(raw: float) -> tuple[str, ...]:
    if not 0 < raw < 1e15 or raw != int(raw):
        raise Unreadable("C301", "联系电话按数值保存且不是完整号码")
    digits = str(int(raw))
    if _AREA_WITHOUT_ZERO.fullmatch(digits) and not _MOBILE.fullmatch(digits):
        return tuple(_numbers("0" + digits))
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
    if _WITHOUT_AREA.fullmatch(digits):
        return [digits]
    number = _by_the_plan(digits)
    return [number] if number else []


def _by_the_plan(digits: str) -> str:
    """Return a number with area or country code as it is dialled, else nothing."""
    abroad = _ABROAD.fullmatch(digits)
    if not (abroad or (digits.startswith("0") and digits.isdigit() and digits.isascii())):
        return ""
    import phonenumbers  # its first number pays for it

    try:
        number = phonenumbers.parse(f"+{abroad[1]}" if abroad else digits, "CN")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    if number.country_code != _CHINA:
        return f"+{number.country_code}{number.national_number}"
    national = str(number.national_number)
    return national if _WITHOUT_AREA.fullmatch(national) else f"0{national}"


def _refusal(digits: str) -> Unreadable:
    if not (digits.isascii() and digits.isdigit()):
        return Unreadable("C301", "联系电话中夹有字母或符号")
    count = len(digits)
    if count == 11:
        return Unreadable("C301", "联系电话共11位，但不是手机号段（13至19开头）")
    if digits[0] == "0" and count < _SHORTEST_LANDLINE - 1:
        return Unreadable("C301", f"联系电话共{count}位，不是电话号码")
    if digits[0] == "0":
        fault = "位数与区号不符" if 10 <= count <= 12 else "应为10至12位"
        return Unreadable("C301", f"固定电话连区号共{count}位，{fault}")
    return Unreadable("C301", f"手机号码共{count}位，应为11位")


Phone = Annotated[
    tuple[str, ...] | None, FieldType("phone", "电话", read, read_many, private="phone")
]

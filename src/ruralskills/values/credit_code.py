"""Unified social credit codes: GB 32100-2015, with a check character modulo 31.

A code has eighteen characters. The registration number of fifteen digits that preceded it is
accepted as well.
"""

from __future__ import annotations

from typing import Annotated

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import (
    NO_CONTEXT,
    Absent,
    Context,
    FieldType,
    Raw,
    Unreadable,
    absent,
)

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORDER = {character: i for i, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(3**i % 31 for i in range(17))
_CODE = regex(f"[{_ALPHABET}]{{18}}")
_OLD_NUMBER = regex(r"[0-9]{15}")
# The standard leaves these letters out because they look like digits.
_LOOKALIKES = str.maketrans("OIZS", "0125")
_JOINERS = regex(r"[-‐-―'\"`‘’“”]+")


def check_character(first17: str) -> str:
    """Return the eighteenth character of GB 32100-2015.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(_ORDER[c] * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return a credit code in capitals, or an old registration number.

    >>> read("91350100m000100y43"), read(500223000012345.0)
    ('91350100M000100Y43', '500223000012345')
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise Unreadable("C704", "统一社会信用代码栏里写的不是代码")
    if isinstance(raw, str):
        text = _JOINERS.sub("", normalised(raw)).upper()
        if not text:
            return Absent.BLANK
    elif 0 <= raw < 1e15 and raw == int(raw):
        text = str(int(raw))
    else:
        raise Unreadable("C704", "统一社会信用代码按数值保存，末几位已丢失、无法还原")
    if _OLD_NUMBER.fullmatch(text) or _is_valid(text):
        return text
    raise _refusal(text)


def _is_valid(text: str) -> bool:
    return _CODE.fullmatch(text) is not None and text[17] == check_character(text[:17])


def _refusal(text: str) -> Unreadable:
    if len(text) != 18:
        return Unreadable("C704", f"统一社会信用代码共{len(text)}位，应为18位")
    if _CODE.fullmatch(text):
        return Unreadable("C704", "统一社会信用代码末位校验码不符，其中至少一位写错")
    candidate = text.translate(_LOOKALIKES)
    return Unreadable(
        "C704",
        "统一社会信用代码中夹有不使用的字符（不用字母I、O、Z、S、V）",
        candidate if _is_valid(candidate) else "",
    )


CreditCode = Annotated[str | None, FieldType("credit_code", "统一社会信用代码", read)]

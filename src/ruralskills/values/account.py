"""Account numbers: bank cards (GB/T 14916), passbooks, social security cards.

Bank cards are numbered by ISO/IEC 7812. Many passbooks (一折通) carry no check digit, so the Luhn sum is left to rules.
No message contains the number.
"""

from __future__ import annotations

import math
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

_SHORTEST, _LONGEST = 10, 32
_SCIENTIFIC = regex(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}|[0-9]{16,}\.0*")
_MASKED = regex(r"[0-9X]*[*×✕✖●•#][0-9X*×✕✖●•#]*|[0-9]+XX[0-9X]*")
_SOCIAL_SECURITY_CARD = regex(r"[A-Z][0-9]{8}|[0-9]{8}X")
_JOINERS = regex(r"[-‐-―_'\"`‘’“”]+")
CARD = "62"
"""The digits that bank cards of China UnionPay begin with."""
CARD_DIGITS = range(16, 20)
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


def has_valid_check_digit(text: str) -> bool:
    """Return True if the last digit is the check digit of ISO/IEC 7812-1 Annex B.

    >>> has_valid_check_digit("6228480000000000000"), has_valid_check_digit("6228480000000000007")
    (True, False)
    """
    if not (text.isascii() and text.isdigit()):
        return False
    digits = text.encode()[::-1]
    single, doubled = digits[::2], digits[1::2].translate(_DOUBLED)
    return (sum(single) - len(single) * ord("0") + sum(doubled)) % 10 == 0


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return the digits of an account number.

    >>> read("6228 4800 0000 0000 007"), read("C12345678")
    ('6228480000000000007', 'C12345678')
    """
    if type(raw) is str and _SHORTEST <= len(raw) <= _LONGEST and raw.isascii() and raw.isdigit():
        return raw
    absence = absent(raw)
    if absence is not None:
        return absence
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise Unreadable("C703", "账号栏里写的不是账号")
    if isinstance(raw, str):
        text = _JOINERS.sub("", normalised(raw)).upper()
        if not text:
            return Absent.BLANK
    elif not math.isfinite(raw) or abs(raw) >= 1e15:
        raise _digits_lost()
    else:
        text = str(int(raw)) if raw == int(raw) else repr(raw)
    if _SCIENTIFIC.fullmatch(text):
        raise _digits_lost()
    text = text.removesuffix(".0")
    if _MASKED.fullmatch(text):
        raise Unreadable("C702", "账号部分数字被遮盖，不能核对")
    if _SOCIAL_SECURITY_CARD.fullmatch(text):
        return text
    if not (text.isascii() and text.isdigit()):
        raise Unreadable("C703", "账号中夹有文字、字母或符号")
    if not _SHORTEST <= len(text) <= _LONGEST:
        raise Unreadable("C703", f"账号共{len(text)}位，位数不对")
    return text


def _digits_lost() -> Unreadable:
    return Unreadable("C701", "账号按数值保存，末几位已丢失、无法还原")


def read_personal(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return the digits of a person's account number.

    What begins with 62 is a bank card of 16 to 19 digits.  It is not so with accounts of bodies: a
    bank numbers them by province, and 62 is one.

    >>> read_personal("6228 4800 0000 0000 007")
    '6228480000000000007'
    """
    number = read(raw, context)
    if isinstance(number, str) and number.startswith(CARD) and len(number) not in CARD_DIGITS:
        raise Unreadable("C703", f"账号以62开头、共{len(number)}位，银行卡号应为16至19位")
    return number


Account = Annotated[str | None, FieldType("account", "账号", read, private="account")]
"""The account of a person or a body."""
PersonalAccount = Annotated[
    str | None, FieldType("account", "账号", read_personal, private="account")
]

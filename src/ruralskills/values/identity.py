"""Identity numbers: GB 11643-1999 《公民身份号码》, check character by ISO 7064 MOD 11-2.

A column of them may also hold a certificate of disability (the number, a type 1-7, a level 1-4
and two more characters if reissued), a passport or a travel permit. County codes are not looked
up: they changed too often for a list to be right about old holders.

No message contains the number or a part of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import as_lines, normalised
from ruralskills.values.field_type import (
    NO_CONTEXT,
    Absent,
    Context,
    FieldType,
    Raw,
    Unreadable,
    absent,
)

_CHARACTERS = "10X98765432"
"""The check characters by the remainder of the weighted sum modulo 11."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# GB/T 2260 provinces, 81-83 for residents from Hong Kong, Macao and Taiwan, and 9 for the
# permanent residence card of foreigners, whose second digit begins the province of issue.
_PROVINCES = frozenset(
    str(n)
    for numbers in (
        range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66),
        (71, 81, 82, 83), range(91, 99),
    )
    for n in numbers
)  # fmt: skip
_NUMBER = regex(r"[0-9]{17}[0-9X]")
_CHECK_CHARACTERS = regex(
    rf"^(?:(?:{'|'.join(sorted(_PROVINCES))})[0-9]{{4}}(?:19|20)[0-9]{{2}}"
    r"(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)"
    r"|02(?:0[1-9]|1[0-9]|2[0-8]))[0-9]{3}([0-9X])|.*)$",
    re.MULTILINE,
)
"""Every line of a text, with the check character of those shaped like a number."""
_OLD_NUMBER = regex(r"[0-9]{15}")
_DISABILITY = regex(r"([0-9]{17}[0-9X])([0-9])([0-9])(?:[0-9A-Z]{2})?")
# Passports; permits of Hong Kong, Macao (H, M) and Taiwan residents; the permanent residence card
# of foreigners; papers of the forces.
_OTHER_PAPER = regex(
    r"[A-Z]{1,2}[0-9]{7,8}|[HM][0-9]{8,10}|[0-9]{10}\([A-Z]\)|[0-9]{10}[A-Z]|[A-Z]{3}[0-9]{12}"
    r"|[\u4e00-\u9fff]{1,2}字第?[0-9]{4,10}号?"
)
_SCIENTIFIC = regex(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}|[0-9]{16,}\.0*")
_MASK = "*×✕✖●•#"
_MASKED = regex(rf"[0-9X]*[{_MASK}][0-9X{_MASK}]*|[0-9]+XX[0-9X]*")
# The cross and the letters of other alphabets that look like the last X: Cyrillic, Greek.
_LIKE_X = "*×✕✖✗✘❌╳⨯\u0425\u03a7"
_ENDS_IN_CROSS = regex(rf"[0-9]{{17}}[{_LIKE_X}]")
_CROSS_AS_X = str.maketrans(dict.fromkeys(_LIKE_X, "X"))
_LETTERS_AS_DIGITS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", ".": "", "_": ""})
_QUOTES = "'\"`‘’“”"


def read_many(raws: Sequence[Any]) -> list[str | None]:
    """Return the values that are a valid number in official form, None for the rest.

    The fast grammar of ``read``. 29 February is left to ``read``, which looks at the year.

    >>> read_many(["500152199001010010", "50015219900101000x", "50015219900101000X"])
    [None, None, '50015219900101000X']
    """
    if not raws:
        return []
    # the sum of check_character with the check character itself: X counts 10, base 13's A
    checks = _CHECK_CHARACTERS.findall(as_lines(raws))
    totals = [
        int(raw if check != "X" else f"{raw[:17]}A", 13) if check else 0
        for raw, check in zip(raws, checks, strict=True)
    ]
    return [raw if total % 11 == 1 else None for raw, total in zip(raws, totals, strict=True)]


@lru_cache(maxsize=1 << 15)
def _real_date(digits: str) -> date | None:
    if not (len(digits) == 8 and digits.isascii() and digits.isdigit()):
        return None
    if not _FIRST_YEAR <= int(digits[:4]) <= _LAST_YEAR:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def check_character(first17: str) -> str:
    """Return the eighteenth character of GB 11643-1999, by ISO 7064 MOD 11-2.

    >>> check_character("50015219900101000"), check_character("51132319880229001")
    ('X', '0')
    """
    # the weight of a digit is 2 to the power of its place, and 13 is 2 modulo 11
    return _CHARACTERS[int(first17, 13) * 2 % 11]


def birth_date(number: str) -> date | None:
    """Return the birth date in a number that was read here, None for other papers.

    >>> birth_date("50015219900101000X"), birth_date("E12345678")
    (datetime.date(1990, 1, 1), None)
    """
    return _real_date(number[6:14]) if _is_citizens(number) else None


def birth_dates(numbers: Sequence[Any]) -> list[date | None]:
    """Return the birth date of each number, None for other values."""
    days = [
        number[6:14] if isinstance(number, str) and _is_citizens(number) else ""
        for number in numbers
    ]
    dates = {day: _real_date(day) for day in set(days)}
    return list(map(dates.__getitem__, days))


def is_male(number: str) -> bool | None:
    """Return True for a man's number, False for a woman's, None for other papers.

    >>> is_male("50015219900101000X"), is_male("511323198802290010"), is_male("E12345678")
    (False, True, None)
    """
    if len(number) >= 18 and number[0].isdigit():  # _is_citizens inlined: once per row
        return number[16] in "13579"
    return None


def _is_citizens(number: str) -> bool:
    """Return True for a citizen's number. Passports and permits are shorter."""
    return len(number) >= 18 and number[0].isdigit()


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return an identity number in capitals and without blanks.

    >>> read(" 500152 19900101 000x "), read("５1132319880229001０")
    ('50015219900101000X', '511323198802290010')
    >>> read(500152199001010000.0)
    Traceback (most recent call last):
    ruralskills.values.field_type.Unreadable: 身份证号按数值保存，末几位已丢失、无法还原
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise Unreadable("C203", "身份证号栏里写的不是号码")
    if not isinstance(raw, str):
        raise _stored_as_number(raw)
    text = normalised(raw).strip(_QUOTES).upper()
    if not text:
        return Absent.BLANK
    return _read_text(text)


def _stored_as_number(raw: float) -> Unreadable:
    # A spreadsheet keeps fifteen digits of a number. Digits beyond them prove nothing, even if
    # the check character fits, as it does for 9 % of damaged numbers.
    if not math.isfinite(raw) or abs(raw) >= 1e15:
        return Unreadable("C201", "身份证号按数值保存，末几位已丢失、无法还原")
    digits = len(str(abs(int(raw))))
    return Unreadable("C201", f"身份证号按数值保存，现有{digits}位")


def _read_text(text: str) -> str:
    if _NUMBER.fullmatch(text):
        _check(text, "身份证号")
        return text
    certificate = _DISABILITY.fullmatch(text)
    if certificate:
        _check(certificate[1], "残疾人证号前18位")
        if not ("1" <= certificate[2] <= "7" and "1" <= certificate[3] <= "4"):
            raise Unreadable(
                "C209",
                f"残疾人证号共{len(text)}位，第19位应为残疾类别1至7，第20位应为残疾等级1至4，"
                "现填不符",
            )
        return text
    if _OTHER_PAPER.fullmatch(text):
        return text
    raise _misshapen(text)


def _check(number: str, subject: str) -> None:
    if _real_date(number[6:14]) is None:
        raise Unreadable("C204", f"{subject}的出生日期码（第7至14位）不是真实日期")
    if number[17] != check_character(number[:17]):
        if number.endswith("000"):
            raise Unreadable(
                "C207",
                f"{subject}末三位全为0且末位校验码不符，疑似曾按数值保存被截断",
            )
        raise Unreadable("C205", f"{subject}末位校验码不符，其中至少一位写错")
    if number[:2] not in _PROVINCES:
        raise Unreadable("C208", f"{subject}前两位不是省级行政区代码")


def _misshapen(text: str) -> Unreadable:
    """Return the reason why text has none of the accepted shapes."""
    if _SCIENTIFIC.fullmatch(text):
        return Unreadable(
            "C201",
            "身份证号曾按数值保存，已变成科学计数或带小数，末几位已丢失、无法还原",
        )
    if _ENDS_IN_CROSS.fullmatch(text):
        candidate = text.translate(_CROSS_AS_X)
        if _is_valid(candidate):
            return Unreadable("C203", "身份证号末位写成了符号或别的字母，应为字母X", candidate)
    if _MASKED.fullmatch(text):
        return Unreadable("C202", "身份证号部分数字被遮盖，不能核对")
    if _OLD_NUMBER.fullmatch(text) and text[:2] in _PROVINCES:
        first17 = f"{text[:6]}19{text[6:]}"
        if _real_date(first17[6:14]) is not None:
            return Unreadable(
                "C206",
                "身份证号为15位旧号码",
                first17 + check_character(first17),
            )
    candidate = text.translate(_LETTERS_AS_DIGITS)
    valid = candidate if candidate != text and _is_valid(candidate) else ""
    if not (text.isascii() and text.isalnum()):
        return Unreadable("C203", "身份证号中夹有文字或符号，应为18位数字（末位可为X）", valid)
    if len(text) != 18:
        return Unreadable("C203", f"身份证号共{len(text)}位，应为18位", valid)
    hint = "疑似数字0、1写成字母" if valid else "末位以外应全为数字"
    return Unreadable("C203", f"身份证号中夹有字母，{hint}", valid)


def _is_valid(text: str) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    try:
        _check(text, "")
    except Unreadable:
        return False
    return True


IdentityNumber = Annotated[
    str | None, FieldType("identity", "身份证号", read, read_many, private="identity")
]

"""Numbers of papers and chat accounts that only the word beside them tells.

A passport, an officer's paper or a chat account has too few digits, and too free a form, to be told
from the number of a contract.
"""

from __future__ import annotations

import re
from typing import Final

from ruralskills.text.invisible import INVISIBLE
from ruralskills.text.lazy_regex import regex

_SPACE: Final = rf"[\s{INVISIBLE}]{{0,4}}"
_WORD: Final = (
    r"护照|军官证|士官证|士兵证|义务兵证|文职干部证|警官证|军人证"
    rf"|通行证|台胞证|回乡证|居留证|微信|(?i:[QＱ]{_SPACE}[QＱ]|WeChat|Passport)"
)
_DAY: Final = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{2}(?!\d)"
_NUMBER: Final = rf"(?:[A-Za-zＡ-Ｚａ-ｚ]{{1,2}}{_SPACE}|(?!{_DAY}))(?P<digits>\d(?:[\s{INVISIBLE}\-]?\d){{4,10}})"
_BEHIND_A_WORD: Final = regex(
    rf"(?:{_WORD}){_SPACE}(?:[账帐]?{_SPACE}号{_SPACE}码?|No\.?|字第|[\u4e00-\u9fff]字第)?"
    rf"[\s{INVISIBLE}:：为是“”\"'（(#\-]{{0,6}}{_NUMBER}(?![\d*])"
)
_BEFORE_A_WORD: Final = regex(
    rf"(?<![A-Za-z0-9]){_NUMBER}(?=号?(?:{_SPACE}的?)(?:护照|军官证|士兵证|通行证)|@(?i:qq)\.)"
)
_SHOWN: Final = 3


def mask_named_numbers(text: str) -> str:
    """Return text with such numbers hidden but for their last three digits.

    >>> mask_named_numbers("护照号：E12345678，军官证字第1234567号，QQ 123456789")
    '护照号：E*****678，军官证字第****567号，QQ ******789'
    >>> mask_named_numbers("合同编号E12345678，护照办理12345元，QQ群123456")
    '合同编号E12345678，护照办理12345元，QQ群123456'
    """
    return _BEFORE_A_WORD.sub(_hidden, _BEHIND_A_WORD.sub(_hidden, text))


def _hidden(found: re.Match[str]) -> str:
    digits = found["digits"]
    before = found[0].removesuffix(digits)
    return f"{before}{'*' * (len(digits) - _SHOWN)}{digits[-_SHOWN:]}"

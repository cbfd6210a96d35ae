"""The opinions on a form: what is said, and the day without the signer."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from ruralskills.text.lazy_regex import regex
from ruralskills.values import partial_date
from ruralskills.values.field_type import Unreadable

_DAY: Final = regex(
    r"[\d〇○零一二三四五六七八九]{4}\s*[年./\-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./\-]\s*"
    r"[\d一二三四五六七八九十]{1,3}\s*日?"
)
_BLANK_DAY: Final = regex(
    r"(?:\d{4}\s*+[_＿]*+\s*+|(?<![_＿])[_＿]++\s*+)?年\s*+[_＿]*+\s*+月\s*+[_＿]*+\s*+日"
)
_SIGNER: Final = regex(
    r"(?:负责人|签字|签名|签章|经办人|审核人)(?:\s*[(（][^()（）]{1,8}[)）])?\s*[:：]\s*"
    r"[\u3400-\u9fff·\U00020000-\U0003ffff]{0,10}"
)
_SEAL: Final = regex(
    r"[(（]\s*(?:签字|签名|签章|签字盖章|盖章|公章|单位公章|印章)\s*[)）]|(?:盖章|公章|单位公章|签章)\s*[:：]?"
)


class Opinion(Struct, frozen=True):
    """An opinion and its day as ``2021-05-08``, empty where there is none."""

    text: str
    day: str


def read_opinion(text: str) -> Opinion:
    r"""Return an opinion without signer, seal and day.

    >>> read_opinion("同意推荐。\n负责人:李四（盖章）  2021年5月8日")
    Opinion(text='同意推荐。', day='2021-05-08')
    >>> read_opinion("同意。负责人：李四（签字）\n二〇二一年五月八日").text
    '同意。'
    >>> read_opinion("\t负责人:\t年    月    日")
    Opinion(text='', day='')
    """
    found = _DAY.search(text)
    day = _iso(found[0]) if found else ""
    if found and day:
        text = text[: found.start()] + text[found.end() :]
    for pattern in (_BLANK_DAY, _SIGNER, _SEAL):
        text = pattern.sub("", text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return Opinion("\n".join(filter(None, lines)), day)


def _iso(text: str) -> str:
    try:
        day = partial_date.read("".join(text.split()))
    except Unreadable:
        return ""
    return str(day) if isinstance(day, partial_date.PartialDate) and day.exact else ""

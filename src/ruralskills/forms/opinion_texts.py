"""The opinions on a form: what is said, and the day without the signer."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from ruralskills.forms.ticked_boxes import drawn, has_boxes, read_boxes
from ruralskills.text.lazy_regex import regex
from ruralskills.values import partial_date
from ruralskills.values.field_type import Unreadable

_DAY: Final = regex(
    r"[\d〇○零一二三四五六七八九]{4}\s*[年./\-—]\s*[\d一二三四五六七八九十]{1,3}\s*[月./\-—]\s*"
    r"[\d一二三四五六七八九十]{1,3}\s*日?"
)
_PART_OF_DAY: Final = regex(r"\d{4}\s*年\s*(?:\d{1,2}\s*月)?\s*(?:\d{0,2}\s*日)?")
_BLANK_DAY: Final = regex(r"(?:\d{2,4}\s*+)?年\s*+月\s*+日")
_DAY_LABEL: Final = regex(r"(?:签字|签署|审核|填报|推荐|备案|审定)?(?:日\s*期|时\s*间)\s*[:：]")
_WHO: Final = (
    r"(?:主要|单位|村级|乡镇|部门|分管)?(?:负责人|领导|签字人|签名人|经办人|审核人|审批人|审定人|推荐人|填表人|联系人)"
    r"|签字|签名|签章|(?:村|党)?支部?书记|第一书记|(?:村委会|村)?主任|[乡镇]长|局长|书记"
)
_NAME: Final = r"[\u3400-\u9fff·\U00020000-\U0003ffff]"
_SIGNER: Final = regex(
    rf"(?:{_WHO})(?:\s*[(（][^()（）]{{1,8}}[)）])?\s*[:：]\s*"
    rf"(?:{_NAME}[ \u3000]+{_NAME}{{1,2}}(?!{_NAME})|{_NAME}{{0,10}})"
)
_SEAL: Final = regex(
    r"[(（]\s*(?:签字|签名|签章|签字盖章|签字或盖章|盖\s*章|公\s*章|单位公章|单位盖章|印\s*章|章)\s*[)）]"
    r"|(?:盖章|公章|单位公章|单位盖章|签章)\s*[:：]?(?=\s|$)"
)
_TAIL: Final = regex(r"[\s。.、，,;；()（）]*")
"""Text behind the day in its line, if any."""
_CHOICE: Final = regex(r"不?(?:同意|予?推荐|通过|合格|属实|符合)[^\s□☐○■√✓☑✔]*")
_SIGN_HERE: Final = regex(r"(?:签字|签名|签章)\s*(?:[(（][^()（）]{1,6}[)）])?\s*[:：]")


class Opinion(Struct, frozen=True):
    """An opinion and its day as ``2021-05-08``, empty where there is none."""

    text: str
    day: str
    doubt: str = ""
    """The doubt about the opinion, empty without one."""
    day_doubt: str = ""
    """The doubt about its day."""


def read_opinion(text: str) -> Opinion:
    r"""Return an opinion without signer, seal and day.

    >>> read_opinion("同意推荐。\n负责人:李四（盖章）  2021年5月8日")
    Opinion(text='同意推荐。', day='2021-05-08', doubt='', day_doubt='')
    >>> read_opinion("同意。负责人：李 四（签字）\n二〇二一年五月八日").text
    '同意。'
    >>> read_opinion("\t负责人:\t年    月    日").text
    ''
    >>> read_opinion("经2021年3月20日村民代表会议研究，同意").day
    ''
    """
    text = re.sub(r"[_＿]+", " ", text)
    day, day_doubt, text = _without_day(text)
    for pattern in (_BLANK_DAY, _DAY_LABEL, _SIGNER, _SEAL):
        text = pattern.sub("", text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    said = "\n".join(filter(None, lines))
    chosen, doubt = _chosen(said)
    return Opinion(chosen, day, doubt, day_doubt)


def _without_day(text: str) -> tuple[str, str, str]:
    """Return the day of the signature, a doubt about it, and the text without it.

    It stands at the end of a line or behind the signer. A day inside a sentence is what is said.
    """
    places = list(_DAY.finditer(text))
    for place in reversed(places):
        if not _ends_line(text, place.end()):
            continue
        rest = text[: place.start()] + text[place.end() :]
        if day := _iso(place[0]):
            return day, "", rest
        return "", f"日期“{''.join(place[0].split())}”不是一个日期", rest
    for place in reversed(list(_PART_OF_DAY.finditer(text))):
        if _ends_line(text, place.end()) and not _BLANK_DAY.fullmatch(place[0].strip()):
            rest = text[: place.start()] + text[place.end() :]
            return "", f"日期“{''.join(place[0].split())}”没有写全", rest
    return "", "", text


def _ends_line(text: str, at: int) -> bool:
    rest = text[at:].split("\n", 1)[0]
    for pattern in (_SIGNER, _SEAL):
        rest = pattern.sub("", rest)
    return _TAIL.fullmatch(rest) is not None


def _chosen(text: str) -> tuple[str, str]:
    """Return the ticked one of printed opinions, or a text without boxes as it is."""
    if not has_boxes(text):
        return text, ""
    words = [found[0] for found in _CHOICE.finditer(drawn(text))]
    boxes = read_boxes(text, tuple(dict.fromkeys(words)))
    if not boxes.words:
        return text, ""
    if len(boxes.ticked) == 1 and not boxes.is_in_doubt:
        return boxes.ticked[0].rstrip("，,；; "), ""
    said = "没有勾选" if not boxes.ticked else "勾选了不止一项"
    return "", f"“{'”“'.join(dict.fromkeys(words))}”{said}"


def _iso(text: str) -> str:
    try:
        day = partial_date.read("".join(text.split()))
    except Unreadable:
        return ""
    return str(day) if isinstance(day, partial_date.PartialDate) and day.exact else ""


def signed(text: str) -> bool:
    """Return True if the applicant signed, beyond what is printed there.

    >>> signed("张三"), signed("（签字）    年  月  日"), signed("签字：张三"), signed("签字：")
    (True, False, True, False)
    """
    text = re.sub(r"[_＿]+", " ", text)
    if found := _SIGN_HERE.search(text):
        text = text[found.end() :]
    for pattern in (_BLANK_DAY, _DAY_LABEL, _SEAL):
        text = pattern.sub("", text)
    return text.strip(" \t\n\u3000:：。") != ""

"""Values of a form's cells, numbers, answers and choices, with their doubts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from ruralskills.forms.identity_kinds import OTHER, read_kinds
from ruralskills.forms.ticked_boxes import (
    BoxedText,
    has_boxes,
    read_boxes,
    ticked_elsewhere,
)
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import half_width
from ruralskills.values import yesno
from ruralskills.values.field_type import Absent, Context, Unreadable

Value = str | int | Decimal

_DOUBT: Final = "C602"
_YES: Final = ("有", "是")
_NO: Final = ("无", "否", "没有")
_BRACKETED: Final = regex(r"[(（](.*)[)）]")
_SEPARATORS: Final = " \t\n\r\u3000/／\\|｜,，、;；:：。_＿"
_STROKES: Final = "/／\\|｜、"
_ANSWER: Final = regex(
    r"(有|是|无|否|没有)(?:(?:自主)?创业(?:经历|经验)?|(?:申请)?贷款(?:意向|意愿|需求)?|意向|经历|需求)?"
    r"(?:[\s，,。；;：:（(].*)?",
    re.DOTALL,
)
_BOTH: Final = regex(
    r"(?:有|是)[\s/／\\|｜、，,]*(?:无|否|没有)|(?:无|否|没有)[\s/／\\|｜、，,]*(?:有|是)"
)
_MOST_TYPED: Final = 8
"""So many kinds without a box are the printed list, in which nothing was chosen."""
_PROMPT: Final = regex(
    r"(?:请|单击|点击|轻触|单击或点击|单击或点按|点击或轻触)+(?:此处|这里|以)?(?:输入|键入|填写|填入|选择)(?:文字|文本|内容|日期|一?项)?[。.…]*"
    r"|(?:请)?选择一项[。.]?|(?:Click or tap|Click|Tap) (?:here )?to enter (?:text|a date)\.?|Choose an item\.?",
    re.IGNORECASE,
)
"""The prompt of a control in which nothing has been typed, in Word and WPS."""
_WAN: Final = "万元"
_YUAN: Final = {"元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), _WAN: Decimal(10000)}
_LEAST_YUAN: Final = 1000
_MANY_YUAN: Final = regex(r"[1-9][\d,]{4,}(?:\.\d+)?")
_LOAN_WORD: Final = regex(r"^(?:拟|意向|申请|计划|需|需要)?贷款(?:金额|额度)?(?:为|[:：])?\s*")
_LOAN_NOTE: Final = regex(r"(?<!\s)\s*+[(（][^()（）\d]{1,12}[)）]$")
_WAN_LETTER: Final = regex(r"(?<=\d)\s*[wWｗＷ](?=元?$)")
_NUMERALS: Final = regex(r"[\d一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾]")
_DIGITS: Final = regex(r"[0-9][0-9 \-]*[0-9Xx]?")
_UNIT_ALONE: Final = {
    "loan_amount": regex(r"[\s_＿]*+万?元?[\s_＿。]*"),
    "age": regex(r"[\s_＿]*+(?:周?岁)?[\s_＿。]*"),
    "pledge": regex(r"[\s_＿]*+[户人]?[\s_＿。]*"),
}
"""Units printed behind an empty line. Elsewhere such a word is a value."""
_LINES: Final = regex(r"[_＿]{2,}")
"""A line to write on. A single one is a letter of a 微信号."""
_INNER: Final = regex(r"[\s\u3000]+")


class ReadValue(Struct, frozen=True):
    """A value, blank where it is not certain, and what is in doubt about it."""

    value: Value = ""
    doubt: Unknown | None = None


def read_number(name: str, text: str, unit: str) -> ReadValue:
    """Return a number in the unit of the ledger. ``unit`` is that of its label.

    What is about a number, or between two, is no number. A text without one is as it stands.
    """
    spec = field_specs(Application)[name]
    bare = _plain_amount(text) if spec.unit == _WAN else text
    unit = unit if unit in _YUAN else spec.unit
    if spec.unit == _WAN and _MANY_YUAN.fullmatch(half_width(bare).strip()):
        unit = "元"  # nobody borrows as many times 10,000
    try:
        value: Any = spec.reads.read(bare, Context(unit=unit))
    except Unreadable as error:
        if _NUMERALS.search(half_width(text)):
            return ReadValue("", Unknown(error.code, error.message))
        return ReadValue(text)
    if isinstance(value, Absent):
        return ReadValue(text)
    if unit == spec.unit:
        return ReadValue(value)
    if value < _LEAST_YUAN:  # 20 in a cell that asks for 元 was meant as 万元, or was not
        return _doubt(f"单位印的是“{unit}”，现填“{bare}”，看不出是不是“万元”")
    return ReadValue(value * _YUAN[unit] / _YUAN[spec.unit])


def _plain_amount(text: str) -> str:
    """Return an amount without the words around it that are no part of the number.

    >>> _plain_amount("拟贷款20万元（信用贷款）"), _plain_amount("20w"), _plain_amount("约20万")
    ('20万元', '20万', '约20万')
    """
    bare = _LOAN_NOTE.sub("", _LOAN_WORD.sub("", text.strip()))
    return _WAN_LETTER.sub("万", bare)


def read_digits(text: str) -> str:
    """Return a number that identifies, in half width and without blanks inside.

    >>> read_digits("１３８ ００００ 0000"), read_digits("wx 138"), read_digits("14112719690309287x")
    ('13800000000', 'wx 138', '14112719690309287x')
    """
    half = half_width(text).strip()
    bare = _INNER.sub("", half)
    if not _DIGITS.fullmatch(bare):
        return half if _DIGITS.fullmatch(half) else text
    mobile = bare.replace("-", "")
    return mobile if re.fullmatch(r"1[3-9]\d{9}", mobile) else bare


def read_answer(text: str, *, has_struck: bool) -> ReadValue:
    """Return the answer of two boxes, or of a word. Both or none is a doubt.

    One word beside a stroke is an answer where the other one was struck out (``has_struck``).
    """
    if not has_boxes(text):
        return _in_words(text, has_struck=has_struck)
    boxes = read_boxes(text, (*_YES, *_NO))
    is_yes, is_no = bool({*boxes.ticked} & {*_YES}), bool({*boxes.ticked} & {*_NO})
    if boxes.is_in_doubt:
        return _doubt("勾和叉看不出选的是哪一项")
    if is_yes != is_no:
        return ReadValue("是" if is_yes else "否")
    return _doubt("两个框都勾选了" if is_yes else "两个框都没有勾选")


def _doubt(message: str) -> ReadValue:
    return ReadValue("", Unknown(_DOUBT, message))


def _in_words(text: str, *, has_struck: bool) -> ReadValue:
    bare = text.strip(_SEPARATORS)
    if (
        bare
        and not has_struck
        and text.strip().strip("_＿ ").strip(_STROKES) != text.strip().strip("_＿ ")
    ):
        return _doubt(f"“{' '.join(text.split())}”少了一边，看不出选的是哪一项")
    if _BOTH.fullmatch(bare):
        return _doubt(f"“{' '.join(bare.split())}”两项都在，没有勾选")
    try:
        value = yesno.read(bare)
    except Unreadable:
        found = _ANSWER.fullmatch(bare)
        return ReadValue(text if not found else "是" if found[1] in _YES else "否")
    return ReadValue(text if not isinstance(value, bool) else "是" if value else "否")


def read_choice(name: str, text: str) -> ReadValue:
    """Return the ticked word of a field that is written in words, else its text."""
    if not has_boxes(text):
        return ReadValue(text)
    words = ("男", "女") if name == "sex" else tuple(re.findall(r"[\u4e00-\u9fff]{2,8}", text))
    boxes = read_boxes(text, words)
    if len(boxes.ticked) == 1 and not boxes.is_in_doubt:
        return ReadValue(boxes.ticked[0])
    if not boxes.words:
        return ReadValue(text)
    return _doubt("勾选了不止一项" if boxes.ticked else "没有勾选")


def filled_in(name: str, text: str) -> str:
    """Return the text of a field's cell without what was printed there before.

    >>> filled_in("qq", "单击或点击此处输入文字。"), filled_in("loan_amount", "____万元")
    ('', '')
    >>> filled_in("loan_amount", "__20__万元"), filled_in("name", "张三")
    ('20万元', '张三')
    """
    printed = _UNIT_ALONE.get(name)
    if _PROMPT.fullmatch(text.strip()) or (printed and printed.fullmatch(text)):
        return ""
    if not _LINES.match(text) and not text.rstrip().endswith(("__", "＿＿")):
        return text
    return _LINES.sub("", text).strip()


class Kinds(Struct):
    """The kinds of a form in the order of the list, the text of 其他, and a doubt."""

    text: str = ""
    other: str = ""
    doubt: Unknown | None = None


def read_identity(text: str, annexed: str, kinds: CodeList) -> Kinds:
    """Return the ticked kinds and the text behind 其他, or the kinds in words."""
    official = kinds.words
    if not has_boxes(text):
        return _typed_kinds(text, kinds)
    boxes = read_boxes(text, tuple(official))
    if boxes.is_in_doubt:
        return Kinds(doubt=Unknown(_DOUBT, "勾和叉看不出选的是哪一项"))
    ticked = {official[word] for word in boxes.ticked}
    made = Kinds("、".join(kind for kind in kinds.official if kind in ticked))
    if unknown := ticked_elsewhere(text, tuple(official)):
        listed = "”“".join(unknown)
        made.doubt = Unknown(_DOUBT, f"“{listed}”不在表上所列的身份里，没有读入")
    made.other = annexed or _text_of_other(boxes, kinds)
    if made.other and OTHER not in ticked:
        made.doubt = Unknown(_DOUBT, f"“其他”没有勾选，后面写着“{made.other}”")
    return made


def _text_of_other(boxes: BoxedText, kinds: CodeList) -> str:
    others = (word for word in boxes.words if kinds.words[word.word] == OTHER)
    return next((other_text(boxes.behind(word)) for word in others), "")


def _typed_kinds(text: str, kinds: CodeList) -> Kinds:
    """Return kinds in words in the order of the list, else the text as it is."""
    pieces = [piece for piece in re.split(r"[\s、，,;；/|]+", text) if piece]
    known = [kinds.words[piece] for piece in pieces if piece in kinds.words]
    if len(set(known)) >= _MOST_TYPED:
        return Kinds(doubt=Unknown(_DOUBT, "所列的身份一项也没有勾选"))
    if known and len(known) == len(pieces):
        return Kinds("、".join(kind for kind in kinds.official if kind in known))
    read = read_kinds((text,), "", kinds)
    if read.unknown or not read.ticked:
        return Kinds(text)
    return Kinds(read.text, other_text(read.other))


def other_text(text: str) -> str:
    """Return the text on the line behind 其他, without the line itself.

    >>> other_text(" 小微企业主 "), other_text("：小微企业主"), other_text("（养蜂）"), other_text("_____")
    ('小微企业主', '小微企业主', '养蜂', '')
    >>> other_text("_电商主播_    ")
    '电商主播'
    """
    text = _LINES.sub("", text).rstrip("_＿ \t\u3000")
    if text[:1] in ("_", "＿"):
        text = text.lstrip("_＿ \t\u3000")
    if not text[:1].isspace():
        bare = text.strip()
        if bracketed := _BRACKETED.fullmatch(bare):
            bare = bracketed[1]
        text = bare.lstrip(":：")
    return text.strip()

"""Labels of the application form, and values behind them in the same cell."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.detection.ledger_headers import headers_of
from ruralskills.detection.vocabulary import header_word
from ruralskills.ledgers import Application
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_LONGEST: Final = 40
_NUMBERING: Final = regex(
    r"^(?:[(（]?[一二三四五六七八九十]{1,2}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}[.、．])"
)
_SIGNED: Final = regex(
    r"(?:申[请报]人?|承诺人|本人)(?:承诺)?\(?签[字名章]\)?(?:盖章|\(盖章\))?[:：]?"
)
_WHOSE: Final = r"(?:本人|申[请报]人|人员|个人|培训对象|对象)?(?:的)?"
_WORDINGS: Final = (
    (
        "signature",
        r"(?:申[请报]人?|承诺人?|本人)(?:本人)?(?:承诺)?(?:签[字名章]|\(签[字名章]\))(?:确认)?",
    ),
    (
        "county_opinion",
        r".{0,20}审定意见|(?:县|区|旗).{0,20}(?:备案|审[核批定查]|推荐)?意见",
    ),
    ("township_opinion", r"(?:乡|镇|街道|所在乡).{0,20}意见"),
    ("village_opinion", r"(?:所在)?村.{0,20}意见"),
    ("identity_kind", rf"{_WHOSE}(?:所属)?身份(?:类[别型]|种类|性质)"),
    ("identity_text", r"其他身份(?:说明|名称)?"),
    (
        "id_number",
        rf"{_WHOSE}(?:居民)?(?:第二代)?(?:公民)?身份证(?:件)?(?:号码?|编号)?|身份号码",
    ),
    ("name", rf"{_WHOSE}姓名"),
    ("age", rf"{_WHOSE}(?:现|实际)?年龄|周岁"),
    ("political", r"政治(?:面貌|面目|身份)|党派"),
    ("education", r"(?:文化|教育|受教育)程度|(?:最高|现有)?学历(?:层次)?"),
    ("native_place", r"籍贯|原籍"),
    (
        "address",
        r"(?:现|家庭)?(?:详细|常住|居住)?(?:住址|地址|住所)|(?:家庭|现)(?:详细|居住)?(?:住址|地址)|现居住地",
    ),
    ("phone", rf"{_WHOSE}(?:联系)?(?:手机|电话|移动电话)(?:号码?)?|联系(?:方式|手机)"),
    ("qq", r"QQ(?:号码?|账号|帐号)?"),
    ("wechat", r"微信(?:号码?|账号|帐号|ID)?"),
    (
        "photo",
        r"(?:贴|粘贴)?(?:本人)?(?:近期)?(?:[一二两12]寸)?(?:近期)?(?:正面)?(?:免冠)?(?:彩色)?(?:照片|相片)(?:粘贴)?处?",
    ),
    (
        "experience",
        r"(?:有无|是否有|是否具有|曾有无|有没有)?(?:自主)?创业(?:经历|经验)(?:情况)?",
    ),
    ("project", r"(?:拟|现|计划|意向)?(?:创业|创办|从事|发展)(?:的)?(?:项目|产业)(?:名称)?"),
    (
        "project_place",
        r"(?:拟|现|计划)?(?:创业|项目|经营)?(?:项目)?(?:所在|实施|经营)?(?:地点|场所)|(?:创业|项目|经营)(?:所在)?地址",
    ),
    ("scale", r"(?:拟|现|计划)?(?:创业|经营|发展)?(?:产业|项目|经营|生产)(?:的)?规模"),
    (
        "prospects",
        r"(?:拟)?(?:创业)?项目(?:简况|简介|概况|介绍|情况)(?:(?:及|和|与|、)?(?:市场)?前景(?:分析|预测)?)?",
    ),
    (
        "wants_loan",
        r"(?:是否|有无|有没有)(?:有)?(?:创业)?(?:需要)?(?:申请)?贷款(?:意向|意愿|需求|需要)?",
    ),
    (
        "loan_amount",
        r"(?:拟|意向|申请|计划|需要|需求)?贷款(?:意向|意愿|需求)?(?:金额|额度|数额|数量)",
    ),
    (
        "pledge",
        r"承诺(?:带动|帮带|帮扶)(?:脱贫|贫困|低收入|监测)?(?:农户|户|人口)?(?:的)?(?:规模|户数|数量|人数|数)?",
    ),
    (
        "leading_way",
        r"(?:拟)?(?:带动|帮带|帮扶|联农带农|带贫)(?:的)?(?:方式|措施|机制|模式|途径)",
    ),
)
"""Labels in other words, as that of a department with another name today."""
_WORDING: Final = regex("|".join(f"(?P<{name}>{pattern})" for name, pattern in _WORDINGS))
_NAMES: Final = [name for name, _ in _WORDINGS]
_BRACKETS: Final = regex(r"[()（）]")
_HINT: Final = regex(r"[(（][^()（）]*[)）]$")
_GAP: Final = regex(r"(?<=\S)\s++(?=\S)")
_OWN_VALUE: Final = regex(r"\s*+([^:：\n]{2,24}?)\s*+[:：]\s*+(.*)", re.DOTALL)
_NEXT_LABEL: Final = regex(r"(?:\n|(?<![ \u3000\t])[ \u3000\t]{2,}+)(?=[^:：\n]{2,24}[:：])")


class LabelPart(Struct, frozen=True):
    """A label in a cell, with the value that stands in the same cell, if any."""

    field: str
    text: str
    value: str | None = None


@cache
def _by_bare_words() -> dict[str, str]:
    """Return the fields of headers without brackets, those that name one field."""
    fields: dict[str, set[str]] = {}
    for header, spec in headers_of(Application, ()).items():
        fields.setdefault(_bare(header), set()).add(spec.field)
    return {word: names.pop() for word, names in fields.items() if len(names) == 1}


def _bare(word: str) -> str:
    return _BRACKETS.sub("", word).removeprefix("拟")


@lru_cache(maxsize=4096)
def field_of(text: str) -> str:
    r"""Return the field that a label names, empty for other texts.

    >>> field_of("身份证\n号码："), field_of("（拟）创业 项目"), field_of("县农业农村局审定意见"), field_of("张三")
    ('id_number', 'project', 'county_opinion', '')
    >>> field_of("拟创业项目简况及前景分析"), field_of("承诺人签字：")
    ('prospects', 'signature')
    """
    if not text.strip() or len(text) > _LONGEST:
        return ""
    if _SIGNED.fullmatch(normalised(text)):
        return "signature"
    word = header_word(_NUMBERING.sub("", text.strip()))[0]
    known = headers_of(Application, ())
    if found := known.get(word) or known.get(_HINT.sub("", word)):
        return found.field
    if name := _by_bare_words().get(_bare(word)):
        return name
    bare = _bare(_HINT.sub("", word)).removeprefix("拟")
    found_in = [_WORDING.fullmatch(each) for each in dict.fromkeys((word, bare))]
    names = [match.lastgroup for match in found_in if match]
    return min(filter(None, names), key=_NAMES.index, default="")


def unit_of(label: str) -> str:
    """Return the unit in the brackets of a label.

    >>> unit_of("贷款意向金额（元）"), unit_of("贷款意向金额")
    ('元', '')
    """
    return header_word(label)[1]


def labels_in(text: str) -> list[LabelPart]:
    """Return the labels of a cell: a bare one, or some with values behind a colon.

    >>> [part.field for part in labels_in("姓名：张三  性别：男")]
    ['name', 'sex']
    >>> labels_in("姓 名")
    [LabelPart(field='name', text='姓 名', value=None)]
    """
    if name := field_of(text):
        return [LabelPart(name, text.strip())]
    parts: list[LabelPart] = []
    for piece in _NEXT_LABEL.split(text):
        found = _OWN_VALUE.fullmatch(piece)
        name = field_of(found[1]) if found else ""
        if found and name:
            parts.append(LabelPart(name, found[1].strip(), found[2].strip()))
        elif parts and parts[-1].value is not None:
            parts[-1] = LabelPart(parts[-1].field, parts[-1].text, f"{parts[-1].value}\n{piece}")
        else:
            return []
    return parts


def stacked_label(text: str) -> LabelPart | None:
    r"""Return a label with the value below or behind it in its cell, without a colon.

    >>> stacked_label("姓  名\n张三"), stacked_label("家庭地址 曹家峁村"), stacked_label("身份证\n号码")
    (LabelPart(field='name', text='姓  名', value='张三'), LabelPart(field='address', text='家庭地址', value='曹家峁村'), None)
    """
    if field_of(text):
        return None
    for gap in reversed(list(_GAP.finditer(text[:_LONGEST]))):
        label, value = text[: gap.start()], text[gap.end() :].strip()
        if value and (name := field_of(label)):
            return LabelPart(name, label.strip(), value)
    return None

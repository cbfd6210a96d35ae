"""Labels of the application form, and values behind them in the same cell."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.detection.ledger_headers import headers_of
from ruralskills.detection.vocabulary import header_word
from ruralskills.ledgers import Application
from ruralskills.text.lazy_regex import regex

_LONGEST: Final = 40
_WORDINGS: Final = (
    ("signature", regex(r"(?:申请|申报|承诺|本)人(?:承诺)?(?:签字|签名|签章)")),
    ("county_opinion", regex(r".{0,20}审定意见|县.{0,20}(?:备案|审核|审批|推荐)?意见")),
    ("township_opinion", regex(r"(?:乡|镇|街道).{0,20}意见")),
    ("village_opinion", regex(r"村.{0,20}意见")),
)
"""The department that gives an opinion may have another name today."""
_BRACKETS: Final = regex(r"[()（）]")
_HINT: Final = regex(r"[(（][^()（）]*[)）]$")
_OWN_VALUE: Final = regex(r"\s*+([^:：\n]{2,24}?)\s*+[:：]\s*+(.*)", 16)  # re.DOTALL
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
    word = header_word(text)[0]
    known = headers_of(Application, ())
    if found := known.get(word) or known.get(_HINT.sub("", word)):
        return found.field
    if name := _by_bare_words().get(_bare(word)):
        return name
    return next((name for name, pattern in _WORDINGS if pattern.fullmatch(word)), "")


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

"""Labels of the application form, and values behind them in the same cell."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.detection.ledger_headers import headers_of
from ruralskills.detection.vocabulary import header_word
from ruralskills.ledgers import Application
from ruralskills.text.lazy_regex import regex

_LONGEST: Final = 40
_OPINIONS: Final = (
    ("county_opinion", regex(r".{0,20}审定意见|县.{0,20}(?:备案|审核|审批|推荐)?意见")),
    ("township_opinion", regex(r"(?:乡|镇|街道).{0,20}意见")),
    ("village_opinion", regex(r"村.{0,20}意见")),
)
"""The department that gives an opinion may have another name today."""
_HINT: Final = regex(r"[(（][^()（）]*[)）]$")
_OWN_VALUE: Final = regex(r"\s*([^:：\n]{2,24}?)\s*[:：]\s*(.*)", 16)  # re.DOTALL
_NEXT_LABEL: Final = regex(r"(?:\n|[ \u3000\t]{2,})(?=[^:：\n]{2,24}[:：])")


class LabelPart(Struct, frozen=True):
    """A label in a cell, with the value that stands in the same cell, if any."""

    field: str
    text: str
    value: str | None = None


@lru_cache(maxsize=4096)
def field_of(text: str) -> str:
    r"""Return the field that a label names, empty for other texts.

    >>> field_of("身份证\n号码："), field_of("（拟）创业 项目"), field_of("县农业农村局审定意见"), field_of("张三")
    ('id_number', 'project', 'county_opinion', '')
    """
    if not text.strip() or len(text) > _LONGEST:
        return ""
    word = header_word(text)[0]
    known = headers_of(Application, ())
    if found := known.get(word) or known.get(_HINT.sub("", word)):
        return found.field
    return next((name for name, pattern in _OPINIONS if pattern.fullmatch(word)), "")


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

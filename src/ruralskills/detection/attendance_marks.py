"""The meaning of marks on an attendance sheet, by its legend or by common usage.

○ and / mean present in one school and absent in the next, so without a legend they are unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ruralskills.model.typed_column import Unknown
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Absent
from ruralskills.values.yesno import CROSSES, TICKS

PRESENT: Final = "出勤"
LATE: Final = "迟到"
EARLY: Final = "早退"
LEAVE: Final = "请假"
ABSENT: Final = "缺勤"
_WORDS: Final = {
    PRESENT: "出勤 到课 到 已到 实到 正常 签到 全勤 上课 出席",
    LATE: "迟到 迟",
    EARLY: "早退 早 退",
    LEAVE: "请假 事假 病假 公假 假 婚假 丧假 产假 事 病",
    ABSENT: "缺勤 旷课 缺课 缺 旷 未到 缺席 旷工 未出勤",
}
_COMMON: Final = (
    {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
    | dict.fromkeys(TICKS, PRESENT)
    | dict.fromkeys("△▲", LEAVE)
    | dict.fromkeys(f"{CROSSES}╳X", ABSENT)
)
_LONG_WORDS: Final = sorted((word for word in _COMMON if len(word) > 1), key=len, reverse=True)
_SIGN: Final = rf"[{TICKS}○◯〇O●◎△▲▽▼☆★{CROSSES}╳X/\\◇◆□■Φ+#*-]"
_TOKEN: Final = regex(rf"(?P<word>{'|'.join(_LONG_WORDS)})|(?P<sign>{_SIGN})")
_ONE_FORM: Final = str.maketrans(
    dict.fromkeys(TICKS, "√") | dict.fromkeys("◯〇O", "○") | dict.fromkeys(f"{CROSSES}╳X", "×")
)
"""Variants of one mark on different keyboards."""

Legend = Mapping[str, str]
"""Mark to meaning."""


def _one_form(text: str) -> str:
    return normalised(text).upper().translate(_ONE_FORM)


def legend(texts: Iterable[str]) -> Legend:
    """Return the legend among some texts, empty if there is none or it is ambiguous.

    >>> legend(["注：出勤√ 请假△ 缺勤× 迟到○"])["○"], legend(["√表示出勤，○表示缺勤"])["○"]
    ('迟到', '缺勤')
    >>> legend(["班主任：王某", "√"])
    {}
    """
    for text in texts:
        tokens = [(m.lastgroup, m[0]) for m in _TOKEN.finditer(normalised(text).upper())]
        kinds = [kind for kind, _ in tokens]
        if len(tokens) < 4 or len(tokens) % 2 or kinds != kinds[:2] * (len(tokens) // 2):
            continue
        if kinds[0] == kinds[1]:
            continue
        pairs = [sorted(pair, reverse=True) for pair in zip(tokens[::2], tokens[1::2], strict=True)]
        meanings = {(_one_form(sign), _COMMON[word]) for (_, word), (_, sign) in pairs}
        if len(meanings) == len(dict(meanings)):
            return dict(meanings)
    return {}


def meaning(text: str, legend: Legend, name: str) -> Any:
    """Return the meaning of a cell: one of five words, blank or unknown.

    A person's own name is a signature and means present.

    >>> meaning("√", {}, "马一"), meaning("○", {"○": "迟到"}, "马一"), meaning("马一", {}, "马一")
    ('出勤', '迟到', '出勤')
    >>> meaning("○", {}, "马一"), meaning(" ", {}, "马一")
    (Unknown(code='', message='', candidate=''), <Absent.BLANK: 'blank'>)
    """
    mark = _one_form(text)
    if not mark:
        return Absent.BLANK
    if mark in legend:
        return legend[mark]
    if name and mark == _one_form(name):
        return PRESENT
    return _COMMON.get(mark, Unknown("", ""))

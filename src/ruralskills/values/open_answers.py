"""Answers that leave a cell open: nobody knows yet, or the act is still to come.

They are neither values nor their absence. A cell that says so breaks no rule, for it promises no
day and no amount: 待核定 under 核定金额, 未返乡 under 返乡日期, 计件 under 月工资.
"""

from __future__ import annotations

from typing import Final

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

UNKNOWN_WORDS: Final = frozenset(
    {"不详", "未知", "不明", "不清楚", "未详", "待核", "待核实", "待查", "待补", "待补充", "待填", "不知道",
     "?", "??", "???", "？", "？？", "？？？"}
)  # fmt: skip
"""The words that say that nobody knows, in a column of any kind."""
_TO_COME: Final = regex(
    r"(?:[尚还暂仍均]?[未没]|[待拟]|等待|正在)[\u4e00-\u9fff]{1,6}|另行通知|另定"
    "|(?:审核|审批|审定|核定|核算|测算|统计|办理|补办|申报|公示|结算|发放|拨付|制作|鉴定|考核|考试|培训|进行|处理)中"
)
_STILL_THERE: Final = regex(r"(?:[仍还一]?直?在|继续)[\u4e00-\u9fff]{1,5}|至今[\u4e00-\u9fff]{0,4}")
_BY_WORK: Final = regex(
    r"面议|面谈|计件|计时|计件制|计时制|按件|按量|按天|按实际|按劳|据实|多劳多得|提成|底薪加提成"
)
_LONGEST: Final = 10
_OF_TIME: Final = frozenset({"day", "span"})
_OF_MONEY: Final = frozenset({"amount"})
_OF_NUMBERS: Final = frozenset({"amount", "quantity", "count", "rate"})


def leaves_open(text: str, kind: str) -> bool:
    """Return True if a text that is no value of a kind says that it is still to come.

    ``kind`` is the name of a field's type.

    >>> leaves_open("待核定", "amount"), leaves_open("仍在务工", "day"), leaves_open("计件", "amount")
    (True, True, True)
    >>> leaves_open("春节以后", "day"), leaves_open("若干", "count"), leaves_open("在外", "amount")
    (False, False, False)
    """
    text = normalised(text)
    if len(text) > _LONGEST or kind not in _OF_TIME | _OF_NUMBERS:
        return False
    if _TO_COME.fullmatch(text):
        return True
    if kind in _OF_TIME:
        return _STILL_THERE.fullmatch(text) is not None
    return kind in _OF_MONEY and _BY_WORK.fullmatch(text) is not None

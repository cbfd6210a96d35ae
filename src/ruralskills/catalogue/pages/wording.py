"""The Chinese words of pages for severities, bases and limits."""

from __future__ import annotations

from typing import Final

from ruralskills.model.clause import Clause
from ruralskills.notices import Limit, LimitValue

SEVERITIES: Final = {
    "error": "错误",
    "warning": "警告",
    "info": "提示",
    "target": "目标（年度内警告，年度终了仍未达到为错误）",
    "duty": "职责（警告）",
    "manual": "须人工填写（空白时提示）",
    "": "按规则",
}
BASES: Final = {
    "原文": "通知原文",
    "推断": "由原文推断",
    "口径": "本工具口径",
    "通用": "法律、标准或通行做法",
}


def severity_text(clause: Clause) -> str:
    """Return the severity of a clause in words."""
    words = SEVERITIES.get(clause.severity, clause.severity)
    return f"{words}（参照，本地通知有要求的按本地）" if clause.reference else words


def limit_text(limit: Limit) -> str:
    """Return a limit in words: a number, several, or a proportion.

    >>> from ruralskills.notices import shipped_notices
    >>> tongnan = shipped_notices()["tongnan-2020"].limits
    >>> limit_text(tongnan["min_households_led"]), limit_text(tongnan["lecture_to_visit"])
    ('3户', '5∶2（天）')
    """
    if limit.each:
        numbers = [f"{word}{_number_text(value)}{limit.unit}" for word, value in limit.each.items()]
        others = [f"其他{_number_text(limit.value)}{limit.unit}"] if limit.value is not None else []
        return f"按{limit.by}：{'、'.join((*numbers, *others))}"
    if limit.value is None:
        return f"由单位设定（{'，'.join(filter(None, (limit.unit, limit.name)))}）"
    if not isinstance(limit.value, tuple):
        return f"{limit.value}{limit.unit}"
    if "_to_" in limit.name:
        return f"{'∶'.join(map(str, limit.value))}（{limit.unit}）"
    return f"{'、'.join(map(str, limit.value))}{limit.unit}"


def _number_text(value: LimitValue) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)

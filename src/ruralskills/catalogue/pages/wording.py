"""The Chinese words of pages for severities, bases and limits."""

from __future__ import annotations

from typing import Final

from ruralskills.notices import Limit

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


def limit_text(limit: Limit) -> str:
    """Return a limit in words: a number, several, or a proportion.

    >>> from ruralskills.notices import shipped_notices
    >>> tongnan = shipped_notices()["tongnan-2020"].limits
    >>> limit_text(tongnan["min_households_led"]), limit_text(tongnan["lecture_to_visit"])
    ('3户', '5∶2（天）')
    """
    if limit.value is None:
        return f"由单位设定（{'，'.join(filter(None, (limit.unit, limit.name)))}）"
    if not isinstance(limit.value, tuple):
        return f"{limit.value}{limit.unit}"
    if "_to_" in limit.name:
        return f"{'∶'.join(map(str, limit.value))}（{limit.unit}）"
    return f"{'、'.join(map(str, limit.value))}{limit.unit}"

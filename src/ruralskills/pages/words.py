"""The words under which pages show what programs call error, target or Date."""

from __future__ import annotations

from typing import Any, Final

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
KINDS: Final = {
    "account": "账号",
    "amount": "金额",
    "certificate": "证书号",
    "count": "数量",
    "credit_code": "统一社会信用代码",
    "day": "日期",
    "half_day": "半天",
    "identity": "身份证号",
    "name": "姓名",
    "phone": "电话",
    "quantity": "数字",
    "rate": "比率",
    "span": "起止时间",
    "text": "文字",
    "yesno": "是或否",
}
"""By the module of ``values`` that reads a column."""


def number(value: Any, unit: str = "") -> str:
    """A limit as it is read.

    >>> number(3, "户"), number([5, 2], "天"), number(None, "天")
    ('3户', '5∶2（天）', '由单位设定（天）')
    """
    if value is None:
        return f"由单位设定（{unit}）" if unit else ""
    if isinstance(value, list | tuple):
        return "∶".join(map(str, value)) + (f"（{unit}）" if unit else "")
    return f"{value}{unit}"

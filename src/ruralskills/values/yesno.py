"""Yes or no, in the marks of forms and ledgers, codes 1 and 0 included.

无 answers the question "有/无" with no, a dash means that the question does not apply. Marks that
offices use both ways (○, the letter X, 2) are refused. The codes are those of GB/T 2261.
"""

from __future__ import annotations

from typing import Annotated, Final

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import (
    NO_CONTEXT,
    Absent,
    Context,
    FieldType,
    Raw,
    Unreadable,
    absent,
)
from ruralskills.values.quoting import quotation

TICKS: Final = "√✓✔☑✅\U0001f5f8\U0001f5f9"
CROSSES: Final = "×✗✘✕✖❌"
_YES = "是 有 ■ Y YES 对 已 1 1.0 TRUE T 真 是的"
_NO = "否 无 □ ☐ N NO 错 未 0 0.0 FALSE F 假 不 不是 没 没有 暂无"
_ANSWERS = dict.fromkeys([*_YES.split(), *TICKS], True) | dict.fromkeys(
    [*_NO.split(), *CROSSES], False
)
_DONE = regex(r"已([\u4e00-\u9fff]{1,6})")
_NOT_DONE = regex(r"[未没](?!完?全)([\u4e00-\u9fff]{1,6})")
_TURNING = regex("[未没不无否待]|部分|但")
_TICKED, _EMPTY = f"{TICKS}■", "□☐"
_BOX_FIRST = regex(rf"([{_TICKED}{_EMPTY}])(是|有)([{_TICKED}{_EMPTY}])(否|无)")
_BOX_LAST = regex(rf"(是|有)([{_TICKED}{_EMPTY}])(否|无)([{_TICKED}{_EMPTY}])")


def read(raw: Raw, context: Context = NO_CONTEXT) -> bool | Absent:
    """Return the answer of a cell.

    >>> read("是"), read("√"), read("未录入"), read(0.0), read("/"), read("□有☑无")
    (True, True, False, False, <Absent.NONE: 'none'>, False)
    """
    if isinstance(raw, int | float) and raw in (0, 1):
        return raw == 1
    if raw is None:
        return Absent.BLANK
    if not isinstance(raw, str):
        raise _refusal(raw)
    answer = _ANSWERS.get(raw)
    if answer is not None:
        return answer
    text = normalised(raw).upper()
    answer = _ANSWERS.get(text)
    if answer is not None:
        return answer
    absence = absent(raw)
    if absence is not None:
        return absence
    for pattern, value in ((_DONE, True), (_NOT_DONE, False)):
        done = pattern.fullmatch(text)
        if done and not _TURNING.search(done[1]):
            return value
    return _boxes(text, raw)


def _boxes(text: str, raw: str) -> bool | Absent:
    """Return the answer of two boxes of a form."""
    if boxes := _BOX_FIRST.fullmatch(text):
        yes, no = boxes[1], boxes[3]
    elif boxes := _BOX_LAST.fullmatch(text):
        yes, no = boxes[2], boxes[4]
    else:
        raise _refusal(raw)
    if (yes in _TICKED) == (no in _TICKED):
        if yes in _EMPTY:
            return Absent.BLANK
        raise _refusal(raw)
    return yes in _TICKED


def _refusal(raw: Raw) -> Unreadable:
    return Unreadable("C602", f"{quotation(raw)}，看不出是“是”还是“否”")


YesNo = Annotated[bool | None, FieldType("yesno", "是或否", read)]

"""Text of several paragraphs, whose line breaks are a part of what was written."""

from __future__ import annotations

from typing import Annotated

from ruralskills.values import text
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    r"""Return any cell as text, each of its lines without meaningless blanks.

    >>> read(" 已种 核桃\r\n\n计划扩大 "), read("/"), read(3.0)
    ('已种核桃\n\n计划扩大', <Absent.NONE: 'none'>, '3')
    """
    whole = text.read(raw, context)
    if isinstance(whole, Absent) or not isinstance(raw, str) or not ("\n" in raw or "\r" in raw):
        return whole
    return "\n".join(map(text.compact, raw.splitlines())).strip("\n")


Paragraphs = Annotated[str | None, FieldType("text", "文字", read, text.read_many)]

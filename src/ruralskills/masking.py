"""Hide personal numbers: the one place where a report's text loses its digits.

By kind of field where the field is known, and by pattern over any text, so that a number quoted
in a message, a file name or a remark is hidden too.
"""

from __future__ import annotations

import re
from typing import Final

_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])(\d{6})(\d{7,12})([0-9Xx]{4})(?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<!\d)(1[3-9]\d)(\d{4})(\d{4})(?!\d)")


def mask_text(text: str) -> str:
    """Return text with identity, account and mobile numbers hidden.

    >>> mask_text("身份证号500152199001011234，电话13812345678")
    '身份证号500152********1234，电话138****5678'
    >>> mask_text("第20003行，金额1380000元")
    '第20003行，金额1380000元'
    """
    text = _IDENTITY.sub(lambda m: f"{m[1]}{'*' * len(m[2])}{m[3]}", text)
    return _MOBILE.sub(r"\1****\3", text)


def mask_value(text: str, kind: str) -> str:
    """Return a cell's content hidden by the kind of its field, however malformed it is.

    >>> mask_value("50015219900101123", "identity"), mask_value("1381234567", "phone")
    ('500152*******1123', '138***4567')
    >>> mask_value("约定", ""), mask_value("5.00152E+17", "identity")
    ('约定', '5.00152E+17')
    """
    if not kind:
        return mask_text(text)
    if sum(c.isdigit() for c in text) < 9:
        return text
    head, tail = (3, 4) if kind == "phone" else (6, 4)
    hidden = "".join("*" if c.isalnum() else c for c in text[head:-tail])
    return f"{text[:head]}{hidden}{text[-tail:]}"

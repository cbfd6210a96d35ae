"""Hide personal numbers: the one place where a report's text loses its digits.

By kind of field where the field is known, and by pattern over any text, so that a number quoted
in a message, a file name or a remark is hidden too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from ruralskills.text.lazy_regex import regex

_BLANK: Final = r"[ \u3000-]?"
_LONG: Final = regex(rf"(?<![0-9A-Za-z*])(?:\d{_BLANK}){{14,21}}[\dXxＸｘ](?![0-9A-Za-z*])")
_MOBILE: Final = regex(
    rf"(?<!\d)((?:86|0)?{_BLANK}[1１][3-9３-９]\d){_BLANK}\d{{4}}{_BLANK}(\d{{4}})(?!\d)"
)
_DATE: Final = regex(r"\d{4}-\d{1,2}-\d{1,2}")


def mask_text(text: str) -> str:
    """Return text with identity, account and mobile numbers hidden, however written.

    >>> mask_text("身份证号500152199001011234，电话13812345678")
    '身份证号500152********1234，电话138****5678'
    >>> mask_text("500152 19900101 1234，138-1234-5678")
    '500152********1234，138****5678'
    >>> mask_text("第20003行，金额1380000元，2020-07-06 2020-07-12")
    '第20003行，金额1380000元，2020-07-06 2020-07-12'
    """
    return _MOBILE.sub(_hidden_mobile, _LONG.sub(_hidden, text))


def _hidden_mobile(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", f"{found[1]}****{found[2]}")


def _hidden(found: re.Match[str]) -> str:
    if _DATE.search(found[0]):
        return found[0]
    digits = unicodedata.normalize("NFKC", re.sub(r"[^\dXxＸｘ]", "", found[0]))
    return f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}"


@lru_cache(maxsize=1 << 12)
def mask_name(text: str) -> str:
    """Return the name of a file, sheet or column with personal numbers hidden, cached."""
    return mask_text(text)


def mask_value(text: str, kind: str) -> str:
    """Return a cell's content hidden by the kind of its field, even if malformed.

    >>> mask_value("50015219900101123", "identity"), mask_value("1381234567", "phone")
    ('500152*******1123', '138***4567')
    >>> mask_value("约定", ""), mask_value("5.00152E+17", "identity")
    ('约定', '5.00152E+17')
    """
    if not kind:
        return mask_text(text)
    digits = sum(c.isdigit() for c in text)
    if digits < 9:
        return text
    head, tail = (3, 4) if kind == "phone" or digits < 15 else (6, 4)
    hidden = "".join("*" if c.isalnum() else c for c in text[head:-tail])
    return f"{text[:head]}{hidden}{text[-tail:]}"

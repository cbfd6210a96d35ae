"""Numbers of certificates: 职业技能等级证书 (22 characters) and 职业资格证书 (16 digits).

Other certificates follow no national form and are kept as written, in capitals.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

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
from ruralskills.values.text import read as read_text

# [YS] + 4 body + 2 province + 6 series + 2 year + 1 level + 6 serial number; the titles above the
# first level carry two letters and twenty digits.
_SKILL_LEVEL = regex(r"[YS][0-9A-Z]{4}[0-9]{17}|[A-Z]{2}[0-9]{20}")
_QUALIFICATION = regex(r"[0-9]{16}")
_SCIENTIFIC = regex(r"[0-9](?:\.[0-9]+)?E\+[0-9]{1,2}|[0-9]{16,}\.0+")

Kind = Literal["技能等级", "职业资格"]


def kind(number: str) -> Kind | None:
    """Return the national form of a number, None if it has none.

    >>> kind("Y000050000001200000001"), kind("2050003001400001"), kind("培字第12号")
    ('技能等级', '职业资格', None)
    """
    if _SKILL_LEVEL.fullmatch(number):
        return "技能等级"
    return "职业资格" if _QUALIFICATION.fullmatch(number) else None


def read(raw: Raw, context: Context = NO_CONTEXT) -> str | Absent:
    """Return a certificate's number in capitals and without blanks.

    >>> read("y0000 5000 0001 2000 0000 1"), read("渝培字（2020）第 12 号")
    ('Y000050000001200000001', '渝培字(2020)第12号')
    """
    absence = absent(raw)
    if absence is not None:
        return absence
    if isinstance(raw, str):
        text = normalised(raw).strip("'\"`‘’“”").upper()
        if not _SCIENTIFIC.fullmatch(text):
            return text or Absent.BLANK
    elif isinstance(raw, bool) or not isinstance(raw, int | float):
        return read_text(raw, context)
    elif math.isfinite(raw) and abs(raw) < 1e15:
        return str(int(raw)) if raw == int(raw) else repr(raw)
    raise Unreadable("C705", "证书编号按数值保存，末几位已丢失、无法还原")


CertificateNumber = Annotated[str | None, FieldType("certificate", "证书号", read)]

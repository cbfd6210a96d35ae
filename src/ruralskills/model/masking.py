"""Hide personal numbers: the one place where a report's text loses its digits.

A text is read as runs of digits, whatever stands around them.  Where the field is known, a value is
hidden by the kind of its field, however malformed it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ruralskills.model.checked_numbers import HAN_DIGITS, mask_checked
from ruralskills.model.digit_runs import FEWEST, RUN, Part, divide
from ruralskills.model.named_numbers import mask_named_numbers
from ruralskills.model.odd_digits import mask_parted, mask_spelled
from ruralskills.model.spoilt_digits import with_digits
from ruralskills.model.telephones import mask_telephones

_LONGEST_RUN: Final = 2_000
"""Characters of a run that is divided: no honest text has a longer one."""


def mask_text(text: str) -> str:
    r"""Return text with identity, account and mobile numbers hidden, however written.

    >>> mask_text("身份证号500152199001011234，电话13812345678")
    '身份证号500152********1234，电话138****5678'
    >>> mask_text("A500152(1990)0101.1234B，138\u200b-1234\n5678，2020-07-06 13812345678")
    'A500152********1234B，138****5678，2020-07-06 138****5678'
    >>> mask_text("第20003行，金额1380000元，2020-07-06 2020-07-12，〔2020〕4号")
    '第20003行，金额1380000元，2020-07-06 2020-07-12，〔2020〕4号'
    """
    if not any(map(str.isnumeric, text)):
        return text
    if not text.isascii():
        text = mask_spelled(text)
    text = mask_telephones(with_digits(text, _mask_runs))
    return mask_checked(mask_named_numbers(mask_parted(_mask_runs(text))))


def _mask_runs(text: str) -> str:
    return RUN.sub(_masked_run, text)


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
    digits = sum(c.isdigit() or c in HAN_DIGITS for c in text)
    if digits < FEWEST:
        return mask_text(text)
    head, tail = (3, 4) if kind == "phone" or digits < 15 else (6, 4)
    hidden = "".join("*" if c.isalnum() or c in HAN_DIGITS else c for c in text[head:-tail])
    return f"{text[:head]}{hidden}{text[-tail:]}"


def _masked_run(run: re.Match[str]) -> str:
    text, at = run.string, run.start()
    if run.end() - at > _LONGEST_RUN:
        return "".join("*" if each.isdecimal() else each for each in run[0])
    pieces: list[str] = []
    was_hidden = False
    for part in divide(text, run.start(), run.end()):
        gap = text[at : part.start]
        is_hidden = part.reading not in ("plain", "kept")
        if pieces and not gap and is_hidden != was_hidden:
            gap = " "  # or the next reader would take both for one number
        pieces += gap, _hidden(part) if is_hidden else text[part.start : part.end]
        at, was_hidden = part.end, is_hidden
    return "".join((*pieces, text[at : run.end()]))


def _hidden(part: Part) -> str:
    digits, size = part.digits, len(part.digits)
    if part.reading == "mobile":
        return f"{digits[:-8]}****{digits[-4:]}"
    head, tail = (6, 4) if size >= 15 else (3, min(4, size - 6))
    return f"{digits[:head]}{'*' * (size - head - tail)}{digits[-tail:]}"

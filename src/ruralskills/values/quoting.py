"""How a message quotes a cell: short, and without a number that points to a person.

The law on personal information (个人信息保护法, Art. 6) asks for the least that serves the purpose;
an identity, phone or card number may stand in any column by mistake, so a quotation keeps none.
"""

from __future__ import annotations

import re

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import Raw, display_text

_LONGEST = 24
# Eleven digits in a row are a phone number at least; no date, count or sum needs as many.
_LONG_NUMBER = regex(
    r"[0-9](?: *[0-9]){9,} *[0-9Xx]|1[3-9][0-9]-[0-9]{4}-[0-9]{4}|[0-9]{6}-[0-9]{8}-[0-9]{3}[0-9Xx]"
)


def written(raw: Raw) -> str:
    """Return the words with which a message begins: what stands in the cell.

    >>> written("约30"), written(3.5)
    ('现填“约30”', '现填“3.5”')
    >>> written("电话13800000000")
    '现填“电话（11位号码）”'
    """
    text = " ".join(display_text(raw).split())
    if not _LONG_NUMBER.search(text):
        # Full-width digits must not carry a number past the line above.
        bare = normalised(text)
        if _LONG_NUMBER.search(bare):
            text = bare
    text = _LONG_NUMBER.sub(_counted, text)
    return f"现填“{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"


def _counted(number: re.Match[str]) -> str:
    return f"（{sum(c.isalnum() for c in number[0])}位号码）"

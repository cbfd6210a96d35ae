"""Text as a part of a workbook or a document can hold it."""

from __future__ import annotations

from typing import Final

from ruralskills.text.lazy_regex import regex

_NOT_IN_XML: Final = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 leaves out (section 2.2)."""


def xml_text(text: str) -> str:
    r"""Return text without the control characters that no part of a package can hold.

    >>> xml_text("张\x1b[31m三\n\x00李四")
    '张[31m三\n李四'
    """
    return _NOT_IN_XML.sub("", text)


def has_control(text: str) -> bool:
    r"""Return True for text with a character that XML cannot hold.

    >>> has_control("甲\t乙\n"), has_control("甲\x00")
    (False, True)
    """
    return _NOT_IN_XML.search(text) is not None

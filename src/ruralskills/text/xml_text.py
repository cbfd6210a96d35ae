"""Text as a part of a workbook or a document can hold it."""

from __future__ import annotations

from typing import Final

from ruralskills.text.lazy_regex import regex

_NO_CHARACTERS: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
_CONTROL: Final = regex(f"[{_NO_CHARACTERS}]")
_NOT_IN_XML: Final = regex(rf"[{_NO_CHARACTERS}\ud800-\udfff]")
"""Characters that XML 1.0 leaves out (section 2.2), and bytes of odd file names."""


def xml_text(text: str) -> str:
    r"""Return text without the control characters that no part of a package can hold.

    >>> xml_text("张\x1b[31m三\n\x00李四")
    '张[31m三\n李四'
    """
    return _NOT_IN_XML.sub("", text)


def has_control(text: str) -> bool:
    r"""Return True for text with a control character that XML leaves out.

    The bytes of a name that is no UTF-8 are none: a link can be made to such a file.

    >>> has_control("甲\t乙\n"), has_control("甲\x00"), has_control("\udcff.csv")
    (False, True, False)
    """
    return _CONTROL.search(text) is not None

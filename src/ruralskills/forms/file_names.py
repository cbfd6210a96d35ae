"""Names of files made from names of people, sound on every system."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ruralskills.model.masking import mask_name
from ruralskills.text.invisible import visible
from ruralskills.text.lazy_regex import regex

_FORBIDDEN: Final = regex(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff\ufffd]')
"""Characters that Windows allows in no file name."""
_NUMBERS: Final = regex(r"\d{6,}[\dXx]*")
_RESERVED: Final = regex(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST: Final = 40
"""Characters of a name, so that the path stays within what Windows opens."""


def safe_name(text: str) -> str:
    r"""Return a text as a part of a file name, without the digits of personal numbers.

    >>> safe_name("张/三:*"), safe_name("../../etc"), safe_name("张三500199198506150017")
    ('张_三__', '_.._etc', '张三_')
    >>> safe_name("张三138 1234 5678")
    '张三138____5678'
    >>> safe_name("NUL"), safe_name(" . ")
    ('_NUL', '')
    """
    text = mask_name(_NUMBERS.sub("_", " ".join(visible(text).split())))
    text = _FORBIDDEN.sub("_", text)[:_LONGEST].strip(" .")
    return f"_{text}" if _RESERVED.fullmatch(text) else text


def numbered_name(number: int, name: str, of: int, suffix: str) -> str:
    """Return the name of one file of several, such as ``007-张三.docx``.

    >>> numbered_name(7, "张三", 40, ".docx"), numbered_name(7, "", 2000, ".docx")
    ('007-张三.docx', '0007-未填姓名.docx')
    """
    digits = max(3, len(str(of)))
    return f"{number:0{digits}}-{safe_name(name) or '未填姓名'}{suffix}"


def beside(path: Path, ending: str) -> Path:
    """Return the path beside a file with its stem and another ending."""
    return path.with_name(path.stem + ending)

"""Names of files as people read them."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Final

from ruralskills.text.lazy_regex import regex

_NO_UTF_8: Final = regex(r"[\ud800-\udfff]")
_UNPRINTABLE: Final = regex(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(name: str) -> str:
    r"""Return a name without control characters, read as GB 18030 where it is no UTF-8.

    >>> printable("台账\n\x1b[31m.xlsx"), printable("\udcc7\udce0.xlsx"), printable("\udcff.xlsx")
    ('台账\ufffd\ufffd[31m.xlsx', '青.xlsx', '\ufffd.xlsx')
    """
    if _NO_UTF_8.search(name):
        with suppress(UnicodeError):
            name = os.fsencode(name).decode("gb18030")
    return _UNPRINTABLE.sub("\ufffd", name)

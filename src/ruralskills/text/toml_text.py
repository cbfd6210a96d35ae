"""Read TOML with one error for whatever is wrong with a text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any, Final

from ruralskills.text.lazy_regex import regex

_DEEP_KEY: Final = regex(r"""(?:\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+){100}""")
"""So many names joined by points take tomllib as long as their number squared."""


def toml_data(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return the data of a TOML text.  Raises TOMLDecodeError.

    Brackets nested thousands deep, keys of a hundred names and numbers of thousands of digits are
    errors of the text as well.
    """
    if deep := _DEEP_KEY.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise tomllib.TOMLDecodeError(f"Key of too many names (at line {line}, column 1)")
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError:
        raise
    except (RecursionError, ValueError) as error:
        raise tomllib.TOMLDecodeError(str(error)) from None

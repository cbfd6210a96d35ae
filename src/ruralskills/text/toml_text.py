"""Read TOML with one error for whatever is wrong with a text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any


def toml_data(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return the data of a TOML text.  Raises TOMLDecodeError.

    Brackets nested thousands deep and numbers of thousands of digits are errors of the text as well.
    """
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError:
        raise
    except (RecursionError, ValueError) as error:
        raise tomllib.TOMLDecodeError(str(error)) from None

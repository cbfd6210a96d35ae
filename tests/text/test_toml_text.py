"""TOML texts that tomllib would read for hours, and those that look like them."""

from __future__ import annotations

import tomllib

import pytest

from builders.watchdog import watchdog
from ruralskills.text.toml_text import toml_data

_KEY = ".".join(["a"] * 200_000)


@pytest.mark.parametrize(
    "text",
    [
        f"{_KEY} = 1",
        f"[{_KEY}]",
        f"[[{_KEY}]]",
        f"x = {{{_KEY} = 1}}",
        " . ".join(['"a"'] * 90_000) + " = 1",
        ".".join(["'b c'"] * 90_000) + " = 1",
    ],
    ids=["key", "table", "array", "inline", "quoted", "single"],
)
def test_a_key_of_very_many_names_is_an_error_of_its_line(text: str) -> None:
    with watchdog(), pytest.raises(tomllib.TOMLDecodeError, match="at line 3,"):
        toml_data(f"\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "x = '" + "." * 400_000 + "'",
        "x = '" + "目录……" * 9_000 + "'",
        "x = '" + ". a " * 99 + "'",
        "x = '" + "a" * 900_000 + "'",
        ".".join(["a"] * 100) + " = 1",
        "".join(f"a.b{at} = {at}.5\n" for at in range(9_000)),
    ],
    ids=["points", "dots", "words", "letters", "a hundred", "many"],
)
def test_what_has_no_such_key_is_read(text: str) -> None:
    with watchdog():
        assert toml_data(text) == tomllib.loads(text)

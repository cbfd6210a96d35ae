"""The faults that change nothing, each with the reason."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def reasons() -> dict[str, dict[str, str]]:
    """Return the reason of each listed fault, by module and key."""
    text = Path(__file__).with_name("equivalent.toml").read_text("utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found

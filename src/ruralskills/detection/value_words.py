"""Words by which the cells of a column tell its field.

They are read from value_words.toml when a column is first looked at that its header does not tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ruralskills.model.fields import FieldSpec


@cache
def _value_words() -> Mapping[str, frozenset[str]]:
    path = files("ruralskills.detection") / "value_words.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in lists.items()}


def lists_with(texts: Mapping[str, int], least: float) -> frozenset[str]:
    """Return the names of the lists that have the words of so many cells."""
    return frozenset(
        name
        for name, words in _value_words().items()
        if sum(n for text, n in texts.items() if text in words) >= least
    )


def list_of(spec: FieldSpec) -> str:
    """Return the name of the list of a field's own words, empty if it has none."""
    name = spec.codes or spec.field
    return name if name in _value_words() else ""

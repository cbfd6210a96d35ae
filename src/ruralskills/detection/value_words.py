"""Words by which the cells of a column tell its field.

They are read from value_words.toml when a column is first looked at that its header does not tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from ruralskills.model.fields import FieldSpec
from ruralskills.text.lazy_regex import regex

_BRACKETS: Final = regex(r"\([^()]*\)")


@cache
def _value_words() -> Mapping[str, frozenset[str]]:
    path = files("ruralskills.detection") / "value_words.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return {names: frozenset(words.split()) for names, words in lists.items()}


@cache
def _lists_by_name() -> Mapping[str, str]:
    """Return the list of each code list, official header and field that has one."""
    return {name: names for names in _value_words() for name in names.split()}


def lists_with(texts: Mapping[str, int], least: float) -> frozenset[str]:
    """Return the names of the lists that have the words of so many cells."""
    return frozenset(
        names
        for names, words in _value_words().items()
        if sum(n for text, n in texts.items() if text in words) >= least
    )


def list_of(spec: FieldSpec) -> str:
    """Return the name of the list of a field's own words, empty if it has none."""
    lists = _lists_by_name()
    names = (spec.codes, _BRACKETS.sub("", spec.header), spec.field)
    return next((lists[name] for name in names if name in lists), "")

"""All rules by their codes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Final

from ruralskills.errors import OfficeError
from ruralskills.model.rule import Rule, begins_with, collect

RETIRED: Final[Mapping[str, str]] = {"K106": "P119"}
"""Codes no longer used, each with its successor.  A code is never used twice."""


def _modules() -> Iterator[ModuleType]:
    """Import every module of this package."""
    for found in walk_packages([str(Path(__file__).parent)], f"{__package__}."):
        if not found.ispkg:
            yield import_module(found.name)


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code."""
    return collect(_modules())


def proposing_rules() -> dict[str, str]:
    """Return the rules that may propose a value, title by code."""
    return {code: rule.title for code, rule in all_rules().items() if rule.proposes}


class RuleError(OfficeError):
    """A code that no rule has.  The message tells where the codes are listed."""


def code_prefixes(texts: Iterable[str], declared: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the beginnings of rule codes in texts, of any case, several in a text.

    ``declared`` are codes of an office's own requirements.  Raises RuleError for one with which no
    code begins: nothing found for it would be misleading.

    >>> code_prefixes(["p101", "C2,C301、L"])
    ('P101', 'C2', 'C301', 'L')
    """
    parts = (part for text in texts for part in re.split(r"[,，、\s]+", text) if part)
    prefixes = tuple(map(str.upper, parts))
    codes = (*all_rules(), *RETIRED, *declared)
    for prefix in prefixes:
        if not any(begins_with(code, prefix) for code in codes):
            raise RuleError(f"没有编号以“{prefix}”开头的规则，全部编号可用 rs rules 查看")
    return prefixes


def accepted_prefixes(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the beginnings of codes whose proposed values are to be written.

    Raises RuleError for one with which no code of a rule begins that proposes values.
    """
    prefixes = code_prefixes(texts)
    proposing = proposing_rules()
    for prefix in prefixes:
        if not any(begins_with(code, prefix) for code in proposing):
            known = "、".join(f"{code}（{title}）" for code, title in proposing.items())
            raise RuleError(f"{prefix}没有建议值可以采纳，--accept 可用的有：{known}")
    return prefixes

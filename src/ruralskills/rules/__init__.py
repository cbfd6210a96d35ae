"""The rules: a folder a subject, a module a topic."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from ruralskills.errors import OfficeError
from ruralskills.model.rule import Rule, collect

RETIRED: Mapping[str, str] = {"K106": "P119"}
"""Codes that are no longer used, each with its successor; a code is never used twice."""


def _modules() -> Iterator[ModuleType]:
    """Import every module below this package."""
    for found in walk_packages(__path__, f"{__name__}."):
        if not found.ispkg:
            yield import_module(found.name)


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code."""
    return collect(_modules())


class RuleError(OfficeError):
    """A code that no rule has; the message names it and says where the codes are listed."""


def beginnings(told: Iterable[str]) -> tuple[str, ...]:
    """Return beginnings of rule codes as somebody wrote them, in any case, one or several a word.

    Raises RuleError for one with which no code begins: what is asked for in vain looks like nothing
    found.

    >>> beginnings(["p101", "C2,C301、L"])
    ('P101', 'C2', 'C301', 'L')
    """
    wanted = tuple(part.upper() for word in told for part in re.split(r"[,，、\s]+", word) if part)
    known = (*all_rules(), *RETIRED)
    for beginning in wanted:
        if not any(code.startswith(beginning) for code in known):
            raise RuleError(f"没有编号以“{beginning}”开头的规则，全部编号可用 rs rules 查看")
    return wanted

"""Every regular expression of the package, with the ways in which it is called."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Final

import ruralskills
from ruralskills.text.lazy_regex import regex

METHODS: Final = frozenset({"search", "match", "fullmatch", "sub", "findall", "finditer", "split"})
_LAZY: Final = type(regex(""))
_SCRIPTS: Final = ("__main__", "subprocess_main")


@dataclass(frozen=True)
class Use:
    """A pattern and one way to call it."""

    where: str
    pattern: re.Pattern[Any]
    method: str

    def run(self, text: Any) -> None:
        """Call the pattern as the package does."""
        if self.method == "sub":
            self.pattern.sub(text[:0], text)
        elif self.method == "finditer":
            for _ in self.pattern.finditer(text):
                pass
        else:
            getattr(self.pattern, self.method)(text)


@cache
def uses() -> tuple[Use, ...]:
    """Return the patterns of all modules, each with each way to call it."""
    found: dict[int, tuple[str, re.Pattern[Any], set[str]]] = {}
    inline: list[Use] = []
    for module in _modules():
        calls = _Calls(module)
        inline += calls.inline
        for name, value in vars(module).items():
            for pattern in [] if name.startswith("__") else _patterns(value):
                one = found.setdefault(id(pattern), (f"{module.__name__}.{name}", pattern, set()))
                one[2].update(calls.of(name, is_alone=value is pattern))
    named = (
        Use(where, re.compile(pattern.pattern, pattern.flags), method)
        for where, pattern, methods in found.values()
        for method in sorted(methods or {"search"})
    )
    return tuple(sorted((*named, *inline), key=lambda use: (use.where, use.method)))


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(ruralskills.__path__, "ruralskills."):
        if not info.name.endswith(_SCRIPTS):
            yield importlib.import_module(info.name)


def _patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a constant of a module."""
    if isinstance(value, _LAZY | re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _patterns(each, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for each in value.values():
            yield from _patterns(each, depth + 1)


class _Calls:
    """The calls of patterns in the source of a module."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._handed_on: set[str] = set()
        self.inline: list[Use] = []
        tree = ast.parse(inspect.getsource(module))
        called = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called.add(node.value)
                if node.attr in METHODS:
                    self._by_name[node.value.id].add(node.attr)
            if isinstance(node, ast.Call):
                self._written_here(node)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node not in called and isinstance(node.ctx, ast.Load):
                self._handed_on.add(node.id)
        lazy = {name for name, value in vars(module).items() if any(_patterns(value))}
        others = (self._by_name[name] for name in self._by_name if name not in {*lazy, "re"})
        self._of_others: set[str] = set().union(*others)

    def of(self, name: str, *, is_alone: bool) -> set[str]:
        """Return how a pattern is called, also under a name that a loop gives it."""
        if not is_alone or name in self._handed_on:
            return self._by_name[name] | self._of_others
        return self._by_name[name]

    def _written_here(self, node: ast.Call) -> None:
        """Keep a call such as ``re.sub("…", …)``."""
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                args=[ast.Constant(value=str() | bytes() as text), *_],
            ) if method in METHODS:
                where = f"{self._module.__name__}:{node.lineno}"
                self.inline.append(Use(where, re.compile(text), method))

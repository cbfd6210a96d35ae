"""The rows of a table as row rules are asked about them: once for each distinct combination."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from ruralskills.rule import Rule
from ruralskills.table import Table, Unknown
from ruralskills.values import Absent

Key = tuple[int, ...]
"""A code of each column that a rule looks at."""


class Rows:
    """A table's rows; what rules are asked about a column is worked out once for all of them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._held: dict[str, dict[int, Any]] = {}
        self._asked: dict[tuple[str, bool], dict[int, Any]] = {}

    def hits(self, rule: Rule, given: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
        """Yield each row about which a rule has a word, with the word, from top to bottom."""
        names = [name for name in rule.fields if name in self._table.columns]
        codes = [self._table.columns[name].codes for name in names]
        asked = [self._arguments(name, name in rule.optional) for name in names]
        keys = list(self._keys(names, codes, asked))
        if not keys:
            return
        arguments = [
            map(of.__getitem__, column)
            for of, column in zip(asked, zip(*keys, strict=True), strict=True)
        ]
        words = map(_caller(rule.check, tuple(names), given), *arguments)
        hits = {key: word for key, word in zip(keys, words, strict=True) if word is not None}
        if hits:
            for position, key in enumerate(zip(*codes, strict=True)):
                if key in hits:
                    yield position, hits[key]

    def _keys(
        self,
        names: Sequence[str],
        codes: Sequence[Sequence[int]],
        asked: Sequence[Mapping[int, Any]],
    ) -> Iterable[Key]:
        """The combinations of codes that may be asked about, each once."""
        keys: Iterable[Key] = zip(*codes, strict=True)
        if all(len(self._values(name)) < len(self._table) for name in names):
            keys = set(keys)  # else no two rows are alike
        for at, (name, of) in enumerate(zip(names, asked, strict=True)):
            if len(of) < len(self._values(name)):
                keys = [key for key in keys if key[at] in of]
        return keys

    def _values(self, name: str) -> dict[int, Any]:
        """The values of a column by code, of the codes that rows have."""
        if name not in self._held:
            column = self._table.columns[name]
            codes = set(column.codes)
            self._held[name] = dict(zip(codes, map(column.values.__getitem__, codes), strict=True))
        return self._held[name]

    def _arguments(self, name: str, optional: bool) -> dict[int, Any]:
        """What a rule is given for each code; a code that must not be asked about is absent."""
        if (name, optional) not in self._asked:
            held = self._values(name)
            if not {Absent, Unknown}.isdisjoint(map(type, held.values())):
                held = {
                    code: None if isinstance(value, Absent) else value
                    for code, value in held.items()
                    if not isinstance(value, Unknown if optional else Unknown | Absent)
                }
            self._asked[name, optional] = held
        return self._asked[name, optional]


@cache
def _parameters(check: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(check).parameters)


def _caller(
    check: Callable[..., Any], names: tuple[str, ...], given: Mapping[str, Any]
) -> Callable[..., Any]:
    """A rule as a function of these fields alone, in this order."""
    order = _parameters(check)
    if order[: len(names)] == names:
        return partial(check, **given)
    if order[len(given) :][: len(names)] == names:
        return partial(check, *(given[name] for name in order[: len(given)]))
    return lambda *values: check(**dict(zip(names, values, strict=True)), **given)

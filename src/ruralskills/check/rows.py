"""The rows of a table as row rules are asked about them: once for each distinct combination."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import Any, Final

from ruralskills.rule import Rule
from ruralskills.table import Table, Unknown
from ruralskills.values import Absent

_NO_VALUES: Final = frozenset({Absent, Unknown})
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
        if len(names) == 1:
            words = _words(rule, given, {names[0]: asked[0].values()})
            yield from _placed(codes[0], zip(asked[0], words, strict=True))
        elif keys := list(self._keys(names, codes, asked)):
            by_column = zip(names, asked, zip(*keys, strict=True), strict=True)
            columns = {name: map(of.__getitem__, column) for name, of, column in by_column}
            words = _words(rule, given, columns)
            yield from _placed(zip(*codes, strict=True), zip(keys, words, strict=True))

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
            kinds = zip(held, map(type, held.values()), strict=True)
            if without := [code for code, kind in kinds if kind in _NO_VALUES]:
                held = held.copy()
                for code in without:
                    value = held.pop(code)
                    if optional and isinstance(value, Absent):
                        held[code] = None
            self._asked[name, optional] = held
        return self._asked[name, optional]


def _words(
    rule: Rule, given: Mapping[str, Any], columns: Mapping[str, Iterable[Any]]
) -> Iterator[Any]:
    """What a rule says of each combination: the values of its columns, and what all are given."""
    return map(
        rule.check,
        *(
            columns[name] if name in columns else repeat(given.get(name, default))
            for name, default in _parameters(rule.check)
        ),
    )


@cache
def _parameters(check: Callable[..., Any]) -> tuple[tuple[str, Any], ...]:
    """The parameters of a rule, each with its default."""
    return tuple((name, p.default) for name, p in inspect.signature(check).parameters.items())


def _placed(
    rows: Iterable[Hashable], words: Iterable[tuple[Hashable, Any]]
) -> Iterator[tuple[int, Any]]:
    """Yield the position of each row of which something is said, with what is said."""
    said = {key: word for key, word in words if word is not None}
    if said:
        for position, key in enumerate(rows):
            if key in said:
                yield position, said[key]

"""The rows of a table as row rules are asked about them: once for each distinct combination."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, repeat, tee
from typing import Any, Final

from ruralskills.model.rule import Rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown
from ruralskills.values.field_type import Absent

_NO_VALUES: Final = frozenset({Absent, Unknown})
_SAMPLE: Final = 1000


class RowCombinations:
    """A table's rows; what rules are asked about a column is worked out once for all of them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._held: dict[str, dict[int, Any]] = {}
        self._asked: dict[tuple[str, bool], dict[int, Any]] = {}

    def hits(self, rule: Rule, given: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
        """Yield each row about which a rule has a word, with the word, from top to bottom."""
        names = [name for name in rule.fields if name in self._table.columns]
        if not names or not len(self._table):
            return
        codes: Sequence[Sequence[int]] = [self._table.columns[name].codes for name in names]
        asked = [self._arguments(name, name in rule.optional) for name in names]
        if len(names) == 1:
            words = _words(rule, given, {names[0]: asked[0].values()})
            yield from _placed(codes[0], asked[0], words)
            return
        rows, keys, codes = _combinations(codes)
        partial = [
            map(of.__contains__, column)
            for name, of, column in zip(names, asked, codes, strict=True)
            if len(of) < len(self._values(name))
        ]
        if partial:
            askable = list(map(all, zip(*partial, strict=True)))
            keys = list(compress(keys, askable))
            codes = [list(compress(column, askable)) for column in codes]
        columns = {
            name: map(of.__getitem__, column)
            for name, of, column in zip(names, asked, codes, strict=True)
        }
        yield from _placed(rows, keys, _words(rule, given, columns))

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


def _combinations(
    codes: Sequence[Sequence[int]],
) -> tuple[Iterable[Hashable], Sequence[Hashable], Sequence[Sequence[int]]]:
    """The key of each row, the keys to be asked about, and their codes by column.

    A key is the row itself where combinations hardly repeat, and the combination where they do.
    """
    if not _come_again(codes):
        every = range(len(codes[0]))
        return every, every, codes
    keys = list(set(zip(*codes, strict=True)))
    return zip(*codes, strict=True), keys, list(zip(*keys, strict=True))


def _come_again(codes: Sequence[Sequence[int]]) -> bool:
    """Whether rows repeat combinations so often that it pays to find the distinct ones first.

    Of a sample of m rows, m * m / 2D are alike when there are D combinations (as birthdays are);
    so it is told whether D is less than a quarter of the rows.
    """
    rows = len(codes[0])
    if rows <= _SAMPLE:
        return True
    sample = list(zip(*(column[:: rows // _SAMPLE] for column in codes), strict=True))
    alike = len(sample) - len(set(sample))
    return alike * rows > 2 * len(sample) ** 2


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
    rows: Iterable[Hashable], keys: Iterable[Hashable], words: Iterable[Any]
) -> Iterator[tuple[int, Any]]:
    """Yield the position of each row of which something is said, with what is said."""
    answers = list(words)
    if answers.count(None) == len(answers):
        return
    said = {key: word for key, word in zip(keys, answers, strict=True) if word is not None}
    which, rows = tee(rows)
    for position, key in compress(enumerate(rows), map(said.__contains__, which)):
        yield position, said[key]

"""Rules over rows, evaluated once for each distinct combination of values."""

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
"""So many rows show how often combinations repeat."""


class RowCombinations:
    """The rows of a table, with the arguments of each column worked out once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._values: dict[str, dict[int, Any]] = {}
        self._arguments: dict[tuple[str, bool], dict[int, Any]] = {}

    def hits(self, rule: Rule, supplied: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
        """Yield the index of each row that a rule reports, with its answer, top down.

        It is as if the rule were called for each row in which every field has a value, an optional
        one excepted.  ``supplied`` are its other arguments.
        """
        names = [name for name in rule.fields if name in self._table.columns]
        if not names or not len(self._table):
            return
        codes: Sequence[Sequence[int]] = [self._table.columns[name].codes for name in names]
        arguments = [self._arguments_by_code(name, name in rule.optional) for name in names]
        if len(names) == 1:
            answers = _answers(rule, supplied, {names[0]: arguments[0].values()})
            yield from _reported(codes[0], arguments[0], answers)
            return
        rows, keys, codes = _combinations(codes)
        partial = [
            map(by_code.__contains__, column)
            for name, by_code, column in zip(names, arguments, codes, strict=True)
            if len(by_code) < len(self._values_by_code(name))
        ]
        if partial:
            is_complete = list(map(all, zip(*partial, strict=True)))
            keys = list(compress(keys, is_complete))
            codes = [list(compress(column, is_complete)) for column in codes]
        columns = {
            name: map(by_code.__getitem__, column)
            for name, by_code, column in zip(names, arguments, codes, strict=True)
        }
        yield from _reported(rows, keys, _answers(rule, supplied, columns))

    def _values_by_code(self, name: str) -> dict[int, Any]:
        """Return the values of a column by code, of the codes that rows have."""
        if name not in self._values:
            column = self._table.columns[name]
            codes = set(column.codes)
            values = map(column.values.__getitem__, codes)
            self._values[name] = dict(zip(codes, values, strict=True))
        return self._values[name]

    def _arguments_by_code(self, name: str, optional: bool) -> dict[int, Any]:
        """Return the argument for each code that the rule is called for."""
        if (name, optional) not in self._arguments:
            arguments = self._values_by_code(name)
            kinds = zip(arguments, map(type, arguments.values()), strict=True)
            if without := [code for code, kind in kinds if kind in _NO_VALUES]:
                arguments = arguments.copy()
                for code in without:
                    value = arguments.pop(code)
                    if optional and isinstance(value, Absent):
                        arguments[code] = None
            self._arguments[name, optional] = arguments
        return self._arguments[name, optional]


def _combinations(
    codes: Sequence[Sequence[int]],
) -> tuple[Iterable[Hashable], Sequence[Hashable], Sequence[Sequence[int]]]:
    """Return the key of each row, the distinct keys, and their codes by column.

    A key is the row itself where combinations hardly repeat, and the combination where they do.
    """
    if not _is_repetitive(codes):
        every = range(len(codes[0]))
        return every, every, codes
    keys = list(set(zip(*codes, strict=True)))
    return zip(*codes, strict=True), keys, list(zip(*keys, strict=True))


def _is_repetitive(codes: Sequence[Sequence[int]]) -> bool:
    """Return True if it pays to find the distinct combinations first.

    In a sample of m rows, m * m / 2D pairs are alike if there are D combinations (as with
    birthdays).  It pays if D is less than a quarter of the rows.
    """
    rows = len(codes[0])
    if rows <= _SAMPLE:
        return True
    sample = list(zip(*(column[:: rows // _SAMPLE] for column in codes), strict=True))
    alike = len(sample) - len(set(sample))
    return alike * rows > 2 * len(sample) ** 2


def _answers(
    rule: Rule, supplied: Mapping[str, Any], columns: Mapping[str, Iterable[Any]]
) -> Iterator[Any]:
    """Call the rule for each combination, given as one iterable for each field."""
    return map(
        rule.check,
        *(
            columns[name] if name in columns else repeat(supplied.get(name, default))
            for name, default in _parameters(rule.check)
        ),
    )


@cache
def _parameters(check: Callable[..., Any]) -> tuple[tuple[str, Any], ...]:
    """Return the parameters of a rule, each with its default."""
    return tuple((name, p.default) for name, p in inspect.signature(check).parameters.items())


def _reported(
    rows: Iterable[Hashable], keys: Iterable[Hashable], answers: Iterable[Any]
) -> Iterator[tuple[int, Any]]:
    """Yield the index of each row whose key has an answer, with the answer."""
    answers = list(answers)
    if answers.count(None) == len(answers):
        return
    by_key = {key: answer for key, answer in zip(keys, answers, strict=True) if answer is not None}
    tested, rows = tee(rows)
    for index, key in compress(enumerate(rows), map(by_key.__contains__, tested)):
        yield index, by_key[key]

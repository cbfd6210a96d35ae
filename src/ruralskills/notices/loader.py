"""Notices, made of files that have no problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from ruralskills.model.clause import Clause
from ruralskills.notices import consistency
from ruralskills.notices.model import (
    CodeList,
    Expectation,
    Limit,
    LimitValue,
    NoticeHeading,
    Number,
    texts,
)
from ruralskills.notices.notice import Notice
from ruralskills.notices.problems import NoticeError
from ruralskills.notices.schema import CodeListEntry, ExpectationEntry, LimitEntry, TomlNumber
from ruralskills.notices.source import NoticeSource, read

_NONE: Final[Mapping[str, Notice]] = MappingProxyType({})


def load(path: Path, available: Mapping[str, Notice] = _NONE) -> Notice:
    """Return the notice of a file, which may stand on one of the ``available``.

    Raises NoticeError, which names every problem with its line and remedy.
    """
    source = read(path)
    if problems := [*source.problems, *consistency.problems(source, available)]:
        raise NoticeError(problems)
    return build(source, available)


def build(source: NoticeSource, available: Mapping[str, Notice]) -> Notice:
    """Return the notice of a file that has no problems."""
    entries = source.entries
    clauses = {
        each.id: each if each.document else replace(each, document=entries.document)
        for each in entries.clauses.values()
    }

    def clause(name: str) -> Clause:
        if name in clauses:
            return clauses[name]
        return next(base.clauses[name] for base in source.bases(available) if name in base.clauses)

    def limit(name: str, entry: LimitEntry) -> Limit:
        """Return a limit, completed by the one of the notice that this one stands on."""
        bases = source.bases(available) if entry.unit is None or not entry.clause else ()
        base = next((each.limits[name] for each in bases if name in each.limits), None)
        unit = entry.unit if entry.unit is not None else base.unit if base else ""
        cited = clause(entry.clause) if entry.clause or base is None else base.clause
        each = {word: _limit_value(value) for word, value in entry.each.items()}
        return Limit(name, _limit_value(entry.value), unit, cited, entry.by, each)

    return Notice(
        **{name: getattr(entries, name) for name in NoticeHeading.__struct_fields__},
        clauses=clauses,
        limits={name: limit(name, each) for name, each in entries.limits.items()},
        lists={
            name: _code_list(name, each, clause(each.clause) if each.clause else None)
            for name, each in entries.lists.items()
        },
        targets=tuple(source.targets.values()),
        expects=tuple(each for entry in entries.expects.values() for each in _expects(entry)),
        covers=tuple(entries.covers.values()),
        duties=tuple(entries.duties.values()),
        steps=tuple(entries.steps.values()),
        indicators=tuple(entries.indicators.values()),
        ratios=tuple(entries.ratios.values()),
        pairs=tuple(entries.pairs.values()),
        headers=entries.headers,
        severities=entries.severities,
        scopes=entries.scopes,
        requirements=tuple(entries.requirements.values()),
        columns=entries.columns,
        off=entries.off,
    )


def _code_list(name: str, entry: CodeListEntry, clause: Clause | None) -> CodeList:
    words = {s: word for word, synonyms in entry.words.items() for s in (word, *synonyms)}
    return CodeList(name, words, entry.open, clause, entry.same)


def _limit_value(value: TomlNumber) -> LimitValue:
    """Return the number as it is written, without the error of a binary fraction.

    >>> _limit_value((0.5, 10))
    (Decimal('0.5'), 10)
    """
    if isinstance(value, tuple):
        return tuple(_exact(each) for each in value)
    return value if value is None else _exact(value)


def _exact(value: float) -> Number:
    if isinstance(value, int) or value.is_integer():
        return int(value)
    return Decimal(str(value))


def _expects(entry: ExpectationEntry) -> Iterator[Expectation]:
    for ledger, name in product(texts(entry.ledger), texts(entry.field)):
        yield Expectation(ledger, name, entry.clause, entry.values, entry.when, entry.column)

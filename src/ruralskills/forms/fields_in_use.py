"""The fields of a ledger that the rules and indicators in force read.

Rules over rows say so by their parameters, others by ``reads=``.  Where a rule over tables has no
list of its own, the names that stand in its code are taken: a blank ledger with a column too many
does no harm, one without a column that a rule needs does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType
from typing import Any, Final

from ruralskills.model.cell import Cell
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.layout import TableLayout
from ruralskills.model.rule import Rule
from ruralskills.model.table import Ledger, Table
from ruralskills.model.typed_column import Column
from ruralskills.notices import Indicator, InForce
from ruralskills.notices.model import texts
from ruralskills.validation.context import CheckContext

_DEEPEST: Final = 3
"""So many calls are followed from a rule into the functions that it uses."""
_OTHER_ATTRIBUTES: Final = frozenset(
    name for kind in (Table, Column, FieldSpec, Cell, TableLayout) for name in dir(kind)
)
"""Attributes of tables and columns, of which some bear the name of a field."""


def fields_in_use(ledger: type[Ledger], context: CheckContext) -> frozenset[str]:
    """Return the fields of a ledger that something in force reads."""
    info, specs = ledger.info, field_specs(ledger)
    names = {info.unit, info.village, info.name, *_of_relations(ledger)}
    names |= {spec.field for spec in specs.values() if _has_list(spec, context.in_force)}
    names |= set(_of_notices(info.id, context.in_force))
    for bound in context.bound.values():
        rule = bound.rule
        if rule.scope != "cell" and not bound.skip_reason and rule.applies_to(ledger):
            names |= {*_of_rule(rule), *bound.scope}
    return frozenset(names & specs.keys())


def _has_list(spec: FieldSpec, in_force: InForce) -> bool:
    return bool(spec.codes) and in_force.code_list(spec.codes) is not None


def _of_relations(ledger: type[Ledger]) -> Iterator[str]:
    relations = ledger.relations
    for order in relations.orders:
        yield from order.steps
    for part in relations.parts:
        yield from (part.part, part.whole)
    for rate in relations.rates:
        yield from (rate.rate, rate.part, *rate.wholes)
    for product in relations.products:
        yield from (product.result, *product.factors)
    yield from relations.spans


def _of_notices(ledger: str, in_force: InForce) -> Iterator[str]:
    for expect in in_force.expects:
        if expect.ledger == ledger:
            yield from (expect.name, *expect.when)
    for steps in in_force.steps:
        if steps.ledger == ledger:
            yield from steps.fields
    for cover in in_force.covers:
        for side in (cover.every, *cover.sides):
            if side.ledger == ledger:
                yield from (side.key, *side.where)
    for pairs in in_force.pairs:
        if ledger in pairs.ledgers:
            yield from (pairs.by, pairs.field)
    for indicator in in_force.indicators:
        yield from _of_indicator(ledger, indicator)


def _of_indicator(ledger: str, indicator: Indicator) -> Iterator[str]:
    for counted in (indicator, indicator.otherwise):
        if counted is not None and counted.ledger == ledger:
            yield from (*texts(counted.sum), *texts(counted.distinct), counted.period)
            for where in (counted.where, *counted.any_of):
                yield from where


def _of_rule(rule: Rule) -> Iterator[str]:
    yield from rule.fields
    yield from rule.reads
    yield rule.at
    for fields in rule.any_of:
        yield from fields
    for fields in rule.parts:
        yield from fields
    for need in rule.needs:
        yield from need.rpartition(".")[2].split("|")
    if rule.scope == "table" and not rule.reads:
        yield from _named_in(rule.check)


@cache
def _named_in(function: Any, depth: int = 0) -> frozenset[str]:
    """Return the names and words in the code of a function and of those that it calls."""
    if not isinstance(function, FunctionType):
        return frozenset()
    names: set[str] = set()
    for code in _codes(function.__code__):
        names |= {word for constant in code.co_consts for word in _words(constant)}
        names |= set(code.co_names) - _OTHER_ATTRIBUTES
        called = (function.__globals__.get(name) for name in code.co_names)
        if depth < _DEEPEST:
            for inner in called:
                if getattr(inner, "__module__", "").startswith("ruralskills."):
                    names |= _named_in(inner, depth + 1)
    return frozenset(names)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _words(constant: object) -> Iterator[str]:
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, tuple | frozenset):
        for inner in constant:
            yield from _words(inner)

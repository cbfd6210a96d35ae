"""Rules: small functions of named fields, each with its code, title, severity and table.

A rule's parameters name fields of a ledger; the engine leaves out rows in which one of them is
unknown, and calls the rule once for each distinct combination.  A parameter with the default None
may be absent.  ``limit``, ``as_of``, ``year``, ``period`` and ``headers`` (what the sheet calls its
columns, by field) are given by the engine.  A rule whose first parameter is ``table`` or ``book`` is a
generator of (cell, message) over the whole of it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, Final, Literal

from msgspec import Struct

from ruralskills.model.cell import Cell
from ruralskills.model.fields import field_specs
from ruralskills.model.findings import Fix, Nature, Severity, Subject
from ruralskills.model.table import Ledger, Place, Role

Scope = Literal["cell", "row", "table", "book"]
_GIVEN: Final = frozenset(
    {"limit", "as_of", "year", "period", "headers", "table", "book", "notices"}
)


class Says(Struct, frozen=True):
    """A rule's word about one place, when it needs more than a sentence."""

    message: str
    at: str = ""
    severity: Severity | None = None
    nature: Nature | None = None
    remedy: str = ""
    related: tuple[Cell | Place, ...] = ()
    fix: Fix | None = None
    clause: str = ""
    """The id of the clause, where one rule serves several."""
    subject: Subject | None = None
    """Whom it is about, where that is not the row at which it is told."""
    year: int | None = None
    """The year that a target belongs to, where the table it is told at has none."""


Answer = tuple[Place, Says | str]
"""What a rule over a table or a book yields: a place, and what it finds there."""


class Rule(Struct, frozen=True):
    """A rule or, for what the reader finds, an entry of the catalogue."""

    code: str
    title: str
    severity: Severity
    nature: Nature
    remedy: str
    name: str
    doc: str
    scope: Scope
    check: Callable[..., Any]
    ledgers: tuple[type[Ledger], ...] = ()
    at: str = ""
    limit: str = ""
    fields: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    """Optional fields whose column must stand in the table all the same."""
    given: frozenset[str] = frozenset()
    reads: tuple[str, ...] = ()
    foldable: bool = True
    """Whether many hits in one table are put as one question."""
    carries_out: str = ""
    """The section of the notices whose entries it carries out: it runs only where a notice in force
    has one.  ``clauses`` stands for a clause that names the rule, others are such as ``covers``.
    In ``steps.missing`` only the entries are meant that have that part, under the clause it names."""
    reference: Role = ""
    """Which tables must have been handed in beside those that are checked: ``previous``,
    ``register``, ``excluded``, ``regions``."""

    @property
    def section(self) -> str:
        """The section of the notices that it carries out."""
        return self.carries_out.partition(".")[0]

    def applies_to(self, ledger: type[Ledger]) -> bool:
        """Whether it has anything to say about a ledger."""
        if self.ledgers:
            return ledger in self.ledgers
        return set(self.fields) - self.optional <= field_specs(ledger).keys()


def _scope(parameters: Iterable[str]) -> Scope:
    first = next(iter(parameters), "")
    return first if first in ("table", "book") else "row"  # type: ignore[return-value]  # two of the literals


def rule(
    code: str,
    title: str,
    *ledgers: type[Ledger],
    severity: Severity = Severity.ERROR,
    nature: Nature = Nature.DATA,
    at: str = "",
    limit: str = "",
    remedy: str,
    needs: tuple[str, ...] = (),
    reads: tuple[str, ...] = (),
    foldable: bool = True,
    carries_out: str = "",
    reference: Role = "",
) -> Callable[[Callable[..., Any]], Rule]:
    """Declare a rule.  Without ledgers it serves every ledger that has its fields."""

    def declare(check: Callable[..., Any]) -> Rule:
        parameters = inspect.signature(check).parameters
        fields = tuple(name for name in parameters if name not in _GIVEN)
        return Rule(
            code=code,
            title=title,
            severity=severity,
            nature=nature,
            remedy=remedy,
            name=check.__name__.replace("_", "-"),
            doc=inspect.getdoc(check) or "",
            scope=_scope(parameters),
            check=check,
            ledgers=ledgers,
            at=at or (fields[0] if fields else ""),
            limit=limit,
            fields=fields,
            optional=frozenset(
                name for name in fields if parameters[name].default is not inspect.Parameter.empty
            ),
            needs=needs,
            given=frozenset(parameters) & _GIVEN,
            reads=reads,
            foldable=foldable,
            carries_out=carries_out,
            reference=reference,
        )

    return declare


def defect(
    code: str,
    title: str,
    *,
    severity: Severity = Severity.ERROR,
    nature: Nature = Nature.DATA,
    remedy: str,
) -> Callable[[Callable[[], None]], Rule]:
    """Declare what the reader finds: the same code, page and table as a rule, and no body."""

    def declare(page: Callable[[], None]) -> Rule:
        return Rule(
            code=code,
            title=title,
            severity=severity,
            nature=nature,
            remedy=remedy,
            name=page.__name__.replace("_", "-"),
            doc=inspect.getdoc(page) or "",
            scope="cell",
            check=page,
        )

    return declare


def collect(modules: Iterable[ModuleType]) -> Mapping[str, Rule]:
    """Return the rules of the modules by code, in order.

    Raises ValueError when two rules bear one code.
    """
    rules: dict[str, Rule] = {}
    for module in modules:
        for found in vars(module).values():
            if not isinstance(found, Rule):
                continue
            if found.code in rules:
                raise ValueError(f"{found.code}: {rules[found.code].name} and {found.name}")
            rules[found.code] = found
    return dict(sorted(rules.items()))

"""Rules: small functions of named fields, with code, title, severity and table.

A rule's parameters name fields of a ledger.  The engine leaves out rows in which one of them is
unknown, and calls the rule once for each distinct combination.  A parameter with the default None
may be absent.  The engine supplies ``limit``, ``as_of``, ``year``, ``period``, ``notices`` and
``headers`` (the sheet's own headers by field).  A rule whose first parameter is ``table`` or ``book``
is a generator of (place, message) over the whole table or set of tables.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from types import ModuleType
from typing import Any, Final, Literal

from msgspec import Struct, field

from ruralskills.model.cell import Cell
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.findings import Fix, Nature, Severity, Subject
from ruralskills.model.ledger_set import Role
from ruralskills.model.table import Ledger, Place

Scope = Literal["cell", "row", "table", "book"]
_SUPPLIED: Final = frozenset(
    {"limit", "as_of", "year", "period", "headers", "table", "book", "notices"}
)
"""Parameters that are no fields."""


class Says(Struct, frozen=True):
    """A rule's answer about one place, where it needs more than a message.

    What it leaves empty is taken from the rule, the notices or the row.
    """

    message: str
    at: str = ""
    """The field to report at, for a rule over rows."""
    severity: Severity | None = None
    nature: Nature | None = None
    remedy: str = ""
    related: tuple[Cell | Place, ...] = ()
    fix: Fix | None = None
    clause: str = ""
    """The id of the clause, where one rule serves several."""
    subject: Subject | None = None
    """The subject, where it is not that of the row reported at."""
    year: int | None = None
    """The year of a target, where the table reported at has none."""
    deadline: date | None = None
    """The last day of a target, where it is not that of a year."""


Answer = tuple[Place, Says | str]
"""A place and a message, as a rule over a table or a set of tables yields them."""


class Rule(Struct, frozen=True):
    """A rule or, for a defect that the reader finds, an entry of the catalogue."""

    code: str
    title: str
    severity: Severity
    nature: Nature
    remedy: str
    name: str
    """The English name, from the function's."""
    doc: str
    """The page for offices: the docstring of the function."""
    scope: Scope
    """The part of the data that one call sees. A defect of the reader has ``cell``."""
    check: Callable[..., Any]
    ledgers: tuple[type[Ledger], ...] = ()
    """The ledgers that it runs on. If empty, every ledger that has its fields."""
    at: str = ""
    """The field to report at."""
    limit: str = ""
    """The id of the limit that a notice must set."""
    fields: tuple[str, ...] = ()
    """The fields among its parameters."""
    optional: frozenset[str] = frozenset()
    """The fields that may be absent."""
    needs: tuple[str, ...] = ()
    """Optional fields whose column must stand in the table all the same.

    For a rule over all tables ``leader.status``, or ``trainee.ends|held`` for one of two: some table
    of the ledger must have the column.
    """
    any_of: tuple[tuple[str, ...], ...] = ()
    """Sets of optional fields, of which the table must have one whole, empty for none."""
    supplied: frozenset[str] = frozenset()
    """The parameters that are no fields."""
    reads: tuple[str, ...] = ()
    """The fields that rows carry for a rule over tables, all if empty."""
    foldable: bool = True
    """True if many findings in one table are collapsed into one question."""
    carries_out: str = ""
    """The section of the notices whose entries it carries out, such as ``covers``.

    It runs only where a notice in force has one.  ``clauses`` stands for a clause that names the
    rule.  ``steps.missing`` stands for the entries that have that part, with its own clause.
    """
    reference: Role = ""
    """The role of the reference data without which it does not run."""
    by_row: bool = False
    """True for a rule over a table each of whose answers is about one row by itself."""

    parts: tuple[tuple[str, ...], ...] = ()
    """Sets of fields, each judged by itself. The table must have one whole."""
    proposes: bool = False
    """True if a finding may come with a value for somebody to accept."""
    declared_by: str = ""
    """The notice that declares it. Empty for a rule of the program."""
    own_fields: Mapping[str, FieldSpec] = field(default_factory=dict)
    """The fields that only that notice knows."""

    @property
    def section(self) -> str:
        """The section of the notices that it carries out, without the part."""
        return self.carries_out.partition(".")[0]

    def applies_to(self, ledger: type[Ledger]) -> bool:
        """Return True if it can run on tables of a ledger."""
        if self.ledgers:
            return ledger in self.ledgers
        return set(self.fields) - self.optional <= field_specs(ledger).keys()

    def needs_of_ledgers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each ledger of a rule over all tables, with fields of which it needs one."""
        for need in self.needs:
            ledger, _, fields = need.partition(".")
            yield ledger, tuple(fields.split("|"))

    def missing_columns(self, ledger: type[Ledger], present: Collection[str]) -> list[str]:
        """Return the headers of the columns without which it cannot run on a table.

        ``present`` are the fields of the table. Alternatives make one entry, parted by ”或“.
        """
        specs = {**field_specs(ledger), **self.own_fields}
        names = [name for name in self.fields if name not in self.optional]
        missing = [name for name in (*names, *self.needs) if name not in present]
        headers = [specs[name].header if name in specs else name for name in missing]
        absent = [[name for name in fields if name not in present] for fields in self.any_of]
        if absent and all(absent):
            known = [names for names in absent if all(name in specs for name in names)]
            headers.append(
                "”或“".join("”“".join(specs[n].header for n in names) for names in known)
            )
        if self.parts and not any(set(fields) <= set(present) for fields in self.parts):
            headers += self.lacking_parts(ledger, present)
        return headers

    def lacking_parts(self, ledger: type[Ledger], present: Collection[str]) -> list[str]:
        """Return the headers of absent columns that some of its parts need."""
        if not self.parts:
            return []
        specs = {**field_specs(ledger), **self.own_fields}
        names = dict.fromkeys(name for fields in self.parts for name in fields)
        return [specs[name].header for name in names if name not in present]


def begins_with(code: str, prefix: str) -> bool:
    """Return True if a code of a rule has a prefix, and no more letters than it.

    >>> begins_with("N401", "N"), begins_with("NP101", "N"), begins_with("NP101", "NP1")
    (True, False, True)
    """
    return code.startswith(prefix) and not code[len(prefix) : len(prefix) + 1].isalpha()


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
    any_of: tuple[str, ...] = (),
    reads: tuple[str, ...] = (),
    foldable: bool = True,
    carries_out: str = "",
    reference: Role = "",
    by_row: bool = False,
    proposes: bool = False,
) -> Callable[[Callable[..., Any]], Rule]:
    """Declare a function as a rule. The arguments are fields of :class:`Rule`.

    In ``any_of`` a blank parts the fields that are needed together: ``("days", "starts ends")``.
    """

    def declare(check: Callable[..., Any]) -> Rule:
        parameters = inspect.signature(check).parameters
        fields = tuple(name for name in parameters if name not in _SUPPLIED)
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
            any_of=tuple(tuple(fields.split()) for fields in any_of),
            supplied=frozenset(parameters) & _SUPPLIED,
            reads=reads,
            foldable=foldable,
            carries_out=carries_out,
            reference=reference,
            by_row=by_row,
            proposes=proposes,
        )

    return declare


def defect(
    code: str,
    title: str,
    *,
    severity: Severity = Severity.ERROR,
    nature: Nature = Nature.DATA,
    remedy: str,
    proposes: bool = False,
) -> Callable[[Callable[[], None]], Rule]:
    """Declare a defect that the reader finds: code, page and table as a rule, no body."""

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
            proposes=proposes,
        )

    return declare


def collect(modules: Iterable[ModuleType]) -> Mapping[str, Rule]:
    """Return the rules of the modules by code, in order.

    Raises ValueError for two rules with one code.
    """
    rules: dict[str, Rule] = {}
    for module in modules:
        for value in vars(module).values():
            if not isinstance(value, Rule):
                continue
            if value.code in rules:
                raise ValueError(f"{value.code}: {rules[value.code].name} and {value.name}")
            rules[value.code] = value
    return dict(sorted(rules.items()))

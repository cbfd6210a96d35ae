"""The notices in force in a check, and what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from ruralskills.model.clause import Clause
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger
from ruralskills.notices.model import (
    COMMON,
    CodeList,
    Cover,
    Duty,
    Expectation,
    Indicator,
    Limit,
    Ratio,
    Steps,
    Target,
    Where,
    WordPairs,
)
from ruralskills.notices.notice import Notice

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class InForce(Struct, frozen=True, dict=True):
    """The notices in force in a check, the most particular first and ``common`` last."""

    notices: tuple[Notice, ...]
    off: Mapping[str, str] = {}
    """By rule, the reason for which the workspace switches it off."""

    def limit(self, name: str) -> Limit | None:
        """The first limit of that name that has a number."""
        named = (n.limits[name] for n in self.notices if name in n.limits)
        return next((limit for limit in named if limit.is_set), None)

    def code_list(self, name: str) -> CodeList | None:
        """The first notice's code list of that name."""
        return next((n.lists[name] for n in self.notices if name in n.lists), None)

    def clause_for(self, code: str) -> Clause | None:
        """Return the clause that a rule's findings cite, the most particular first."""
        return self._clauses_by_rule.get(code)

    @cached_property
    def _clauses_by_rule(self) -> dict[str, Clause]:
        clauses = (clause for notice in self.notices for clause in notice.clauses.values())
        found: dict[str, Clause] = {}
        for clause in clauses:
            for code in clause.rules:
                found.setdefault(code, clause)
        for notice in self.notices:
            for each in notice.requirements:
                cited = self.clause(each.clause)
                if cited is not None:
                    found.setdefault(each.code, cited)
        return found

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of that id."""
        named = (n.clauses[clause_id] for n in self.notices if clause_id in n.clauses)
        return next(named, None)

    @property
    def expects(self) -> tuple[Expectation, ...]:
        """The fields that must be filled in."""
        return tuple(each for notice in self.notices for each in notice.expects)

    @property
    def covers(self) -> tuple[Cover, ...]:
        """The lists whose rows must be found in other ledgers."""
        return tuple(each for notice in self.notices for each in notice.covers)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties of all notices."""
        return tuple(each for notice in self.notices for each in notice.duties)

    @property
    def steps(self) -> tuple[Steps, ...]:
        """The dates that must follow one another."""
        return tuple(each for notice in self.notices for each in notice.steps)

    @property
    def pairs(self) -> tuple[WordPairs, ...]:
        """The words that go together."""
        return tuple(each for notice in self.notices for each in notice.pairs)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The figures that are counted from ledgers."""
        return tuple(each for notice in self.notices for each in notice.indicators)

    def severity(self, code: str) -> str:
        """The severity of a rule's findings in the first notice that sets it, else ""."""
        return next((n.severities[code] for n in self.notices if code in n.severities), "")

    def scope(self, code: str) -> Where:
        """The rows that the first notice with a scope keeps a rule to. Empty for all."""
        return next((n.scopes[code] for n in self.notices if code in n.scopes), {})

    def off_reason(self, code: str) -> str:
        """Return the reason why a rule is not to run, or empty."""
        if code in self.off:
            return f"设置中停用：{self.off[code]}"
        switched = (n.off[code] for n in self.notices if code in n.off)
        if reason := next(switched, ""):
            return f"本地通知停用：{reason}"
        requirements = (each for notice in self.notices for each in notice.requirements)
        instead = next((each for each in requirements if code in each.instead_of), None)
        return f"由{instead.code}（{instead.title}）代替" if instead else ""

    def fields(self, ledger: type[Ledger]) -> dict[str, FieldSpec]:
        """Return the fields of a ledger, with those that the notices add."""
        found = dict(field_specs(ledger))
        for notice in reversed(self.notices):
            found |= notice.own_fields(ledger.info.id)
        return found

    def has_entries(self, section: str) -> bool:
        """Return True if a notice has entries in a section, such as ``covers``."""
        return any(getattr(notice, section) for notice in self.notices)

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """The figures that are quotients of two others."""
        return tuple(each for notice in self.notices for each in notice.ratios)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of all notices."""
        return tuple(target for notice in self.notices for target in notice.targets)


def notices_in_force(
    chosen: Iterable[Notice],
    available: Mapping[str, Notice],
    off: Mapping[str, str] = _NOTHING,
) -> InForce:
    """Return the chosen notices, those they stand on, and ``common`` last.

    ``off`` has the reasons for which the workspace switches rules off.
    """
    particular = (base for notice in chosen for base in _with_bases(notice, available))
    common = (available[COMMON],) if COMMON in available else ()
    bound = {notice.id: notice for notice in particular if notice.id != COMMON}
    return InForce((*bound.values(), *common), off)


def _with_bases(notice: Notice, available: Mapping[str, Notice]) -> Iterator[Notice]:
    seen: set[str] = set()
    base: Notice | None = notice
    while base is not None and base.id not in seen:
        seen.add(base.id)
        yield base
        base = available.get(base.extends)


def fields_read(notices: Iterable[Notice]) -> frozenset[str]:
    """Return the fields that notices read over all tables.

    The processes that read files must hand them over.
    """
    several = tuple(notices)
    deciding = {limit.by for notice in several for limit in notice.limits.values() if limit.by}
    return fields_of_covers(several) | fields_of_indicators(several) | deciding


def fields_of_covers(notices: Iterable[Notice]) -> frozenset[str]:
    """Return the fields of covers, and those of scopes."""
    read: set[str] = set()
    for notice in notices:
        for cover in notice.covers:
            for side in (cover.every, *cover.sides):
                read |= {side.key, *side.where}
        read |= {name for where in notice.scopes.values() for name in where}
    return frozenset(read - {""})


def fields_of_indicators(notices: Iterable[Notice]) -> frozenset[str]:
    """Return the fields by which rows count for figures that tables state."""
    read: set[str] = set()
    for notice in notices:
        for each in notice.indicators:
            if each.is_recounted:
                read |= each.reads
                if each.owner:
                    read |= {*each.owner.where, "id_number", "status"}
    return frozenset(read)

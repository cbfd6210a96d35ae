"""The coverage of each clause by rules, indicators, duties and people.

Nothing is written down twice. A notice says which numbers, lists, fields and duties a clause
brings, the rules say what they look at, and the coverage follows from both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct

from ruralskills.ledgers import LEDGERS
from ruralskills.model.clause import Clause
from ruralskills.model.fields import field_specs
from ruralskills.notices import Duty, Limit, Notice
from ruralskills.rules import all_rules

_FREQUENCIES: Final = {
    "year": "每年一次",
    "two years": "每两年一次",
    "quarter": "每季度一次",
    "month": "每月一次",
    "once": "一次",
}


class ClauseCoverage(Struct, frozen=True):
    """The rules, indicators and duties that look after a clause."""

    clause: Clause
    limits: tuple[Limit, ...] = ()
    checked_by: tuple[str, ...] = ()
    """Codes of rules."""
    counted_by: tuple[str, ...] = ()
    """Ids of indicators and ratios."""
    duty: str = ""
    """The duty and how often it is due, in words."""

    @property
    def limit(self) -> Any:
        """The number that the clause sets. None if none, or left to the office."""
        return next((limit.value for limit in self.limits), None)

    @property
    def unit(self) -> str:
        """The unit of that number."""
        return next((limit.unit for limit in self.limits), "")

    @property
    def is_covered(self) -> bool:
        """Return True if a rule, an indicator, a duty or a person looks after the clause."""
        return bool(self.checked_by or self.counted_by or self.duty or self.clause.by_hand)


def coverages(notice: Notice) -> list[ClauseCoverage]:
    """Return the coverage of each clause of a notice, in the order of their ids."""
    checking: dict[str, set[str]] = defaultdict(set)
    for clause, code in _checked_clauses(notice):
        checking[clause].add(code)
    return [
        ClauseCoverage(
            clause,
            tuple(limit for limit in notice.limits.values() if limit.clause.id == name),
            tuple(sorted(checking[name])),
            tuple(each.id for each in notice.figures if each.clause == name),
            "；".join(_duty_text(duty) for duty in notice.duties if duty.clause == name),
        )
        for name, clause in sorted(notice.clauses.items(), key=_id_order)
    ]


def _id_order(named: tuple[str, Clause]) -> list[tuple[str, int]]:
    """Return a sort key of clause ids: 9 before 9B before 10.

    >>> sorted([("A-10", 0), ("A-9B", 0), ("A-9", 0)], key=_id_order)
    [('A-9', 0), ('A-9B', 0), ('A-10', 0)]
    """
    return [(word, int(part or 0)) for word, part in re.findall(r"(\D*)(\d*)", named[0])]


def _duty_text(duty: Duty) -> str:
    """Return a duty in words.

    >>> _duty_text(Duty("季度通报", "quarter", "CQ-39", since="2020-03"))
    '季度通报：每季度一次（2020-03起）'
    """
    owed = f"，{'、'.join(duty.units)}各自办理" if duty.units else ""
    since = f"（{duty.since}起）" if duty.since else ""
    return f"{duty.what}：{_FREQUENCIES[duty.every]}{owed}{since}"


def _checked_clauses(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield each clause with each rule that checks it."""
    for name, clause in notice.clauses.items():
        yield from ((name, code) for code in clause.rules)
    for name, codes in notice.lists.items():
        if codes.clause is not None and name in lists_of_columns():
            yield codes.clause.id, codes.code
    for requirement in notice.requirements:
        yield requirement.clause, requirement.code
    for target in notice.targets:
        if not notice.everywhere:  # nobody's own tasks
            yield target.clause, "Q601" if target.unit == "合计" else "Q602"
    for code, rule in all_rules().items():
        if rule.limit in notice.limits:
            yield notice.limits[rule.limit].clause.id, code
        if rule.carries_out not in ("", "clauses"):
            yield from ((clause_id, code) for clause_id in _carried_out(notice, rule.carries_out))


@cache
def lists_of_columns() -> frozenset[str]:
    """Return the code lists that columns hold to. Other lists serve rules."""
    specs = (spec for ledger in LEDGERS for spec in field_specs(ledger).values())
    return frozenset(spec.codes for spec in specs if spec.codes)


def _carried_out(notice: Notice, carries_out: str) -> Iterator[str]:
    """Yield the clauses of the entries that a rule with such a ``carries_out`` checks."""
    section, _, part = carries_out.partition(".")
    for entry in getattr(notice, section):
        wanted = getattr(entry, part) if part else entry.clause
        if wanted:
            yield wanted if isinstance(wanted, str) else entry.clause


def coverages_by_rule(notices: Iterable[Notice]) -> Mapping[str, list[ClauseCoverage]]:
    """Return the clauses of all notices by the rules that check them."""
    checked: dict[str, list[ClauseCoverage]] = defaultdict(list)
    for notice in notices:
        for coverage in coverages(notice):
            for code in coverage.checked_by:
                checked[code].append(coverage)
    return checked

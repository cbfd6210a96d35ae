"""What a finding weighs: the clause decides, the year that closes, and the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from ruralskills.model.clause import Clause
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import Period
from ruralskills.model.rule import Rule, Says
from ruralskills.notices import InForce


class CheckContext(Struct, frozen=True):
    """Under what a check runs: the rules, the notices in force, and today."""

    rules: Mapping[str, Rule]
    in_force: InForce
    as_of: date


_WEIGHTS: Final = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    "duty": Severity.WARNING,
    "manual": Severity.INFO,
}


def nature_of(nature: Nature, severity: Severity) -> Nature:
    """A hint is what weighs nothing, and nothing else is one."""
    if severity is Severity.INFO:
        return Nature.HINT
    return Nature.DOUBT if nature is Nature.HINT else nature


def _weight(rule: Rule, clause: Clause | None, year: int | None, setting: CheckContext) -> Severity:
    """The office decides, else the clause; a target is a warning until its year closes."""
    said = setting.in_force.severity(rule.code) or (clause.severity if clause else "")
    if not said:
        return rule.severity
    if said in _WEIGHTS:
        return _WEIGHTS[said]
    closed = year is not None and setting.as_of > Period(year).last_day
    return Severity.ERROR if closed else Severity.WARNING


def severity_of(
    rule: Rule, clause: Clause | None, says: Says, year: int | None, setting: CheckContext
) -> Severity:
    """What a finding weighs; an office may make light of more, and never an error of soft words."""
    weight = _weight(rule, clause, says.year or year, setting)
    if not setting.in_force.severity(rule.code):
        return says.severity or weight
    least = Severity.WARNING if clause is not None and clause.softness else Severity.ERROR
    return max(says.severity or weight, weight, least, key=lambda severity: severity.rank)


def clause_of(rule: Rule, setting: CheckContext, clause_id: str = "") -> Clause | None:
    """The clause that a finding rests on: the one it names, its limit's, or the rule's."""
    if clause_id:
        return setting.in_force.clause(clause_id)
    if rule.limit:
        limit = setting.in_force.limit(rule.limit)
        return limit.clause if limit else None
    return setting.in_force.clause_for(rule.code)

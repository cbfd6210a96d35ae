"""A rule bound to the notices in force: limit, clause, scope and severity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from ruralskills.ledgers import Figure
from ruralskills.model.clause import Clause
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import Period
from ruralskills.model.rule import Rule, Says
from ruralskills.notices import COMMON, InForce, Where
from ruralskills.notices.in_force import fields_of_covers, fields_of_indicators
from ruralskills.notices.model import LimitValue

_SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
    "duty": Severity.WARNING,
    "manual": Severity.INFO,
}


class BoundRule(Struct, frozen=True):
    """A rule with its limit, clause, scope and severity under the notices in force."""

    rule: Rule
    notices: InForce
    limit: LimitValue
    """The number that the rule compares with, or None."""
    limit_by: str
    """The field whose word decides which number it is, or empty."""
    limit_each: Mapping[str, LimitValue]
    """The number of each word of that field."""
    clause: Clause | None
    """The clause that its findings cite unless they name another."""
    scope: Where
    """The condition of the rows that it keeps to, empty for all."""
    override: str
    """The severity that an office sets for the rule, or empty."""
    reads: frozenset[str]
    """The fields that its rows carry, empty for all."""
    skip_reason: str
    """The reason in Chinese why it does not run under these notices, or empty."""
    is_off: bool
    """True if it does not run because it was switched off."""

    def clause_of(self, says: Says) -> Clause | None:
        """Return the clause that a finding names, else the rule's."""
        return self.notices.clause(says.clause) if says.clause else self.clause

    def severity_of(self, says: Says, year: int | None, as_of: date) -> Severity:
        """Return the severity of a finding about a ledger of a year.

        An office's override may lower it.  A clause with soft wording never yields an error.
        """
        clause = self.clause_of(says)
        severity = self._usual_severity(
            clause, says.deadline or _last_day(says.year or year), as_of
        )
        least = Severity.WARNING if clause is not None and clause.softness else Severity.ERROR
        limits = (severity, least) if self.override else (least,)
        return max(says.severity or severity, *limits, key=lambda s: s.rank)

    def nature_of(self, says: Says, severity: Severity) -> Nature:
        """Return the nature of a finding, a hint if and only if its severity is info.

        What a clause with soft words asks for, or that of another place, is to be checked, never
        wrong or short.
        """
        nature = says.nature or self.rule.nature
        if severity is Severity.INFO:
            return Nature.HINT
        clause = self.clause_of(says)
        is_soft = clause is not None and (clause.soft_word or clause.reference)
        return Nature.DOUBT if nature is Nature.HINT or is_soft else nature

    def message_of(self, says: Says) -> str:
        """Return the message of a finding, which says if only another place asks for it."""
        clause = self.clause_of(says)
        if clause is None or not clause.reference:
            return says.message
        is_local = any(each.id != COMMON for each in self.notices.notices)
        why = "本地通知未作要求" if is_local else "没有识别出本地通知"
        return f"{says.message}；参照{clause.place}，{why}"

    def _usual_severity(self, clause: Clause | None, last: date | None, as_of: date) -> Severity:
        """Return the severity that the office, else the clause, else the rule sets.

        A target is a warning until its last day has passed and an error after.
        """
        name = self.override or (clause.severity if clause else "")
        if not name:
            return self.rule.severity
        if name in _SEVERITIES:
            return _SEVERITIES[name]
        is_closed = last is not None and as_of > last
        return Severity.ERROR if is_closed else Severity.WARNING


def _last_day(year: int | None) -> date | None:
    return Period(year).last_day if year is not None else None


def bind(rule: Rule, notices: InForce) -> BoundRule:
    """Look up once the limit, clause, scope and severity of a rule."""
    limit = notices.limit(rule.limit) if rule.limit else None
    clause = notices.clause_for(rule.code)
    if rule.limit:
        clause = limit.clause if limit else None
    named = _fields_named(rule, notices) if "notices" in rule.supplied else frozenset()
    return BoundRule(
        rule,
        notices,
        limit=limit.value if limit else None,
        limit_by=limit.by if limit else "",
        limit_each=limit.each if limit else {},
        clause=clause,
        scope=notices.scope(rule.code),
        override=notices.severity(rule.code),
        reads=frozenset(rule.reads) | named if rule.reads else frozenset(),
        skip_reason=_skip_reason(rule, limit is not None, notices),
        is_off=bool(notices.off_reason(rule.code)),
    )


def _fields_named(rule: Rule, notices: InForce) -> frozenset[str]:
    """Return the fields that notices name for a rule, some for figures alone."""
    of_figures = Figure in rule.ledgers
    fields = fields_of_covers(notices.notices)
    return fields | fields_of_indicators(notices.notices) if of_figures else fields


def _skip_reason(rule: Rule, has_limit: bool, notices: InForce) -> str:
    if off := notices.off_reason(rule.code):
        return off
    if rule.declared_by and rule.declared_by not in {each.id for each in notices.notices}:
        return "适用的通知没有这一要求"
    if rule.limit and not has_limit:
        return "适用的通知没有规定这一限额"
    if rule.carries_out == "clauses":
        is_declared = notices.clause_for(rule.code) is not None
    else:
        is_declared = not rule.carries_out or notices.has_entries(rule.section)
    return "" if is_declared else "适用的通知没有这一要求"

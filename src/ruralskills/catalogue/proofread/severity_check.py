"""Severities that a notice gives to rules, against the clauses they report under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ruralskills.catalogue.clause_coverage import coverages
from ruralskills.notices import Notice, Problem
from ruralskills.notices.source import NoticeSource
from ruralskills.rules import all_rules


def problems(source: NoticeSource, notices: Sequence[Notice]) -> Iterator[Problem]:
    """Yield each rule that would give an error under a soft clause of the notices."""
    errors = [c for c, word in source.entries.severities.items() if word in ("error", "target")]
    for code in errors:
        rule = all_rules().get(code)
        setting = [each for each in notices if rule and rule.limit in each.limits]
        for notice in setting[:1] or notices:
            clauses = (each.clause for each in coverages(notice) if code in each.checked_by)
            if clause := next((each for each in clauses if each.softness), None):
                message = f"{code}依据的条款{clause.id}{clause.softness}，不能作为错误"
                yield source.problem(("severities", code), message, "请改为 warning 或 info")
                break

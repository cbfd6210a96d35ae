"""Whether what a pack says rules weigh is allowed by the clauses under which they report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ruralskills.catalogue.clause_coverage import coverages
from ruralskills.notices import Notice, Problem
from ruralskills.notices.loader import bases, build
from ruralskills.notices.loader import mistakes as unfit
from ruralskills.notices.source import NoticeSource


def mistakes(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield each rule that would give an error under a clause of soft words."""
    hard = [
        c for c, word in source.data.get("severities", {}).items() if word in ("error", "target")
    ]
    if not hard:
        return
    behind = bases(source, others)
    if not source.mistakes and not [*unfit(source, others)]:
        behind = [build(source, others), *behind]
    for code in hard:
        for notice in behind:
            soft = (a for a in coverages(notice) if code in a.checked_by and a.clause.softness)
            if coverage := next(soft, None):
                entry = ("severities", code)
                message = (
                    f"{code}依据的条款{coverage.clause.id}{coverage.clause.softness}，不能作为错误"
                )
                yield source.wrong(entry, message, "请改为 warning 或 info")
                break

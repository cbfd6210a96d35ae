"""The outcomes of checks that ran apart, put together as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import TypeVar

from msgspec.structs import replace

from ruralskills.model.findings import Finding
from ruralskills.model.outcome import Outcome, ReplyTerms, RuleStatus

Part = TypeVar("Part")


def merged(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcomes as one, the findings numbered on.

    A finding keeps its fingerprint, by which a waiver or a baseline of its own workspace knows it.
    Terms of answers are left out where offices have different ones.
    """
    if len(outcomes) == 1:
        return outcomes[0]
    numbers = count(1)
    terms = {outcome.reply_terms for outcome in outcomes}
    ran = {code for outcome in outcomes for code in outcome.rules_ran}
    return Outcome(
        findings=tuple(_numbered((o.findings for o in outcomes), numbers)),
        files=_chained(o.files for o in outcomes),
        sheets=_chained(o.sheets for o in outcomes),
        tables=_chained(o.tables for o in outcomes),
        notices=tuple({n.id: n for o in outcomes for n in o.notices}.values()),
        remarks=tuple(dict.fromkeys(chain.from_iterable(o.remarks for o in outcomes))),
        waived=tuple(_numbered((o.waived for o in outcomes), numbers)),
        rules_ran=tuple(sorted(ran)),
        rules_skipped=tuple(_skipped(outcomes, ran)),
        column_gaps=_chained(o.column_gaps for o in outcomes),
        rules_broken=_chained(o.rules_broken for o in outcomes),
        as_of=outcomes[0].as_of,
        seconds=sum(o.seconds for o in outcomes),
        normalisations=_chained(o.normalisations for o in outcomes),
        private={key: kind for o in outcomes for key, kind in o.private.items()},
        reply_terms=terms.pop() if len(terms) == 1 else ReplyTerms(),
        own_titles={code: title for o in outcomes for code, title in o.own_titles.items()},
    )


def _chained(parts: Iterable[tuple[Part, ...]]) -> tuple[Part, ...]:
    return tuple(chain.from_iterable(parts))


def _numbered(parts: Iterable[Iterable[Finding]], numbers: Iterator[int]) -> Iterator[Finding]:
    for finding in chain.from_iterable(parts):
        yield replace(finding, number=next(numbers))


def _skipped(outcomes: Sequence[Outcome], ran: set[str]) -> Iterator[RuleStatus]:
    """Yield the rules that ran in none, each with the first reason."""
    statuses = chain.from_iterable(outcome.rules_skipped for outcome in outcomes)
    first: dict[str, RuleStatus] = {}
    for status in statuses:
        first.setdefault(status.code, status)
    yield from (status for code, status in sorted(first.items()) if code not in ran)

"""Clauses that nothing checks, and targets of figures that nobody counts."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from ruralskills.catalogue.clause_coverage import coverages
from ruralskills.notices import Notice, Problem
from ruralskills.notices.source import NoticeSource
from ruralskills.text.normalise import normalised


def problems(source: NoticeSource, notice: Notice, bases: Sequence[Notice]) -> Iterator[Problem]:
    """Yield clauses that nothing can check, and targets with a misspelt indicator."""
    yield from _unchecked_clauses(source, notice)
    yield from _misspelt_indicators(source, notice, bases)


def _unchecked_clauses(source: NoticeSource, notice: Notice) -> Iterator[Problem]:
    lines = {name: number for number, name in source.clause_ids}
    for coverage in coverages(notice):
        name = coverage.clause.id
        if not coverage.is_covered:
            remedy = (
                '请写限额、[[requirements]]、统计指标等引用它；只能由人把握的写 by_hand = "理由"'
            )
            message = f"条款“{name}”没有什么来核查"
            yield source.problem(("clauses", lines[name], "id"), message, remedy)


def _misspelt_indicators(
    source: NoticeSource, notice: Notice, bases: Sequence[Notice]
) -> Iterator[Problem]:
    known = {
        normalised(name): name
        for each in (notice, *bases)
        for figure in each.figures
        for name in (*figure.names, *getattr(figure, "plan_names", ()))
    }
    for line, target in source.targets.items():
        named = [normalised(name) for name in target.indicator.split("|")]
        if any(name in known for name in named):
            continue
        near = difflib.get_close_matches(named[0], known, 1, 0.75)
        if near or notice.figures:
            remedy = (
                f"是不是“{known[near[0]]}”？"
                if near
                else "请先写 [indicators.名称]，或改成已有的名称"
            )
            message = f"没有名为“{target.indicator}”的统计指标"
            yield Problem(source.table.name, line, message, remedy)

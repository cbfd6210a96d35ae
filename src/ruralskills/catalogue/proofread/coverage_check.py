"""Clauses that nothing checks, and targets that no figure of a notice can meet."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from ruralskills.catalogue.clause_coverage import coverages
from ruralskills.notices import Indicator, Notice, Problem, Ratio, Target
from ruralskills.notices.source import NoticeSource
from ruralskills.text.normalise import normalised


def problems(
    source: NoticeSource, notice: Notice | None, bases: Sequence[Notice], found: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield clauses that nothing can check, and targets that no figure can meet.

    A file in which other problems were found makes no notice. Of its clauses those are named that
    nothing cites at all, so that an office need not come back for them.
    """
    unchecked = _uncited(source, found) if notice is None else _unchecked(notice)
    lines = {name: number for number, name in source.clause_ids}
    for name in unchecked:
        remedy = '请写限额、[[requirements]]、统计指标等引用它；只能由人把握的写 by_hand = "理由"'
        yield source.problem(("clauses", lines[name], "id"), f"条款“{name}”没有什么来核查", remedy)
    yield from _wrong_targets(source, bases)


def _unchecked(notice: Notice) -> Iterator[str]:
    """Yield the clauses that no rule, figure, duty or person looks after."""
    return (each.clause.id for each in coverages(notice) if not each.is_covered)


def _uncited(source: NoticeSource, found: Sequence[Problem]) -> Iterator[str]:
    """Yield the clauses that nothing cites, not even an entry that has a problem.

    One with a problem of its own is left for later, as are all where the table cannot be read.
    """
    table = source.table.read_bytes().decode(errors="replace") if source.table.exists() else ""
    if any((each.file, each.line) == (source.table.name, 1) for each in found):
        return
    lines = {each.line for each in found if each.file == source.path.name}
    for number, clause in source.entries.clauses.items():
        keys = source.raw["clauses"][number]
        own = {source.lines.at(("clauses", number, key)) for key in keys}
        is_cited = source.text.count(f'"{clause.id}"') > 1 or clause.id in table
        if not (is_cited or clause.rules or clause.by_hand or own & lines):
            yield clause.id


def _wrong_targets(source: NoticeSource, bases: Sequence[Notice]) -> Iterator[Problem]:
    """Yield targets with an unknown indicator, another unit or an impossible day."""
    entries = source.entries
    own: list[Indicator | Ratio] = [*entries.indicators.values(), *entries.ratios.values()]
    figures = [*own, *(figure for base in bases for figure in base.figures)]
    known = {
        normalised(name): figure
        for figure in reversed(figures)
        for name in (*figure.names, *getattr(figure, "plan_names", ()))
    }
    spelt = {
        normalised(name): name
        for figure in figures
        for name in (*figure.names, *getattr(figure, "plan_names", ()))
    }
    for line, target in source.targets.items():
        named = [normalised(name) for name in target.indicator.split("|")]
        figure = next((known[name] for name in named if name in known), None)
        near = difflib.get_close_matches(named[0], known, 1, 0.75) if figure is None else []
        if near or (figure is None and own):
            remedy = (
                f"是不是“{spelt[near[0]]}”？"
                if near
                else "请先写 [indicators.名称]，或改成已有的名称"
            )
            message = f"没有名为“{target.indicator}”的统计指标"
            yield Problem(source.table.name, line, message, remedy)
        elif isinstance(figure, Indicator) and (misfit := _misfit(target, figure)):
            yield Problem(source.table.name, line, *misfit)


def _misfit(target: Target, indicator: Indicator) -> tuple[str, str] | None:
    """Return why a target cannot be one of an indicator, and the remedy."""
    units = {target.measure, indicator.unit}
    if all(units) and len(units) > 1 and not all(unit.endswith("元") for unit in units):
        message = f"“{indicator.title}”的单位是“{indicator.unit}”，不是“{target.measure}”"
        return message, "请把任务数和单位改成一致"
    day = target.deadline
    if day is not None and target.year is not None and day.year < target.year:
        return f"期限{day}早于任务的年度{target.year}年", "请核对期限和年度"
    return None

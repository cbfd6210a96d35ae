"""Targets of units: those of notices, and those of task tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from ruralskills.notices import Indicator, InForce, Notice, Target
from ruralskills.regions import bare_area
from ruralskills.rollups.entries import Span
from ruralskills.rollups.sources import FigureCell
from ruralskills.rollups.submissions import SentTable, texts_beside
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

TargetKey = tuple[str, Span, str]
"""Indicator, span and unit."""
Targets = dict[TargetKey, Decimal]
Deadlines = dict[TargetKey, date]
"""The last day for a target, where a notice names one."""

TASK_TITLE: Final = regex(r"任务分解|指导计划|任务计划|分解表|计划表|任务表")
_WHOLE: Final = regex(r".*(合计|总计|共计|总数)$|^全[省市县区]$")
_DONE: Final = regex(r"完成|累计|本季|本月|进度|进展|实际|结业|已")
_TASK_WORDS: Final = regex(r"(年度|全年|\d{4}年)?(任务数|任务|计划数|计划|目标数|目标)")
_YEAR: Final = regex(r"(20\d\d)年?")
_SUM, _EVERY_COUNTY, _STATE = "合计", "各县", "全国"


def targets(
    indicators: Iterable[Indicator],
    notices: InForce,
    tasks: Iterable[SentTable],
    tree: UnitTree,
    year: int,
) -> Targets:
    """Return the targets of a year, the notices' own before those of tables."""
    found: Targets = {}
    for key, target in _of_notices(indicators, notices, tree, year):
        found.setdefault(key, target.value)
    own, names = set(found), _task_names(indicators, notices)
    measures = {each.id: each.unit for each in indicators}
    for sent in tasks:
        for key, value in _of_table(sent, names, measures, tree, year):
            if key not in own:
                found[key] = value
    return found


def deadlines(
    indicators: Iterable[Indicator], notices: InForce, tree: UnitTree, year: int
) -> Deadlines:
    """Return the days by which notices want targets of a year reached."""
    found: dict[TargetKey, Target] = {}
    for key, target in _of_notices(indicators, notices, tree, year):
        found.setdefault(key, target)
    return {key: target.deadline for key, target in found.items() if target.deadline}


def _of_notices(
    indicators: Iterable[Indicator], notices: InForce, tree: UnitTree, year: int
) -> Iterator[tuple[TargetKey, Target]]:
    """Yield the targets that notices set for a year, by indicator, span and unit."""
    for notice in notices.notices:
        for target in notice.targets:
            if target.year not in (None, year):
                continue
            units = list(_units(target, notice, tree))
            for indicator in indicators:
                if units and (span := indicator.span_of(target)):
                    yield from (((indicator.id, span, unit), target) for unit in units)


def _units(target: Target, notice: Notice, tree: UnitTree) -> Iterator[str]:
    """Yield the units that a target of a notice is set for."""
    if target.unit == _SUM:
        yield from _seat(notice, tree)
    elif target.unit == _EVERY_COUNTY:
        yield from (unit.name for unit in tree.units if unit.level == "county")
    elif target.unit != _STATE and (name := tree.find(target.unit)):
        yield name


def _seat(notice: Notice, tree: UnitTree) -> Iterator[str]:
    """Yield the unit whose notice it is.

    A place with a target of its own is a part of it: a city of a province is not the province.
    """
    own = dict.fromkeys(target.unit for target in notice.targets)
    places = {bare_area(place) for place in notice.places if place not in own}
    named = [unit.name for unit in tree.units if bare_area(unit.name) in places]
    if named:
        yield named[0]
        return
    parts = [tree.by_name[name] for unit in own if (name := tree.find(unit))]
    if parts:
        yield from filter(None, [parts[0].parent])
        return
    counties = [unit.name for unit in tree.units if unit.level == "county"]
    if len(counties) == 1:
        yield counties[0]
    elif tree.top is not None and not counties:
        yield tree.top.name


def is_task_table(sent: SentTable) -> bool:
    """Return True for a table that sets tasks."""
    return bool(sent.table.figures) and bool(TASK_TITLE.search(normalised(sent.table.title)))


def _of_table(
    sent: SentTable,
    names: TaskNames,
    measures: Mapping[str, str],
    tree: UnitTree,
    year: int,
) -> Iterator[tuple[tuple[str, Span, str], Decimal]]:
    for cell in sent.table.figures:
        unit = _unit_of(cell, sent, tree)
        if not unit or _DONE.search(cell.indicator):
            continue
        own_year = _year_of(cell) or (sent.table.period.year if sent.table.period else 0)
        for indicator, span in _named(cell, names):
            if span == "plan" or own_year in (0, year):
                yield (indicator, span, unit), cell.amount(measures[indicator])


def _unit_of(cell: FigureCell, sent: SentTable, tree: UnitTree) -> str:
    return (
        sent.unit
        if not cell.unit or _WHOLE.match(cell.unit)
        else tree.find(cell.unit, texts_beside(sent))
    )


def _year_of(cell: FigureCell) -> int:
    match = _YEAR.search(cell.word) or _YEAR.search(cell.header)
    return int(match[1]) if match else 0


def _named(cell: FigureCell, names: TaskNames) -> Iterator[tuple[str, Span]]:
    """Yield the indicators that a cell has a task of, each once with its span."""
    word = normalised(cell.indicator)
    bare = re.sub("/{2,}", "/", _TASK_WORDS.sub("", word)).strip("/")
    found: dict[str, Span] = {}
    for indicator, span in (*names.get(word, ()), *names.get(bare, ())):
        if found.get(indicator) != "year":
            found[indicator] = span
    yield from found.items()


TaskNames = dict[str, list[tuple[str, Span]]]
"""By a name in task tables, the indicators and spans that it stands for."""


def _task_names(indicators: Iterable[Indicator], notices: InForce) -> TaskNames:
    """Return the names of all indicators in task tables."""
    found: TaskNames = defaultdict(list)
    for indicator in indicators:
        names: dict[Span, set[str]] = {"year": {normalised(name) for name in indicator.names}}
        if indicator.plan_names:
            names["plan"] = {normalised(name) for name in indicator.plan_names}
        for target in notices.targets:
            if span := indicator.span_of(target):
                names.setdefault(span, set()).update(map(normalised, target.indicator.split("|")))
        for span, own in names.items():
            for name in own:
                found[name].append((indicator.id, span))
    return found

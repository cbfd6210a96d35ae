"""Completeness: which units and ledgers are missing, and what stands in for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ruralskills.ledgers import by_id
from ruralskills.model.period import Period
from ruralskills.notices import Indicator
from ruralskills.rollups.coverage import Coverage
from ruralskills.rollups.entries import LeftOut, RollupFigure, Submission
from ruralskills.rollups.unit_tree import UnitTree


def missing_units(tree: UnitTree, received: set[str], period: Period) -> Iterator[Submission]:
    """Yield a line for each unit that sent nothing in the period."""
    for unit in tree.leaves:
        if unit.name not in received:
            yield Submission(unit.name, None, None, None, None, "missing", f"{period}没有报送")


def ledger_gaps(
    indicators: Sequence[Indicator], coverage: Coverage, tree: UnitTree, period: Period
) -> Iterator[LeftOut]:
    """Yield a line for each ledger that a unit did not send."""
    of_townships = {each.ledger for each in indicators if not each.level}
    for ledger, title in _ledgers(indicators):
        if ledger == "figure":
            continue
        never: list[str] = []
        units = tree.leaves if ledger in of_townships else tree.counties
        for unit in units:
            own = tree.with_below(unit.name)
            sent = (coverage.latest(each, ledger, period.last_day) for each in own)
            latest = max(filter(None, sent), key=lambda each: each.order, default=None)
            if latest is None:
                never.append(unit.name)
            elif not any(coverage.reported(each, ledger, period) for each in own):
                yield LeftOut(unit.name, f"{title}未报，沿用{latest.period}")
            elif latest.table.is_unchanged:
                listed = coverage.latest_list(unit.name, ledger, period.last_day)
                if listed is not None:
                    yield LeftOut(
                        unit.name, f"{title}填的是没有新增或变动，存量沿用{listed.period}"
                    )
        if tree.top is not None and len(never) == len(units):
            yield LeftOut(tree.top.name, f"没有一个单位报过{title}，有关的数空着")
            continue
        for unit_name in never:
            yield LeftOut(unit_name, f"没有报过{title}，有关的数空着")


def task_gaps(figures: Sequence[RollupFigure], tree: UnitTree) -> Iterator[LeftOut]:
    """Yield a line where nothing is to be counted, or units have no tasks."""
    top = tree.top.name if tree.top else ""
    units = {figure.unit for figure in figures if figure.target is not None}
    leaves = {unit.name for unit in tree.leaves}
    if not tree.units:
        yield LeftOut(
            top, "没有认出报送的单位，没有可汇总的数；市、县要有区划名单（regions）才认得出"
        )
    elif not figures:
        yield LeftOut(top, "适用的通知没有写要汇总的指标，请在 rs.toml 或用 --notice 写明通知")
    elif not units:
        yield LeftOut(top, f"没有任务：通知没有定数，也没有{_TASKS}，完成率和排名空着")
    elif len(leaves) > 1 and units.isdisjoint(leaves):
        yield LeftOut(top, f"没有{_TASKS}，各单位的完成率和排名空着")


_TASKS: Final = "任务表（标题写“任务分解”“指导计划”的，或 rs.toml 的 tasks）"


def _ledgers(indicators: Iterable[Indicator]) -> Iterator[tuple[str, str]]:
    """Yield the ledgers that indicators count, each with its title."""
    ids = dict.fromkeys(indicator.ledger for indicator in indicators)
    yield from ((name, by_id(name).info.title) for name in ids)


__all__ = ["ledger_gaps", "missing_units", "task_gaps"]

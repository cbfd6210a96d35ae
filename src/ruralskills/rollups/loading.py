"""The loading of tables, places and indicators beside the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from ruralskills.notices import Indicator
from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.coverage import Coverage
from ruralskills.rollups.spans import CountedSpan
from ruralskills.rollups.submissions import FIGURE, SentTable, texts_beside
from ruralskills.rollups.table_records import owner_name, variants
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.lazy_regex import regex

_AREA: Final = regex(r"[\u4e00-\u9fff×]{2,12}(?:[县市州旗]|(?<![社园小城发置理范])区)")
"""A county or an area above it, unlike 社区, 开发区 and the like."""


def load(
    aggregates: Aggregates,
    sent: Sequence[SentTable],
    covered: Coverage,
    tree: UnitTree,
    spans: Sequence[CountedSpan],
) -> None:
    """Load everything and join it with the records."""
    indicators = {each.id: each for span in spans for each in span.indicators}
    counted = [each for each in sent if each.counts and each.ledger != FIGURE]
    orders = {order: n for n, order in enumerate(sorted({each.order for each in counted}))}
    aggregates.put("tables", [_table(each, orders) for each in counted])
    aggregates.put("places", [row for each in counted for row in _places(each, tree)])
    ledgers = {each.ledger for each in counted}
    rows = dict.fromkeys(row for each in indicators.values() for row in _indicator(each, ledgers))
    aggregates.put("indicators", list(rows))
    aggregates.put("above", [(u.name, a.name) for u in tree.units for a in tree.above(u.name)])
    villages = [(unit, name, now) for (unit, name), now in tree.villages.items()]
    aggregates.put("former_villages", villages)
    aggregates.put("nexts", list(_nexts(covered, orders)))
    aggregates.prepare(several_submissions=len(orders) > 1)


def _nexts(
    covered: Coverage, orders: dict[tuple[int, int], int]
) -> Iterator[tuple[str, str, int, date | None]]:
    """Yield for each submission of a unit and ledger the last day of the next one.

    One that says that nothing has changed leaves what was listed before as it is.
    """
    for (unit, ledger), tables in covered.tables.items():
        if ledger == FIGURE:
            continue
        last_days = {
            each.order: each.period.last_day for each in tables if not each.table.is_unchanged
        }
        own = sorted(last_days)
        for order, later in zip_longest(own, own[1:]):
            yield ledger, unit, orders[order], last_days[later] if later else None


def _table(sent: SentTable, orders: dict[tuple[int, int], int]) -> tuple[Any, ...]:
    named, period = sent.table.period, sent.period
    own = named if named and named.year and (named.quarter or named.month) else period
    return (
        sent.number, sent.ledger, orders[sent.order], period.last_day, own.first_day, own.last_day,
        date(period.year, 1, 1),
    )  # fmt: skip


def _places(sent: SentTable, tree: UnitTree) -> Iterator[tuple[int, str, str, str]]:
    """Yield for each unit that rows name the unit that they count for, and its county."""
    for named in {*sent.table.units, ""}:
        yield sent.number, named, unit_of_rows(sent, named, tree), county_of_rows(sent, named, tree)


def unit_of_rows(sent: SentTable, named: str, tree: UnitTree) -> str:
    """Return the unit that rows of a table count for, empty where that is not known.

    A table of a township has its own rows only, one of a county those of its townships.
    """
    if sent.unit not in tree.below:
        return sent.unit
    found = tree.find(named, texts_beside(sent))
    return found if found and found not in tree.below else ""


def county_of_rows(sent: SentTable, named: str, tree: UnitTree) -> str:
    """Return the county that rows count for, empty where that is not known.

    Rows of a county's own table are its own unless they name another.
    """
    unit = unit_of_rows(sent, named, tree)
    if not unit and _AREA.fullmatch(named) and tree.find(named) != sent.unit:
        return ""
    nearest = tree.by_name[unit or sent.unit]
    reached = (nearest, *tree.above(nearest.name))
    return next((each.name for each in reached if tree.is_county(each)), "")


def _indicator(indicator: Indicator, ledgers: set[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the sources of an indicator that were sent, and those of owners."""
    for name, each in variants(indicator):
        if each.ledger not in ledgers:
            continue
        owned = ("where" if each.owner.where else "any") if each.owner else None
        owners = owner_name(each.owner) if each.owner else None
        yield (
            name, each.ledger, each.kind == "stock", bool(each.key), bool(each.sum),
            each.level == "county", owned, owners,
        )  # fmt: skip
        if each.owner:
            yield owners, each.owner.ledger, True, False, False, False, None, None

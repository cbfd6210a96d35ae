"""Coverage: which ledgers each unit sent, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache, partial

from msgspec import Struct, field

from ruralskills.model.period import Period
from ruralskills.rollups.periods import lies_in
from ruralskills.rollups.submissions import SentTable, received_units, texts_beside
from ruralskills.rollups.unit_tree import UnitTree


class Coverage(Struct):
    """The tables that count, by the unit that they are about and their ledger."""

    tables: dict[tuple[str, str], list[SentTable]] = field(default_factory=dict)

    def sent(
        self, unit: str, ledger: str, cut: date = date.max, since: date = date.min
    ) -> list[SentTable]:
        """Return the tables of a unit and ledger for periods that end between two days."""
        found = self.tables.get((unit, ledger), [])
        return [each for each in found if since <= each.period.last_day <= cut]

    def latest(self, unit: str, ledger: str, cut: date) -> SentTable | None:
        """Return a table of the last submission up to a day, None without one."""
        return max(self.sent(unit, ledger, cut), key=lambda each: each.order, default=None)

    def latest_list(self, unit: str, ledger: str, cut: date) -> SentTable | None:
        """Return the last that lists what there is, rather than that nothing has changed."""
        lists = (each for each in self.sent(unit, ledger, cut) if not each.table.is_unchanged)
        return max(lists, key=lambda each: each.order, default=None)

    def reported(self, unit: str, ledger: str, period: Period) -> bool:
        """Return True if a unit sent a ledger for a period, or a part of it."""
        return any(lies_in(each.period, period) for each in self.sent(unit, ledger))


def coverage(tables: Sequence[SentTable], tree: UnitTree) -> Coverage:
    """Return which unit is covered by which tables.

    A table of a unit above covers the units that its rows name.  Of the others below it, it covers
    those that sent something for that period, and none sent that ledger for them: they had nothing
    to be entered.  Of a unit that sent nothing at all nobody knows that.
    """
    heard_from = cache(partial(received_units, tables))
    named: dict[tuple[str, str], list[SentTable]] = defaultdict(list)
    above: dict[tuple[str, str], list[SentTable]] = defaultdict(list)
    leaves = [unit.name for unit in tree.leaves]
    for sent in tables:
        if not sent.counts:
            continue
        if sent.unit not in tree.below:
            named[sent.unit, sent.ledger].append(sent)
            continue
        named[sent.unit, sent.ledger].append(sent)
        units = {tree.find(unit, texts_beside(sent)) for unit in sent.table.units if unit}
        for leaf in leaves:
            if all(unit.name != sent.unit for unit in tree.above(leaf)):
                continue
            if leaf in units:
                named[leaf, sent.ledger].append(sent)
            elif sent.is_reference or leaf in heard_from(sent.period):
                above[leaf, sent.ledger].append(sent)
    return Coverage({**above, **named})

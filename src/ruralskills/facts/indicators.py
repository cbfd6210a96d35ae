"""Counts of indicators from the rows of a ledger, as notices define them.

A figure is never guessed: one row that is pending makes it uncertain, and the reason is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal

from msgspec import Struct

from ruralskills.facts.row_decisions import Days, Decision, row_decision
from ruralskills.facts.row_owners import Owners
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger, Place
from ruralskills.notices import Indicator

__all__ = ["Days", "Recount", "recount"]


class Recount(Struct, frozen=True):
    """A figure counted from the rows of a ledger."""

    value: Decimal | None
    """The figure, None where it is not certain."""
    reason: str = ""
    """The reason in words, where it is not certain."""
    places: tuple[Place, ...] = ()
    """The cells behind it, one for each row that counts."""

    @property
    def entries(self) -> int:
        """The number of rows that count: 登记户次 against 去重户数, 人次 against 人."""
        return len(self.places)


def recount(
    indicator: Indicator,
    rows: Iterable[Ledger],
    days: Days | None = None,
    owners: Owners | None = None,
) -> Recount:
    """Count an indicator over rows of its ledger.

    ``days`` leaves out rows of other days, unless the indicator is a stock.
    """
    places: list[Place] = []
    amounts: dict[Hashable, Decimal] = {}
    for row in rows:
        decision = row_decision(indicator, row, days, owners)
        if decision.counts is None:
            return Recount(None, _uncertain(row, decision))
        if not decision.counts:
            continue
        key: Hashable = decision.key or len(places)
        if amounts.setdefault(key, decision.amount) != decision.amount:
            return Recount(None, f"{row.at(indicator.addends[0]).cell}与同一对象另一行的数不同")
        places.append(row.at(next(iter((*indicator.key, *indicator.addends)), row.info.name)))
    return Recount(sum(amounts.values(), Decimal(0)), places=tuple(places))


def _uncertain(row: Ledger, decision: Decision) -> str:
    """Return the sentence about the cell that leaves a row open."""
    table, name = row.table, decision.field
    place = row.at(name) if name in table.columns else table.at_header("")
    return f"{place.cell}的“{field_specs(table.ledger)[name].header}”不能确定"

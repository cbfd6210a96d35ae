"""The villages of a county, one by one: from the 村名单, and from the list of regions beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from ruralskills.facts.household_links import is_unknown
from ruralskills.facts.region_list import former_names
from ruralskills.facts.townships import township_name, township_of, village_name
from ruralskills.ledgers import Region, Village
from ruralskills.model.table import LedgerSet, Table
from ruralskills.regions import Level, level_of
from ruralskills.values.partial_date import PartialDate


class VillageLine(Struct, frozen=True):
    """A village as a list has it."""

    place: tuple[Table, int, str]
    township: str
    names: tuple[str, ...]
    """Its name and its former names, as they are compared."""
    kind: str | None
    peopled: bool
    """Whether country people live there, as far as the list knows."""
    since: PartialDate | None = None
    until: PartialDate | None = None

    def stands(self, as_of: date) -> bool:
        """Whether it exists on a day."""
        return self.until is None and (self.since is None or self.since.latest <= as_of)


def village_lines(book: LedgerSet) -> Iterator[VillageLine]:
    """Each village of the 村名单; of townships that it leaves out, those of the list of regions."""
    own = [line for table in book.of(Village) for line in _lines(table)]
    yield from own
    known = {line.township for line in own}
    for table in book.in_role("regions"):
        lines = _of_regions(table) if table.ledger is Region else _lines(table)
        yield from (line for line in lines if line.township not in known)


def _lines(table: Table) -> Iterator[VillageLine]:
    for position in range(len(table)):
        written = table.value(position, "village"), table.value(position, "former")
        yield VillageLine(
            (table, position, "village"),
            township_of(table.row(position)),
            _names(*written),
            table.value(position, "kind"),
            _peopled(table, position, table.value(position, "rural") is not False),
            until=table.value(position, "merged"),
        )


def _of_regions(table: Table) -> Iterator[VillageLine]:
    for position in range(len(table)):
        if level_of(table.value(position, "level") or "") is not Level.VILLAGE:
            continue
        said, people = (table.value(position, n) for n in ("rural", "rural_population"))
        yield VillageLine(
            (table, position, "name"),
            township_name(table.value(position, "parent") or ""),
            _names(table.value(position, "name"), table.value(position, "aliases")),
            table.value(position, "kind"),
            _peopled(table, position, said is not False and people != 0),
            table.value(position, "since"),
            table.value(position, "until"),
        )


def _names(name: str | None, former: str | None) -> tuple[str, ...]:
    return tuple(village_name(n) for n in (name or "", *former_names(former)) if n)


def _peopled(table: Table, position: int, told: bool) -> bool:
    unsure = any(is_unknown(table, position, n) for n in ("rural", "rural_population"))
    return told and not unsure


__all__ = ["VillageLine", "village_lines"]

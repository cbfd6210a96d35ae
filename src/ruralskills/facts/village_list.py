"""The villages of a county, from the 村名单 and from the list of regions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from ruralskills.facts.region_list import REGION_COLUMNS, former_names
from ruralskills.facts.townships import township_named, township_of, village_name
from ruralskills.ledgers import Region, Village
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Place
from ruralskills.regions import Level, level_of
from ruralskills.values.partial_date import PartialDate

VILLAGE_COLUMNS: Final = (*REGION_COLUMNS, "kind", "rural", "rural_population")
"""The fields that are read of either list, for the rules that read villages."""


class VillageLine(Struct, frozen=True):
    """A line of a list: a village."""

    place: Place
    township: str
    names: tuple[str, ...]
    """Its present and its former names, as compared."""
    kind: str | None
    is_rural: bool
    """True if country people live there, as far as the list knows."""
    since: PartialDate | None = None
    until: PartialDate | None = None

    def exists_on(self, as_of: date) -> bool:
        """Return True if it exists on a day."""
        return self.until is None and (self.since is None or self.since.latest <= as_of)


def village_lines(book: LedgerSet) -> Iterator[VillageLine]:
    """Yield the villages of the 村名单, then those of townships that are not in it."""
    village_list = [_line_of_village(row) for row in book.rows(Village)]
    yield from village_list
    townships = {line.township for line in village_list}
    for table in book.in_role("regions"):
        lines = [_line_of_village(row) for row in table.rows(Village)]
        lines += [line for row in table.rows(Region) if (line := _line_of_region(row))]
        yield from (line for line in lines if line.township not in townships)


def _line_of_village(row: Village) -> VillageLine:
    return VillageLine(
        row.at("village"),
        township_of(row),
        _names(row.village, row.former),
        row.kind,
        row.rural is not False and not row.is_unknown("rural"),
        until=row.merged,
    )


def _line_of_region(row: Region) -> VillageLine | None:
    """Return the line of a village, None for a township or a county."""
    if level_of(row.level or "") is not Level.VILLAGE:
        return None
    is_certain = not (row.is_unknown("rural") or row.is_unknown("rural_population"))
    return VillageLine(
        row.at("name"),
        township_named(row, row.parent),
        _names(row.name, row.aliases),
        row.kind,
        row.rural is not False and row.rural_population != 0 and is_certain,
        row.since,
        row.until,
    )


def _names(name: str | None, former: str | None) -> tuple[str, ...]:
    return tuple(village_name(n) for n in (name or "", *former_names(former)) if n)


__all__ = ["VILLAGE_COLUMNS", "VillageLine", "village_lines"]

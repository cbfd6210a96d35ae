"""Households of leaders, by the link sheets."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink, Leader
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex

LINK_COLUMNS: Final = (
    "township", "leader_id", "leader_name", "head_id", "head_name", "household_number",
    "household_kind",
)  # fmt: skip
"""The fields that are read of link sheets."""
_POOR: Final = regex("贫困|脱贫|监测|建档|建卡")
_OTHER_KIND: Final = "一般户"


class Links(Struct):
    """Rows of link sheets, by leader as far as that is certain."""

    rows: dict[Hashable, list[HouseholdLink]] = field(default_factory=lambda: defaultdict(list))
    """Rows by the leader's identity number, else by township and name."""
    numbers: dict[tuple[str, str | None], set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    """Identity numbers by township and name."""
    loose: dict[str, set[str | None]] = field(default_factory=lambda: defaultdict(set))
    """Names on rows of no certain leader, by township, None for a row without a name."""
    nameless: set[str] = field(default_factory=set)
    """Townships with rows that bear a number and no name."""
    units: set[str] = field(default_factory=set)
    """Townships with rows."""

    def rows_of(self, leader: Leader, namesakes: Counter[Hashable]) -> list[HouseholdLink] | None:
        """Return the rows of a leader, None where they are not certain.

        ``namesakes`` counts the leaders of the ledger by township and name.
        """
        unit = township_of(leader)
        loose = self.loose.get(unit, set())
        if None in loose or leader.name in loose:
            return None
        if leader.id_number in self.rows:
            return self.rows[leader.id_number]
        key = self._key_without_number(leader, unit, namesakes)
        if key in self.rows:
            return self.rows[key]
        return [] if key is not None and unit in self.units else None

    def _key_without_number(
        self, leader: Leader, unit: str, namesakes: Counter[Hashable]
    ) -> Hashable | None:
        """Return the key of a leader whose number no row bears, None if uncertain."""
        name_key = unit, leader.name
        if leader.name is None or namesakes[name_key] > 1:
            return None
        if leader.id_number is None and unit in self.nameless:
            return None
        numbers = self.numbers.get(name_key, set())
        if len(numbers) > 1 or (numbers and leader.id_number):
            return None
        return next(iter(numbers)) if numbers else name_key


def links_for(table: Table, book: LedgerSet) -> Links | None:
    """Return the links of a leader ledger.

    They stand on the sheets of its period, else on those in its file.  None where there are none.
    """
    sheets = book.of(HouseholdLink)
    period = table_period(table)
    of_period = [sheet for sheet in sheets if table_period(sheet) == period]
    in_file = [s for s in sheets if s.file == table.file and s.year in (table.year, None)]
    own_sheets = of_period or in_file
    return read_links(own_sheets) if own_sheets else None


def read_links(sheets: Sequence[Table]) -> Links:
    """Sort the rows of link sheets by leader."""
    links = Links()
    for row in _rows(sheets):
        if row.leader_id:
            links.numbers[township_of(row), row.leader_name].add(row.leader_id)
    for row in _rows(sheets):
        unit = township_of(row)
        links.units.add(unit)
        key = leader_key(row, links)
        if key is None:
            links.loose[unit].add(row.leader_name)
        else:
            links.rows[key].append(row)
            if row.leader_name is None:
                links.nameless.add(unit)
    return links


def _rows(sheets: Sequence[Table]) -> Iterator[HouseholdLink]:
    for sheet in sheets:
        yield from sheet.rows(HouseholdLink)


def leader_key(row: HouseholdLink, links: Links) -> Hashable | None:
    """Return the leader's number, else township and name, None if neither is certain."""
    if row.is_unknown("leader_id"):
        return None
    if row.leader_id:
        return row.leader_id
    name_key = township_of(row), row.leader_name
    numbers = links.numbers.get(name_key, set())
    if row.leader_name is None or len(numbers) > 1:
        return None
    return next(iter(numbers)) if numbers else name_key


def household_key(row: HouseholdLink) -> tuple[str, str] | None:
    """Return the field and the number of a household: its head's or its own.

    None without a number: two heads of one name in a village are two households more often than
    one entered twice.
    """
    if row.is_unknown("head_id"):
        return None
    if row.head_id:
        return "head_id", row.head_id
    if row.household_number:
        return "household_number", row.household_number
    return None


class HouseholdCount(Struct, frozen=True):
    """The least and the greatest number of households that rows can be."""

    least: int
    most: int
    poor_least: int
    poor_most: int
    """-1 where the sheet does not say of every household whether it is poor."""
    all_poor: bool
    """True if the sheet says that it lists poor households only."""


def count_households(
    rows: Sequence[HouseholdLink], leader_id: str | None = None
) -> HouseholdCount | None:
    """Count the distinct households of a leader.

    None where the household of a row is not certain.  The household of the leader himself, whose
    number is ``leader_id``, may be counted or not.
    """
    keys: set[Hashable] = set()
    poor: dict[Hashable, bool | None] = {}
    namesakes = 0
    for row in rows:
        key: Hashable = household_key(row)
        if key is None:
            key = row.head_name
            if key is None or row.is_unknown("head_id") or row.is_unknown("household_number"):
                return None
            namesakes += key in keys
        keys.add(key)
        if row.state("household_kind") != "missing":
            kind = row.household_kind
            poor[key] = None if kind is None else kind != _OTHER_KIND
    own_household = int(leader_id is not None and ("head_id", leader_id) in keys)
    have_kind = len(poor) == len(keys) and bool(keys)
    certainly_poor = sum(is_poor is True for is_poor in poor.values())
    possibly_poor = sum(is_poor is not False for is_poor in poor.values())
    return HouseholdCount(
        least=len(keys) - own_household,
        most=len(keys) + namesakes,
        poor_least=max(0, certainly_poor - own_household) if have_kind else 0,
        poor_most=possibly_poor + namesakes if have_kind else -1,
        all_poor=all(_lists_only_poor(sheet) for sheet in {row.table for row in rows}),
    )


def _lists_only_poor(sheet: Table) -> bool:
    head = sheet.columns.get("head_name")
    return bool(_POOR.search(sheet.layout.title + sheet.sheet + (head.header if head else "")))

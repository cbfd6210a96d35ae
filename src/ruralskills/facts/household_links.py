"""The link sheets by leader: whose household a row is, as far as that is certain."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.table_periods import edition
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink, Leader
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.lazy_regex import regex

LINK_COLUMNS: Final = (
    "township", "leader_id", "leader_name", "head_id", "head_name", "household_number",
    "household_kind",
)  # fmt: skip
"""The fields that are read of link sheets."""
_POOR: Final = regex("贫困|脱贫|监测|建档|建卡")
_OTHER_KIND: Final = "一般户"


class Links(Struct):
    """The rows of the link sheets that belong to a leader ledger."""

    rows: dict[Hashable, list[HouseholdLink]] = field(default_factory=lambda: defaultdict(list))
    """By the leader's identity number, or by township and name where there is none."""
    numbers: dict[tuple[str, str | None], set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    """The identity numbers that stand with a name in a township."""
    loose: dict[str, set[str | None]] = field(default_factory=lambda: defaultdict(set))
    """By township, the names on rows whose leader is not certain; None for no name at all."""
    nameless: set[str] = field(default_factory=set)
    """Townships with rows that bear a number and no name."""
    units: set[str] = field(default_factory=set)

    def of(self, leader: Leader, namesakes: Counter[Hashable]) -> list[HouseholdLink] | None:
        """Return the rows of a leader of the ledger; None where they cannot be told for certain."""
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
        """Return the key of a leader whose number no row bears; None where it is not certain."""
        who = unit, leader.name
        if leader.name is None or namesakes[who] > 1:
            return None
        if leader.id_number is None and unit in self.nameless:
            return None
        numbers = self.numbers.get(who, set())
        if len(numbers) > 1 or (numbers and leader.id_number):
            return None
        return next(iter(numbers)) if numbers else who


def links_for(table: Table, book: LedgerSet) -> Links | None:
    """Return the links of a leader ledger: of its period, else of the sheets in its file."""
    sheets = book.of(HouseholdLink)
    own = [s for s in sheets if edition(s) == edition(table)] or [
        s for s in sheets if s.file == table.file and s.year in (table.year, None)
    ]
    return read_links(own) if own else None


def read_links(sheets: Sequence[Table]) -> Links:
    """Sort the rows of link sheets by leader."""
    links = Links()
    for row in _rows(sheets):
        if row.leader_id:
            links.numbers[township_of(row), row.leader_name].add(row.leader_id)
    for row in _rows(sheets):
        unit = township_of(row)
        links.units.add(unit)
        key = leader_of(row, links)
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


def leader_of(row: HouseholdLink, links: Links) -> Hashable | None:
    """Return what tells the leader: the number, else township and name; None if neither."""
    if row.is_unknown("leader_id"):
        return None
    if row.leader_id:
        return row.leader_id
    who = township_of(row), row.leader_name
    numbers = links.numbers.get(who, set())
    if row.leader_name is None or len(numbers) > 1:
        return None
    return next(iter(numbers)) if numbers else who


def household_of(row: HouseholdLink) -> tuple[str, str] | None:
    """Return what tells a household for certain: its head's number or its own; None without.

    Two heads of one name in a village are two households more often than one entered twice.
    """
    if row.is_unknown("head_id"):
        return None
    if row.head_id:
        return "head_id", row.head_id
    if row.household_number:
        return "household_number", row.household_number
    return None


class HouseholdCount(Struct, frozen=True):
    """How many households rows come to, at least and at most."""

    least: int
    most: int
    poor_least: int
    poor_most: int
    all_poor: bool
    """True if the sheet says that it lists poor households only."""


def count_households(
    rows: Sequence[HouseholdLink], own: str | None = None
) -> HouseholdCount | None:
    """Count the distinct households of a leader; None where a row cannot be told.

    The leader's ``own`` household may be counted or not.
    """
    least: set[Hashable] = set()
    poor: dict[Hashable, bool | None] = {}
    extra = 0
    for row in rows:
        key: Hashable = household_of(row)
        if key is None:
            key = row.head_name
            if key is None or row.is_unknown("head_id") or row.is_unknown("household_number"):
                return None
            extra += key in least
        least.add(key)
        if row.state("household_kind") != "missing":
            kind = row.household_kind
            poor[key] = None if kind is None else kind != _OTHER_KIND
    spare = int(own is not None and ("head_id", own) in least)
    whole = len(poor) == len(least) and bool(least)
    sure = sum(known is True for known in poor.values())
    return HouseholdCount(
        least=len(least) - spare,
        most=len(least) + extra,
        poor_least=max(0, sure - spare) if whole else 0,
        poor_most=sum(known is not False for known in poor.values()) + extra if whole else -1,
        all_poor=all(_lists_poor(sheet) for sheet in {row.table for row in rows}),
    )


def _lists_poor(sheet: Table) -> bool:
    head = sheet.columns.get("head_name")
    return bool(_POOR.search(sheet.layout.title + sheet.sheet + (head.header if head else "")))

"""The link sheet by leader: whose household a row is, as far as that is certain."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.facts.table_periods import edition
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink
from ruralskills.model.table import LedgerSet, Table
from ruralskills.model.typed_column import Unknown
from ruralskills.text.lazy_regex import regex

Place = tuple[Table, int, str]
LINK_COLUMNS: Final = (
    "township", "leader_id", "leader_name", "head_id", "head_name", "household_number",
    "household_kind",
)  # fmt: skip
"""What is read of link sheets."""
_POOR: Final = regex("贫困|脱贫|监测|建档|建卡")
_OTHER_KIND: Final = "一般户"


class Links(Struct):
    """The rows of the link sheets that belong to a leader ledger."""

    rows: dict[Hashable, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """By the leader's identity number, or by township and name where there is none."""
    numbers: dict[tuple[str, Any], set[str]] = field(default_factory=lambda: defaultdict(set))
    """The identity numbers that stand with a name in a township."""
    loose: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    """By township, the names on rows whose leader is not certain; None for no name at all."""
    nameless: set[str] = field(default_factory=set)
    """Townships with rows that bear a number and no name."""
    units: set[str] = field(default_factory=set)

    def of(self, table: Table, position: int, namesakes: Counter[Any]) -> list[Place] | None:
        """The rows of a leader of the ledger; None when they cannot be told for certain."""
        unit, name = who = township_of(table.row(position)), table.value(position, "name")
        loose = self.loose.get(unit, set())
        if None in loose or name in loose:
            return None
        number = table.value(position, "id_number")
        if number in self.rows:
            return self.rows[number]
        if name is None or namesakes[who] > 1 or (number is None and unit in self.nameless):
            return None
        numbers = self.numbers.get(who, set())
        if len(numbers) > 1 or (numbers and number):
            return None
        key = next(iter(numbers)) if numbers else who
        if key in self.rows:
            return self.rows[key]
        return [] if unit in self.units else None


def links_for(table: Table, book: LedgerSet) -> Links | None:
    """The link sheets of a ledger: those of its edition, else those beside it in its file."""
    sheets = book.of(HouseholdLink)
    own = [s for s in sheets if edition(s) == edition(table)] or [
        s for s in sheets if s.file == table.file and s.year in (table.year, None)
    ]
    return read_links(own) if own else None


def read_links(sheets: Sequence[Table]) -> Links:
    """Sort the rows of link sheets by leader."""
    links = Links()
    for sheet in sheets:
        for position in range(len(sheet)):
            number = sheet.value(position, "leader_id")
            if number:
                who = township_of(sheet.row(position)), sheet.value(position, "leader_name")
                links.numbers[who].add(number)
    for sheet in sheets:
        for position in range(len(sheet)):
            unit, name = township_of(sheet.row(position)), sheet.value(position, "leader_name")
            links.units.add(unit)
            key = leader_of(sheet, position, links)
            if key is None:
                links.loose[unit].add(name)
            else:
                links.rows[key].append((sheet, position, "head_name"))
                if name is None:
                    links.nameless.add(unit)
    return links


def leader_of(sheet: Table, position: int, links: Links) -> Hashable | None:
    """What tells the leader of a link row: the number, else township and name; None if neither."""
    if is_unknown(sheet, position, "leader_id"):
        return None
    if number := sheet.value(position, "leader_id"):
        return str(number)
    unit, name = who = township_of(sheet.row(position)), sheet.value(position, "leader_name")
    numbers = links.numbers.get(who, set())
    if name is None or len(numbers) > 1:
        return None
    return next(iter(numbers)) if numbers else (unit, name)


def household_of(sheet: Table, position: int) -> tuple[str, str] | None:
    """What tells a household for certain: its head's number or its own; None without them.

    Two heads of one name in a village are two households more often than one entered twice.
    """
    for name in ("head_id", "household_number"):
        if is_unknown(sheet, position, name):
            return None
        if value := sheet.value(position, name):
            return name, str(value)
    return None


def is_unknown(table: Table, position: int, name: str) -> bool:
    """Whether a cell could not be read."""
    column = table.columns.get(name)
    return column is not None and isinstance(column[position], Unknown)


class Counted(Struct, frozen=True):
    """How many households rows come to, at least and at most."""

    least: int
    most: int
    poor_least: int
    poor_most: int
    all_poor: bool
    """Whether the sheet says that it lists poor households only."""


def counted(rows: Sequence[Place], own: str | None = None) -> Counted | None:
    """Count the distinct households of a leader; None when a row cannot be told.

    The leader's ``own`` household may be counted or not.
    """
    least: set[Hashable] = set()
    poor: dict[Hashable, bool | None] = {}
    extra = 0
    for sheet, position, _ in rows:
        key: Hashable = household_of(sheet, position)
        if key is None:
            key = sheet.value(position, "head_name")
            if key is None or any(
                is_unknown(sheet, position, n) for n in ("head_id", "household_number")
            ):
                return None
            extra += key in least
        least.add(key)
        if "household_kind" in sheet.columns:
            kind = sheet.value(position, "household_kind")
            poor[key] = None if kind is None else kind != _OTHER_KIND
    spare = int(own is not None and ("head_id", own) in least)
    whole = len(poor) == len(least) and bool(least)
    sure = sum(known is True for known in poor.values())
    return Counted(
        least=len(least) - spare,
        most=len(least) + extra,
        poor_least=max(0, sure - spare) if whole else 0,
        poor_most=sum(known is not False for known in poor.values()) + extra if whole else -1,
        all_poor=all(_lists_poor(sheet) for sheet, _, _ in rows),
    )


def _lists_poor(sheet: Table) -> bool:
    head = sheet.columns.get("head_name")
    return bool(_POOR.search(sheet.layout.title + sheet.sheet + (head.header if head else "")))

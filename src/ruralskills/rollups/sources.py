"""Sources: files that were read, with their tables and records."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from ruralskills.model.layout import UnitSource
from ruralskills.model.period import Period
from ruralskills.rollups.records import SourceRecords
from ruralskills.validation.notice_choice import NoticeChoice
from ruralskills.values.money_unit import unit_ratio


class FigureCell(Struct, frozen=True):
    """A figure of a task or statistical table, as it stands there."""

    unit: str
    indicator: str
    """The path of its headers."""
    word: str
    """The word for its days."""
    header: str
    value: str
    cell: str
    measure: str = ""
    """The unit of measure that it is stated in, empty where nothing tells it."""

    def amount(self, unit: str) -> Decimal:
        """Return the figure in a unit of measure, as it stands where its own is not told."""
        return Decimal(self.value) * unit_ratio(self.measure, unit)


class SourceTable(Struct):
    """A table of a source."""

    sheet: str
    ledger: str
    title: str
    period: Period | None
    """The period that title, sheet or file name speaks of, its year 0 where unknown."""
    unit: str
    """The unit that reports it, as written."""
    unit_source: UnitSource | None
    rows: int
    units: Mapping[str, int]
    """By the unit that a row names, as compared, the number of rows. Empty for none."""
    first_cells: Mapping[str, str]
    """By that unit, the first cell that names it."""
    parts: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    """Hashes of the villages and of the classes of its rows."""
    figures: tuple[FigureCell, ...] = ()
    is_corrected: bool = False
    """True where a correction of earlier figures is written beside it."""
    people_of_file: tuple[str, ...] = ()
    """The names in its columns of people that stand in the name of its file too."""
    is_unchanged: bool = False
    """True if it lists nothing and says that nothing was added or has changed since."""


class UnknownSheet(Struct, frozen=True):
    """A sheet with a table that was not recognised, and the reason."""

    sheet: str
    reason: str


class SourceContent(Struct):
    """A file that was read, or that could not be."""

    sha256: str
    problem: str = ""
    """The reason why it cannot be read, empty where it was."""
    choices: tuple[NoticeChoice, ...] = ()
    """The notices that it was recognised by."""
    tables: list[SourceTable] = field(default_factory=list)
    unknown: tuple[UnknownSheet, ...] = ()
    """The sheets with a table that is neither a ledger nor one of statistics."""
    texts: list[str] = field(default_factory=list)
    """The texts that its records have codes of."""


class ReadSource(Struct):
    """A file that was read, with its records in memory or in a file of the store."""

    content: SourceContent
    records: SourceRecords | None = None
    path: Path | None = None

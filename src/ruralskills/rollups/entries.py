"""The entries of a roll-up: submissions, indicators, figures, cells."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.errors import OfficeError
from ruralskills.model.masking import mask_name, mask_text

LevelName = Literal["village", "township", "county", "city", "province"]
Span = Literal["year", "plan"]
"""The days of a cumulative figure: a year so far, or a plan of several years."""
SubmissionStatus = Literal[
    "adopted", "superseded", "undecided", "late", "missing", "unreadable", "other_period"
]
COUNTED: Final[frozenset[SubmissionStatus]] = frozenset({"adopted", "late"})
"""The statuses of submissions whose rows count."""

Amount = int | float
"""A figure: whole where it is whole."""


class RollupError(OfficeError):
    """A roll-up that cannot be made. The message says what to change."""


class Submission(Struct, frozen=True):
    """A table that a unit sent, or one that it did not send."""

    unit: str | None
    ledger: str | None
    """The id of its ledger, None where a whole unit is missing."""
    file: str | None
    """Its path below the workspace, with ``/``."""
    sheet: str | None
    sha256: str | None
    status: SubmissionStatus
    reason: str = ""

    def masked(self) -> Submission:
        """Return the submission with personal numbers in names hidden."""
        return replace(
            self,
            unit=None if self.unit is None else mask_name(self.unit),
            file=None if self.file is None else mask_name(self.file),
            sheet=None if self.sheet is None else mask_name(self.sheet),
            reason=mask_text(self.reason),
        )


class RollupIndicator(Struct, frozen=True):
    """An indicator whose figures stand in the roll-up."""

    id: str
    title: str
    measure: str
    kind: Literal["flow", "stock"]
    distinct: bool
    notice: str
    clause: str


class RollupFigure(Struct, frozen=True):
    """The figures of one indicator and unit. What is not known is None."""

    indicator: str
    span: Span
    level: LevelName
    unit: str
    current: Amount | None = None
    cumulative: Amount | None = None
    entries: int | None = None
    target: Amount | None = None
    rate: float | None = None
    """Percent of the target, with two decimals."""
    scheduled_rate: float | None = None
    gap: float | None = None
    rank: int | None = None
    previous: Amount | None = None
    reported: Amount | None = None
    confirmed: Amount | None = None
    pending: int | None = None
    repeats: int | None = None
    lacking: int = 0
    """Units below without a figure, which the sum leaves out."""
    source: str | None = None
    """The id of the ledger that was counted."""
    places: int = 0
    """The number of cells behind it."""


class Inconsistency(Struct, frozen=True):
    """A reported figure that is not the recounted one."""

    unit: str
    indicator: str
    reported: Amount | None
    recounted: Amount | None
    place: str
    says: str

    def masked(self) -> Inconsistency:
        """Return the inconsistency with personal numbers in names hidden."""
        return replace(
            self,
            unit=mask_name(self.unit),
            place=mask_text(self.place),
            says=mask_text(self.says),
        )


class LeftOut(Struct, frozen=True, order=True):
    """Something that no figure counts, with its place and the reason."""

    place: str
    reason: str

    def masked(self) -> LeftOut:
        """Return the line with personal numbers hidden."""
        return LeftOut(mask_text(self.place), mask_text(self.reason))


MovedField = Literal["current", "target", "reported", "pending"]
"""A field of a figure that may move while the one that is shown stays."""
MOVED_FIELDS: Final[dict[MovedField, str]] = {
    "current": "当期", "target": "任务", "reported": "报送数", "pending": "待核数",
}  # fmt: skip


class Moved(Struct, frozen=True, omit_defaults=True):
    """A figure that is not the one of a freeze any more, and the files behind that."""

    indicator: str
    unit: str
    was: Amount | None
    now: Amount | None
    files: tuple[str, ...]
    field: MovedField | Literal[""] = ""
    """The field that moved, empty for the shown one.

    That is the cumulative figure, and of a stock the current one.
    """

    @property
    def what(self) -> str:
        """The word behind the indicator for a field beside the shown one."""
        return f"（{MOVED_FIELDS[self.field]}）" if self.field else ""

    def masked(self) -> Moved:
        """Return the figure with personal numbers in names of files hidden."""
        return replace(self, unit=mask_name(self.unit), files=tuple(map(mask_name, self.files)))


class RollupSummary(Struct, frozen=True):
    """The numbers of units and figures."""

    units: int
    expected: int
    received: int
    figures: int


class RollupUnit(Struct, frozen=True):
    """A unit of the roll-up, and the one above it."""

    name: str
    level: LevelName
    parent: str = ""


class CountedCell(Struct, frozen=True, order=True):
    """A cell behind a figure."""

    file: str
    sheet: str
    cell: str
    in_period: bool
    """True if it counts in the period itself, and not only in the year so far."""

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self.cell}"


RowChange = Literal["came", "went", "changed"]


class ChangedRow(Struct, frozen=True, order=True):
    """A row that counts now and did not in a freeze, or the other way round."""

    change: RowChange
    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}!{self.sheet}!{self.cell}"


class Explanation(Struct, frozen=True):
    """A figure with the cells behind it."""

    figure: RollupFigure
    indicator: RollupIndicator
    cells: tuple[CountedCell, ...]
    changes: tuple[ChangedRow, ...] | None = None
    """The rows that came, went or changed since a freeze, None without one."""
